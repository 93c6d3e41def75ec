extension YAMLCase {
  /// Values that are not there.
  static let emptyValues: [YAMLCase] = [
    .reads("a key without a value", "a:\n", "{<a>: <>}"),
    .reads("a key without a value or a line end", "a:", "{<a>: <>}"),
    .reads("keys without values", "a:\nb:\n", "{<a>: <>, <b>: <>}"),
    .reads("a value of blanks", "a:    \nb: c\n", "{<a>: <>, <b>: <c>}"),
    .reads("a nested key without a value", "a:\n  b:\nc: d\n", "{<a>: {<b>: <>}, <c>: <d>}"),
    .reads("an item without a value", "-\n- a\n", "[<>, <a>]"),
    .reads("items without values", "-\n-\n", "[<>, <>]"),
    .reads("a single item without a value", "-", "[<>]"),
    .reads("a nested item without a value", "- -\n- a\n", "[[<>], <a>]"),
    .reads("an empty item among pairs", "a:\n-\nb: c\n", "{<a>: [<>], <b>: <c>}"),
    .reads("an explicit key without a value", "? a\n", "{<a>: <>}"),
    .declines(
      "a value without a key in braces", "{: a}\n", at: "1:2", id: "yaml.syntax",
      because: "libyaml knows no empty key without a question mark"),
    .declines(
      "neither key nor value in braces", "{:}\n", at: "1:2", id: "yaml.syntax",
      because: "libyaml knows no empty key without a question mark"),
    .declines(
      "a value without a key in brackets", "[: a]\n", at: "1:2", id: "yaml.syntax",
      because: "libyaml knows no empty key without a question mark"),
    .reads("empty values of several kinds", "- ''\n- \"\"\n- ~\n-\n- {}\n- []\n- |\n", #"["", "", <~>, <>, {}, [], ""]"#),
    .reads("an anchor without a value between pairs", "a: &x\nb: c\n", "{<a>: <>, <b>: <c>}"),
    .reads("an item that is an anchor only", "- &x\n- *x\n", "[<>, <>]"),
  ]
}
