internal import Glibc

/// The memory of this process, in MiB: what it held before something began, and the most that it held during it.
package struct PeakMemory: Hashable, Sendable {
  package var heldMiB: Double
  package var peakMiB: Double

  package init(heldMiB: Double, peakMiB: Double) {
    self.heldMiB = heldMiB
    self.peakMiB = peakMiB
  }

  /// In megabytes of 10⁶ bytes, as the bar of DESIGN section 11 has it.
  package var peakMB: Double { peakMiB * 1.048_576 }

  /// Gives what was freed back to the system, forgets the peak so far, and looks at what is held.
  package static func begin() -> PeakMemory {
    releaseFreed()
    if let file = fopen("/proc/self/clear_refs", "w") {
      // proc(5): 5 resets the peak to what is held now.
      fputs("5", file)
      fclose(file)
    }
    let held = status("VmRSS:")
    return PeakMemory(heldMiB: held, peakMiB: held)
  }

  package mutating func end() { peakMiB = Self.status("VmHWM:") }

  /// What was freed stays with the process and would pass for something that is held. Swift's Glibc does not declare malloc_trim.
  private static func releaseFreed() {
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
  }

  private static func status(_ name: String) -> Double {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split { " \t\n".contains($0) }
      if words.first == Substring(name), words.count > 1, let kibibytes = Double(words[1]) { return kibibytes / 1024 }
    }
    return 0
  }
}
