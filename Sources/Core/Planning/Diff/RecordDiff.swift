package import FabricModel

extension FabricRecord {
  /// The fields that `self`, as desired or recorded, sets to something else than `observed` has. Derived fields are left out.
  package func differences(from observed: Self) -> [FieldChange] {
    var changes: [FieldChange] = []
    for field in fields where !field.agrees(self, observed) {
      if case .derived = field.effect { continue }
      changes.append(FieldChange(field.name, before: field.value(observed) ?? .null, after: field.value(self) ?? .null))
    }
    return changes
  }

  /// `self` with everything that `other` sets.
  package func overlaid(by other: Self) -> Self {
    var record = self
    for field in fields { field.overlay(&record, other) }
    return record
  }

  /// `self`, and the defaults for what was managed before and no longer is.
  func withResets(recorded: Self?, defaults: Self) -> Self {
    guard let recorded else { return self }
    var record = self
    for field in fields where !field.isSet(self) && field.isSet(recorded) { field.overlay(&record, defaults) }
    return record
  }

  /// All fields that are set, as they come into being or go.
  func allFields(created: Bool) -> [FieldChange] {
    fields.compactMap { field in
      guard let value = field.value(self), value != .null, value != .list([]) else { return nil }
      if case .derived = field.effect { return nil }
      // What is as the appliance assumes anyway is not worth a line.
      if field.attribute != nil, field.text(self) == nil { return nil }
      return FieldChange(field.name, before: created ? .null : value, after: created ? value : .null)
    }
  }
}

/// Walks three lists, each sorted by name, side by side.
///
/// - Parameter isSettled: whether `body` need not see three that are all there.
func join<Item>(
  _ desired: [Item], _ observed: [Item], _ recorded: [Item], by name: (Item) -> String,
  passing isSettled: (_ desired: Item, _ observed: Item, _ recorded: Item) -> Bool = { _, _, _ in false },
  _ body: (_ desired: Item?, _ observed: Item?, _ recorded: Item?) -> Void
) {
  var (d, o, r) = (0, 0, 0)
  while d < desired.count || o < observed.count || r < recorded.count {
    let names = (
      d < desired.count ? name(desired[d]) : nil, o < observed.count ? name(observed[o]) : nil,
      r < recorded.count ? name(recorded[r]) : nil
    )
    // Mostly all sides have the same objects.
    if let here = names.0, here == names.1, names.2 == nil || here == names.2 {
      if names.2 == nil || !isSettled(desired[d], observed[o], recorded[r]) {
        body(desired[d], observed[o], names.2 == nil ? nil : recorded[r])
      }
      d += 1
      o += 1
      if names.2 != nil { r += 1 }
      continue
    }
    guard let least = [names.0, names.1, names.2].compactMap({ $0 }).min() else { return }
    body(
      names.0 == least ? desired[d] : nil, names.1 == least ? observed[o] : nil, names.2 == least ? recorded[r] : nil)
    if names.0 == least { d += 1 }
    if names.1 == least { o += 1 }
    if names.2 == least { r += 1 }
  }
}
