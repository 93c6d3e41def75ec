extension Report {
  /// The sections that the bars look at.
  package static let noChange = "plan, no change"
  /// How much a figure may differ and still be called flat.
  static let flat = 1.25

  /// Every bar of DESIGN section 11, in its order.
  package var bars: [Bar] {
    planBars + processBars + journalBars
      + [
        Bar(
          "apply.makespan", "apply over appliances of 5 ms / its bound", .atMost(1.15), needs: "--only makespan",
          makespans.compactMap(\.perBound).max())
      ]
  }

  private var planBars: [Bar] {
    let (large, small) = (section(Self.noChange, at: 100_000), section(Self.noChange, at: 10_000))
    let needs = "--bindings 100000"
    return [
      Bar(
        "plan.wall", "no-op plan of 100,000: wall / floors", .atMost(1.2), aim: 0.8, needs: needs, large?.wallPerFloor(Section.whole)),
      Bar(
        "plan.cpu", "no-op plan of 100,000: CPU / floors", .atMost(1.8), aim: 1.4, needs: needs, large?.cpuPerFloor(Section.whole)),
      Bar(
        "plan.growth", "no-op plan: 100,000 / 10,000", .atMost(11), needs: "--bindings 10000,100000",
        small.flatMap { large?.growth(Section.whole, from: $0) }),
      Bar(
        "plan.memory", "no-op plan of 100,000: peak memory", .atMost(300), aim: 150, unit: "MB", needs: needs, large?.memory.peakMB),
    ]
  }

  private var processBars: [Bar] {
    let weft = process(ProcessFigure.weftLedger, at: 1_000)?.time.wallSeconds
    let terraform = process(ProcessFigure.terraformNoChange, at: 1_000)?.time.wallSeconds
    return [
      Bar(
        "process.plan", "weft plan of 1,000, whole process", .atMost(60), unit: "ms", needs: "--weft PATH --bindings 1000",
        weft.map { $0 * 1000 }),
      Bar(
        "process.terraform", "terraform plan / weft plan at 1,000", .atLeast(100), needs: "--weft PATH --terraform",
        ratio(terraform, weft)),
    ]
  }

  private var journalBars: [Bar] {
    let (large, small) = (journal.first { $0.rows == 100_000 }, journal.first { $0.rows == 1_000 })
    return [
      Bar(
        "journal.time", "journal append: commit/bare, 100,000 / 1,000", .atMost(Self.flat), needs: "--only journal",
        ratio(large?.perBare, small?.perBare)),
      Bar(
        "journal.bytes", "journal append: bytes, 100,000 / 1,000 rows", .atMost(Self.flat), needs: "--only journal",
        ratio(large?.bytesPerStep, small?.bytesPerStep)),
    ]
  }
}
