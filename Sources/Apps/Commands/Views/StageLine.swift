internal import Dispatch
internal import Synchronization

/// One line on a terminal's standard error that tells what long work is at; it comes after a second and goes without a trace.
///
/// A queue of its own draws it, since the work may keep all of the pool's threads.
final class StageLine: Sendable {
  private struct State: Sendable {
    var stage = ""
    var isShown = false
    var isOver = false
  }

  private static let delaySeconds = 1.0
  private static let intervalSeconds = 0.2
  /// Returns to the line's start and clears it (ECMA-48, erase in line).
  private static let erase = "\r\u{1B}[K"

  private let console: Console
  private let began = ContinuousClock.now
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "weft.stage")

  init(_ console: Console) {
    self.console = console
    if console.errorIsTerminal { draw(after: Self.delaySeconds) }
  }

  func show(_ stage: String) { state.withLock { $0.stage = stage } }

  /// Nothing is drawn any more when this returns.
  func end() {
    state.withLock { state in
      state.isOver = true
      if state.isShown { console.error(Self.erase) }
      state.isShown = false
    }
  }

  private func draw(after seconds: Double) {
    queue.asyncAfter(deadline: .now() + seconds) { [weak self] in self?.drawAgain() }
  }

  private func drawAgain() {
    let isOver = state.withLock { state in
      if !state.isOver {
        state.isShown = true
        console.error("\(Self.erase)\(state.stage.prefix(60)) … \((ContinuousClock.now - began).components.seconds) s")
      }
      return state.isOver
    }
    if !isOver { draw(after: Self.intervalSeconds) }
  }
}
