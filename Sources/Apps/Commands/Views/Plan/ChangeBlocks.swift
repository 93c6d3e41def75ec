internal import FabricModel
internal import Planning

/// Lays out the changes: one of each group whole, and behind it what is like it, and where this differs.
struct ChangeBlocks {
  private let groups: ChangeGroups
  private let extent: Extent

  /// How many groups are shown.
  private static let most = 20
  /// How tall a block may be before alike changes within it are put together: one that stands for many may take less room.
  private static let height = (few: 32, many: 16)
  private static let few = 4
  /// How many exceptions of a group are shown.
  private static let exceptions = 5
  /// How many words of a list are shown.
  private static let words = 12

  init(_ plan: Plan, _ extent: Extent) {
    groups = ChangeGroups(plan)
    self.extent = extent
  }

  private var changes: [Change] { groups.changes }

  func blocks() -> [[PlanDocument.Line]] {
    guard extent == .brief else { return changes.indices.map(lines) }
    let (bundles, found) = groups.grouped(most: Self.most)
    let kept = kept(found, bundles)
    var blocks = found.indices.filter(kept.contains).map { block(found[$0], bundles) }
    let left = found.indices.filter { !kept.contains($0) }
    if !left.isEmpty {
      let count = left.reduce(0) { sum, index in
        sum + ([found[index].first] + found[index].others).reduce(0) { $0 + bundles[$1].changes.count }
      }
      blocks.append([PlanDocument.Line(Words.more(count, Words.count(count, "change").split(separator: " ").last.map(String.init) ?? ""))])
    }
    return blocks
  }

  /// The groups that are shown: what costs most is not what is left out.
  private func kept(_ found: [Likeness.Group], _ bundles: [Bundle]) -> Set<Int> {
    guard found.count > Self.most else { return Set(found.indices) }
    var byImpact: [Impact: [Int]] = [:]
    for (index, group) in found.enumerated() {
      byImpact[bundles[group.first].changes.map { groups.impacts[$0] }.max() ?? .none, default: []].append(index)
    }
    return Set(Impact.allCases.reversed().lazy.flatMap { byImpact[$0] ?? [] }.prefix(Self.most))
  }

  // MARK: Groups

  private func block(_ group: Likeness.Group, _ bundles: [Bundle]) -> [PlanDocument.Line] {
    let bundle = bundles[group.first]
    let isSingle = bundle.changes.count == 1
    func name(_ index: Int) -> String {
      isSingle ? changes[bundles[index].changes[0]].address : bundles[index].profile ?? ""
    }
    var lines = lines(of: bundle, height: group.others.count < Self.few ? Self.height.few : Self.height.many)
    lines += likes(group, noun: isSingle ? "" : group.others.count == 1 ? " profile" : " profiles", name) { index, place in
      let mine = bundles[index].changes.flatMap { change in groups.values(of: change).map { (change, $0) } }[place]
      return (isSingle ? "" : String(changes[mine.0].parts.name), mine.1, changes[mine.0].action)
    }
    return lines
  }

  /// The changes of one profile.
  private func lines(of bundle: Bundle, height: Int) -> [PlanDocument.Line] {
    let whole = bundle.changes.map(lines)
    let tall = whole.reduce(0) { $0 + $1.count }
    if tall <= height { return Array(whole.joined()) }
    var lines: [PlanDocument.Line] = []
    var shown = 0
    for group in groups.groups(within: bundle) {
      // The first is always there.
      if !lines.isEmpty, lines.count + whole[group.first].count > Self.height.few { continue }
      shown += 1 + group.others.count
      lines += whole[group.first]
      lines += likes(group, noun: "") {
        changes[bundle.changes[$0]].address
      } _: { index, place in
        ("", groups.values(of: bundle.changes[index])[place], changes[bundle.changes[index]].action)
      }
    }
    let left = bundle.changes.count - shown
    if left > 0, let profile = bundle.profile { lines.append(PlanDocument.Line(Words.more(left, "of \(profile)"), indent: 1)) }
    return lines
  }

  /// `×39 like this one`, and where they are not.
  private func likes(
    _ group: Likeness.Group, noun: String, _ name: (Int) -> String,
    _ value: (_ member: Int, _ place: Int) -> (part: String, field: FieldChange, action: Change.Action)
  ) -> [PlanDocument.Line] {
    guard !group.others.isEmpty else { return [] }
    let names = extent.names(group.others.map(name))
    var lines = [PlanDocument.Line("×\(group.others.count)\(noun) like this one: \(names)", indent: 1)]
    guard !group.exceptions.isEmpty else { return lines }
    let count = group.exceptions.reduce(0) { $0 + $1.members.count }
    lines.append(PlanDocument.Line("\(count) of them differ\(count == 1 ? "s" : ""):", indent: 1))
    let differing = group.exceptions.map { exception in
      let values = exception.places.map { value(exception.members[0], $0) }
      let names = extent.names(exception.members.map(name))
      let many = exception.members.count > 4 ? " (\(exception.members.count))" : ""
      return PlanDocument.Line("\(names)\(many): \(describe(values))", indent: 2)
    }
    return lines + extent.lines(Self.exceptions, differing)
  }

  /// `mtu 9000 (vnic0, vnic1), max 5Gbps (vnic0)`.
  private func describe(_ values: [(part: String, field: FieldChange, action: Change.Action)]) -> String {
    var told: [(text: String, parts: [String])] = []
    for (part, field, action) in values {
      let text = "\(field.name) \(self.text(of: field, action))"
      if let place = told.firstIndex(where: { $0.text == text }) { told[place].parts.append(part) } else { told.append((text, [part])) }
    }
    return told.map { text, parts in
      let parts = parts.filter { !$0.isEmpty }
      return parts.isEmpty ? text : "\(text) (\(extent.names(parts)))"
    }
    .joined(separator: ", ")
  }

  // MARK: Single changes

  private func lines(_ index: Int) -> [PlanDocument.Line] {
    let change = changes[index]
    var rest = groups.impacts[index] == .none ? "" : "  [\(groups.impacts[index].rawValue)]"
    if !change.reason.isEmpty { rest += "  (\(change.reason))" }
    let width = change.fields.map { $0.name.count }.max() ?? 0
    return [PlanDocument.Line("\(change.action.glyph) \(change.address)", rest: rest, tone: .action(change.action))]
      + change.fields.map { field in
        let gap = String(repeating: " ", count: width - field.name.count)
        return PlanDocument.Line("\(field.name)\(gap)  \(text(of: field, change.action))", indent: 2)
      }
  }

  private func text(of field: FieldChange, _ action: Change.Action) -> String {
    switch action {
    case .create: shortened(field.after, field.afterText)
    case .delete: shortened(field.before, field.beforeText)
    case .update, .rebind, .rehome, .replace, .adopt, .forget:
      "\(shortened(field.before, field.beforeText)) → \(shortened(field.after, field.afterText))"
    }
  }

  private func shortened(_ value: FieldValue, _ text: String) -> String {
    guard case .list(let words) = value, extent == .brief, words.count > Self.words else { return text }
    return words.prefix(Self.words).joined(separator: " ") + " " + Words.more(words.count - Self.words)
  }
}
