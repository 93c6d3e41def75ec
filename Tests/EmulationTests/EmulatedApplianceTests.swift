import ApplianceAPI
import Documents
import FabricModel
import Foundation
import TestSupport
import Testing

@testable import Emulation

@Suite("The emulated appliance's API") struct EmulatedApplianceTests {
  private func json(_ response: APIResponse) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any])
  }

  private func kind(_ response: APIResponse) throws -> String { try JSONDecoder().decode(APIProblem.self, from: Data(response.body)).kind }

  @Test func theConfigurationHasATagAndIsSentOnce() throws {
    let stage = try Stage()
    let whole = stage.ask(.get, "v1/config")
    #expect(whole.status == 200 && whole.body == Array(Stage.text.utf8))
    let tag = try #require(whole.headers[APIHeader.entityTag])
    let again = stage.ask(.get, "v1/config", [APIHeader.ifNoneMatch: tag])
    #expect(again.status == 304 && again.body.isEmpty)
  }

  @Test func aChangeIsOnTheDiskBeforeItIsAnswered() throws {
    let stage = try Stage()
    let tag = stage.entityTag
    let body = String(decoding: APIBatch([adding(network("prod"))]).json, as: UTF8.self)
    let response = stage.change(.post, "v1/batches", key: "r1/s1", body: body, match: tag)
    #expect(response.status == 200)
    #expect(try stage.folder.text(of: "vio-1.xml").contains(#"<network name="prod" vlan="110""#))
    #expect(response.headers[APIHeader.entityTag] == stage.entityTag && stage.entityTag != tag)
    #expect(try json(stage.ask(.get, "v1/networks/prod"))["vlan"] as? Int == 110)
  }

  @Test func aChangeWithoutKeyOrTagIsRefused() throws {
    let stage = try Stage()
    #expect(try kind(stage.ask(.delete, "v1/profiles/esx-01", [APIHeader.ifMatch: "*"])) == "keyRequired")
    #expect(try kind(stage.ask(.delete, "v1/profiles/esx-01", [APIHeader.idempotencyKey: "k"])) == "matchRequired")
    let outdated = stage.change(.delete, "v1/profiles/esx-01", key: "k", match: "\"old\"")
    #expect(try outdated.status == 412 && kind(outdated) == "changed")
    #expect(stage.ask(.get, "v1/profiles/esx-01").status == 200)
  }

  @Test func aKeyHasItsEffectOnce() throws {
    let stage = try Stage()
    let first = stage.change(.delete, "v1/profiles/esx-01", key: "k")
    let again = stage.change(.delete, "v1/profiles/esx-01", key: "k")
    #expect(first.status == 200 && again.status == 200 && first.body == again.body)
    #expect(again.headers["Idempotent-Replay"] == "true")
    #expect(try kind(stage.change(.delete, "v1/profiles/other", key: "k")) == "keyReused")
    #expect(try json(stage.ask(.get, "v1/requests/k"))["status"] as? Int == 200)
    #expect(stage.ask(.get, "v1/requests/never").status == 404)
  }

  @Test func aBatchIsDoneAsAWholeOrNotAtAll() throws {
    let stage = try Stage()
    let changes = [
      adding(network("prod")), RecordChange(before: network("gone"), after: nil),
      RecordChange(before: network("a", vlan: 5), after: network("a")),
    ]
    let response = stage.change(.post, "v1/batches", key: "k", body: String(decoding: APIBatch(changes).json, as: UTF8.self))
    #expect(try response.status == 409 && kind(response) == "conflict")
    #expect(stage.ask(.get, "v1/networks/prod").status == 404)
    #expect(stage.appliance.configuration == Array(Stage.text.utf8))
  }

  @Test func theHardwareHasLimits() throws {
    let stage = try Stage()
    func add(_ changes: [RecordChange], _ key: String) -> APIResponse {
      stage.change(.post, "v1/batches", key: key, body: String(decoding: APIBatch(changes).json, as: UTF8.self))
    }
    #expect(add([adding(network("prod")), adding(vnic("a", mac: 1, minimum: .gbps(6)))], "1").status == 200)
    #expect(try kind(add([adding(vnic("b", mac: 2, minimum: .gbps(6)))], "2")) == "limits")
    #expect(try kind(add([adding(vnic("b", mac: 1))], "3")) == "limits")
    #expect(add([adding(vnic("b", mac: 2))], "4").status == 200)
  }

  @Test func oneHoldsItAtATime() throws {
    let stage = try Stage()
    let body = #"{"holder": "run r1", "seconds": 60}"#
    let lease = try JSONDecoder().decode(APILease.self, from: Data(stage.ask(.post, "v1/lease", body: body).body))
    #expect(try kind(stage.ask(.post, "v1/lease", body: body)) == "locked")
    #expect(try kind(stage.change(.delete, "v1/profiles/esx-01", key: "k")) == "locked")
    stage.time.pass(61)
    let next = try JSONDecoder().decode(APILease.self, from: Data(stage.ask(.post, "v1/lease", body: body).body))
    #expect(next.token > lease.token)
    let stale: APIHeaders = [APIHeader.idempotencyKey: "k", APIHeader.ifMatch: "*", APIHeader.leaseToken: "\(lease.token)"]
    #expect(try kind(stage.ask(.delete, "v1/profiles/esx-01", stale)) == "leaseLost")
    #expect(stage.ask(.get, "v1/profiles/esx-01").status == 200)
    #expect(stage.ask(.delete, "v1/lease", [APIHeader.leaseToken: "\(next.token)"]).status == 204)
    #expect(stage.ask(.get, "v1/lease").status == 404)
  }

  @Test func anOwnerTakesOverFromItself() throws {
    let stage = try Stage()
    func take(_ owner: String) -> APIResponse {
      stage.ask(.post, "v1/lease", body: #"{"holder": "run r1", "owner": "\#(owner)", "seconds": 60}"#)
    }
    let first = try JSONDecoder().decode(APILease.self, from: Data(take("ledger-1").body))
    #expect(try kind(take("ledger-2")) == "locked")
    let second = try JSONDecoder().decode(APILease.self, from: Data(take("ledger-1").body))
    #expect(second.token > first.token)
    let stale: APIHeaders = [APIHeader.idempotencyKey: "k", APIHeader.ifMatch: "*", APIHeader.leaseToken: "\(first.token)"]
    #expect(try kind(stage.ask(.delete, "v1/profiles/esx-01", stale)) == "leaseLost")
  }

  @Test(arguments: [(APIRequest.Method.other, "v1/config", "GET, PUT"), (.post, "v1/networks/prod", "GET, PUT, DELETE")])
  func whatGoesHereIsToldWhereSomethingElseWasAsked(method: APIRequest.Method, path: String, allowed: String) throws {
    let response = try Stage().ask(method, path)
    #expect(response.status == 405 && response.headers["Allow"] == allowed)
  }

  @Test func withoutTheTokenNothingIsShown() throws {
    let stage = try Stage(token: "secret")
    for path in ["v1/config", "v1/health", "v1/networks", "v1/nothing", "v1/lease"] {
      for header in [nil, "Bearer wrong", "Bearer secret2", "Basic secret", "Bearer "] {
        var headers = APIHeaders()
        headers[APIHeader.authorization] = header
        let response = stage.ask(.get, path, headers)
        #expect(response.status == 401 && response.headers["WWW-Authenticate"] == "Bearer")
        #expect(!String(decoding: response.body, as: UTF8.self).contains("esx-01"))
      }
    }
    #expect(stage.ask(.get, "v1/config", [APIHeader.authorization: "Bearer secret"]).status == 200)
  }

  @Test func aWholeConfigurationIsPutBack() throws {
    let stage = try Stage()
    let other = Stage.text.replacingOccurrences(of: "esx-01", with: "esx-02")
    #expect(stage.change(.put, "v1/config", key: "1", body: other).status == 200)
    #expect(stage.ask(.get, "v1/profiles/esx-02").status == 200)
    #expect(try kind(stage.change(.put, "v1/config", key: "2", body: "<vioConfig>")) == "unreadable")
    #expect(try kind(stage.change(.put, "v1/config", key: "3", body: other.replacingOccurrences(of: "vio-1", with: "vio-9"))) == "invalid")
    #expect(stage.ask(.get, "v1/profiles/esx-02").status == 200)
  }

  @Test func aBindingIsPutAndTakenAway() throws {
    let stage = try Stage()
    _ = stage.change(
      .post, "v1/batches", key: "1",
      body: String(decoding: APIBatch([adding(network("prod")), adding(vnic("a", mac: 1))]).json, as: UTF8.self))
    #expect(try json(stage.ask(.get, "v1/bindings/esx-01/a"))["port"] as? String == "1/1")
    #expect(stage.change(.put, "v1/bindings/esx-01/a", key: "2", body: #"{"port": "1/2"}"#).status == 200)
    #expect(try json(stage.ask(.get, "v1/bindings/esx-01/a"))["port"] as? String == "1/2")
    #expect(stage.change(.delete, "v1/bindings/esx-01/a", key: "3").status == 200)
    #expect(try json(stage.ask(.get, "v1/bindings/esx-01/a"))["port"] is NSNull)
    #expect(try json(stage.ask(.get, "v1/profiles/esx-01/vports"))["items"] as? [Any] != nil)
  }

  @Test(arguments: ["", "{", "[]", #"{"changes": [{}]}"#, #"{"changes": [{"before": null, "after": {"kind": "nothing"}}]}"#])
  func whatIsNoChangeIsRefused(body: String) throws {
    let stage = try Stage()
    #expect(try kind(stage.change(.post, "v1/batches", key: "k", body: body)) == "invalid")
  }

  @Test func listenersAreToldOfEveryConfiguration() async throws {
    let stage = try Stage()
    var revisions = stage.appliance.revisions().makeAsyncIterator()
    #expect(await revisions.next() == stage.entityTag)
    _ = stage.change(.delete, "v1/profiles/esx-01", key: "k")
    #expect(await revisions.next() == stage.entityTag)
  }

  @Test func receiptsAreForgottenOldestFirst() {
    var receipts = Receipts(most: 3)
    for number in 0..<10 {
      receipts.add(Receipts.Answer(digest: "", receipt: APIReceipt(key: "\(number)", status: 200, revision: "")))
    }
    #expect((0..<10).filter { receipts["\($0)"] != nil } == [7, 8, 9])
  }
}
