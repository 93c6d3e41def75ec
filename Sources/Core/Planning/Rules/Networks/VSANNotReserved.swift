internal import Documents
internal import FabricModel

extension Rule {
  /// 4079 is kept for exchanging VSANs between switches; 4094, which isolates ports, is no VSAN of this language at all.
  static let vsanNotReserved = Rule(
    "vsan.reserved", .error, "a VSAN's id is free to be used", source: "Cisco MDS and UCS: VSAN 4079 is reserved (EVFP)",
    .site { subject, findings in
      for vsan in subject.manifest.vsans where vsan.spec.vsan == VSANID(4079) {
        findings.add(
          RuleObject(vsan), at: .spec(.key("vsan")), "VSAN 4079 of '\(vsan.name)' is reserved by the switches for their own exchange",
          help: "use one from 1 to 4078, or from 4080 to 4093")
      }
    })
}
