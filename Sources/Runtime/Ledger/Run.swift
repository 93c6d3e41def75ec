/// One carrying-out of a plan.
package struct LedgerRun: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case done, stopped, interrupted, rolledBack, rolledBackWithResidue
  }

  package let id: RunID
  package let planID: String
  package let scope: String
  package let startedAt: Int64
  /// Both absent while it runs, and after a crash.
  package var endedAt: Int64?
  package var outcome: Outcome?
  package let host: String
  package let user: String
  package let toolVersion: String
  package let note: String
  /// Where the manifests stood; absent outside a git work tree, and in runs of earlier versions.
  package let revision: ManifestRevision?
  /// The run that this one takes back.
  package let rollsBack: RunID?
  /// What it waits for once it is through; absent where it stays as it is.
  package var confirmation: Confirmation?

  package init(
    id: RunID, planID: String, scope: String, startedAt: Int64, endedAt: Int64? = nil, outcome: Outcome? = nil,
    host: String, user: String, toolVersion: String, note: String = "", revision: ManifestRevision? = nil, rollsBack: RunID? = nil,
    confirmation: Confirmation? = nil
  ) {
    self.id = id
    self.planID = planID
    self.scope = scope
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.host = host
    self.user = user
    self.toolVersion = toolVersion
    self.note = note
    self.revision = revision
    self.rollsBack = rollsBack
    self.confirmation = confirmation
  }
}

/// The commit of the manifests that a run was made from.
package struct ManifestRevision: Hashable, Sendable {
  /// The commit's hexadecimal name.
  package let commit: String
  /// Whether manifests differed from it.
  package let isDirty: Bool

  package init(commit: String, isDirty: Bool) {
    self.commit = commit
    self.isDirty = isDirty
  }
}

package struct RunID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package var description: String { text }
}
