import Testing
import Workloads

@Suite struct WorkloadTests {
  @Test func aServerHasTenBindingsAndSixteenServersShareAnAppliance() {
    let workload = Workload(bindings: 330)
    #expect((workload.servers, workload.appliances, workload.bindings) == (33, 3, 330))
    #expect(lines(workload).count { $0 == "kind: ServerProfile" } == 33)
    #expect(lines(workload).count { $0.hasPrefix("    - name: ") } == 330)
  }

  @Test func drainingPutsOneAdapterOfEachApplianceIntoMaintenance() {
    let (plain, drained) = (lines(Workload(bindings: 330)), lines(Workload(bindings: 330, arrangement: .drained)))
    let changed = zip(plain, drained).filter { $0 != $1 }.map(\.1)
    #expect(plain.count == drained.count)
    #expect(changed.count == 3)
    #expect(changed.allSatisfy { $0.hasPrefix("    - {slot: \(Workload.drainedSlot),") && $0.contains("maintenance: true") })
  }

  @Test func theHalvesDifferInWhatThePoolsSelectAndInNothingElse() {
    let (one, other) = (lines(Workload(bindings: 20, arrangement: .oneHalf)), lines(Workload(bindings: 20, arrangement: .otherHalf)))
    #expect(one.count == other.count)
    #expect(zip(one, other).filter { $0 != $1 }.map(\.1) == Array(repeating: "  select: {labels: {half: other}}", count: 2))
  }

  private func lines(_ workload: Workload) -> [String] {
    String(decoding: workload.yaml, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
