import Testing

/// A script can be started as it is, and stops at the first command that fails: otherwise a stale program runs after a failed build.
enum Scripts {
  static func findings(in text: String, path: String, isExecutable: Bool) -> [String] {
    guard text.hasPrefix("#!") else { return [] }
    let lines = text.split(separator: "\n")
    var findings: [String] = []
    if !isExecutable { findings.append("\(path): is not executable") }
    if lines[0].hasSuffix("bash") && !lines.contains("set -euo pipefail") { findings.append("\(path): lacks set -euo pipefail") }
    return findings
  }
}

@Suite struct ScriptTests {
  @Test func scriptsCanBeStartedAndStopAtTheFirstFailure() throws {
    for path in Repository.tracked() {
      let text = String(decoding: try Repository.data(of: path), as: UTF8.self)
      #expect(Scripts.findings(in: text, path: path, isExecutable: Repository.isExecutable(path)) == [])
    }
  }

  @Test func theScriptsPeopleStartAreThere() {
    for path in ["Tests/run", "Tests/install-libraries", ".ci/run"] {
      #expect(Repository.isExecutable(path), "\(path)")
    }
  }

  @Test func aScriptThatCannotBeStartedIsFound() {
    let text = "#!/usr/bin/env bash\nset -euo pipefail\n"
    #expect(Scripts.findings(in: text, path: "run", isExecutable: false) == ["run: is not executable"])
    #expect(Scripts.findings(in: text, path: "run", isExecutable: true) == [])
  }

  @Test func aScriptThatGoesOnAfterAFailureIsFound() {
    #expect(Scripts.findings(in: "#!/bin/bash\nmake\n", path: "run", isExecutable: true) == ["run: lacks set -euo pipefail"])
  }
}
