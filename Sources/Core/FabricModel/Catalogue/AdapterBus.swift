/// How an adapter is plugged in.
package enum AdapterBus: Hashable, Sendable {
  case pcie(generation: Int, lanes: Int)
  /// Fits no PCIe slot.
  case pcix
}

extension AdapterBus: CustomStringConvertible {
  package var description: String {
    switch self {
    case .pcie(let generation, let lanes): "PCIe \(generation).0 x\(lanes)"
    case .pcix: "PCI-X"
    }
  }
}
