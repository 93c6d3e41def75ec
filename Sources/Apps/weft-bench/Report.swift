import Documents

/// What was measured at one size.
struct Report {
  let bindings: Int
  let yamlBytes: Int
  let xmlBytes: Int
  let stages: Laps
  let peakMiB: Double
  /// Whole processes, if a weft was given.
  var processes: [WholeProcess] = []

  init(_ fixture: Fixture, stages: Laps, peakMiB: Double) {
    bindings = fixture.bindings
    yamlBytes = fixture.manifests.bytes.count
    xmlBytes = fixture.settled.reduce(0) { $0 + $1.bytes.count }
    self.stages = stages
    self.peakMiB = peakMiB
  }

  /// What libyaml and libxml2 alone need, one after the other.
  var floor: Elapsed { Stages.floors.reduce(Elapsed()) { $0 + stages[$1] } }

  /// A table; growth is the time against that of the size before.
  func text(after previous: Report?) -> String {
    var lines = [
      "\(bindings) bindings: \(decimal(Double(yamlBytes) / 1e6, 1)) MB YAML, \(decimal(Double(xmlBytes) / 1e6, 1)) MB XML",
      row("stage", ["wall ms", "CPU ms", "wall/floors", "CPU/floors", "growth"]),
    ]
    for name in stages.names {
      let time = stages[name]
      let growth = previous.map { decimal(time.wallSeconds / $0.stages[name].wallSeconds, 1) } ?? ""
      lines.append(
        row(
          name,
          [
            milliseconds(time.wallSeconds), milliseconds(time.cpuSeconds), decimal(time.wallSeconds / floor.wallSeconds, 2),
            decimal(time.cpuSeconds / floor.cpuSeconds, 2), growth,
          ]))
    }
    let (reading, validating) = (stages["validate: read YAML"].wallSeconds, stages["validate: whole"].wallSeconds)
    lines.append("validate takes \(decimal(validating / reading, 2)) times as long as reading")
    lines.append("peak memory of a plan without changes: \(decimal(peakMiB, 0)) MiB")
    for process in processes {
      lines.append(row(process.name, [milliseconds(process.time.wallSeconds), milliseconds(process.time.cpuSeconds)]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func json(_ reports: [Report]) -> String {
    var json = JSONWriter(pretty: true)
    json.array(reports) { json, report in report.write(&json) }
    return json.text
  }

  private func write(_ json: inout JSONWriter) {
    json.object { json in
      json.number("bindings", Double(bindings))
      json.number("yamlBytes", Double(yamlBytes))
      json.number("xmlBytes", Double(xmlBytes))
      json.number("peakMiB", peakMiB)
      json.key("stages")
      json.array(stages.names) { json, name in Self.write(name, stages[name], &json) }
      json.key("processes")
      json.array(processes) { json, process in Self.write(process.name, process.time, &json) }
    }
  }

  private static func write(_ name: String, _ time: Elapsed, _ json: inout JSONWriter) {
    json.object { json in
      json.key("name")
      json.string(name)
      json.number("wallMs", time.wallSeconds * 1000)
      json.number("cpuMs", time.cpuSeconds * 1000)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func number(_ name: String, _ value: Double) {
    key(name)
    raw(value == value.rounded() ? String(Int(value)) : decimal(value, 3))
  }
}

/// The name left-aligned, the cells right-aligned in columns.
func row(_ name: String, _ cells: [String]) -> String {
  func blanks(_ count: Int) -> String { String(repeating: " ", count: max(1, count)) }
  return name + blanks(36 - name.count) + cells.map { blanks(12 - $0.count) + $0 }.joined()
}

func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000, 1) }

/// The number with `places` digits behind the point.
func decimal(_ number: Double, _ places: Int) -> String {
  guard number.isFinite else { return "-" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let rounded = Int((number * scale).rounded())
  if places == 0 { return String(rounded) }
  let fraction = String(abs(rounded % Int(scale)))
  return "\(rounded / Int(scale))." + String(repeating: "0", count: places - fraction.count) + fraction
}
