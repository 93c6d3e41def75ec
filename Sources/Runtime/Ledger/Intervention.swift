/// What somebody did to a ledger itself rather than through a run, kept for whoever wonders later.
package struct LedgerIntervention: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// A lease was taken from its holder.
    case leaseBroken
    /// The ledger was made anew from the marks on the fabric.
    case rebuilt
  }

  package let kind: Kind
  package let user: String
  package let host: String
  package let pid: Int32
  package let at: Int64
  /// A sentence for people, without its stop.
  package let what: String

  package init(_ kind: Kind, user: String, host: String, pid: Int32, at: Int64, what: String) {
    self.kind = kind
    self.user = user
    self.host = host
    self.pid = pid
    self.at = at
    self.what = what
  }
}
