internal import Documents
internal import FabricModel

/// What the workloads of one profile need of one network.
struct NetworkDemand {
  let profile: Int
  let network: Int
  /// The workloads and which item of their traffic it is, the most demanding one first.
  var users: [(workload: Int, item: Int)] = []
  var average = Bitrate.zero
  var peak = Bitrate.zero
}

extension RuleSubject {
  /// The profile that each workload runs on, by its index; nil where it is on none that is known.
  func profilesOfWorkloads() -> [Int?] {
    guard !manifest.workloads.isEmpty else { return [] }
    let byName = Dictionary(manifest.profiles.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var byServer: [Int: Int] = [:]
    for profile in manifest.profiles.indices {
      if let server = server(of: profile) { byServer[server] = profile }
    }
    return manifest.workloads.map { workload in
      switch (workload.spec.profile, workload.spec.server) {
      case (let profile?, nil): byName[profile]
      case (nil, let server?): names.servers[server].flatMap { byServer[$0] }
      default: nil
      }
    }
  }

  /// What is asked of each network of each profile, in the order of workloads.
  func demands() -> [NetworkDemand] {
    var demands: [NetworkDemand] = []
    var index: [Int: [Int: Int]] = [:]
    for (workload, profile) in profilesOfWorkloads().enumerated() {
      guard let profile else { continue }
      for (item, traffic) in manifest.workloads[workload].spec.traffic.enumerated() {
        guard let network = names.networks[traffic.network], let average = traffic.average else { continue }
        let position = index[profile]?[network] ?? demands.count
        if position == demands.count {
          demands.append(NetworkDemand(profile: profile, network: network))
          index[profile, default: [:]][network] = position
        }
        demands[position].users.append((workload, item))
        demands[position].average += average
        demands[position].peak += max(average, traffic.peak ?? .zero)
      }
    }
    for position in demands.indices {
      demands[position].users.sort { rate(of: $0) != rate(of: $1) ? rate(of: $0) > rate(of: $1) : $0.workload < $1.workload }
    }
    return demands
  }

  private func rate(of user: (workload: Int, item: Int)) -> Bitrate {
    manifest.workloads[user.workload].spec.traffic[user.item].average ?? .zero
  }
}
