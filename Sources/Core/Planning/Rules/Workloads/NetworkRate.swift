internal import Documents
internal import FabricModel

/// What the vNICs of a profile give of one network.
struct NetworkRate {
  /// With all of them up.
  let whole: Bitrate
  /// With the one down that is missed most; nil where there is only one.
  let degraded: Bitrate?
  /// What each gives, and why no more: `'vnic0' gives 100Mbps, its cap`.
  let explanation: String
  let vnics: [Int]
}

extension RuleSubject {
  /// The vNICs of a profile that carry a network.
  func vnics(of profile: Int, on network: Int) -> [Int] { vports[profile].filter { wanted[$0].networks.contains(network) } }

  /// What is guaranteed on each unit in all.
  func guarantees() -> [Int: Bitrate] {
    var guarantees: [Int: Bitrate] = [:]
    for vport in wanted where vport.minimum > .zero { if let unit = vport.unit { guarantees[unit, default: .zero] += vport.minimum } }
    return guarantees
  }

  /// Nil where a vNIC has no cap and neither its port nor its cable is known.
  ///
  /// - Parameter guarantees: of each unit.
  func rate(of profile: Int, on network: Int, guarantees: [Int: Bitrate]) -> NetworkRate? {
    let vnics = vnics(of: profile, on: network)
    var rates: [Int: PathRate] = [:]
    for vnic in vnics {
      guard let rate = pathRate(of: vnic, guarantees) else { return nil }
      rates[vnic] = rate
    }
    guard !vnics.isEmpty else { return nil }
    let whole = total(of: vnics, profile, rates)
    let degraded = vnics.count < 2 ? nil : vnics.map { lost in total(of: vnics.filter { $0 != lost }, profile, rates) }.min()
    let parts = vnics.compactMap { vnic in rates[vnic].map { "'\(wanted[vnic].record.name)' gives \($0.rate), \($0.reason)" } }
    return NetworkRate(whole: whole, degraded: degraded, explanation: parts.joined(separator: "; "), vnics: vnics)
  }

  private struct PathRate {
    let rate: Bitrate
    let reason: String
  }

  private func pathRate(of vnic: Int, _ guarantees: [Int: Bitrate]) -> PathRate? {
    var limits: [PathRate] = []
    if let cap = wanted[vnic].record.maximum, cap != .zero { limits.append(PathRate(rate: cap, reason: "its cap")) }
    if let index = wanted[vnic].unit, let speed = hardware.units[index].speed {
      let others = (guarantees[index] ?? .zero) - wanted[vnic].minimum
      let port = hardware.address(of: index)
      limits.append(
        PathRate(
          rate: max(.zero, speed - others),
          reason: others > .zero
            ? "what port \(port) has left of \(speed) beside \(others) guaranteed to others" : "the speed of port \(port)"))
      if let link = host(of: hardware.units[index]).inventory.hostLink { limits.append(PathRate(rate: link, reason: "the server's cable")) }
    } else if let links = cables(of: wanted[vnic].profile)?.map({ hardware.appliances[$0.appliance].inventory.hostLink }) {
      let known = links.compactMap { $0 }
      if known.count == links.count, let link = known.max() { limits.append(PathRate(rate: link, reason: "the server's cable")) }
    }
    return limits.min { $0.rate < $1.rate }
  }

  /// The vNICs of a group with one active member count once, and those on one cable give no more than it carries.
  private func total(of vnics: [Int], _ profile: Int, _ rates: [Int: PathRate]) -> Bitrate {
    var rest = vnics
    var total = Bitrate.zero
    for (group, spec) in declaredGroups(of: profile) where spec.mode?.hasOneActiveMember ?? false {
      let members = rest.filter { group.members.contains($0) }
      // Which of them is active is for the host to choose.
      total += members.compactMap { rates[$0]?.rate }.min() ?? .zero
      rest.removeAll { members.contains($0) }
    }
    var byAppliance: [Int: Bitrate] = [:]
    for vnic in rest {
      guard let rate = rates[vnic]?.rate else { continue }
      guard let unit = unit(of: vnic), host(of: unit).inventory.hostLink != nil else {
        total += rate
        continue
      }
      byAppliance[unit.appliance, default: .zero] += rate
    }
    for (appliance, sum) in byAppliance { total += min(sum, hardware.appliances[appliance].inventory.hostLink ?? sum) }
    return total
  }
}
