import Documents

/// What is wrong with the structure of a tape, if anything: what every reader of tapes relies on.
func defect(in tape: NodeTape) -> String? {
  var index = 0
  while index < tape.entries.count {
    let document = tape.entries[index]
    guard document.kind == .document else { return "entry \(index) should be a document" }
    guard document.count <= 1 else { return "document \(index) has \(document.count) roots" }
    guard document.sourceStart <= document.sourceEnd else { return "document \(index) ends before it begins" }
    switch end(of: index, in: tape) {
    case .failure(let defect): return defect.text
    case .success(let end): index = end
    }
  }
  return nil
}

private struct Defect: Error { let text: String }

/// The index after the subtree at `index`, by walking it.
private func end(of index: Int, in tape: NodeTape) -> Result<Int, Defect> {
  guard index < tape.entries.count else { return .failure(Defect(text: "the tape ends within a collection")) }
  let entry = tape.entries[index]
  guard entry.sourceStart <= entry.sourceEnd, entry.sourceEnd <= tape.text.count else {
    return .failure(Defect(text: "entry \(index) has the range \(entry.sourceStart)-\(entry.sourceEnd)"))
  }
  if entry.isScalar {
    let isInside = entry.textStart + entry.count <= tape.text.count
    return isInside ? .success(index + 1) : .failure(Defect(text: "the text of entry \(index) lies outside"))
  }
  var next = index + 1
  for child in 0..<entry.count {
    if entry.kind == .mapping, child % 2 == 0, next < tape.entries.count, !tape.entries[next].isScalar {
      return .failure(Defect(text: "the key at \(next) is no scalar"))
    }
    switch end(of: next, in: tape) {
    case .failure(let defect): return .failure(defect)
    case .success(let end): next = end
    }
  }
  if entry.kind == .mapping, entry.count % 2 != 0 { return .failure(Defect(text: "mapping \(index) has half a pair")) }
  guard entry.subtreeEnd == next else { return .failure(Defect(text: "entry \(index) ends at \(entry.subtreeEnd), not \(next)")) }
  return .success(next)
}
