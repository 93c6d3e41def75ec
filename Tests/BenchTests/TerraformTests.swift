import TestSupport
import Testing
import Workloads

@Suite struct TerraformTests {
  @Test func eachBindingIsALineWithANameAndAnAddressOfItsOwn() {
    let workload = TerraformWorkload(Workload(bindings: 200))
    let lines = ["vnics.yaml", "vhbas.yaml"].flatMap { text(of: $0, workload).split(separator: "\n") }
    #expect(lines.count == 200)
    #expect(Set(lines.map { $0.prefix { $0 != ":" } }).count == 200)
    #expect(Set(lines.map { $0.split(separator: "\"")[1] }).count == 200)
    #expect(lines.contains { $0.hasPrefix("esx-00020/vnic7: {server: esx-00020, appliance: vio-0002, network: storage, mac: \"02:57:") })
  }

  @Test func theConfigurationReadsTheFilesThatAreWritten() {
    let workload = TerraformWorkload(Workload(bindings: 10))
    let main = text(of: "main.tf", workload)
    #expect(main.contains("resource \"terraform_data\" \"vnic\" {\n  for_each = local.vnics\n"))
    for file in workload.files where file.name != "main.tf" { #expect(main.contains("file(\"${path.module}/\(file.name)\")")) }
  }

  @Test func itIsSetUpPlannedAppliedAndPlannedAgain() throws {
    let folder = try TemporaryFolder()
    let binary = try script("echo \"$2\" >> \(folder / "calls"); test -f \"${1#-chdir=}/vnics.yaml\"", in: folder)
    let figures = try TerraformProcess(binary).measure(TerraformWorkload(Workload(bindings: 20)), runs: 2, in: folder.path)
    #expect(try folder.text(of: "calls") == "init\nplan\nplan\napply\nplan\nplan\n")
    #expect(figures.map(\.name) == [ProcessFigure.terraformNothing, ProcessFigure.terraformNoChange])
    #expect(figures.map(\.bindings) == [20, 20])
  }

  @Test func whatItSaysWhenItFailsIsTold() throws {
    let folder = try TemporaryFolder()
    let binary = try script("echo 'no provider' >&2; exit 1", in: folder)
    let failure = #expect(throws: ChildProcess.Failed.self) {
      try TerraformProcess(binary).measure(TerraformWorkload(Workload(bindings: 20)), runs: 1, in: folder.path)
    }
    #expect(failure?.description.contains("init -input=false -no-color failed: no provider") == true)
  }

  @Test func itsFolderIsGoneAfterwards() throws {
    let folder = try TemporaryFolder()
    let binary = try script("true", in: folder)
    _ = try TerraformProcess(binary).measure(TerraformWorkload(Workload(bindings: 20)), runs: 1, in: folder.path)
    #expect(folder.names() == ["terraform"])
  }

  @Test func terraformIsPreferredToTofuWhereverEachIs() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder / "first", folder / "second")
    try script("true", in: folder, name: "first/tofu")
    #expect(ChildProcess.find(TerraformProcess.names, path: "\(first):\(second)") == "\(first)/tofu")
    try script("true", in: folder, name: "second/terraform")
    #expect(ChildProcess.find(TerraformProcess.names, path: "\(first):\(second)") == "\(second)/terraform")
    #expect(ChildProcess.find(["opentofu"], path: "\(first):\(second)") == nil)
  }

  private func text(of name: String, _ workload: TerraformWorkload) -> String {
    workload.files.filter { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }
}
