import CLibYAML
import Documents

extension TapeBuilder {
  /// Puts in place of an alias what its anchor stands for, or else nothing.
  mutating func alias(_ event: UnsafePointer<yaml_event_t>) {
    let start = cursor.offset(of: event.pointee.start_mark)
    let end = cursor.offset(of: event.pointee.end_mark)
    let name = String(cString: event.pointee.data.alias.anchor)
    let place = range(start, end)
    switch anchors[name] {
    case .complete(let entry, let subtreeEnd, let height):
      expand(entry..<subtreeEnd, height: height, at: place)
      lastEnd = end
      return
    case .open(let entry):
      let anchored = entries[entry].sourceStart
      report(.recursiveAlias(name, at: place, anchor: range(anchored, anchored + 1)))
    case .dropped: break
    case nil: report(.unknownAlias(name, suggestion: anchors.nearest(to: name), at: place))
    }
    append(.plain, count: 0, text: start, start: start, end: end)
  }

  /// Copies a subtree to the end of the tape; the copies keep the place where they were written.
  private mutating func expand(_ subtree: Range<Int>, height: Int, at place: SourceRange) {
    guard outer.count + height <= bounds.depth else { return stop(.tooDeep(limit: bounds.depth, at: place)) }
    aliasNodes += subtree.count
    guard aliasNodes <= bounds.aliasNodes else { return stop(.aliasBomb(limit: bounds.aliasNodes, at: place)) }
    let copy = entries.count
    for index in subtree {
      var entry = entries[index]
      if entry.isScalar { aliasBytes += entry.count } else { entry.subtreeEnd += copy - subtree.lowerBound }
      entries.append(entry)
    }
    guard aliasBytes <= bounds.aliasBytes else { return stop(.aliasBytes(limit: bounds.aliasBytes, at: place)) }
    if height > 0 { finishCollection(at: copy, height: height, range: place) } else { top.children += 1 }
  }
}
