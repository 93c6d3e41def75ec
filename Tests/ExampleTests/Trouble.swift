import Foundation
import TestSupport
import Testing

/// What a whole process is made to bear: a disk that is full, a clock that is wrong.
struct Trouble {
  /// Files whose path begins so take only so many bytes.
  var full: (prefix: String, room: Int)?
  /// By how many seconds the time of day is ahead.
  var secondsAhead = 0

  /// For `Weft`, so that the trouble stands before its C library.
  var environment: [String: String] {
    get throws {
      var environment = ["LD_PRELOAD": try Self.library.get(), "TROUBLE_CLOCK": "\(secondsAhead)"]
      if let full { environment.merge(["TROUBLE_FULL": full.prefix, "TROUBLE_ROOM": "\(full.room)"]) { $1 } }
      return environment
    }
  }

  private static let folder = Result { try TemporaryFolder() }

  /// Made once, by the compiler that comes with the toolchain.
  private static let library: Result<String, any Error> = folder.flatMap { folder in
    Result {
      let compiler = Process()
      compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      let source = "\(Repository.path)/Tests/TestSupport/Trouble/trouble.c"
      compiler.arguments = ["clang", "-shared", "-fPIC", "-o", folder / "trouble.so", source]
      try compiler.run()
      compiler.waitUntilExit()
      try #require(compiler.terminationStatus == 0, "clang can't compile \(source)")
      return folder / "trouble.so"
    }
  }
}

extension TemporaryFolder {
  func weft(_ arguments: String..., with trouble: Trouble) throws -> Finished {
    try Weft(arguments, in: path, environment: trouble.environment).finish()
  }
}
