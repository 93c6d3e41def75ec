import Testing

@testable import Commands

/// What is put together, and what is an exception.
@Suite struct LikenessTests {
  private func groups(_ values: [[Int]], shapes: [String]? = nil) -> [Likeness.Group] {
    Likeness.groups(values.enumerated().map { (shapes?[$0] ?? "", $1) })
  }

  @Test func whatIsEqualIsOneGroup() {
    #expect(groups([[1], [1], [1]]) == [Likeness.Group(first: 0, others: [1, 2], exceptions: [])])
  }

  @Test func differentShapesAreNeverPutTogether() {
    #expect(groups([[1], [1]], shapes: ["a", "b"]).map(\.first) == [0, 1])
  }

  @Test func theMostCommonValueIsTheGroups() {
    let found = groups([[9, 1], [1, 1], [1, 1]])
    #expect(found == [Likeness.Group(first: 1, others: [0, 2], exceptions: [.init(members: [0], places: [0])])])
  }

  @Test func twoOtherValuesAreAnExceptionAndThreeAreNot() {
    #expect(groups([[1, 1, 1], [1, 1, 1], [2, 3, 1]]).map(\.exceptions.count) == [1])
    #expect(groups([[1, 1, 1], [1, 1, 1], [2, 3, 4]]).map(\.first) == [0, 2])
  }

  @Test func theSameOtherValueInManyPlacesIsOneDifference() {
    #expect(groups([[1, 1, 1], [1, 1, 1], [2, 2, 2]]).count == 1)
  }

  @Test func manyWithTheSameOtherValueAreAGroup() {
    let three = groups(Array(repeating: [1], count: 6) + Array(repeating: [2], count: 3))
    #expect(three.map(\.exceptions.count) == [1])
    let four = groups(Array(repeating: [1], count: 6) + Array(repeating: [2], count: 4))
    #expect(four.map { $0.others.count + 1 } == [6, 4])
  }

  @Test func fourAmongHundredsAreExceptions() {
    let found = groups(Array(repeating: [1], count: 400) + Array(repeating: [2], count: 4))
    #expect(found.count == 1)
    #expect(found[0].exceptions.map(\.members.count) == [4])
  }

  @Test func whereNobodyHasAllCommonValuesTheLargestKindIsShown() {
    let found = groups([[1, 2, 3, 9], [1, 2, 8, 4], [1, 7, 3, 4], [6, 2, 3, 4]])
    #expect(found.flatMap { [$0.first] + $0.others }.sorted() == [0, 1, 2, 3])
  }

  @Test func everyMemberIsInOneGroup() {
    let values = (0..<500).map { [$0 % 7, $0 % 11, $0 % 13, $0 % 3] }
    #expect(groups(values).flatMap { [$0.first] + $0.others }.sorted() == Array(0..<500))
  }
}
