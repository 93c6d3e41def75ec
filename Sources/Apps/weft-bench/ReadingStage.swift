import Documents
import YAML

/// Reading YAML: libyaml alone, weft on one core, weft in two pieces.
enum ReadingStage {
  static let header = row(
    [
      "bindings", "MB", "libyaml ms", "read ms", "wall ratio", "CPU ratio", "2 pieces ms", "wall ratio", "CPU ratio", "ASCII scan ms",
      "peak MiB",
    ])

  static func measure(_ workload: Workload, runs: Int) async -> String {
    let bytes = workload.yaml
    let file = SourceFile(path: "workload.yaml", bytes: bytes)
    let documents = YAMLReader.read(file, as: SourceID(0))
    precondition(documents.diagnostics.isEmpty, "the workload is sound")
    let times = await weft_bench.measure(
      [
        Candidate("libyaml") { precondition(Floors.yaml(bytes) != nil) },
        Candidate("serial") { precondition(!YAMLReader.read(file, as: SourceID(0)).tapes.isEmpty) },
        Candidate("pieces") {
          let documents = await YAMLReader.readConcurrently(file, as: SourceID(0), pieces: 2)
          precondition(!documents.tapes.isEmpty)
        },
        Candidate("source") { precondition(SourceFile(path: "", bytes: bytes).isASCII) },
      ], runs: runs)
    let (floor, serial, pieces, scan) = (times[0], times[1], times[2], times[3])
    return row([
      String(workload.bindings), decimal(Double(bytes.count) / 1e6, 1), milliseconds(floor.wallSeconds), milliseconds(serial.wallSeconds),
      decimal(serial.wallSeconds / floor.wallSeconds, 2), decimal(serial.cpuSeconds / floor.cpuSeconds, 2),
      milliseconds(pieces.wallSeconds),
      decimal(pieces.wallSeconds / floor.wallSeconds, 2), decimal(pieces.cpuSeconds / floor.cpuSeconds, 2),
      milliseconds(scan.wallSeconds), decimal(peakMemoryMiB(), 0),
    ])
  }
}
