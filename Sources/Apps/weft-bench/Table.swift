/// The cells of a row, each right-aligned in fourteen columns.
func row(_ cells: [String]) -> String {
  cells.map { String(repeating: " ", count: max(1, 14 - $0.count)) + $0 }.joined()
}

func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000, 1) }

/// The number with `places` digits behind the point.
func decimal(_ number: Double, _ places: Int) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let rounded = Int((number * scale).rounded())
  if places == 0 { return String(rounded) }
  let fraction = String(abs(rounded % Int(scale)))
  return "\(rounded / Int(scale))." + String(repeating: "0", count: places - fraction.count) + fraction
}
