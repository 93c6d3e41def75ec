import FabricModel
import Foundation
import TestSupport
import Testing

/// Emulated appliances behind TLS, and what the program does with them.
@Suite struct EmulateTests {
  private static let token = "a-token-that-nobody-guesses"

  /// A process that plays the appliance of the smallest example, and manifests that lead to it.
  private final class Played {
    let folder: TemporaryFolder
    let weft: Weft
    let port: Int

    init(_ flags: String...) throws {
      folder = try TemporaryFolder.withFirstSite()
      try FileManager.default.moveItem(atPath: folder / "site/vio-1.xml", toPath: folder / "vio-1.xml")
      try Self.makeCertificate(in: folder)
      setenv("WEFT_TEST_TOKEN", EmulateTests.token, 1)
      weft = try Weft(
        ["emulate", "--config", "vio-1.xml", "--listen", "127.0.0.1:0", "--tls-cert", "site/ca.pem", "--tls-key", "key.pem"]
          + ["--token-env", "WEFT_TEST_TOKEN"] + flags, in: folder.path)
      while !weft.outputSoFar.contains("\n"), weft.isRunning { usleep(5_000) }
      let line = weft.outputSoFar
      let match = try #require(line.firstMatch(of: /^vio-1 listens at https:\/\/127\.0\.0\.1:(\d+)\n/), "\(line)\(weft.errorsSoFar)")
      port = try #require(Int(match.1))
      try lead(credentials: "{env: WEFT_TEST_TOKEN}", caFile: "ca.pem")
    }

    deinit {
      weft.send(SIGKILL)
      _ = try? weft.finish()
    }

    /// What the manifests say of the way to the appliance.
    func lead(credentials: String, caFile: String?) throws {
      let original = try String(contentsOfFile: "\(Repository.path)/examples/first/site.yaml", encoding: .utf8)
      let trust = caFile.map { ", caFile: \($0)" } ?? ""
      let driver = "{url: \"https://127.0.0.1:\(port)\", credentials: \(credentials)\(trust)}"
      try folder.write(original.replacing("spec: {driver: \"file:vio-1.xml\"}", with: "spec: {driver: \(driver)}"), to: "site/site.yaml")
    }

    private static func makeCertificate(in folder: TemporaryFolder) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
        "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "site/ca.pem",
      ]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0, "openssl makes no certificate")
    }
  }

  @Test func aSiteIsBroughtAboutOverTLS() throws {
    let played = try Played()
    let folder = played.folder
    try folder.apply()
    try folder.expectNoChanges()
    #expect(try state(folder.bytes(of: "vio-1.xml")).profiles.map(\.record.name) == ["db-01"])
    expect(try folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    #expect(try !folder.text(of: "plan.json").contains(Self.token))
  }

  @Test func aSavedPlanKnowsItsWay() throws {
    let played = try Played()
    let folder = played.folder
    expect(try folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    let saved = try folder.text(of: "plan.json")
    #expect(saved.contains("WEFT_TEST_TOKEN") && !saved.contains(Self.token))
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    try folder.expectNoChanges()
  }

  @Test(arguments: [
    ("{env: WEFT_TEST_NOTHING}", "ca.pem", "driver.credentials"), ("{env: HOME}", "ca.pem", "driver.credentials"),
    ("{file: ../key.pem}", "ca.pem", "driver.path"), ("{file: ca.pem}", "ca.pem", "driver.invalid"),
    ("{env: WEFT_TEST_WRONG}", "ca.pem", "appliance.rejected"), ("{env: WEFT_TEST_TOKEN}", nil, "appliance.rejected"),
  ]) func whoMayNotComeInIsToldWhy(credentials: String, caFile: String?, id: String) throws {
    let played = try Played()
    setenv("WEFT_TEST_WRONG", "another-token", 1)
    try played.lead(credentials: credentials, caFile: caFile)
    let finished = try played.folder.weft("plan", "-f", "site")
    expect(finished, exit: 1, [id])
    #expect(!finished.errors.contains(Self.token) && !finished.errors.contains("another-token"), "\(finished)")
  }

  /// Calls fail, answers get lost, and the process is killed: it is gone on with until the site is as its manifests say.
  @Test(arguments: 1...6) func aSiteIsBroughtAboutOnABadDay(seed: Int) throws {
    let played = try Played("--faults", "lossy", "--seed", "\(seed)", "--latency", "0-3")
    let folder = played.folder
    var last = Finished(code: nil, signal: nil, output: "", errors: "")
    for round in 0..<40 {
      let run = try Weft(["apply", "-f", "site", "--auto-approve", "--adopt", "all"], in: folder.path)
      if round < 2 {
        while !run.errorsSoFar.contains("run "), run.isRunning { usleep(1_000) }
        usleep(useconds_t(round * 4_000))
        run.send(SIGKILL)
      }
      last = try run.finish()
      guard try folder.weft("plan", "-f", "site", "--detailed-exitcode").code == 0 else { continue }
      #expect(try state(folder.bytes(of: "vio-1.xml")).profiles.flatMap(\.vports).map(\.name) == ["vhba0", "vhba1", "vnic0", "vnic1"])
      return
    }
    Issue.record("it does not settle: \(last)")
  }

  @Test func withoutACertificateOnlyThisMachineIsSpokenWith() throws {
    let folder = try TemporaryFolder.withFirstSite()
    #expect(try folder.weft("emulate", "--config", "site/vio-1.xml", "--listen", "0.0.0.0:0").code == 64)
    let original = try folder.text(of: "site/site.yaml")
    try folder.write(original.replacing("file:vio-1.xml", with: "http://appliance.example"), to: "site/site.yaml")
    expect(try folder.weft("plan", "-f", "site"), exit: 1, ["driver.plainText"])
  }
}
