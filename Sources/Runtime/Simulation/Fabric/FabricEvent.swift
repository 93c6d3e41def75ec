package import FabricModel

/// Something that happened on a simulated fabric.
package struct FabricEvent: Sendable {
  package enum Kind: Sendable {
    /// A run took the appliance.
    case taken(run: String)
    /// A batch was carried out.
    case effect(key: String, [RecordChange])
    /// A batch arrived whose key was carried out before.
    case repeated(key: String)
    /// A batch arrived and was not carried out; it had no effect.
    case refused(key: String, reason: String)
    /// The session saw the appliance so.
    case seen(ApplianceState)
    /// Somebody changed it by hand.
    case edited(RecordChange)
    case stopped
    case returned
  }

  /// Milliseconds.
  package let at: Int64
  package let appliance: String
  package let kind: Kind
}

extension FabricEvent: CustomStringConvertible {
  package var description: String {
    let words =
      switch kind {
      case .taken(let run): "taken by \(run)"
      case .effect(let key, let changes): "\(key): \(changes.map(\.words).joined(separator: ", "))"
      case .repeated(let key): "\(key) again"
      case .refused(let key, let reason): "\(key) refused: \(reason)"
      case .seen(let state): "seen at \(state.revision)"
      case .edited(let change): "by hand: \(change.words)"
      case .stopped: "stopped"
      case .returned: "returned"
      }
    return "\(at) \(appliance) \(words)"
  }
}

extension RecordChange {
  fileprivate var words: String { "\(operation.rawValue) \(address)" }
}
