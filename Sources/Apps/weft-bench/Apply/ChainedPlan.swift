import FabricModel
import Planning

/// A plan of as many chains as there are appliances. Each step follows one on the appliance before, so that no two steps of a chain can go in one call.
enum ChainedPlan {
  static func fabric(appliances: Int) -> Fabric { Fabric(appliances: (0..<appliances).map { ApplianceState(name: name($0)) }) }

  static func plan(appliances: Int, steps: Int, lineage: String) -> Plan {
    var plan = Plan()
    plan.basis.ledgerLineage = lineage
    for index in 0..<steps {
      var record = NetworkRecord.defaults(name: "net-\(index)")
      record.vlan = VLANID(index % 4000 + 1)
      record.owner = plan.scope
      let appliance = name((index + index / appliances) % appliances)
      var step = Step(appliance: appliance, change: RecordChange(before: nil, after: .network(record)))
      step.id = "s\(index + 1)"
      if index >= appliances { step.follows = [Step.Predecessor(index - appliances, until: .performed)] }
      plan.steps.append(step)
      plan.basis.reads.append(
        Basis.Read(appliance: appliance, address: step.target.description, fingerprint: Record.fingerprint(nil)))
      plan.remember.append(Remembered(appliance: appliance, record: .network(record)))
    }
    plan.id = plan.digest()
    return plan
  }

  private static func name(_ index: Int) -> String {
    let digits = String(index + 1)
    return "vio-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
