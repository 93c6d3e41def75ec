internal import Planning

/// Colours, where there are any.
struct Paint {
  let isOn: Bool

  func apply(_ tone: PlanDocument.Tone, to text: String) -> String {
    switch tone {
    case .plain: text
    case .alarm: wrap(text, "31")
    case .action(.create), .action(.adopt): wrap(text, "32")
    case .action(.delete), .action(.replace): wrap(text, "31")
    case .action(.update), .action(.rebind), .action(.rehome), .action(.forget): wrap(text, "33")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String { isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
