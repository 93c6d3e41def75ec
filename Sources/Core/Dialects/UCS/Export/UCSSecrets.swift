/// Which attributes of UCS Manager's classes hold a secret: no document that is written has one.
///
/// From all attributes of the 2054 classes of ucsmsdk 0.9.27, judged one by one; of classes and attributes that it does not know, a name
/// is enough to be left out.
enum UCSSecrets {
  static func isSecret(_ attribute: String, of element: String) -> Bool {
    if byClass[element]?.contains(attribute) ?? false { return true }
    let name = attribute.lowercased()
    if name == "key" { return !classesWithPlainKeys.contains(element) }
    if harmless.contains(attribute) { return false }
    return marks.contains { name.contains($0) }
  }

  /// Whether a comment holds a secret: part of a document that was put out of use.
  static func isSecret(comment text: String) -> Bool {
    var element = ""
    var word = ""
    var last = ""
    var isBehindEquals = false
    var isBehindQuote = false
    for character in text {
      if isBehindQuote {
        // An empty value is none.
        if character != "\"" && character != "'" && isSecret(last, of: element) { return true }
        (isBehindQuote, isBehindEquals, word) = (false, false, "")
      } else if character == "\"" || character == "'" {
        isBehindQuote = isBehindEquals
        isBehindEquals = false
        word = ""
      } else if character == "=" {
        if !word.isEmpty { last = word }
        word = ""
        isBehindEquals = true
      } else if character == "<" {
        (element, word) = ("<", "")
      } else if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        if element == "<", !word.isEmpty { element = word }
        if !word.isEmpty { last = word }
        word = ""
        if !character.isWhitespace { isBehindEquals = false }
      }
    }
    return false
  }

  private static let marks = [
    "pwd", "passw", "secret", "community", "privkey", "privatekey", "primarykey", "authkey", "enckey", "extkey", "securitykey", "hexstring",
    "encrypt", "passphrase", "token", "credential",
  ]

  /// What only its class tells: keys and certificates, which may come with their keys, and what people paste them into.
  private static let byClass: [String: Set<String>] = [
    "imgsecKey": ["value"], "pkiKeyRing": ["cert"], "mgmtSpdmCertificate": ["certContent"], "mgmtSpdmCertificateData": ["certContent"],
    "mgmtKvmCertificate": ["certificate"], "aaaSshAuth": ["data"], "aaaEpUser": ["ecode"], "aaaCimcSession": ["id"], "aaaSession": ["id"],
    "aaaSessionInfo": ["id"], "hostimgTarget": ["uri"],
  ]

  /// Keys of key-value pairs.
  private static let classesWithPlainKeys: Set = ["apeParam", "moInvKv", "moIpV4AddrKv", "moIpV6AddrKv", "moKv", "moVnicKv"]

  /// Names that sound like a secret, and are a setting, a count, a time or the name of something.
  private static let harmless: Set = [
    "biosTokenId", "biosTokenName", "biosTokenValue", "clearPwdHistory", "enablePWDExpiry", "encKeyType", "encPwdHashAlgo", "encPwdSet",
    "encryptType", "hideKeyHexStringInFI", "isPasswordEncryptionKeySet", "isPrimaryKeySet", "isPwdEnc", "minPassphraseLen",
    "modeConfigToken", "passwdexpiration", "passwdexpirystatus", "passwordState", "passwordlessSsh", "privPwdSet", "pwdChangeCount",
    "pwdChangeIntervalBegin", "pwdChangedDate", "pwdLifeTime", "pwdSet", "pwdStrengthCheck", "selfEncryptingDrive", "sshAuthKeysCsum",
    "sshAuthKeysSize",
    "targetTokenName",
    "targetTokenValue", "tokenFeatGroup", "vmediaEncryption",
  ]
}
