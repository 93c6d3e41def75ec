internal import FabricModel
internal import Planning

/// The steps that a plan has for one object of one appliance, in order: mostly one.
struct ObjectChain {
  let appliance: String
  let address: ObjectAddress
  /// Indices in the plan.
  private(set) var steps: [Int]

  /// The chains of these steps, in the order of their first ones.
  static func chains(of steps: some Sequence<Int>, in plan: Plan) -> [ObjectChain] {
    var chains: [ObjectChain] = []
    var places: [Place: Int] = [:]
    for index in steps {
      let step = plan.steps[index]
      let place = Place(appliance: step.appliance, address: step.target.description)
      if let chain = places[place] {
        chains[chain].steps.append(index)
      } else {
        places[place] = chains.count
        chains.append(ObjectChain(appliance: step.appliance, address: step.target, steps: [index]))
      }
    }
    return chains
  }

  /// How many of the steps took effect, by what is there now; nil where that is neither what one of them leaves nor what the first one found.
  ///
  /// Not every driver can hold the owner's mark: a record without one passes where no record with the right one does.
  func finished(_ now: Record?, in plan: Plan) -> Int? {
    func leaves(_ count: Int, exactly: Bool) -> Bool {
      let change = plan.steps[steps[max(0, count - 1)]].change
      switch (count == 0 ? change.before : change.after, now) {
      case (nil, nil): return true
      case (let record?, let now?):
        guard exactly ? record.owner == now.owner : now.owner == nil else { return false }
        return count == 0 ? record.isSame(as: now) : record.differences(from: now).isEmpty
      default: return false
      }
    }
    let counts = (0...steps.count).reversed()
    return counts.first { leaves($0, exactly: true) } ?? counts.first { leaves($0, exactly: false) }
  }
}

/// An object of one appliance, as the ledger and plans name it.
struct Place: Hashable, Comparable {
  let appliance: String
  let address: String

  static func < (left: Place, right: Place) -> Bool { (left.appliance, left.address) < (right.appliance, right.address) }
}
