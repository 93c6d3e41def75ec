internal import Documents
internal import FabricModel

extension Rule {
  /// One cable less, and everything that a server is guaranteed goes over those that are left.
  static let survivesCable = Rule(
    "capacity.surviveCable", .warning, "what a server is guaranteed can be carried with one cable less",
    source: "capacity planning: what remains after one failure must carry what is promised",
    .eachProfile { subject, profile, findings in
      guard let cables = subject.cables(of: profile), cables.count > 1 else { return }
      var links: [Bitrate] = []
      for cable in cables {
        guard let link = subject.hardware.appliances[cable.appliance].inventory.hostLink else { return }
        links.append(link)
      }
      var guaranteed = Bitrate.zero
      for index in subject.vports[profile] { guaranteed += subject.wanted[index].minimum }
      guard guaranteed > .zero, let widest = links.indices.max(by: { links[$0] < links[$1] }) else { return }
      let left = links.reduce(.zero, +) - links[widest]
      guard guaranteed > left else { return }
      let object = subject.profile(profile)
      findings.add(
        object, at: .objectName,
        "'\(object.name)' is guaranteed \(guaranteed), and without its cable to '\(subject.hardware.appliances[cables[widest].appliance].name)' "
          + "\(left) \(cables.count == 2 ? "is" : "are") left", help: "lower 'bandwidth.min', or cable the server to one more appliance")
    })
}
