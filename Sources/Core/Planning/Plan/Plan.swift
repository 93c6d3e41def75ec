package import Documents
package import FabricModel

/// What will be done and why: changes for people, steps for the executor. Self-contained; apply runs it and decides nothing anew.
package struct Plan: Sendable {
  package static let format = "weft/plan/1"

  /// SHA-256 of the canonical plan (`PlanJSON`); empty until the plan is saved or carried out, since it costs as much as saving.
  package var id = ""
  package var tool = ""
  package var scope = "default"
  package var now: Timestamp?
  package var validUntil: Timestamp?
  /// Whether every appliance could be read.
  package var complete = true
  /// The appliances that were not asked, sorted: what is recorded of them stands in for what they have.
  package var unread: [String] = []
  /// Servers that somebody vouched for as being off, with the reason.
  package var fenced: [String: String] = [:]
  /// What it was limited to.
  package var limits = Limits()
  /// How to reach the appliances, all of which are looked at again before the first step: driver URLs by name, files relative to the folder.
  package var drivers: [String: DriverReference] = [:]
  /// The folder of the manifests, as it was named when the plan was made.
  package var folder = "."
  /// The folders of further layers, in which the appliances' files may be, too.
  package var layers: [String] = []
  package var basis = Basis()
  package var changes: [Change] = []
  /// Where the fabric is no longer what was recorded, whoever changed it.
  package var drift: [Difference] = []
  /// Addresses of what is on the fabric and not ours.
  package var unmanaged: [String] = []
  /// What the observed fabric breaks already.
  package var preexisting: [Violation] = []
  package var blockers: [Blocker] = []
  package var waiting: [Waiting] = []
  /// What maintenance policies let pass without a further word, sorted by server.
  package var maintenance: [MaintenanceGrant] = []
  /// What must hold while it is carried out, as far as it concerns the steps: apply checks it once more on the fabric of that moment.
  package var terms = SafetyTerms()
  package var steps: [Step] = []
  /// What it costs every server that bears anything of it, sorted by name.
  package var servers: [ServerCost] = []
  package var capacity: [PortCapacity] = []
  package var pools: [PoolCapacity] = []
  package var external: [ExternalWork] = []
  package var diagnostics: [Diagnostic] = []
  /// What the ledger remembers once it is verified, with only the managed fields set, and what it forgets.
  package var remember: [Remembered] = []
  package var forget: [Forgotten] = []
  /// Whose identities it takes over from appliances that were not read, and which earlier tombstones it lifts.
  package var burials: [Burial] = []
  package var lifted: [Forgotten] = []
  /// Servers that lose their profile, and nobody knows whether they are on; sorted.
  package var unknownPower: [String] = []
  /// What `initial` templates gave to profiles and v-ports that are applied for the first time, for the ledger to keep with them.
  package var templates: [TemplateMemory] = []
  /// How many objects the scope owns, for the limit on deletions.
  package var owned = 0
  /// Whether the manifests ask for nothing that an appliance could have.
  package var desiresNothing = false

  package init() {}

  /// Whether nothing stands against carrying it out.
  package var isApplicable: Bool { blockers.isEmpty && !diagnostics.hasErrors }
  package var isEmpty: Bool { changes.isEmpty && steps.isEmpty && blockers.isEmpty }
  /// The worst that any step costs a server.
  package var impact: Impact { steps.map(\.impact).max() ?? .none }
}

/// What the plan was computed from, so that apply can tell whether it still holds.
package struct Basis: Hashable, Sendable {
  package var ledgerLineage: String?
  package var ledgerSerial: Int64?
  /// Fingerprints of the objects that the plan depends on, by `APPLIANCE:ADDRESS`, sorted; `absent` where there was none.
  package var reads: [Read] = []
  /// Digest of the resolved desired fabric.
  package var desired = ""

  package init() {}

  package struct Read: Hashable, Sendable {
    package let appliance: String
    package let address: String
    package let fingerprint: String

    package init(appliance: String, address: String, fingerprint: String) {
      self.appliance = appliance
      self.address = address
      self.fingerprint = fingerprint
    }
  }
}

/// What a step costs the server, in rising order (DESIGN section 6).
package enum Impact: String, CaseIterable, Comparable, Sendable, Codable {
  case none, hostRescan, pathLoss, hostReboot, outage, dataLoss

  private var rank: Int { Self.allCases.firstIndex(of: self)! }
  package static func < (left: Impact, right: Impact) -> Bool { left.rank < right.rank }
}

/// One change of one object, for people.
package struct Change: Hashable, Sendable {
  package enum Action: String, CaseIterable, Sendable {
    case create, update, rebind, rehome, replace, delete, adopt, forget

    package var glyph: String {
      switch self {
      case .create: "+"
      case .update: "~"
      case .rebind: ">"
      case .rehome: "»"
      case .replace: "±"
      case .delete: "-"
      case .adopt: "←"
      case .forget: "."
      }
    }
  }

  /// `esx-01/vnic0`, `profile/esx-01`, `vio-1/network/prod`.
  package var address: String
  package var action: Action
  package var fields: [FieldChange]
  /// One clause for people; empty where the action says it all.
  package var reason: String
  package var source: Source?
  /// The indices of its steps in the plan.
  package var steps: [Int]

  package init(
    address: String, action: Action, fields: [FieldChange] = [], reason: String = "", source: Source? = nil, steps: [Int] = []
  ) {
    self.address = address
    self.action = action
    self.fields = fields
    self.reason = reason
    self.source = source
    self.steps = steps
  }

  package struct Source: Hashable, Sendable {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
      self.file = file
      self.line = line
      self.column = column
    }
  }
}

