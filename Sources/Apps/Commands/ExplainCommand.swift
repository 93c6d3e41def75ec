internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Planning

/// Tells what a kind, a field or the id of a finding means.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tell what a kind, a field of it, or the id of a finding means.",
    discussion: """
      Without an argument, lists the kinds and the rules.

      Example:
        weft explain Network
        weft explain ServerProfile.vnics.bandwidth
        weft explain ServerProfile --recursive
        weft explain redundancy.oneAdapter
      """)

  @Argument(help: "KIND, KIND.FIELD, KIND.FIELD.FIELD and so on, or the id of a finding.")
  var subject: String?

  @Flag(help: "The fields within the fields, too.")
  var recursive = false

  func run() async throws {
    Console.standard.output(try text())
  }

  private func text() throws -> String {
    guard let subject else { return ExplainView.overview }
    if let rule = RuleDescription.all.first(where: { $0.id == subject }) { return ExplainView.text(of: rule) }
    let words = subject.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let kind = ManifestKind(ignoringCase: words[0]) else { throw unknown(subject, words[0]) }
    return ExplainView.text(of: try FieldPath(kind, Array(words.dropFirst())), recursive: recursive)
  }

  private func unknown(_ subject: String, _ first: String) -> Failure {
    let kind = nearest(to: first, among: ManifestKind.allCases.map(\.rawValue))
    let id = nearest(to: subject, among: RuleDescription.all.map(\.id))
    // A kind in front of fields is compared alone.
    let meant = first == subject ? kind ?? id : id ?? kind.map { $0 + subject.dropFirst(first.count) }
    return Failure(
      .error, id: "explain.unknown", "there is no kind and no finding '\(subject)'",
      help: meant.map { "did you mean '\($0)'?" } ?? "'weft explain' lists the kinds and the rules")
  }
}

extension ManifestKind {
  /// On the command line, capitals do not matter.
  init?(ignoringCase name: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else { return nil }
    self = kind
  }

  static func named(_ name: String) throws -> ManifestKind {
    if let kind = ManifestKind(ignoringCase: name) { return kind }
    let names = allCases.map(\.rawValue)
    let meant = nearest(to: name, among: names)
    throw Failure(
      .error, id: "kind.unknown", "there is no kind '\(name)'",
      help: meant.map { "did you mean '\($0)'?" } ?? "the kinds are \(names.joined(separator: ", "))")
  }
}
