/// What it costs to append one step to a ledger of some size: its begin, the end of the one before and what that leaves, in one commit.
package struct JournalFigure: Sendable {
  /// Steps, objects and identities that the ledger has, so many of each.
  package let rows: Int
  /// The median of lone commits.
  package let commitSeconds: Double
  /// That of writing a page of 4 KiB to a file beside it and fdatasync, in turn with the commits.
  package let bareSeconds: Double
  /// What the write-ahead log grows by.
  package let bytesPerStep: Double

  package init(rows: Int, commitSeconds: Double, bareSeconds: Double, bytesPerStep: Double) {
    self.rows = rows
    self.commitSeconds = commitSeconds
    self.bareSeconds = bareSeconds
    self.bytesPerStep = bytesPerStep
  }

  /// Disks are faster at one time than at another; how many bare writes a commit takes stays.
  package var perBare: Double? { ratio(commitSeconds, bareSeconds) }
}
