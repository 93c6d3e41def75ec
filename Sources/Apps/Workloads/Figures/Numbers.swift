/// The name left-aligned, the cells right-aligned in columns.
func row(_ name: String, _ cells: [String], nameWidth: Int = 36) -> String {
  func blanks(_ count: Int) -> String { String(repeating: " ", count: max(1, count)) }
  return name + blanks(nameWidth - name.count) + cells.map { blanks(12 - $0.count) + $0 }.joined()
}

func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000, 1) }

/// The number with `places` digits behind the point; a dash where there is none.
func decimal(_ number: Double?, _ places: Int) -> String {
  guard let number, number.isFinite else { return "-" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let rounded = Int((abs(number) * scale).rounded())
  let sign = number < 0 && rounded > 0 ? "-" : ""
  if places == 0 { return sign + String(rounded) }
  let fraction = String(rounded % Int(scale))
  return "\(sign)\(rounded / Int(scale))." + String(repeating: "0", count: places - fraction.count) + fraction
}
