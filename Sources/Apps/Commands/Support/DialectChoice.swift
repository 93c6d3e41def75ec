internal import ArgumentParser
internal import Dialects

/// A dialect as a command takes it.
enum DialectChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, vio, ucs

  /// Nil is to be found out.
  var dialect: Dialect? {
    switch self {
    case .auto: nil
    case .vio: .vio
    case .ucs: .ucs
    }
  }
}
