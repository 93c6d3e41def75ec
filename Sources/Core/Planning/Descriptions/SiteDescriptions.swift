package import Documents

extension RuleDescription {
  /// What objects have to be to each other, and to the hardware.
  package static let sites: [RuleDescription] = [
    error("name.duplicate", "a name is given once among things of its kind", source: "DESIGN section 4"),
    error("nativeName.invalid", "what an appliance calls a thing is not empty and has no blank and no '/'", source: "DESIGN section 4"),
    error("name.reserved", "no profile is named like the address of another kind of object", source: "DESIGN section 1"),
    error("reference.unknown", "what is referred to is declared", source: "DESIGN section 6, I6"),
    error("template.cycle", "no template builds on itself", source: "DESIGN section 4"),
    error("template.depth", "at most eight templates build on each other", source: "a bound of weft's, DESIGN section 12"),
    error("reference.wrongType", "a pool is of the type that its user needs", source: "DESIGN section 4"),
    error("catalogue.unknown", "a model is in the catalogue", source: "DESIGN section 4"),
    error("inventory.noSuchSlot", "an adapter sits in a slot that the appliance has", source: "the catalogue of appliances"),
    error("inventory.noSuchPort", "a port is one that the adapter or the appliance has", source: "the catalogue"),
    error("inventory.mismatch", "what manifests assert of the hardware is what the appliance reports", source: "DESIGN section 4"),
    error("adapter.notShareable", "a shared adapter has SR-IOV or NPIV", source: "the catalogue of adapters"),
    error("cabling.conflict", "a port has one cable", source: "the hardware"),
    error("server.conflict", "a server bears one profile", source: "DESIGN section 1"),
    error("server.noneFree", "a profile that selects its server finds a free one", source: "DESIGN section 4"),
    error("lease.noneFree", "a lease that selects its adapter finds a free one", source: "DESIGN section 4"),
    error("rate.minimumOverMaximum", "a guaranteed rate is at most the cap", source: "DESIGN section 4"),
    error(
      "iscsi.invalid", "the names and the portal of an iSCSI disk hold no character that parts them from each other", source: "RFC 3722"),
    error(
      "identity.invalid", "an identity is one that a v-port can have, not a multicast address for instance", source: "IEEE 802; T11 FC-FS"),
    error("identity.duplicate", "no two owners have the same identity", source: "DESIGN section 6, I1"),
    error("pool.invalidBlock", "the blocks of an address pool are ranges of its type", source: "DESIGN section 4"),
    error("pool.exhausted", "an address pool has as many addresses as are asked of it", source: "DESIGN section 5"),
    error("pool.missing", "there is an address pool for what names no address", source: "DESIGN section 4"),
    error("pool.ambiguous", "where several address pools would do, one is named or the default", source: "DESIGN section 4"),
    error("placement.none", "every v-port has a port that can take it", source: "DESIGN section 5"),
  ]

  /// What has to hold before a plan is carried out.
  package static let plans: [RuleDescription] = [
    error("ownership.unmanaged", "what weft did not make is changed only after it was adopted", source: "DESIGN section 6"),
    error("ownership.otherScope", "what belongs to another scope is left alone", source: "DESIGN section 6"),
    error("deletion.protected", "what was last applied with 'weft/protect' is not deleted", source: "DESIGN section 6"),
    error("appliance.readOnly", "no step changes an appliance that can only be read", source: "DESIGN section 8: a driver's sheet"),
    error("selector.unknown", "what a plan is limited to is desired, on the fabric or recorded", source: "DESIGN section 10"),
    error(
      "fence.needed", "identities leave an appliance that was not read only when their server is known or vouched for as off",
      source: "DESIGN section 6, I1"),
    RuleDescription(
      id: "tombstone.waiting", severity: .note,
      summary: "what lost its identities while its appliance could not be read is deactivated there at the first contact",
      source: "DESIGN section 6"),
    error("plan.noSafeOrder", "there is an order of steps that breaks no promise on the way", source: "DESIGN section 6"),
    error("plan.unsafe", "no step of a plan breaks a promise", source: "DESIGN section 6, I1 to I10"),
    error(
      "plan.unavailable", "no more servers of a class are disrupted at once than its maintenance policy lets be",
      source: "DESIGN section 6, I8"),
    error("gate.hostReboot", "steps that cost a reboot are allowed by '--allow reboot'", source: "DESIGN section 6"),
    error("gate.outage", "steps that cost a server its last path are allowed by '--allow outage'", source: "DESIGN section 6"),
    error("gate.dataLoss", "steps that destroy data are allowed by name", source: "DESIGN section 6"),
    error("gate.deletions", "more deletions than usual are allowed by '--max-deletes'", source: "DESIGN section 6"),
    error("gate.empty", "manifests that ask for nothing are allowed by '--allow-empty'", source: "DESIGN section 6"),
  ]
}
