internal import Documents
internal import FabricModel

/// v-ports and profiles that say otherwise than the updating template they name, which is what the device then does.
extension UCSExporter {
  /// A new document does not name the template, so that the device does what the manifests say; in one that is carried the name stays, and
  /// somebody has to decide.
  mutating func contradicts(_ template: inout String, _ field: String, _ object: String) {
    if template.isEmpty { return }
    if base == nil {
      losses.add(field, object)
      template = ""
    } else if diagnostics.count < UCSReader.mostDiagnostics {
      diagnostics.append(.ucsContradiction(object, template))
    }
  }
}

extension UCSVNIC {
  func contradicts(_ template: UCSVNICTemplate) -> Bool {
    let isOfOtherPool = mac == nil && !template.pool.isEmpty && pool != template.pool
    return template.isUpdating
      && (side != template.side || mtu != template.mtu || qos != template.qos || Set(networks) != Set(template.networks)
        || isOfOtherPool)
  }
}

extension UCSVHBA {
  func contradicts(_ template: UCSVHBATemplate) -> Bool {
    let isOfOtherPool = wwpn == nil && !template.pool.isEmpty && pool != template.pool
    return template.isUpdating && (side != template.side || Set(networks) != Set(template.networks) || isOfOtherPool)
  }
}

extension UCSProfile {
  /// Identities and the server are an instance's own.
  func contradicts(_ template: UCSProfile) -> Bool {
    func plain(_ vnic: UCSVNIC) -> UCSVNIC {
      var vnic = vnic
      (vnic.mac, vnic.pool, vnic.networks) = (nil, "", vnic.networks.sorted { $0.name < $1.name })
      return vnic
    }
    func plain(_ vhba: UCSVHBA) -> UCSVHBA {
      var vhba = vhba
      (vhba.wwpn, vhba.pool) = (nil, "")
      return vhba
    }
    return template.kind == .updating
      && (Set(vnics.map(plain)) != Set(template.vnics.map(plain)) || Set(vhbas.map(plain)) != Set(template.vhbas.map(plain))
        || bootPolicy != template.bootPolicy || maintenance != template.maintenance)
  }
}

extension Diagnostic {
  fileprivate static func ucsContradiction(_ object: String, _ template: String) -> Diagnostic {
    Diagnostic(
      "ucs.contradiction", .warning,
      "'\(object)' says otherwise than its updating template '\(template)', and the device will do what the template says",
      help: "change the template, or take its name away")
  }
}
