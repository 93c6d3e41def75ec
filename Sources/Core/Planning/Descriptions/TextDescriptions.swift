package import Documents

extension RuleDescription {
  /// What every text has to be before anything is made of it.
  package static let texts: [RuleDescription] = [
    error("yaml.syntax", "a manifest is well-formed YAML, and its aliases have anchors", source: "YAML 1.2.2"),
    error("yaml.encoding", "a manifest is UTF-8", source: "DESIGN section 3"),
    error("yaml.controlCharacter", "control characters stand in a manifest only as escapes", source: "YAML 1.2.2, section 5.1"),
    error("yaml.tag", "values have no tags, for the field decides how its value is read", source: "DESIGN section 3"),
    error("yaml.complexKey", "a key is a single word", source: "DESIGN section 4"),
    error("yaml.duplicateKey", "a mapping has each key once", source: "YAML 1.2.2, section 3.2.1.3"),
    error("yaml.recursiveAlias", "an alias does not stand within its own anchor", source: "DESIGN section 12"),
    error("yaml.aliasBomb", "the aliases of a text expand to a bounded number of values", source: "DESIGN section 12"),
    error("yaml.depth", "collections are nested to a bounded depth", source: "DESIGN section 12"),
    error("yaml.size", "a text and each of its values have a bounded size", source: "DESIGN section 12"),
    error("yaml.directives", "a text has a bounded number of %TAG directives", source: "DESIGN section 12"),
    error("yaml.problems", "a text is read until it has shown a bounded number of problems", source: "DESIGN section 12"),
    error("yaml.memory", "there is memory to read the text", source: "the system"),
  ]
}
