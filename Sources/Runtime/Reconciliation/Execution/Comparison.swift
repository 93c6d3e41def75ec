internal import FabricModel
package import Planning

extension Record {
  /// What differs from `self` to `other`, in the fields of `self`; derived ones follow others and are left out.
  func changes(to other: Record) -> [FieldChange] {
    let fields: [FieldChange] =
      switch (self, other) {
      case (.network(let this), .network(let other)): other.allDifferences(from: this)
      case (.vsan(let this), .vsan(let other)): other.allDifferences(from: this)
      case (.profile(let this), .profile(let other)): other.allDifferences(from: this)
      case (.vport(let this), .vport(let other)) where this.kind == other.kind: other.allDifferences(from: this)
      case (.adapter(let this), .adapter(let other)): other.allDifferences(from: this)
      case (.port(let this), .port(let other)): other.allDifferences(from: this)
      default: [FieldChange("kind", before: .string(kind), after: .string(other.kind))]
      }
    guard owner != other.owner else { return fields }
    return fields + [FieldChange("owner", before: owner.map { .string($0) } ?? .null, after: other.owner.map { .string($0) } ?? .null)]
  }

  /// The fields that `self` sets to something else than `observed` has.
  func differences(from observed: Record) -> [FieldChange] {
    switch (self, observed) {
    case (.network(let this), .network(let other)): this.differences(from: other)
    case (.vsan(let this), .vsan(let other)): this.differences(from: other)
    case (.profile(let this), .profile(let other)): this.differences(from: other)
    case (.vport(let this), .vport(let other)) where this.kind == other.kind: this.differences(from: other)
    case (.adapter(let this), .adapter(let other)): this.differences(from: other)
    case (.port(let this), .port(let other)): this.differences(from: other)
    default: [FieldChange("kind", before: .string(observed.kind), after: .string(kind))]
    }
  }

  /// Whether `observed` is this very record, derived fields and owner aside.
  func isSame(as observed: Record) -> Bool { differences(from: observed).isEmpty && observed.differences(from: self).isEmpty }
}

extension FabricRecord {
  /// Also tells what only one of the two sets.
  fileprivate func allDifferences(from before: Self) -> [FieldChange] {
    let set = differences(from: before)
    let unset = before.differences(from: self).filter { field in !set.contains { $0.path == field.path } }
    return set + unset.map { FieldChange($0.path, before: $0.after, after: $0.before) }
  }
}

/// Where the fabric is not what a step or the ledger's memory says.
package struct Mismatch: Hashable, Sendable, CustomStringConvertible {
  package enum Difference: Hashable, Sendable {
    case missing
    case remains
    /// Each with the observed value before and the desired one after.
    case fields([FieldChange])
  }

  /// Nil where no step was to change the object.
  package let step: String?
  package let appliance: String
  package let address: String
  package let difference: Difference

  package var description: String { "\(appliance):\(address) \(reason)" }

  var reason: String {
    switch difference {
    case .missing: "is not there"
    case .remains: "is still there"
    case .fields(let fields):
      fields.map { "\($0.name) is \($0.beforeText) instead of \($0.afterText)" }.joined(separator: ", ")
    }
  }
}

extension Mismatch.Difference {
  /// Nil where `observed` has all that `desired` sets, or both are absent.
  init?(_ desired: Record?, _ observed: Record?) {
    switch (desired, observed) {
    case (nil, nil): return nil
    case (.some, nil): self = .missing
    case (nil, .some): self = .remains
    case (let desired?, let observed?):
      let fields = desired.differences(from: observed)
      if fields.isEmpty { return nil }
      self = .fields(fields)
    }
  }
}
