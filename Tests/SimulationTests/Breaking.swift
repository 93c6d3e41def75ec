import FabricMemory
import FabricModel
import Foundation
import Ledger
import Planning
import Reconciliation

func readPlan(_ text: String) -> Plan? { try? JSONDecoder().decode(Plan.self, from: Data(text.utf8)) }

/// What the ledger is to have when a plan is done.
func rememberedObjects(in text: String) -> [LedgerObject] {
  guard let plan = readPlan(text) else { return [] }
  return plan.remember.map { LedgerObject($0, scope: plan.scope) }
}

extension ApplianceState {
  /// As it would be if all of this had been done, as far as it fits.
  func with(_ changes: [RecordChange]) -> ApplianceState {
    var live = LiveFabric(Fabric(appliances: [self]))
    for change in changes { try? live.perform(change, on: name) }
    return live.fabric[name] ?? self
  }
}
