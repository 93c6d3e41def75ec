import Dialects
import Documents
import Workloads
import XML

/// The import of a UCS Manager domain beside libxml2's bare pass over the same bytes.
struct ImportBench {
  let profiles: Int
  private let file: SourceFile
  private var laps = Laps()
  private var peakMiB = 0.0

  init(profiles: Int) {
    self.profiles = profiles
    file = SourceFile(path: "ucs.xml", bytes: GeneratedUCSDomain(profiles: profiles, seed: 1).xml)
  }

  mutating func measure(runs: Int) {
    for run in 0...runs {
      if run == 1 { laps = Laps() }
      laps.begin()
      precondition(Floors.xml(file.bytes) != nil, "the domain is XML")
      laps.end("libxml2")
      let start = Elapsed.now
      let written = importAll { laps.end($0) }
      laps.record(.since(start), as: "import: whole")
      precondition(written > 0)
      laps.begin()
      observe()
      laps.end("observe")
    }
    PeakMemory.reset()
    _ = importAll { _ in }
    peakMiB = PeakMemory.mebibytes
  }

  /// How many bytes of manifests that gives.
  private func importAll(_ end: (String) -> Void) -> Int {
    let (tape, _) = XMLReader.read(file, as: SourceID(0))
    guard let tape else { preconditionFailure("the domain is XML") }
    end("import: read XML")
    guard let manifest = UCSDialect.importManifest(tape, driver: "file:ucs.xml").manifest else {
      preconditionFailure("the domain is sound")
    }
    end("import: understand")
    let files = ManifestFiles.write(manifest, note: "bench")
    end("import: write YAML")
    return files.reduce(0) { $0 + $1.text.utf8.count }
  }

  private func observe() {
    let (tape, _) = XMLReader.read(file, as: SourceID(0))
    guard let tape, UCSDialect.decode(tape).state != nil else { preconditionFailure("the domain is sound") }
  }

  /// A table; growth is the time against that of the size before.
  func text(after previous: ImportBench?) -> String {
    let floor = laps["libxml2"]
    var lines = [
      "\(profiles) service profiles: \(decimal(Double(file.bytes.count) / 1e6, 1)) MB XML",
      row("stage", ["wall ms", "CPU ms", "wall/floor", "CPU/floor", "growth"]),
    ]
    for name in laps.names {
      let time = laps[name]
      let growth = previous.map { decimal(time.wallSeconds / $0.laps[name].wallSeconds, 1) } ?? ""
      lines.append(
        row(
          name,
          [
            milliseconds(time.wallSeconds), milliseconds(time.cpuSeconds), decimal(time.wallSeconds / floor.wallSeconds, 2),
            decimal(time.cpuSeconds / floor.cpuSeconds, 2), growth,
          ]))
    }
    let each = peakMiB * 1024 / Double(max(1, profiles))
    lines.append("peak memory of an import: \(decimal(peakMiB, 0)) MiB, \(decimal(each, 1)) KiB a profile")
    return lines.joined(separator: "\n") + "\n"
  }
}
