internal import Dispatch
internal import Foundation
internal import Reconciliation
internal import Synchronization

/// A block at the end of a terminal's standard error that shows how far a run is, drawn over itself and gone with the run.
///
/// It sets no mode of the terminal, so that nothing has to be put right after a process that was killed. A queue of its own draws it, since
/// time goes on between events.
final class LiveBlock: Sendable {
  private struct State: Sendable {
    var tally: RunTally
    /// How many lines are on the screen.
    var drawn = 0
    var drawnAt: ContinuousClock.Instant?
    /// Nothing goes on until the next event: somebody may be typing.
    var isAtRest = false
    var isOver = false
  }

  /// It is redrawn ten times a second at most.
  private static let interval = Duration.milliseconds(100)

  private let console: Console
  private let began = ContinuousClock.now
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "weft.progress")

  init(_ tally: RunTally, _ console: Console) {
    self.console = console
    state = Mutex(State(tally: tally))
    drawLater()
  }

  /// - Parameter line: what stays above the block.
  func take(_ event: RunEvent, line: String?) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.isAtRest = false
      state.tally.take(event, at: seconds)
      if let line {
        erase(&state)
        console.error(line + "\n")
        state.drawnAt = nil
      }
      draw(&state)
    }
  }

  /// Leaves the screen until the next event.
  func rest() {
    state.withLock { state in
      erase(&state)
      state.isAtRest = true
    }
  }

  /// Nothing of it is left on the screen, and nothing is drawn any more, when this returns.
  func end() {
    state.withLock { state in
      erase(&state)
      state.isOver = true
    }
  }

  private var seconds: Double {
    let elapsed = (ContinuousClock.now - began).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  private func drawLater() {
    queue.asyncAfter(deadline: .now() + 0.1) { [weak self] in
      guard let self else { return }
      let isOver = state.withLock { state in
        draw(&state)
        return state.isOver
      }
      if !isOver { drawLater() }
    }
  }

  private func draw(_ state: inout State) {
    let now = ContinuousClock.now
    guard !state.isOver, !state.isAtRest, state.drawnAt.map({ now - $0 >= Self.interval }) ?? true else { return }
    let size = TerminalSize.ofStandardError
    let lines = RunBlock(state.tally, seconds: seconds).lines(size)
    console.error(Self.erasure(of: state.drawn) + lines.map { $0 + "\n" }.joined())
    state.drawn = lines.count
    state.drawnAt = now
  }

  private func erase(_ state: inout State) {
    console.error(Self.erasure(of: state.drawn))
    state.drawn = 0
  }

  /// Goes up to the first line and clears all from there (ECMA-48: cursor up, erase in page).
  static func erasure(of lines: Int) -> String { lines == 0 ? "" : "\r\u{1B}[\(lines)A\u{1B}[J" }
}

/// How much fits on a terminal.
struct TerminalSize: Hashable, Sendable {
  let columns: Int
  let rows: Int

  /// 80 by 24 where the terminal does not say.
  static var ofStandardError: TerminalSize {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return TerminalSize(columns: 80, rows: 24) }
    return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }
}
