import FabricModel
import Planning

@testable import Commands

/// Plans made by hand, for what people read of them.
struct PlanMaker {
  private(set) var plan = Plan()

  init() {}

  /// A change of a v-port with one step.
  mutating func change(
    _ address: String, _ action: Change.Action, _ fields: [FieldChange], impact: Impact = .none, reason: String = ""
  ) {
    let parts = address.split(separator: "/").map(String.init)
    var record = VPortRecord(kind: .vnic, profile: parts[0], name: parts[parts.count - 1], appliance: "vio-1")
    record.mtu = 1500
    var step = Step(appliance: "vio-1", change: RecordChange(before: .vport(record), after: nil))
    step.id = "s\(plan.steps.count + 1)"
    step.impact = impact
    step.servers = [parts[0]].compactMap { $0 }
    plan.steps.append(step)
    plan.changes.append(Change(address: address, action: action, fields: fields, reason: reason, steps: [plan.steps.count - 1]))
  }

  mutating func change(_ address: String, _ fields: [FieldChange], impact: Impact = .none) {
    change(address, .update, fields, impact: impact)
  }

  mutating func edit(_ body: (inout Plan) -> Void) { body(&plan) }

  /// A new profile with two vNICs and two vHBAs on the two sides of a SAN.
  mutating func addProfile(_ name: String, number: Int, mtu: Int64 = 9000) {
    func nothing(_ path: String, _ value: FieldValue) -> FieldChange { FieldChange(path, before: .null, after: value) }
    change(
      "profile/\(name)", .create,
      [nothing("wwnn", .string("20:\(number)")), nothing("server", .string(name)), nothing("serverPort", .integer(Int64(number)))])
    for index in 0..<2 {
      change(
        "\(name)/vnic\(index)", .create,
        [
          nothing("port", .string("vio-\(number)/1/\(index)")), nothing("order", .integer(Int64(index))),
          nothing("mac", .string("02:\(number):\(index)")), nothing("native", .string("prod")), nothing("mtu", .integer(mtu)),
          nothing("minBps", .integer(1_000_000_000)),
        ], impact: .hostRescan)
    }
    for index in 0..<2 {
      change(
        "\(name)/vhba\(index)", .create,
        [
          nothing("port", .string("vio-\(number)/3/\(index)")), nothing("wwpn", .string("20:\(number):\(index)")),
          nothing("vsan", .string(index == 0 ? "san-a" : "san-b")),
        ], impact: .hostRescan)
    }
  }

  static func esx(_ number: Int) -> String { "esx-" + (number < 10 ? "0" : "") + String(number) }
}

extension FieldChange {
  static func mtu(_ after: Int64) -> FieldChange { FieldChange("mtu", before: .integer(1500), after: .integer(after)) }
}

extension Plan {
  func text(_ extent: Extent = .brief) -> String { PlanView(self, extent: extent).text(color: false) }
}
