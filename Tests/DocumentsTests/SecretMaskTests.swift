import Documents
import Testing

/// Lines of XML are shown without what may be a secret in them.
@Suite struct SecretMaskTests {
  /// What is printed about the bytes from `word` on.
  private func shown(_ text: String, at word: String) throws -> String {
    var sources = SourceSet()
    let source = sources.add(SourceFile(path: "a.xml", bytes: Array(text.utf8)))
    let start = try #require(text.firstRange(of: word)).lowerBound.utf16Offset(in: text)
    let place = SourceRange(source: source, start: start, end: start + word.utf8.count)
    return render([Diagnostic("x.y", .error, "it is odd", at: place)], sources: sources, color: false)
  }

  @Test func valuesOfAttributesThatSoundLikeSecretsAreBlottedOut() throws {
    let text = "<a><user name=\"kim\" encPwd=\"hunter2\" odd=\"1\" snmpCommunity = 'public!'/></a>"
    let printed = try shown(text, at: "odd")
    #expect(printed.contains("encPwd=\"*******\" odd=\"1\" snmpCommunity = '*******'/>"), "\(printed)")
    #expect(printed.contains("name=\"kim\""))
  }

  @Test func aSecretThatBeginsBeforeWhatIsShownIsBlottedOutAsWell() throws {
    let text = "<a><user key=\"" + String(repeating: "s3cret", count: 50) + "\" odd=\"1\"/>" + String(repeating: "<b/>", count: 99) + "</a>"
    let printed = try shown(text, at: "odd")
    #expect(!printed.contains("s3cret") && printed.contains("****\" odd="), "\(printed)")
  }

  @Test func aSecretThatIsCutOffIsBlottedOut() throws {
    let printed = try shown("<a><user odd=\"1\" password=\"hunter2", at: "odd")
    #expect(!printed.contains("hunter2"), "\(printed)")
  }

  @Test func textsOfOtherKindsAreShownAsTheyAre() throws {
    #expect(try shown("password=\"hunter2\" odd", at: "odd").contains("hunter2"))
  }
}
