internal import Foundation

/// Where a command writes: results to standard output, everything about the work to standard error.
struct Console: Sendable {
  static let standard = Console()

  /// Colour is for terminals, and not where NO_COLOR asks for none.
  let outputHasColor: Bool
  let errorHasColor: Bool

  init(allowsColor: Bool = true) {
    let wanted = allowsColor && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    outputHasColor = wanted && isatty(1) != 0
    errorHasColor = wanted && isatty(2) != 0
  }

  var outputIsTerminal: Bool { isatty(1) != 0 }
  var errorIsTerminal: Bool { isatty(2) != 0 }

  var isInteractive: Bool { isatty(0) != 0 && isatty(2) != 0 }

  func output(_ text: String) { Self.write(Array(text.utf8), to: 1) }
  func output(bytes: [UInt8]) { Self.write(bytes, to: 1) }
  func error(_ text: String) { Self.write(Array(text.utf8), to: 2) }

  /// Asks on the terminal; only `yes` is a yes.
  func confirms(_ question: String) -> Bool {
    error("\(question) Only 'yes' goes on: ")
    return readLine(strippingNewline: true)?.trimmingCharacters(in: .whitespaces) == "yes"
  }

  /// A reader that goes away early is no error of ours.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = Foundation.write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
        if written > 0 { offset += written } else if errno != EINTR { return }
      }
    }
  }
}
