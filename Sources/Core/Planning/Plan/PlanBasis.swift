internal import Documents
package import FabricModel

extension Plan {
  /// What apply must find as it was: the objects the steps change, and the other paths of the profiles they touch.
  mutating func addBasis(site: Site, desired: Fabric, observed: Fabric) {
    // A plan that does nothing needs nothing to be as it was.
    guard !steps.isEmpty else { return }
    basis.desired = desired.digest()
    var profiles: Set<String> = []
    var reads: [String: Basis.Read] = [:]
    for step in steps {
      if let profile = (step.change.after ?? step.change.before)?.profileName { profiles.insert(profile) }
      let key = "\(step.appliance):\(step.target)"
      let record = observed[step.appliance]?.record(at: step.target)
      reads[key] = Basis.Read(appliance: step.appliance, address: step.target.description, fingerprint: Record.fingerprint(record))
    }
    for appliance in observed.appliances {
      for profile in appliance.profiles where profiles.contains(profile.record.name) {
        for record in [Record.profile(profile.record)] + profile.vports.map(Record.vport) {
          reads["\(appliance.name):\(record.address)"] = Basis.Read(
            appliance: appliance.name, address: record.address.description, fingerprint: Record.fingerprint(record))
        }
      }
    }
    basis.reads = reads.keys.sorted().compactMap { reads[$0] }
  }
}

extension Record {
  /// The first sixteen digits of the SHA-256 of the record's JSON; `absent` where there is none.
  package static func fingerprint(_ record: Record?) -> String {
    guard let record else { return "absent" }
    var json = JSONWriter()
    record.write(&json)
    return String(json.sha256().prefix(16))
  }
}

extension Fabric {
  /// SHA-256 over all records in order.
  package func digest() -> String {
    var digest = Digest()
    for appliance in appliances {
      var json = JSONWriter()
      json.array { json in
        json.string(appliance.name)
        for network in appliance.networks { Record.network(network).write(&json, as: .managed) }
        for vsan in appliance.vsans { Record.vsan(vsan).write(&json, as: .managed) }
        for profile in appliance.profiles {
          Record.profile(profile.record).write(&json, as: .managed)
          for vport in profile.vports { Record.vport(vport).write(&json, as: .managed) }
        }
      }
      digest.update(json.bytes)
    }
    return digest.hexadecimal()
  }
}
