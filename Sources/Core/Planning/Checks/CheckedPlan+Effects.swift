internal import FabricMemory
internal import FabricModel

// What each step does to what it finds in the plan's order.

extension CheckedPlan {
  /// - Parameter serverProfiles: the profile on each server, at first.
  mutating func effect(of position: Int, _ serverProfiles: [String: Int]) -> Effect {
    let step = steps[position]
    let appliance = ground.position(of: step.appliance) ?? ground.admit(step.appliance)
    let object = object(at: step.target, on: appliance)
    let expected = objects[object].last
    let held = record(expected, at: step.target, on: step.appliance)
    let after = step.change.after.map { version(of: $0, object, step: position) } ?? -1
    objects[object].last = after
    let (whole, empties) = whole(held, step.change.after, on: appliance)
    return Effect(
      object: object, expected: expected, after: after, fits: held == step.change.before || step.change.fits(held),
      downs: downs(held, step.change.after, on: appliance), isFree: step.impact >= .outage, disrupts: disrupted(by: step, serverProfiles),
      whole: whole, empties: empties)
  }

  /// What an appliance holds while a version of an object is there.
  func record(_ version: Int, at address: ObjectAddress, on appliance: String) -> Record? {
    guard version >= 0 else { return nil }
    return versions[version].step >= 0 ? steps[versions[version].step].change.after : fabric.record(at: address, on: appliance)
  }

  private mutating func disrupted(by step: Step, _ serverProfiles: [String: Int]) -> Int {
    guard step.impact == .hostReboot || step.impact == .outage, let server = step.server else { return -1 }
    return (step.change.after ?? step.change.before)?.profileName.map { number(ofProfile: $0) } ?? serverProfiles[server] ?? -1
  }

  private mutating func downs(_ held: Record?, _ after: Record?, on appliance: Int) -> Effect.Downs {
    func users(_ shared: WholePorts.Shared) -> Effect.Downs { .users(wholes.number(of: shared)) }
    switch (held, after) {
    // What is new is no path before it was seen.
    case (nil, .vport?): return .itself
    case (.vport(let was)?, nil): return attaches(was, on: appliance) ? .unit : .itself
    case (.vport(let was)?, .vport(let it)?):
      guard was.isInterrupted(becoming: it) else { return .none }
      return was.slotPort != it.slotPort && attaches(was, on: appliance) ? .unit : .itself
    case (.profile?, nil): return .part
    case (.profile(let was)?, .profile(let it)?):
      if was.server ?? "" != it.server ?? "" || was.serverPort ?? 0 != it.serverPort ?? 0 { return .part }
      return was.wwnn != it.wwnn ? .vhbas : .none
    case (.network(let was)?, .network(let it)?): return was.isInterrupted(becoming: it) ? users(.network(appliance, was.name)) : .none
    case (.vsan(let was)?, .vsan(let it)?): return was.isInterrupted(becoming: it) ? users(.vsan(appliance, was.name)) : .none
    case (.port(let was)?, .port(let it)?):
      return was.isInterrupted(becoming: it) ? users(.port(ground.port(was.slotPort, on: appliance))) : .none
    case (.adapter(let was)?, .adapter(let it)?):
      return was.isInterrupted(becoming: it) ? users(.adapter(ground.adapter(was.slot, on: appliance))) : .none
    default: return .none
    }
  }

  /// Whether what its profile has on the same adapter goes down when a v-port goes; a logical drive comes and goes without the controller.
  private func attaches(_ vport: VPortRecord, on appliance: Int) -> Bool {
    vport.kind != .vdisk && vport.slotPort != nil && ground.terms.attachesAdapters.contains(ground.names[appliance])
  }

  /// The port or adapter that a step changes as a whole, and whether it must be empty for that.
  private mutating func whole(_ held: Record?, _ after: Record?, on appliance: Int) -> (number: Int, empties: Bool) {
    switch (held, after) {
    case (.port(let was)?, .port(let it)?) where !it.agrees(with: was):
      return (wholes.number(of: .port(ground.port(it.slotPort, on: appliance))), false)
    case (.adapter(let was)?, .adapter(let it)?) where !it.agrees(with: was):
      let isLeaving = (it.maintenance == true && was.maintenance != true) || (it.isLent && it.lentTo != was.lentTo)
      return (wholes.number(of: .adapter(ground.adapter(it.slot, on: appliance))), isLeaving)
    default: return (-1, false)
    }
  }
}

extension FabricRecord {
  /// Whether becoming `other` takes down what uses it.
  fileprivate func isInterrupted(becoming other: Self) -> Bool {
    fields.contains { field in
      if case .interrupts = field.effect { return !field.agrees(other, self) }
      return false
    }
  }
}

extension VPortRecord {
  /// Whether becoming `other` takes it down.
  fileprivate func isInterrupted(becoming other: VPortRecord) -> Bool {
    fields.contains { field in
      switch field.effect {
      case .interrupts: return !field.agrees(other, self)
      case .interruptsWhatIsRemoved: return !Set(tagged ?? []).isSubset(of: other.tagged ?? tagged ?? [])
      case .none, .rescan, .reboot, .losesData, .losesDataIfLess, .derived: return false
      }
    }
  }
}
