import Dialects
import Documents
import Testing
import XML

@Suite struct DialectTests {
  @Test(arguments: [
    ("<vioConfig xmlns='urn:weft:vio-config:1'/>", Dialect.vio), ("<v:vioConfig xmlns:v='urn:weft:vio-config:1'/>", .vio),
    ("<topRoot/>", .ucs), ("<domain/>", .libvirt), ("<network/>", .libvirt), ("<device/>", .libvirt), ("<pool/>", .libvirt),
    ("<SystemConfiguration Model='x'/>", .dellSCP), ("<feed xmlns='http://www.w3.org/2005/Atom'/>", .powerVM),
    ("<a:entry xmlns:a='http://www.w3.org/2005/Atom'/>", .powerVM),
  ]) func aDialectShowsInItsRoot(text: String, dialect: Dialect) throws {
    #expect(Dialect.detect(try tape(text)) == dialect)
    #expect(dialect.isSupported == [.vio, .ucs].contains(dialect))
  }

  @Test(arguments: ["<html/>", "<feed/>", "<network xmlns='urn:x'/>"]) func othersAreNotTakenForOne(text: String) throws {
    #expect(Dialect.detect(try tape(text)) == nil)
  }

  @Test func aLossReportNamesPlacesAndCountsButNoValues() throws {
    var sources = SourceSet()
    let text = document("\n<key secret='hunter2'>hunter3</key>")
    sources.add(SourceFile(path: "vio-a1.xml", bytes: Array(text.utf8)))
    var losses = NativeDialect.decode(try tape(text)).losses
    losses.merge(losses)
    let expected = """
      vio-a1.xml:2:2: /vioConfig/key ×2
      vio-a1.xml:2:6: /vioConfig/key/@secret ×2
      vio-a1.xml:2:23: /vioConfig/key/text() ×2

      """
    #expect(losses.text(sources) == expected)
    var json = JSONWriter()
    losses.write(&json, sources)
    #expect(json.text.hasPrefix(#"[{"path":"/vioConfig/key","count":2,"file":"vio-a1.xml","line":2,"column":2},"#))
    #expect(!json.text.contains("hunter"))
  }
}
