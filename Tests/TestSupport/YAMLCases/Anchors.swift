extension YAMLCase {
  /// Anchors, and the aliases that stand for what has them.
  static let anchors: [YAMLCase] = [
    .reads("an alias of a scalar", "a: &x b\nc: *x\n", "{<a>: <b>, <c>: <b>}"),
    .reads("an alias of quoted text keeps its quotes", "a: &x 'b'\nc: *x\n", #"{<a>: "b", <c>: "b"}"#),
    .reads("an alias of a mapping", "a: &x\n  b: c\nd: *x\n", "{<a>: {<b>: <c>}, <d>: {<b>: <c>}}"),
    .reads("an alias of a flow mapping", "[&x {a: b}, *x]\n", "[{<a>: <b>}, {<a>: <b>}]"),
    .reads("an alias of a sequence", "- &x [a, b]\n- *x\n", "[[<a>, <b>], [<a>, <b>]]"),
    .reads("an alias of a literal", "a: &x |\n  b\nc: *x\n", #"{<a>: "b\n", <c>: "b\n"}"#),
    .reads("an anchor without a value", "a: &x\nb: *x\n", "{<a>: <>, <b>: <>}"),
    .reads(
      "an anchor that is given again", "- &x a\n- *x\n- &x b\n- *x\n", "[<a>, <a>, <b>, <b>]",
      elsewhere: "PyYAML refuses to give an anchor again"),
    .reads("an anchor of a key", "&x a: b\nc: *x\n", "{<a>: <b>, <c>: <a>}"),
    .reads("an anchor on a line of its own", "a: &x\n  b\nc: *x\n", "{<a>: <b>, <c>: <b>}"),
    .reads("an anchor within what has an anchor", "- &x [&y a, b]\n- *y\n- *x\n", "[[<a>, <b>], <a>, [<a>, <b>]]"),
    .reads("aliases of aliases' collections", "- &x [a]\n- &y [*x, *x]\n- *y\n", "[[<a>], [[<a>], [<a>]], [[<a>], [<a>]]]"),
    .reads("names of digits, dashes and underscores", "- &x_1-2 a\n- *x_1-2\n", "[<a>, <a>]"),
    .reads("an alias as a key", "a: &x b\n*x : c\n", "{<a>: <b>, <b>: <c>}"),
    .reads("an anchor that nobody asks for", "a: &x b\n", "{<a>: <b>}"),
    .reads("an anchored document", "--- &x a\n", "<a>"),
    .reads("an anchor in each document", "&x a\n---\n- &x b\n- *x\n", "<a> --- [<b>, <b>]"),
    .reads("an ampersand within a word is no anchor", "a: b&x\n", "{<a>: <b&x>}"),
    .reads("an alias in quotes is text", "a: &x b\nc: '*x'\n", #"{<a>: <b>, <c>: "*x"}"#),
    .refuses("an alias of nothing", "a: *x\n", at: "1:4"),
    .refuses("an alias before its anchor", "a: *x\nb: &x c\n", at: "1:4"),
    .refuses("an alias of an earlier document", "&x a\n---\n*x\n", at: "3:1"),
    .refuses("an ampersand alone", "a: & b\n", at: "1:5"),
    .refuses("an asterisk alone", "a: * b\n", at: "1:5"),
    .refuses("a pattern of file names", "a: *.yaml\n", at: "1:5"),
    .refuses("two anchors", "a: &x &y b\n", at: "1:7"),
    .refuses("an anchored alias", "a: &x b\nc: &y *x\n", at: "2:7"),
    .refuses("a value behind an alias", "a: &x b\nc: *x d\n", at: "2:7"),
    .declines("an alias of what contains it", "&x [a, *x]\n", at: "1:8", id: "yaml.recursiveAlias", because: "a manifest is a tree"),
    .declines(
      "a mapping that contains itself", "a: &x\n  b: *x\n", at: "2:6", id: "yaml.recursiveAlias", because: "a manifest is a tree"),
  ]
}
