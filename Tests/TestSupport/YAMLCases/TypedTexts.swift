extension YAMLCase {
  /// Texts that some readers take for something else: the tape keeps every one as it is written, and the field decides.
  static let typedTexts: [YAMLCase] = texts([
    "0", "7", "-7", "+7", "007", "0o17", "0x1F", "0b101", "1_000", "12345678901234567890123", "1.0", "-1.5", ".5", "5.", "1e3", "1E-3",
    "6.02e+23", ".inf", "-.INF", ".nan", "true", "True", "TRUE", "false", "yes", "Yes", "no", "NO", "on", "Off", "y", "n", "null", "Null",
    "NULL", "~", "2001-12-14", "2001-12-14T21:59:43.10-05:00", "12:30:45", "190:20:30", "1:1", "02:00:00:00:00:01",
    "50:06:01:60:3b:a0:11:22", "1-100,200", "500Mbps", "2.5Gbps", "40GiB", "100%", "10min", "=", "<<", "weft/v1", "file:vio-1.xml", "1.2.3",
    "0.0.0.0/0", "v1", "1st", "1 000", "1,000", "0xZZ", "08", "1e", "e1", "Infinity", "NaN", "none", "None", "undefined",
  ])

  private static func texts(_ texts: [String]) -> [YAMLCase] {
    texts.map { .reads("'\($0)' is the text it is", "k: \($0)\n", "{<k>: \(YAMLNotation.plain($0))}") }
  }
}
