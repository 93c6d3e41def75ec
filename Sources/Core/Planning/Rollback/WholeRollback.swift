internal import FabricMemory
package import FabricModel

extension Plan {
  /// What it would cost to take all of it back once it is carried out; nil where its steps do not fit the fabric.
  ///
  /// A run that stops earlier is taken back from where it stands, which is planned then.
  package func rollback(on observed: Fabric) -> Rollback? {
    var fabric = LiveFabric(observed)
    for step in steps {
      do { try fabric.perform(step.change, on: step.appliance) } catch { return nil }
    }
    return Rollback(of: self, touched: Array(steps.indices), on: fabric.fabric)
  }
}

extension Rollback {
  /// Why it is not to be begun without further words.
  ///
  /// How much it deletes is no question, since the run made that itself; nor is what becomes of servers that had nothing before the run.
  package func gates(_ policy: PlanPolicy, of original: Plan, on observed: Fabric, at now: Timestamp?) -> [Blocker] {
    let profiles = observed.appliances.flatMap(\.profiles)
    let served = Set(profiles.filter { $0.vports.contains(where: \.isActive) }.compactMap(\.record.server))
    var plan = plan
    plan.maintenance = original.maintenance
    plan.steps.removeAll { served.isDisjoint(with: $0.servers) }
    return plan.gates(policy, at: now).filter { $0.id != "gate.deletions" && $0.id != "gate.empty" }
      .map { Blocker($0.id, "taking it back: \($0.message)", acknowledge: $0.acknowledge) }
  }
}
