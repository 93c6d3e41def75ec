/// An iSCSI disk in one text: `TARGET@PORTAL/LUN`, with `INITIATOR>` before it where one is given; the empty text is none.
///
/// iSCSI names are letters, digits, `.`, `-` and `:` (RFC 3722), and a portal is an address and a port, so that the first `>`, the last `@`
/// and the last `/` part them. Records hold it as a text, since few v-ports have one.
package struct ISCSIDisk: TextValue {
  package static let empty = ISCSIDisk(text: "")
  package let description: String

  private init(text: String) { description = text }

  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: utf8, as: UTF8.self)
    guard text.isEmpty || ISCSIBoot(text: text) != nil else { return nil }
    description = text
  }

  /// Nil where the parts could not be told from each other again.
  package init?(_ disk: ISCSIBoot) {
    guard var back = ISCSIBoot(text: disk.text) else { return nil }
    // An absent LUN is LUN 0.
    back.lun = disk.lun == nil && back.lun == 0 ? nil : back.lun
    guard back == disk else { return nil }
    description = disk.text
  }
}
