/// A minute of the day: `22:30` (ISO 8601, hours and minutes); midnight at the end of a day is `00:00` of the next.
package struct TimeOfDay: FormedText, Comparable {
  /// Minutes since midnight, below 1,440.
  package let minutes: Int

  package init(minutes: Int) {
    precondition((0..<1_440).contains(minutes), "a day has 1,440 minutes")
    self.minutes = minutes
  }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard
      let hour = reader.integer(digits: 2), hour < 24, reader.take(":"), let minute = reader.integer(digits: 2), minute < 60, reader.isAtEnd
    else { return nil }
    minutes = hour * 60 + minute
  }

  package var description: String { Self.padded(minutes / 60) + ":" + Self.padded(minutes % 60) }

  package static let form = TextForm(
    "a time of day such as 22:30", wrong: "time.invalid", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", examples: ["22:30"])

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// By how much local time is ahead of UTC: `Z`, `+01:00`, `-05:30` (RFC 3339).
package struct UTCOffset: FormedText {
  package let minutes: Int

  package static let zero = UTCOffset(minutes: 0)

  private init(minutes: Int) { self.minutes = minutes }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    if reader.take("Z") {
      guard reader.isAtEnd else { return nil }
      minutes = 0
      return
    }
    let sign = reader.take("+") ? 1 : -1
    guard sign == 1 || reader.take("-"), let time = TimeOfDay(utf8: reader.rest) else { return nil }
    minutes = sign * time.minutes
  }

  package var description: String {
    minutes == 0 ? "Z" : (minutes < 0 ? "-" : "+") + TimeOfDay(minutes: abs(minutes)).description
  }

  package static let form = TextForm(
    "an offset from UTC such as +01:00, or Z", wrong: "time.invalid", pattern: "^(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$",
    examples: ["+01:00", "Z"])
}

/// A day of the week, in the order of ISO 8601.
package enum Weekday: String, Word {
  case mon, tue, wed, thu, fri, sat, sun
}
