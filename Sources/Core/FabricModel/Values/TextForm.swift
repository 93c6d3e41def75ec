/// How the texts of a type look, for those who have not its parser: messages, JSON Schema and `explain`.
package struct TextForm: Hashable, Sendable {
  /// What a reader is told was expected: `a rate with a unit such as 500Mbps`.
  package let expectation: String
  /// The id of the diagnostic about a text that is none.
  package let wrong: String
  /// An ECMA 262 expression that every text of the type matches as a whole.
  ///
  /// It admits exactly what the parser does but for what no expression can say well: which numbers are out of bounds.
  package let pattern: String
  package let examples: [String]

  package init(_ expectation: String, wrong: String, pattern: String, examples: [String]) {
    self.expectation = expectation
    self.wrong = wrong
    self.pattern = pattern
    self.examples = examples
  }
}

/// A value that manifests write as a text of its own form.
package protocol FormedText: TextValue {
  static var form: TextForm { get }
}

extension MACAddress: FormedText {
  package static let form = TextForm(
    "a MAC address such as 02:25:b5:00:00:01", wrong: "mac.invalid",
    pattern: "^([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$|^([0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}$", examples: ["02:25:b5:00:00:01"])
}

extension WWN: FormedText {
  package static let form = TextForm(
    "a WWN such as 20:00:00:25:b5:00:00:01", wrong: "wwn.invalid",
    pattern: "^([0-9A-Fa-f]{2}:){7}[0-9A-Fa-f]{2}$|^[0-9A-Fa-f]{16}$", examples: ["20:00:00:25:b5:00:00:01"])
}

extension UniqueID: FormedText {
  package static let form = TextForm(
    "a UUID", wrong: "uuid.invalid", pattern: "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
    examples: ["6ba7b810-9dad-11d1-80b4-00c04fd430c8"])
}

extension Bitrate: FormedText {
  package static let form = TextForm(
    "a rate with a unit such as 500Mbps or 2.5Gbps", wrong: "rate.invalid",
    pattern: Measure.pattern(units: ["bps", "kbps", "Mbps", "Gbps", "Tbps"]), examples: ["500Mbps", "2.5Gbps"])
}

extension ByteSize: FormedText {
  package static let form = TextForm(
    "a size with a unit such as 40GiB", wrong: "size.invalid",
    pattern: Measure.pattern(units: ["B", "kB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB", "PB", "PiB"]), examples: ["40GiB", "1.5TiB"])
}

extension Interval: FormedText {
  package static let form = TextForm(
    "a duration such as 30s, 10min or 24h", wrong: "duration.invalid", pattern: Measure.pattern(units: ["s", "min", "h", "d"]),
    examples: ["10min", "24h"])
}

extension Percent: FormedText {
  package static let form = TextForm(
    "a percentage such as 80%", wrong: "percent.invalid", pattern: Measure.pattern(units: ["%"]), examples: ["80%", "100%"])
}

extension Timestamp: FormedText {
  package static let form = TextForm(
    "a time such as 2026-11-21T10:00:00Z", wrong: "time.invalid",
    pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?"
      + "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$",
    examples: ["2026-11-21T22:00:00Z", "2026-11-21T23:00:00+01:00"])
}

extension PortAddress: FormedText {
  package static let form = TextForm(
    "a port such as vio-1/3/2", wrong: "port.invalid", pattern: "^[^/]+/\(Measure.octet)/\(Measure.octet)$", examples: ["vio-1/3/2"])
}

extension AdapterAddress: FormedText {
  package static let form = TextForm(
    "an adapter such as vio-1/3", wrong: "adapter.invalid", pattern: "^[^/]+/\(Measure.octet)$", examples: ["vio-1/3"])
}

extension Uplink: FormedText {
  package static let form = TextForm(
    "a switch and port such as sw-a/17", wrong: "uplink.invalid", pattern: "^[^/]+/[\\s\\S]+$", examples: ["sw-a/17", "sw-a/1/17"])
}

extension Measure {
  /// A number of at most 19 digits before the point and 18 behind it, and one of the units.
  fileprivate static func pattern(units: [String]) -> String {
    "^(0|[1-9][0-9]{0,18})(\\.[0-9]{1,18})?(\(units.joined(separator: "|")))$"
  }

  /// A number up to 255 without a leading zero.
  fileprivate static let octet = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
}
