internal import Documents

/// One field of a record: the table of these drives diff, impact, JSON, the ledger and the native XML.
///
/// A record's field is optional: in the desired and the recorded fabric nil means "not managed", in the observed one it does not occur.
/// It is a class only because a dozen closures are dear to copy.
package final class RecordField<Record: Sendable>: Sendable {
  /// In JSON and in plans.
  package let name: String
  let byteName: ByteName
  /// In the native XML; nil where the XML has the value elsewhere.
  package let attribute: String?
  /// What changing it on a live object does.
  package let effect: FieldEffect
  /// The JSON value; nil where the record does not manage the field.
  package let value: @Sendable (Record) -> FieldValue?
  /// Takes a JSON value; false where it is of the wrong kind.
  package let setValue: @Sendable (inout Record, FieldValue) -> Bool
  /// Takes an attribute's text; false where it does not parse.
  package let setText: @Sendable (inout Record, UnsafeBufferPointer<UInt8>) -> Bool
  /// The attribute's text; nil where unset or equal to what its absence means.
  package let text: @Sendable (Record) -> String?
  /// The attribute's text even where it equals what its absence means; nil where unset.
  package let written: @Sendable (Record) -> String?
  /// Whether `desired` leaves the field alone or wants what `observed` has.
  package let agrees: @Sendable (_ desired: Record, _ observed: Record) -> Bool
  /// Copies the field from `source` if it is set there.
  package let overlay: @Sendable (inout Record, _ source: Record) -> Void
  /// Whether the record sets the field.
  package let isSet: @Sendable (Record) -> Bool

  /// - Parameters:
  ///   - absent: what a missing attribute means, and the value a field goes back to when it is no longer managed.
  ///   - isLeftOutWhenAbsent: there is no text for `absent`: its attribute is taken away.
  ///   - json: the JSON value, where it is more than the value's own.
  package init<Value: RecordValue>(
    _ name: String, attribute: String? = nil, effect: FieldEffect, absent: Value? = nil, isLeftOutWhenAbsent: Bool = false,
    json: (@Sendable (Record) -> FieldValue?)? = nil,
    _ get: @escaping @Sendable (Record) -> Value?, _ set: @escaping @Sendable (inout Record, Value?) -> Void
  ) {
    self.name = name
    byteName = ByteName(name)
    self.attribute = attribute
    self.effect = effect
    value = json ?? { get($0)?.fieldValue }
    setValue = { record, json in
      guard let value = Value(fieldValue: json) else { return false }
      set(&record, value)
      return true
    }
    setText = { record, utf8 in
      guard let value = Value.read(utf8) else { return false }
      set(&record, value)
      return true
    }
    written = { record in
      let value = get(record)
      return isLeftOutWhenAbsent && value == absent ? nil : value?.text
    }
    text = { record in
      guard let value = get(record), value != absent else { return nil }
      return value.text
    }
    agrees = { desired, observed in
      guard let wanted = get(desired) else { return true }
      return wanted == get(observed) ?? absent
    }
    overlay = { record, source in if let value = get(source) { set(&record, value) } }
    isSet = { get($0) != nil }
  }
}

/// What changing one field of a live v-port, profile or network costs; `Planning` turns it into the impact of a step.
package enum FieldEffect: Sendable {
  /// Nothing a server notices: rates, names, marks.
  case none
  /// The host has to look again.
  case rescan
  /// The v-port goes down and comes up again.
  case interrupts
  /// Only what was taken away goes down: trunked networks.
  case interruptsWhatIsRemoved
  /// Takes effect when the host boots next.
  case reboot
  /// What is stored there is destroyed.
  case losesData
  /// The same where it becomes less; where it becomes more, the host has to look again.
  case losesDataIfLess
  /// Follows from another field (a v-port's server follows from its profile's): shown, never compared.
  case derived
}
