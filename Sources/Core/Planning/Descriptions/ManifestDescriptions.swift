package import Documents

extension RuleDescription {
  /// What objects and their fields have to look like.
  package static let fields: [RuleDescription] = [
    error("apiVersion.unknown", "a document says 'apiVersion: weft/v1'", source: "DESIGN section 4"),
    error("kind.unknown", "the kind of an object is one that weft has", source: "DESIGN section 4"),
    error("field.unknown", "an object has only the fields of its kind", source: "DESIGN section 4"),
    error("field.missing", "a required field is there", source: "DESIGN section 4"),
    error("annotation.unknown", "an annotation that begins with 'weft/' is one that weft has", source: "DESIGN section 4"),
    error("annotation.invalid", "'weft/protect' is \"true\" or absent", source: "DESIGN section 6"),
    error("patch.unknown", "'$patch' is one of the ways in which a layer can patch another", source: "Kubernetes' strategic merge patch"),
    RuleDescription(
      id: "patch.unmatched", severity: .warning, summary: "what a layer deletes is in an earlier layer",
      source: "Kubernetes' strategic merge patch"),
    error("ignore.reason", "'weft/ignore' says for each rule why it keeps quiet", source: "DESIGN section 4"),
  ]

  /// What single values have to look like.
  package static let values: [RuleDescription] = [
    error("value.type", "a value is of the type that its field has", source: "YAML 1.2.2, section 10.3"),
    error("value.range", "a number is within the range that its field has", source: "DESIGN section 4"),
    error("value.unknown", "a word is one of those that its field knows", source: "DESIGN section 4"),
    error("name.invalid", "names are of the form that weft and the devices can keep", source: "RFC 1123; IFNAMSIZ for v-ports"),
    error("mac.invalid", "a MAC address is six octets in hexadecimal", source: "IEEE 802"),
    error("wwn.invalid", "a WWN is eight octets in hexadecimal", source: "T11 FC-FS"),
    error("uuid.invalid", "a UUID is 32 hexadecimal digits in five groups", source: "RFC 4122"),
    error("rate.invalid", "a rate is a number with a unit, and a whole number of bits per second", source: "DESIGN section 4"),
    error("size.invalid", "a size is a number with a unit, and a whole number of bytes", source: "DESIGN section 4"),
    error("duration.invalid", "a duration is a number with a unit, and a whole number of seconds", source: "DESIGN section 4"),
    error("percent.invalid", "a percentage is a number directly followed by '%'", source: "DESIGN section 4"),
    error("time.invalid", "times, times of day and offsets are written in digits, and exist", source: "RFC 3339"),
    error("vlan.invalid", "VLAN ids are 1 to 4094, and a range begins with the lower one", source: "IEEE 802.1Q"),
    error("port.invalid", "a port is written appliance/slot/port", source: "DESIGN section 1"),
    error("adapter.invalid", "an adapter is written appliance/slot", source: "DESIGN section 1"),
    error("hostSlot.invalid", "a place in the server is written slot/port", source: "Cisco UCS Manager: vCon 1 to 4, host port 1 or 2"),
    error("uplink.invalid", "an uplink is written switch/port", source: "DESIGN section 4"),
  ]
}