/// A field's value before and after.
package struct FieldChange: Hashable, Sendable {
  package let path: String
  package let before: FieldValue
  package let after: FieldValue

  package init(_ path: String, before: FieldValue, after: FieldValue) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// What manifests call the field.
  package var name: String {
    switch path {
    case "native": "network"
    case "tagged": "trunk"
    case "minBps": "min"
    case "maxBps": "max"
    default: path
    }
  }

  /// The values for people: rates with their unit, and `none` for nothing.
  package var beforeText: String { text(before) }
  package var afterText: String { text(after) }

  private func text(_ value: FieldValue) -> String {
    if case .integer(let bits) = value, path.hasSuffix("Bps") { return Bitrate(bitsPerSecond: bits).description }
    if case .integer(let bytes) = value, path == "size" { return ByteSize(bytes: bytes).description }
    return value.text.isEmpty ? "none" : value.text
  }
}

/// Where an object differs from what was recorded of it.
package struct Difference: Hashable, Sendable {
  package let address: String
  /// Empty where the object is gone.
  package let fields: [FieldChange]

  package init(address: String, fields: [FieldChange]) {
    self.address = address
    self.fields = fields
  }
}

/// One atomic driver operation, with the whole call in it.
package struct Step: Hashable, Sendable {
  package enum Until: String, Sendable, Codable { case performed, verified }

  package struct Predecessor: Hashable, Sendable {
    /// Index of the step in the plan.
    package let step: Int
    package let until: Until
    /// How long to wait after that.
    package let settleSeconds: Int64
    /// Whether the ports of the v-ports that it is about must have their links, too, as far as the appliance says.
    package let isHealthy: Bool

    package init(_ step: Int, until: Until, settleSeconds: Int64 = 0, isHealthy: Bool = false) {
      self.step = step
      self.until = until
      self.settleSeconds = settleSeconds
      self.isHealthy = isHealthy
    }
  }

  /// `s1`, `s2`, … in the order of the plan.
  package var id: String
  package var appliance: String
  package var change: RecordChange
  package var follows: [Predecessor]
  package var impact: Impact
  /// The servers that bear the impact; several where a whole port or network changes.
  package var servers: [String] = []
  /// The redundancy group whose member it takes.
  package var group: String?
  /// Other v-ports that go down with it.
  package var victims: [String]

  package init(appliance: String, change: RecordChange) {
    id = ""
    self.appliance = appliance
    self.change = change
    follows = []
    impact = .none
    victims = []
  }

  package var target: ObjectAddress { change.address }
  /// The first server that bears the impact.
  package var server: String? { servers.first }
}

/// Why a plan may not be carried out as it is, and what would unlock it.
package struct Blocker: Hashable, Sendable {
  /// Such as `gate.outage` or `plan.noSafeOrder`.
  package let id: String
  package let message: String
  /// Ids of the steps it is about.
  package let steps: [String]
  /// The words for the command line that unlock it; nil where nothing does but a change of the manifests.
  package let acknowledge: String?

  package init(_ id: String, _ message: String, steps: [String] = [], acknowledge: String? = nil) {
    self.id = id
    self.message = message
    self.steps = steps
    self.acknowledge = acknowledge
  }
}

/// What the plan does not do yet, and what it waits for.
package struct Waiting: Hashable, Sendable {
  package let address: String
  package let reason: String

  package init(address: String, reason: String) {
    self.address = address
    self.reason = reason
  }
}

/// A broken invariant of DESIGN section 6.
package struct Violation: Hashable, Sendable {
  /// `I1`, `I2`, …
  package let invariant: String
  /// What it is about, so that the same one is known again: an address, a port.
  package let subject: String
  package let message: String

  package init(_ invariant: String, _ subject: String, _ message: String) {
    self.invariant = invariant
    self.subject = subject
    self.message = message
  }
}

/// How full a port is before and after the plan.
package struct PortCapacity: Hashable, Sendable {
  package let port: PortAddress
  package let speed: Bitrate?
  package let reservable: Bitrate?
  package let guaranteedBefore: Bitrate
  package let guaranteedAfter: Bitrate
  package let functionLimit: Int?
  package let functionsBefore: Int
  package let functionsAfter: Int

  package init(
    port: PortAddress, speed: Bitrate?, reservable: Bitrate?, guaranteed: (before: Bitrate, after: Bitrate), functionLimit: Int?,
    functions: (before: Int, after: Int)
  ) {
    self.port = port
    self.speed = speed
    self.reservable = reservable
    guaranteedBefore = guaranteed.before
    guaranteedAfter = guaranteed.after
    self.functionLimit = functionLimit
    functionsBefore = functions.before
    functionsAfter = functions.after
  }
}

/// What another team must do, and the steps it should come before, or after.
package struct ExternalWork: Hashable, Sendable {
  package enum Kind: String, Sendable { case trunk, zoning, masking }

  package let id: String
  package let kind: Kind
  /// What is to be done, the same words for all that it is to be done to: `zone in VSAN san-a, and give LUNs to`.
  package let task: String
  /// What it is to be done to.
  package let object: String
  package var precedes: [String]
  /// The steps after which what is there is no longer needed.
  package var succeeds: [String]

  package init(id: String, kind: Kind, task: String, object: String, precedes: [String] = [], succeeds: [String] = []) {
    self.id = id
    self.kind = kind
    self.task = task
    self.object = object
    self.precedes = precedes
    self.succeeds = succeeds
  }

  package var text: String { "\(task) \(object)" }
}
