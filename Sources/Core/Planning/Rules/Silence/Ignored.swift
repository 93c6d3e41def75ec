internal import Documents
internal import FabricModel

// Annotations 'weft/ignore' that do not do what they were written for. They look at what all other rules found.
extension Rule {
  /// No rule has that id.
  static let unknownRuleIgnored = Rule(
    "ignore.unknownRule", .warning, "'weft/ignore' names a rule", source: "DESIGN section 4: diagnostics have stable dotted ids",
    .findings { subject, _, findings in
      let ids = Rule.all.map(\.id)
      subject.forEachIgnored { object, ignored in
        guard !ids.contains(ignored.rule) else { return }
        let meant = nearest(to: ignored.rule, among: ids)
        findings.add(
          object, at: Rule.ignorePath, "there is no rule '\(ignored.rule)' to silence",
          help: meant.map { "did you mean '\($0)'?" } ?? "the id stands in brackets at the end of a finding")
      }
    })

  /// What cannot work cannot be wished away.
  static let errorIgnored = Rule(
    "ignore.errorRule", .warning, "'weft/ignore' names no rule that reports errors",
    source: "an error is what can't work; silence would only move it to the appliance",
    .findings { subject, _, findings in
      let errors = Set(Rule.all.filter { $0.description.severity == .error }.map(\.id))
      subject.forEachIgnored { object, ignored in
        guard errors.contains(ignored.rule) else { return }
        findings.add(
          object, at: Rule.ignorePath, "'\(ignored.rule)' reports errors, which can't be silenced: what can't work can't be wished away",
          help: "take the line away")
      }
    })

  /// The problem is gone, the silence is not: the next one would go unseen.
  static let needlessIgnore = Rule(
    "ignore.needless", .note, "'weft/ignore' silences something",
    source: "a silence that outlives its reason hides the next problem of the same kind",
    .findings { subject, found, findings in
      // Whether it is needless can only be told where every rule could look at everything.
      guard subject.isHardwareKnown, subject.isSound else { return }
      let speaking = Dictionary(Rule.all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      subject.forEachIgnored { object, ignored in
        guard let rule = speaking[ignored.rule], rule.description.severity != .error, !rule.isAboutFindings else { return }
        guard !found.used.contains(Silence(rule: ignored.rule, object: object.origin)) else { return }
        findings.add(
          object, at: Rule.ignorePath, "'\(ignored.rule)' finds nothing wrong with '\(object.name)': there is nothing to silence",
          help: "take the line away, so that the rule speaks up next time")
      }
    })

  fileprivate static let ignorePath: [Locator.Step] = [.key("metadata"), .key("annotations"), .key("weft/ignore")]
}

extension RuleSubject {
  fileprivate func forEachIgnored(_ body: (RuleObject, Annotations.Ignored) -> Void) {
    func visit<Spec: ManifestSpec>(_ spec: Spec.Type) {
      for object in manifest[keyPath: spec.objects] where !object.annotations.ignored.isEmpty {
        for ignored in object.annotations.ignored { body(RuleObject(object), ignored) }
      }
    }
    for kind in ManifestKind.allCases { visit(kind.spec) }
  }
}
