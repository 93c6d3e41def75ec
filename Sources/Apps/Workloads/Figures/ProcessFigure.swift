/// A whole process over a workload: the median of several.
package struct ProcessFigure: Sendable {
  package let name: String
  package let bindings: Int
  package let time: Elapsed

  package init(_ name: String, bindings: Int, _ time: Elapsed) {
    self.name = name
    self.bindings = bindings
    self.time = time
  }

  // The names that the bars look for.
  package static let weftNoLedger = "weft plan, no ledger"
  package static let weftLedger = "weft plan, with a ledger"
  package static let terraformNothing = "terraform plan, from nothing"
  package static let terraformNoChange = "terraform plan, no change"
}
