internal import FabricModel

/// What goes with a profile and its v-ports when they come from another appliance or had another name: the fields that no manifest speaks of, such as
/// the order in which the host counts them.
struct Luggage {
  private let present: Presence
  private let formerNames: [String: String]

  init(present: Presence, _ manifest: Manifest) {
    self.present = present
    formerNames = Dictionary(
      manifest.profiles.compactMap { profile in profile.annotations.renamedFrom.map { (profile.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  func of(_ vport: VPortRecord, comingTo appliance: String) -> VPortRecord? {
    for part in parts(of: vport.profile, comingTo: appliance) {
      guard let position = part.state.vports.position(of: vport.name), part.state.vports[position].kind == vport.kind else { continue }
      var record = part.state.vports[position]
      record.portField = nil
      record.server = nil
      return record
    }
    return nil
  }

  func of(_ profile: ProfileRecord, comingTo appliance: String) -> ProfileRecord? {
    guard var record = parts(of: profile.name, comingTo: appliance).first?.state.record else { return nil }
    record.server = nil
    record.serverPort = nil
    return record
  }

  private func parts(of profile: String, comingTo appliance: String) -> [ProfileIndex.Part] {
    let elsewhere = present.observed[profile].filter { $0.appliance != appliance }
    if !elsewhere.isEmpty { return elsewhere }
    return formerNames[profile].map { present.observed[$0] } ?? []
  }
}
