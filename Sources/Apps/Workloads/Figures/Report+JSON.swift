internal import Documents

extension Report {
  /// All of it as `weft-bench/1`. Times are medians in milliseconds, memory is in MiB; what was not measured is null.
  package var json: String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.key("format")
      json.string("weft-bench/1")
      json.number("runs", Double(runs))
      json.key("sections")
      json.array(sections) { json, section in write(section, &json) }
      json.key("journal")
      json.array(journal) { json, it in
        json.object { json in
          json.number("rows", Double(it.rows))
          json.number("commitMs", it.commitSeconds * 1000)
          json.number("bareWriteMs", it.bareSeconds * 1000)
          json.number("commitPerBare", it.perBare)
          json.number("walBytesPerStep", it.bytesPerStep)
        }
      }
      json.key("makespan")
      json.array(makespans) { json, it in Self.write(it, &json) }
      json.key("processes")
      json.array(processes) { json, it in
        json.object { json in
          json.text("name", it.name)
          json.number("bindings", Double(it.bindings))
          json.time(it.time)
        }
      }
      json.key("notes")
      json.array(notes) { json, note in json.string(note) }
      json.key("bars")
      json.array(bars) { json, bar in Self.write(bar, &json) }
    }
    return json.text
  }

  private func write(_ section: Section, _ json: inout JSONWriter) {
    let smaller = smaller(than: section)
    json.object { json in
      json.text("name", section.name)
      json.number("size", Double(section.size))
      json.text("unit", section.unit)
      json.number("yamlBytes", Double(section.yamlBytes))
      json.number("xmlBytes", Double(section.xmlBytes))
      json.key("counts")
      json.object { json in for count in section.counts { json.number(count.name, Double(count.number)) } }
      json.key("blockers")
      json.array(section.blockers) { json, blocker in json.string(blocker) }
      json.number("heldMiB", section.memory.heldMiB)
      json.number("peakMiB", section.memory.peakMiB)
      json.key("stages")
      json.array(section.stages) { json, stage in
        json.object { json in
          json.text("name", stage.name)
          json.time(stage.time)
          json.number("wallPerFloors", section.wallPerFloor(stage.name))
          json.number("cpuPerFloors", section.cpuPerFloor(stage.name))
          json.number("growth", section.growth(stage.name, from: smaller))
        }
      }
    }
  }

  private static func write(_ it: Makespan, _ json: inout JSONWriter) {
    json.object { json in
      json.text("plan", it.plan)
      json.number("appliances", Double(it.appliances))
      json.number("steps", Double(it.steps))
      json.number("calls", Double(it.calls))
      json.number("criticalSteps", Double(it.criticalSteps))
      json.number("concurrency", Double(it.concurrency))
      json.number("callMs", it.callSeconds * 1000)
      json.number("commitMs", it.commitSeconds * 1000)
      json.number("boundMs", it.boundSeconds * 1000)
      json.number("makespanMs", it.seconds * 1000)
      json.number("wholeMs", it.wholeSeconds * 1000)
      json.number("perBound", it.perBound)
    }
  }

  private static func write(_ bar: Bar, _ json: inout JSONWriter) {
    json.object { json in
      json.text("id", bar.id)
      json.text("title", bar.title)
      switch bar.limit {
      case .atMost(let most): json.number("atMost", most)
      case .atLeast(let least): json.number("atLeast", least)
      }
      json.number("aim", bar.aim)
      json.text("unit", bar.unit)
      json.number("figure", bar.figure)
      json.key("met")
      json.optional(bar.isMet) { $0.bool($1) }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func text(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  fileprivate mutating func time(_ time: Elapsed) {
    number("wallMs", time.wallSeconds * 1000)
    number("cpuMs", time.cpuSeconds * 1000)
  }

  fileprivate mutating func number(_ name: String, _ value: Double?) {
    key(name)
    guard let value, value.isFinite else { return null() }
    raw(value == value.rounded() ? String(Int(value)) : decimal(value, 3))
  }
}
