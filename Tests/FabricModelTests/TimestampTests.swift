import FabricModel
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"), ("2026-11-21T10:00:00Z", 1_795_255_200, "2026-11-21T10:00:00Z"),
    ("2026-11-21T11:30:00+01:30", 1_795_255_200, "2026-11-21T10:00:00Z"),
    ("2026-11-21t05:00:00.999-05:00", 1_795_255_200, "2026-11-21T10:00:00Z"),
    ("2000-02-29T23:59:59z", 951_868_799, "2000-02-29T23:59:59Z"), ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"),
    ("0000-01-01T00:00:00Z", -62_167_219_200, "0000-01-01T00:00:00Z"), ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
    ("2024-01-01T00:30:00+01:00", 1_704_065_400, "2023-12-31T23:30:00Z"),
  ])
  func aMomentIsReadWithAnyOffsetAndWrittenInUTC(text: String, seconds: Int64, canonical: String) throws {
    let moment = try #require(Timestamp(text))
    #expect(moment.seconds == seconds)
    #expect(moment.description == canonical)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21 10:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-04-00T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z",
    "2016-12-31T23:59:60Z", "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00+0100", "2026-11-21T10:00:00Zx", "0000-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01", "26-11-21T10:00:00Z",
  ])
  func whatIsNoMomentIsRefused(text: String) { #expect(Timestamp(text) == nil) }

  @Test func momentsAndIntervalsAddUp() throws {
    let start = try #require(Timestamp("2024-02-28T12:00:00Z"))
    let day = try #require(Interval("1d"))
    #expect((start + day).description == "2024-02-29T12:00:00Z")
    #expect((start + day) - start == day)
    #expect(start - day < start)
  }
}
