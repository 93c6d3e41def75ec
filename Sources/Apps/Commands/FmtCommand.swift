internal import ArgumentParser
internal import Documents
internal import Files
internal import Formatting

/// Writes manifests in their one layout.
struct FmtCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Put manifests in their one layout and key order; comments stay.",
    discussion: """
      Prints the names of the files it changed. Standard input (-f -) goes to standard output. A file with errors is left as it is, and
      the exit code is 1. No option changes the layout.

      Example:
        weft fmt -f site
        weft fmt -f site --check --diff
        weft fmt -f - < site.yaml
      """)

  @Option(
    name: [.customShort("f"), .customLong("file")],
    help: ArgumentHelp("A manifest, a folder of them, or - for standard input; may be given several times.", valueName: "path"))
  var files: [String] = []

  @Flag(help: "Change nothing: print the names of the files that would change, and exit with 1 if there are any.")
  var check = false

  @Flag(help: "Print what changes, or would change, as a diff.")
  var diff = false

  @Flag(help: "No colour, even on a terminal.")
  var noColor = false

  func run() async throws {
    guard !files.isEmpty else {
      throw Failure(.error, id: "input.missing", "no manifests are named", help: "name them with -f FILE-OR-FOLDER")
    }
    var sources = SourceSet()
    for path in files { for file in try ManifestLoader.files(path) where !Kustomization.isOne(file) { sources.add(file) } }
    let read = sources
    let formatted = await onAllCores(read.files.count) { ManifestFormatter.format(read.files[$0], as: SourceID($0)) }
    let console = Console(allowsColor: !noColor)
    let diagnostics = formatted.flatMap(\.diagnostics)
    console.error(render(diagnostics.inFileOrder(), sources: sources, color: console.errorHasColor))
    var hasChanges = false
    for (file, result) in zip(sources.files, formatted) {
      hasChanges = hasChanges || result.bytes != file.bytes
      try finish(file, result, console)
    }
    if diagnostics.hasErrors || check && hasChanges { throw Failure(.error) }
  }

  /// Writes one result to where it belongs, and tells of it.
  private func finish(_ file: SourceFile, _ result: FormattedText, _ console: Console) throws {
    let isStandardInput = file.path == "<stdin>"
    if isStandardInput, !check, !diff {
      if !result.diagnostics.hasErrors { console.output(bytes: result.bytes) }
      return
    }
    guard result.bytes != file.bytes else { return }
    if !check, !isStandardInput {
      do throws(FileError) {
        try FileAccess.replace(file.path, with: result.bytes)
      } catch {
        throw Failure(.error, id: "output.unwritable", "\(error)")
      }
    }
    console.output(diff ? LineDiff.unified(file.bytes, result.bytes, name: file.path) : file.path + "\n")
  }
}
