internal import Documents
internal import FabricModel

extension Rule {
  /// All functions of an x520 port share one frame size, 9 KB at most. A port whose MTU is written down has been judged already.
  static let mtuOfCard = Rule(
    "vnic.mtuOfCard", .error, "a vNIC's MTU is one that its card can carry",
    source: "82599 data sheet; Linux Documentation/networking/device_drivers/ethernet/intel/ixgbe.rst",
    .eachProfile { subject, profile, findings in
      for index in subject.vports[profile] where subject.wanted[index].mtu > 1500 {
        guard let unit = subject.wanted[index].unit, subject.hardware.units[unit].port.mtu == nil else { continue }
        guard let model = subject.models[unit], let most = model.maxSharedMTU ?? model.maxMTU, subject.wanted[index].mtu > most else {
          continue
        }
        let record = subject.wanted[index].record
        findings.add(
          subject.profile(profile), at: subject.path(toMTUOf: index),
          "'\(record.name)' has an MTU of \(subject.wanted[index].mtu), and the \(model.name) at \(subject.name(of: unit)) carries \(most) "
            + "while it is shared", help: "write 'mtu: \(most)' or less, for it or its network")
      }
    })
}
