import FabricModel
import Planning

/// A plan of chains of steps, each step on another appliance than the one that it follows.
enum ChainedPlan {
  static func fabric(appliances: Int) -> Fabric { Fabric(appliances: (0..<appliances).map { ApplianceState(name: name($0)) }) }

  /// - Parameter chains: where there are as many as calls may be under way, each has appliances of its own, so that no step can be spared a call. Where
  ///   there are more, several come to meet on an appliance and go on together.
  static func plan(chains: Int, appliances: Int, steps: Int, lineage: String) -> Plan {
    var plan = Plan()
    plan.basis.ledgerLineage = lineage
    for index in 0..<steps {
      var record = NetworkRecord.defaults(name: "net-\(index)")
      record.vlan = VLANID(index % 4000 + 1)
      record.owner = plan.scope
      let appliance = name(place(of: index % chains, turn: index / chains, chains, appliances))
      var step = Step(appliance: appliance, change: RecordChange(before: nil, after: .network(record)))
      step.id = "s\(index + 1)"
      if index >= chains { step.follows = [Step.Predecessor(index - chains, until: .performed)] }
      plan.steps.append(step)
      plan.basis.reads.append(
        Basis.Read(appliance: appliance, address: step.target.description, fingerprint: Record.fingerprint(nil)))
      plan.remember.append(Remembered(appliance: appliance, record: .network(record)))
    }
    plan.id = plan.digest()
    return plan
  }

  private static func place(of chain: Int, turn: Int, _ chains: Int, _ appliances: Int) -> Int {
    let own = appliances / chains
    return own > 1 ? chain * own + turn % own : (chain + turn) % appliances
  }

  private static func name(_ index: Int) -> String {
    let digits = String(index + 1)
    return "vio-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
