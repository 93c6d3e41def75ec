package import Documents
package import FabricModel

/// What a plan is limited to: `--target` and `--exclude`.
package struct Limits: Hashable, Sendable {
  /// Empty where everything is meant.
  package var targets: Selector = .none
  /// What is left as it is, targeted or not.
  package var excludes: Selector = .none

  package init(targets: Selector = .none, excludes: Selector = .none) {
    self.targets = targets
    self.excludes = excludes
  }

  package var isEmpty: Bool { targets.isEmpty && excludes.isEmpty }

  package func covers(_ record: Record, on appliance: String) -> Bool {
    isTargeted(record, on: appliance) && !excludes.covers(record, on: appliance)
  }

  func isTargeted(_ record: Record, on appliance: String) -> Bool { targets.isEmpty || targets.covers(record, on: appliance) }

  /// What is wrong with the words: each has to mean something that is desired, there or recorded.
  func problems(_ fabrics: [Fabric]) -> [Diagnostic] {
    guard !isEmpty else { return [] }
    let objects = fabrics.flatMap(\.objects) + fabrics.flatMap(\.hardware)
    return targets.unknown(among: objects).map { .unknownSelector($0.word, among: $0.names, flag: "--target") }
      + excludes.unknown(among: objects).map { .unknownSelector($0.word, among: $0.names, flag: "--exclude") }
  }
}

extension Fabric {
  /// Adapters and ports, which belong to nobody.
  fileprivate var hardware: [(record: Record, appliance: String)] {
    appliances.flatMap { state in
      state.inventory.adapters.flatMap { adapter in
        [(Record.adapter(adapter.record), state.name)]
          + adapter.ports.map { (.port($0.record(at: SlotPort(slot: adapter.slot, port: $0.number))), state.name) }
      }
    }
  }
}

extension Diagnostic {
  /// - Parameter flag: where the word was given; nil for an argument.
  package static func unknownSelector(_ word: String, among names: Set<String>, flag: String?) -> Diagnostic {
    let meant = nearest(to: word, among: names)
    return Diagnostic(
      "selector.unknown", .error, "\(flag.map { "\($0) " } ?? "")'\(word)' means nothing that is desired, on the fabric or recorded",
      help: meant.map { "did you mean '\($0)'?" }
        ?? "write a profile (esx-01), a v-port (esx-01/vnic0), an appliance (vio-1), network/prod, vsan/san-a or vio-1/network/prod")
  }
}
