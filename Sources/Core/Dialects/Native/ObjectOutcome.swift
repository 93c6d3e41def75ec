internal import FabricModel
internal import XML

/// What a batch makes of one object: what it was, and what it is when all its changes are made.
struct ObjectOutcome: Sendable {
  let address: ObjectAddress
  let initial: ObjectTexts?
  let final: ObjectTexts?

  /// One per object, in the order of the first changes.
  static func outcomes(of changes: [RecordChange], on state: ApplianceState) throws(DialectRefusal) -> [ObjectOutcome] {
    var chains: [[RecordChange]] = []
    var positions: [ObjectAddress: Int] = [:]
    for change in changes {
      if let before = change.before, before.address != change.address {
        throw DialectRefusal(before.address, "cannot become \(change.address)")
      }
      if let position = positions[change.address] {
        chains[position].append(change)
      } else {
        positions[change.address] = chains.count
        chains.append([change])
      }
    }
    var outcomes: [ObjectOutcome] = []
    for chain in chains { outcomes.append(try ObjectOutcome(of: chain, on: state)) }
    return outcomes
  }

  /// The chain is taken up behind the last change whose effect is there already, so that repeating a batch is harmless.
  private init(of chain: [RecordChange], on state: ApplianceState) throws(DialectRefusal) {
    let address = chain[0].address
    let initial = state.record(at: address).map { ObjectTexts($0, on: state) }
    let steps = chain.map { change in
      Step(before: change.before.map { ObjectTexts($0, on: state) }, after: change.after.map { ObjectTexts($0, on: state) })
    }
    if address.isHardware, steps.contains(where: { $0.before == nil || $0.after == nil }) {
      throw DialectRefusal(address, "is hardware, which cannot be created or removed")
    }
    var current = initial
    for step in steps[Step.done(of: steps, in: initial)...] where !step.isEffect(in: current) {
      guard step.isBasis(in: current) else { throw DialectRefusal(address, step.conflict(with: current)) }
      current = step.after.map { current?.changed(from: step.before, to: $0) ?? $0 }
    }
    (self.address, self.initial, final) = (address, initial, current)
    try checkTexts()
  }

  private func checkTexts() throws(DialectRefusal) {
    guard let final else { return }
    if initial == nil, let name = address.names.first(where: { !NativeDialect.isName($0) }) {
      throw DialectRefusal(address, "cannot be written: '\(name)' is not a name, which has neither blanks nor '/'")
    }
    if let field = final.fields.first(where: { !XMLCharacters.canRepresent($0.text ?? "") }) {
      throw DialectRefusal(address, "cannot be written: \(field.name) holds a character that XML has no form for")
    }
  }
}

/// One change of one object.
private struct Step {
  let before: ObjectTexts?
  let after: ObjectTexts?

  /// How many of the steps were carried out already: what they set together is there. None where that cannot be said.
  static func done(of steps: [Step], in current: ObjectTexts?) -> Int {
    var known: (texts: ObjectTexts, fields: Set<Int>)?
    var done = 0
    for (index, step) in steps.enumerated() {
      if let after = step.after {
        let touched = Set(after.fields.indices.filter { after.isSet($0, here: step.before) })
        if let before = known, before.texts.element == after.element {
          known = (before.texts.changed(from: step.before, to: after), before.fields.union(touched))
        } else {
          known = (after, touched)
        }
      } else {
        known = nil
      }
      let isThere =
        switch (known, current) {
        case (let known?, let current?): known.texts.equals(current, in: known.fields)
        case (nil, nil): true
        default: false
        }
      if isThere { done = index + 1 }
    }
    return done
  }

  func isEffect(in current: ObjectTexts?) -> Bool { Step.matches(after, current, other: before) }
  func isBasis(in current: ObjectTexts?) -> Bool { Step.matches(before, current, other: after) }

  private static func matches(_ side: ObjectTexts?, _ current: ObjectTexts?, other: ObjectTexts?) -> Bool {
    guard let side, let current else { return side == nil && current == nil }
    return side.element == current.element && side.differences(from: current, otherSide: other).isEmpty
  }

  /// What was found and what was expected, as the rest of a sentence that begins with the address.
  func conflict(with current: ObjectTexts?) -> String {
    guard let current else { return "is gone; expected \(before?.summary ?? "nothing")" }
    guard let expected = before ?? after else { return "cannot be changed" }
    if expected.element != current.element { return "is a \(current.element); expected a \(expected.element)" }
    let differences = expected.differences(from: current, otherSide: before == nil ? nil : after).map { index in
      let field = expected.fields[index]
      let next = before == nil || after?.element != expected.element ? nil : after?.fields[index].text
      let becomes = next == field.text ? "" : next.map { " (to become \($0))" } ?? ""
      return "\(field.name) is \(current.fields[index].shown), expected \(field.shown)\(becomes)"
    }
    return (before == nil ? "exists already: " : "was changed meanwhile: ") + differences.joined(separator: ", ")
  }
}

extension ObjectTexts {
  fileprivate var summary: String {
    let set = fields.filter { $0.text != nil }.map { "\($0.name) \($0.shown)" }
    return set.isEmpty ? "it with nothing set" : set.joined(separator: ", ")
  }
}

extension ObjectTexts.Field {
  /// For people.
  fileprivate var shown: String { written.map { $0.isEmpty ? "none" : $0 } ?? "none" }
}

extension ObjectAddress {
  fileprivate var isHardware: Bool {
    switch self {
    case .adapter, .port: true
    case .network, .vsan, .profile, .vport: false
    }
  }

  /// What has to be a name in the text.
  fileprivate var names: [String] {
    switch self {
    case .network(let name), .vsan(let name), .profile(let name): [name]
    case .vport(let address): [address.profile, address.name]
    case .adapter, .port: []
    }
  }
}
