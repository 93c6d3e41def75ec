internal import Foundation
internal import Synchronization

/// Ctrl-C while a plan is carried out: the first one lets finish what runs, the second one ends the process, which the journal survives.
struct Interrupt: Sendable {
  private static let count = Atomic(0)

  init() {
    signal(SIGINT) { _ in
      guard Interrupt.count.add(1, ordering: .relaxed).newValue > 1 else { return }
      signal(SIGINT, SIG_DFL)
      raise(SIGINT)
    }
  }

  var isAsked: Bool { Self.count.load(ordering: .relaxed) > 0 }

  func end() { signal(SIGINT, SIG_DFL) }
}
