extension YAMLCase {
  /// Where a comment may stand, and where a hash is text.
  static let comments: [YAMLCase] = [
    .reads("only a comment is no document", "# a\n", ""),
    .reads("a comment before a document", "# a\nb: c\n", "{<b>: <c>}"),
    .reads("a comment behind a value", "a: b # c\n", "{<a>: <b>}"),
    .reads("a comment behind a tab", "a: b\t# c\n", "{<a>: <b>}", elsewhere: "PyYAML knows tabs at few places"),
    .reads("a comment behind a key", "a: # b\n  c\n", "{<a>: <c>}"),
    .reads("a comment behind a dash", "- # a\n  b\n", "[<b>]"),
    .reads("a comment between pairs", "a: b\n# c\nd: e\n", "{<a>: <b>, <d>: <e>}"),
    .reads("an indented comment between pairs", "a: b\n      # c\nd: e\n", "{<a>: <b>, <d>: <e>}"),
    .reads("a comment less indented than what follows", "a:\n# c\n  b: d\n", "{<a>: {<b>: <d>}}"),
    .reads("a comment between items", "- a\n # b\n- c\n", "[<a>, <c>]"),
    .reads("a comment of one sign", "a: b #\n", "{<a>: <b>}"),
    .reads("comments in a comment", "a: b # c # d\n", "{<a>: <b>}"),
    .reads("signs in a comment", "a: b # [c: \"d\n", "{<a>: <b>}"),
    .reads("a comment without a line end", "a: b # c", "{<a>: <b>}"),
    .reads("a comment behind the last document", "a: b\n...\n# c\n", "{<a>: <b>}"),
    .reads("a comment behind a marker", "--- # a\nb\n", "<b>"),
    .reads("a comment behind the end of a document", "a\n... # b\n", "<a>"),
    .reads("a comment with letters of all scripts", "a: b # größe 日本 🦊\nc: d\n", "{<a>: <b>, <c>: <d>}"),
    .reads("a hash without a blank before it is text", "a: b#c\n", "{<a>: <b#c>}"),
    .reads("a hash right behind quotes", "a: 'b' #c\n", #"{<a>: "b"}"#),
    .reads("a value of only a comment is empty", "a: #b\nc: d\n", "{<a>: <>, <c>: <d>}"),
    .refuses("a comment ends plain text for good", "a: b\n  # c\n  d\n", at: "3:3"),
  ]
}
