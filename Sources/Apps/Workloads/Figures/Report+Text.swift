extension Report {
  /// A table; growth is the time against that of the next smaller size.
  package func text(of section: Section) -> String {
    let size = "\(section.size) \(section.unit)"
    var lines = [
      "\(section.name): " + ([size] + texts(of: section) + section.counts.map { "\($0.number) \($0.name)" }).joined(separator: ", "),
      row("stage", ["wall ms", "CPU ms", "wall/floors", "CPU/floors", "growth"]),
    ]
    let smaller = smaller(than: section)
    for stage in section.stages {
      let cells = [
        milliseconds(stage.time.wallSeconds), milliseconds(stage.time.cpuSeconds), decimal(section.wallPerFloor(stage.name), 2),
        decimal(section.cpuPerFloor(stage.name), 2), smaller == nil ? "" : decimal(section.growth(stage.name, from: smaller), 1),
      ]
      lines.append(row(stage.name, cells))
    }
    let (held, peak) = (section.memory.heldMiB, section.memory.peakMiB)
    lines.append("peak memory \(decimal(peak, 0)) MiB, of which \(decimal(held, 0)) MiB were there before")
    lines += section.blockers.map { "stands against it: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func texts(of section: Section) -> [String] {
    [("YAML", section.yamlBytes), ("XML", section.xmlBytes)].filter { $0.1 > 0 }.map { "\(decimal(Double($0.1) / 1e6, 1)) MB \($0.0)" }
  }

  /// What has no stages, and the bars.
  package var closingText: String {
    ([journalText, makespanText, processText].compactMap { $0 } + [notes.map { "\($0)\n" }.joined(), barText])
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var journalText: String? {
    if journal.isEmpty { return nil }
    let head = row("journal append, at rows", ["commit ms", "bare ms", "commit/bare", "WAL B/step"])
    return table(head, journal) { it in
      let cells = [
        decimal(it.commitSeconds * 1000, 2), decimal(it.bareSeconds * 1000, 2), decimal(it.perBare, 2),
        decimal(it.bytesPerStep, 0),
      ]
      return row("\(it.rows)", cells)
    }
  }

  private var makespanText: String? {
    if makespans.isEmpty { return nil }
    let head = row(
      "apply", ["appliances", "steps", "calls", "critical", "call ms", "commit ms", "bound ms", "took ms", "whole ms", "took/bound"])
    return table(head, makespans) { it in
      let cells = [
        "\(it.appliances)", "\(it.steps)", "\(it.calls)", "\(it.criticalSteps)", decimal(it.callSeconds * 1000, 2),
        decimal(it.commitSeconds * 1000, 2), milliseconds(it.boundSeconds), milliseconds(it.seconds), milliseconds(it.wholeSeconds),
        decimal(it.perBound, 2),
      ]
      return row(it.plan, cells)
    }
  }

  private var processText: String? {
    if processes.isEmpty { return nil }
    return table(row("process", ["bindings", "wall ms", "CPU ms"]), processes) { it in
      row(it.name, ["\(it.bindings)", milliseconds(it.time.wallSeconds), milliseconds(it.time.cpuSeconds)])
    }
  }

  private var barText: String {
    let all = bars.filter { $0.figure != nil }
    let missing = bars.filter { $0.figure == nil }.map { "not measured: \($0.title) (\($0.needs))\n" }.joined()
    if all.isEmpty { return missing }
    return table(row("bar", ["figure", "bar", "aim", "met"], nameWidth: 48), all) { bar in
      let unit = bar.unit.isEmpty ? "" : " \(bar.unit)"
      let cells = [
        decimal(bar.figure, 2) + unit, bar.limit.text + unit, bar.aim.map { decimal($0, 1) + unit } ?? "",
        bar.isMet == true ? "yes" : "NO",
      ]
      return row(bar.title, cells, nameWidth: 48)
    } + missing
  }

  private func table<Item>(_ head: String, _ items: [Item], _ line: (Item) -> String) -> String {
    ([head] + items.map(line)).joined(separator: "\n") + "\n"
  }
}

extension Bar.Limit {
  fileprivate var text: String {
    switch self {
    case .atMost(let most): "≤ " + decimal(most, 2)
    case .atLeast(let least): "≥ " + decimal(least, 0)
    }
  }
}
