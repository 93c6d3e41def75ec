internal import Documents
internal import YAML

/// Files that kustomize reads and weft passes over: they say which manifests there are, and are none.
enum Kustomization {
  /// Whether a file is named as kustomize wants it and holds nothing else.
  static func isOne(_ file: SourceFile) -> Bool {
    let name = file.path.split(separator: "/").last ?? ""
    guard name == "kustomization.yaml" || name == "kustomization.yml" else { return false }
    let documents = YAMLReader.read(file, as: SourceID(0))
    guard documents.diagnostics.isEmpty else { return false }
    var isOne = true
    for tape in documents.tapes { tape.forEachDocument { isOne = isOne && isKustomization($0) } }
    return isOne
  }

  /// kustomize lets a document of its own do without apiVersion and kind.
  private static func isKustomization(_ document: Node) -> Bool {
    guard document.kind == .mapping else { return document.isNull }
    let (version, kind) = (document.value("apiVersion"), document.value("kind"))
    guard let version else { return kind == nil }
    return version.isScalar && version.string.hasPrefix("kustomize.config.k8s.io/")
  }
}
