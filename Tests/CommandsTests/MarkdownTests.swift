import FabricModel
import Foundation
import Planning
import Testing

@testable import Commands

/// A plan as a comment on a merge request.
@Suite struct MarkdownTests {
  private func plan(_ count: Int = 1, _ body: (inout Plan) -> Void = { _ in }) -> Plan {
    var maker = PlanMaker()
    for number in 1...count { maker.change("\(PlanMaker.esx(number))/vnic0", [.mtu(9000)], impact: .pathLoss) }
    maker.edit(body)
    return maker.plan
  }

  private func cost(_ server: String) -> ServerCost {
    ServerCost(
      server: server, impact: .pathLoss, steps: 1,
      groups: [ServerCost.Paths(profile: server, name: "data_a", before: 2, lowest: 1, after: 2, minAvailable: 1)])
  }

  @Test func theSummaryComesFirst() {
    #expect(PlanView(plan()).markdown().hasPrefix("**Plan: 1 to update; 1 step, impact at most pathLoss.**\n"))
  }

  @Test func serversAreATable() {
    let text = PlanView(plan { $0.servers = [cost("esx-01"), cost("esx-02")] }).markdown()
    #expect(
      text.contains(
        """
        | Server | Impact | Steps | Paths up |
        |---|---|---|---|
        | esx-01<br>×1 server like this: esx-02 | pathLoss | 1 step | data\\_a 2 → 1 → 2 (at least 1) |

        """), "\(text)")
  }

  @Test func changesAreToBeUnfolded() {
    let text = PlanView(plan(3)).markdown()
    #expect(
      text.contains(
        """
        <details><summary>Changes (3)</summary>

        ```diff
        ~ esx-01/vnic0  [pathLoss]
            mtu  1500 → 9000
          ×2 like this one: esx-02/vnic0, esx-03/vnic0
        ```

        </details>

        """), "\(text)")
  }

  @Test func whatStandsAgainstItIsInSight() {
    let text = PlanView(plan { $0.blockers = [Blocker("gate.outage", "m", acknowledge: "--allow outage=a_b")] }).markdown()
    #expect(text.contains("\n- m \\[gate.outage\\]\n  - to go on all the same: --allow outage=a\\_b\n"), "\(text)")
  }

  @Test(arguments: ["a|b", "a`b", "<b>", "*b*", "_b_", "[b](c)", "a\\|b", "~~b~~", "#1", "!1", "&lt;", "@all", "$x$"])
  func whatMarkdownWouldActUponIsEscaped(text: String) {
    let special = Set("\\`*_{}[]<>|~#!&@$")
    var escaped = PlanMarkdown.escape(text)[...]
    var seen = ""
    while let character = escaped.popFirst() {
      if character == "\\" {
        guard let next = escaped.popFirst() else { break }
        seen.append(next)
      } else {
        #expect(!special.contains(character))
        seen.append(character)
      }
    }
    #expect(seen == text)
  }

  @Test func aFenceIsLongerThanWhatStandsWithin() {
    let text = PlanView(plan { $0.drift = [Difference(address: "a````b", fields: [])] }).markdown()
    #expect(text.contains("\n`````\na````b is gone\n`````\n"), "\(text)")
  }

  @Test func itIsBoundedAndSaysSo() {
    let large = plan(5000) { plan in
      plan.servers = (1...5000).map { cost(PlanMaker.esx($0)) }
      plan.external = (1...5000).map { ExternalWork(id: "z\($0)", kind: .zoning, task: "zone", object: "wwpn-\($0)", precedes: ["s1"]) }
      plan.waiting = (1...5000).map { Waiting(address: "a\($0)", reason: "r\($0)") }
    }
    let text = PlanView(large, extent: .whole).markdown()
    #expect(text.utf8.count <= PlanMarkdown.limit)
    #expect(text.hasSuffix("_Cut to 60000 characters: `weft plan` shows it all._\n"))
    #expect(text.components(separatedBy: "<details>").count == text.components(separatedBy: "</details>").count)
    #expect(text.components(separatedBy: "```").count % 2 == 1)
    #expect(text.contains("wwpn-1\n") && text.contains("a1: r1\n"), "every section has its share")
  }

  @Test func whatFitsIsNotCut() {
    #expect(!PlanView(plan(10), extent: .whole).markdown().contains("Cut to"))
  }
}
