package import XML

/// The families of appliance XML, told apart by the root element.
package enum Dialect: String, Sendable, CaseIterable {
  /// weft's own (`NativeDialect`).
  case vio
  /// A backup of Cisco UCS Manager.
  case ucs
  case libvirt
  /// A Server Configuration Profile of a Dell iDRAC.
  case dellSCP = "dell-scp"
  /// What an IBM HMC answers.
  case powerVM = "powervm"

  /// What wrote such files, for messages.
  package var title: String {
    switch self {
    case .vio: "weft's native configuration"
    case .ucs: "Cisco UCS Manager backup"
    case .libvirt: "libvirt"
    case .dellSCP: "Dell Server Configuration Profile"
    case .powerVM: "IBM PowerVM"
    }
  }

  /// Whether this version reads it.
  package var isSupported: Bool { self == .vio || self == .ucs }

  /// By the name of the root element and, where others use that name too, by its namespace; nil where no dialect begins like this.
  package static func detect(_ tape: XMLTape) -> Dialect? {
    tape.withRoot { root in
      let namespace = tape.uri(of: root.namespace)
      switch root.localName {
      case "vioConfig": return .vio
      case "topRoot" where namespace.isEmpty: return .ucs
      case "domain", "network", "device", "pool": return namespace.isEmpty ? .libvirt : nil
      case "SystemConfiguration" where namespace.isEmpty: return .dellSCP
      case let name where namespace.isEmpty && UCSReader.isEnvelope(name): return .ucs
      case "feed", "entry": return namespace == "http://www.w3.org/2005/Atom" ? .powerVM : nil
      default: return nil
      }
    }
  }
}
