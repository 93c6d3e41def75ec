/// A moment in whole seconds since 1970, written in UTC: `2026-11-21T10:00:00Z` (RFC 3339).
///
/// Offsets are read and turned into UTC, fractions of a second dropped. Leap seconds are refused: the count has no place for them.
/// Text exists for the years 0000 to 9999.
package struct Timestamp: TextValue, Comparable {
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(utf8)
    guard
      let days = Self.date(&reader), reader.take("T") || reader.take("t"),
      let time = Self.time(&reader), let offset = Self.offset(&reader), reader.isAtEnd
    else { return nil }
    seconds = Int64(days * 86_400 + time - offset)
    guard Self.writable ~= seconds else { return nil }
  }

  package var description: String {
    let days = Int(seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1)
    let time = Int(seconds - Int64(days) * 86_400)
    let (year, month, day) = CivilDate.date(days: days)
    return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) + "T"
      + Self.padded(time / 3_600, 2) + ":" + Self.padded(time / 60 % 60, 2) + ":" + Self.padded(time % 60, 2) + "Z"
  }

  package static func + (left: Timestamp, right: Interval) -> Timestamp {
    Timestamp(seconds: left.seconds.addingSaturated(right.seconds))
  }

  package static func - (left: Timestamp, right: Interval) -> Timestamp {
    Timestamp(seconds: left.seconds.subtractingSaturated(right.seconds))
  }

  package static func - (left: Timestamp, right: Timestamp) -> Interval {
    Interval(seconds: left.seconds.subtractingSaturated(right.seconds))
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// The years that four digits can write.
  private static let writable: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  /// Days since 1970.
  private static func date(_ reader: inout ByteReader) -> Int? {
    guard
      let year = reader.integer(digits: 4), reader.take("-"), let month = reader.integer(digits: 2), reader.take("-"),
      let day = reader.integer(digits: 2)
    else { return nil }
    return CivilDate.days(year: year, month: month, day: day)
  }

  /// Seconds since midnight.
  private static func time(_ reader: inout ByteReader) -> Int? {
    guard
      let hour = reader.integer(digits: 2), hour < 24, reader.take(":"), let minute = reader.integer(digits: 2), minute < 60,
      reader.take(":"), let second = reader.integer(digits: 2), second < 60
    else { return nil }
    if reader.take(".") {
      guard reader.digit() != nil else { return nil }
      while reader.digit() != nil {}
    }
    return hour * 3_600 + minute * 60 + second
  }

  /// Seconds by which local time is ahead of UTC.
  private static func offset(_ reader: inout ByteReader) -> Int? {
    if reader.take("Z") || reader.take("z") { return 0 }
    let sign = reader.take("+") ? 1 : -1
    guard
      sign == 1 || reader.take("-"), let hour = reader.integer(digits: 2), hour < 24, reader.take(":"),
      let minute = reader.integer(digits: 2), minute < 60
    else { return nil }
    return sign * (hour * 3_600 + minute * 60)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
