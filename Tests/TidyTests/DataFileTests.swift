import Foundation
import FoundationXML
import Testing

/// JSON and XML that other programs read from this repository can be read.
enum DataFiles {
  static func isJSON(_ data: Data) -> Bool {
    (try? JSONSerialization.jsonObject(with: data)) != nil
  }

  static func isXML(_ data: Data) -> Bool {
    let parser = XMLParser(data: data)
    // On Linux parse() is true for some broken documents too, and only the error tells.
    return parser.parse() && parser.parserError == nil
  }
}

@Suite struct DataFileTests {
  @Test func theFormattersSettingsAreJSON() throws {
    #expect(DataFiles.isJSON(try Repository.data(of: ".swift-format")))
  }

  @Test func schemasAreWellFormed() throws {
    for path in Repository.files(under: "schemas", endings: ".xsd") {
      #expect(DataFiles.isXML(try Repository.data(of: path)), "\(path)")
    }
    for path in Repository.files(under: "schemas", endings: ".json") {
      #expect(DataFiles.isJSON(try Repository.data(of: path)), "\(path)")
    }
  }

  @Test func brokenFilesAreFound() {
    #expect(!DataFiles.isJSON(Data("{\"version\": 1,".utf8)))
    #expect(DataFiles.isJSON(Data("{\"version\": 1}".utf8)))
    #expect(!DataFiles.isXML(Data("<schema><element></schema>".utf8)))
    #expect(DataFiles.isXML(Data("<schema><element/></schema>".utf8)))
  }
}
