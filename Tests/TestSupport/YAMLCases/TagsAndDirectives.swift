extension YAMLCase {
  /// Tags, which weft refuses all, and the lines that begin with a percent sign.
  static let tagsAndDirectives: [YAMLCase] = [
    .declines("a tag of YAML's own", "a: !!str 1\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("a local tag", "a: !own b\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("a tag in full", "a: !<tag:example.org,2000:x> b\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("the tag that asks for no type", "a: ! b\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("a tag before a mapping", "a: !!map\n  b: c\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("a tag before a sequence", "- !!seq [a]\n", at: "1:3", id: "yaml.tag", because: tagged),
    .declines("a tag of a key", "!!str a: b\n", at: "1:1", id: "yaml.tag", because: tagged),
    .declines("a tag behind an anchor", "a: &x !!str b\n", at: "1:7", id: "yaml.tag", because: tagged),
    .declines("a tag before an anchor", "a: !!str &x b\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("a tag without a value", "a: !!null\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("a tag within a flow sequence", "[!!int 1, a]\n", at: "1:2", id: "yaml.tag", because: tagged),
    .declines("a tag of a document", "--- !own\na: b\n", at: "1:5", id: "yaml.tag", because: tagged),
    .declines("a tag of bytes", "a: !!binary aGk=\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines("a tag before a literal", "a: !x |\n  b\n", at: "1:4", id: "yaml.tag", because: tagged),
    .declines(
      "a tag with a handle of its own", "%TAG !e! tag:example.org,2000:\n---\n!e!x a\n", at: "3:1", id: "yaml.tag", because: tagged),
    .reads("an exclamation mark in a word is no tag", "a: b!c !d\n", "{<a>: <b!c !d>}"),
    .reads("the version of YAML", "%YAML 1.2\n---\na: b\n", "{<a>: <b>}"),
    .reads("the version before", "%YAML 1.1\n---\na: b\n", "{<a>: <b>}"),
    .reads("a comment behind the version", "%YAML 1.2 # now\n---\na\n", "<a>"),
    .reads("a handle that nobody uses", "%TAG !e! tag:example.org,2000:\n---\na: b\n", "{<a>: <b>}"),
    .reads("the version of the second document", "a\n...\n%YAML 1.2\n---\nb\n", "<a> --- <b>"),
    .reads("a percent sign within text", "a: 100%\nb: c %d\n", "{<a>: <100%>, <b>: <c %d>}"),
    .reads("an indented percent line in a literal", "a: |\n  %YAML 1.2\n", #"{<a>: "%YAML 1.2\n"}"#),
    .refuses("a version that does not exist yet", "%YAML 2.0\n---\na\n", at: "1:1"),
    .refuses("the version twice", "%YAML 1.2\n%YAML 1.2\n---\na\n", at: "2:1"),
    .refuses("a handle twice", "%TAG !e! a\n%TAG !e! b\n---\na\n", at: "2:1"),
    .refuses("a version without a document", "%YAML 1.2\n", at: "2:1"),
    .refuses("a version and no marker", "%YAML 1.2\na: b\n", at: "2:1"),
    .refuses("a version without a number", "%YAML\n---\na\n", at: "1:6"),
    .refuses("a version of letters", "%YAML a.b\n---\na\n", at: "1:7"),
    .refuses("an unknown handle", "a: !e!x b\n", at: "1:4"),
    .refuses("a tag never closed", "a: !<tag:x b\n", at: "1:11"),
    .refuses(
      "a line that begins with an unknown percent word", "%FOO bar\n---\na\n", at: "1:5", elsewhere: "the specification passes it over"),
  ]

  private static let tagged = "the field decides how its value is read"
}
