internal import FabricModel

/// One object as the texts of its attributes: what changes are compared and made by.
struct ObjectTexts: Hashable, Sendable {
  /// The name of its element.
  let element: String
  var fields: [Field]

  struct Field: Hashable, Sendable {
    /// As plans call it.
    let name: String
    /// Nil for what the XML has elsewhere: a profile's server.
    let attribute: String?
    var isSet: Bool
    /// Equal values have equal texts; nil where unset, and in configuration also where equal to what absence means.
    var text: String?
    /// What stands in an attribute that is there; nil where unset.
    var written: String?

    fileprivate mutating func unset() { (isSet, text, written) = (false, nil, nil) }
  }

  /// A profile's server and the port of its cable each follow from the other where only one is set.
  init(_ record: Record, on state: ApplianceState) {
    element = record.kind
    switch record {
    case .network(let record): fields = Self.fields(of: record)
    case .vsan(let record): fields = Self.fields(of: record)
    case .profile(let record): fields = Self.fields(of: record.completed(by: state.inventory.serverPorts))
    case .vport(let record): fields = Self.fields(of: record)
    // What an absent attribute of hardware means is not known.
    case .adapter(let record): fields = Self.fields(of: record, isHardware: true)
    case .port(let record): fields = Self.fields(of: record, isHardware: true)
    }
  }

  subscript(name: String) -> Field? { fields.first { $0.name == name } }

  /// Takes over what `after` sets, and unsets what only `before` set.
  func changed(from before: ObjectTexts?, to after: ObjectTexts) -> ObjectTexts {
    guard element == after.element else { return after }
    var result = self
    for index in fields.indices {
      if after.fields[index].isSet {
        result.fields[index] = after.fields[index]
      } else if before?.isSet(index, as: after) == true {
        result.fields[index].unset()
      }
    }
    return result
  }

  /// The fields in which `current` is not as this side of a change says; what neither side sets is not compared.
  func differences(from current: ObjectTexts, otherSide: ObjectTexts?) -> [Int] {
    fields.indices.filter { index in
      isSet(index, here: otherSide) && fields[index].text != current.fields[index].text
    }
  }

  func equals(_ other: ObjectTexts, in compared: Set<Int>) -> Bool {
    element == other.element && compared.allSatisfy { fields[$0].text == other.fields[$0].text }
  }

  /// Whether this or the other side of a change sets the field.
  func isSet(_ index: Int, here other: ObjectTexts?) -> Bool { fields[index].isSet || other?.isSet(index, as: self) == true }

  private func isSet(_ index: Int, as other: ObjectTexts) -> Bool { element == other.element && fields[index].isSet }

  private static func fields<Body: FabricRecord>(of record: Body, isHardware: Bool = false) -> [Field] {
    var fields: [Field] = []
    for field in record.fields where field.effect != .derived {
      let written = field.written(record)
      fields.append(
        Field(
          name: field.name, attribute: field.attribute, isSet: field.isSet(record), text: isHardware ? written : field.text(record),
          written: written))
    }
    if !isHardware {
      fields.append(Field(name: "owner", attribute: "owner", isSet: record.owner != nil, text: record.owner, written: record.owner))
    }
    return fields
  }
}

extension ProfileRecord {
  /// With the server of the port and the port of the server, as far as the cables tell.
  fileprivate func completed(by cables: [ServerPort]) -> ProfileRecord {
    var result = self
    if let server {
      if server.isEmpty {
        result.serverPort = 0
      } else if (serverPort ?? 0) == 0, let cable = cables.first(where: { $0.server == server }) {
        result.serverPort = cable.number
      }
    } else if let serverPort {
      if serverPort == 0 {
        result.server = ""
      } else if let cable = cables.first(where: { $0.number == serverPort && !$0.server.isEmpty }) {
        result.server = cable.server
      }
    }
    return result
  }
}
