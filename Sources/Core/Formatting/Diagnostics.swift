internal import Documents

/// The wording of what formatting has to say.
extension Diagnostic {
  static func leftFile(_ reason: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("fmt.left", .note, "the file is left as it is: \(reason)", at: range)
  }

  static func leftDocument(_ reason: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("fmt.left", .note, "this document is left as it is: \(reason)", at: range)
  }

  static func leftOrder(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "fmt.left", .note, "these keys keep their order: another one would move an alias past an anchor", at: range,
      help: "give the anchor to the first value that is written, and the aliases to those after it")
  }

  static func wouldLose(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "fmt.refused", .error, "formatted, \(what), so the file is left as it is", at: range,
      help: "this is a fault of weft: please report it with the file")
  }
}
