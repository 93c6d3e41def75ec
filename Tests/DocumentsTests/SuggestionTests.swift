import Documents
import Testing

@Suite("Suggestions")
struct SuggestionTests {
  @Test("The nearest word is suggested, if it is near enough")
  func near() {
    #expect(nearest(to: "prd", among: ["backup", "prod"]) == "prod")
    #expect(nearest(to: "xyz", among: ["backup", "prod"]) == nil)
  }

  /// Compared letter by letter, the two would keep a machine busy for hours.
  @Test("Words far longer than any name are not compared", .timeLimit(.minutes(20)))
  func long() {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(nearest(to: word + "b", among: [word + "c"]) == nil)
    #expect(nearest(to: "prd", among: [word, "prod"]) == "prod")
  }

  @Test(arguments: [("prd", "prod"), ("prodd", "prod"), ("prdo", "prod")]) func lettersLeftOutAddedOrSwappedAreASlip(
    written: String, meant: String
  ) {
    #expect(isSlip(written, for: meant))
  }

  @Test(arguments: [("san-b", "san-a"), ("vio-2", "vio-1")]) func oneLetterForAnotherMayBeAnotherName(written: String, meant: String) {
    #expect(nearest(to: written, among: [meant]) == meant)
    #expect(!isSlip(written, for: meant))
  }
}
