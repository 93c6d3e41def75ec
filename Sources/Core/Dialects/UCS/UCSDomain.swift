internal import FabricModel

/// What weft understands of one UCS Manager domain: its objects by class, with names still as they were written.
///
/// A backup says where an object is by nesting; here each object has the index of its organisation instead.
struct UCSDomain: Sendable {
  /// The domain's own name; empty where the document does not tell.
  var name = ""
  /// The first is root.
  var orgs = [UCSOrg(name: "root", parent: nil)]
  var vlans: [UCSVLAN] = []
  var vsans: [UCSVSAN] = []
  var pools: [UCSPool] = []
  var qos: [UCSQoSPolicy] = []
  var qosClasses: [UCSQoSClass] = []
  var vnicTemplates: [UCSVNICTemplate] = []
  var vhbaTemplates: [UCSVHBATemplate] = []
  var lanPolicies: [UCSConnectivity] = []
  var sanPolicies: [UCSConnectivity] = []
  var bootPolicies: [UCSBootPolicy] = []
  var maintenance: [UCSMaintenance] = []
  var schedules: [UCSSchedule] = []
  var serverPools: [UCSServerPool] = []
  /// Instances and templates alike.
  var profiles: [UCSProfile] = []
}

/// An organisation: a folder of the domain, in which names are looked up before its parents'.
struct UCSOrg: Hashable, Sendable {
  var name: String
  /// Nil for root.
  var parent: Int?
  var origin = UCSOrigin.none
}

/// Where an object stands: the entry of its element in the tape.
struct UCSOrigin: Hashable, Sendable {
  let element: Int
  static let none = UCSOrigin(element: -1)
}

/// An object that an organisation holds under a name.
protocol UCSNamed: Sendable {
  var org: Int { get set }
  var name: String { get set }
  var origin: UCSOrigin { get set }
  init()
}

/// A part of the fabric that VLANs and VSANs are defined in: both sides or one, and the clouds of appliance and storage ports beside them.
struct UCSScope: Hashable, Sendable, Comparable {
  var side: FabricSide
  /// The cloud of ports that storage and other appliances are plugged into directly.
  var isEstc: Bool

  static let common = UCSScope(side: .common, isEstc: false)

  /// What stands behind the name of an object that is not for both sides: `A`, `B`, `estc`, `estc-A`.
  var mark: String? {
    switch (isEstc, side) {
    case (false, .common): nil
    case (false, let side): side.rawValue
    case (true, .common): "estc"
    case (true, let side): "estc-\(side.rawValue)"
    }
  }

  /// From 0.
  var number: Int { (isEstc ? 3 : 0) + (side == .common ? 0 : side == .a ? 1 : 2) }

  init(side: FabricSide, isEstc: Bool) {
    self.side = side
    self.isEstc = isEstc
  }

  init?(mark: String?) {
    switch mark {
    case nil: self = .common
    case "A": self.init(side: .a, isEstc: false)
    case "B": self.init(side: .b, isEstc: false)
    case "estc": self.init(side: .common, isEstc: true)
    case "estc-A": self.init(side: .a, isEstc: true)
    case "estc-B": self.init(side: .b, isEstc: true)
    default: return nil
    }
  }

  static func < (left: UCSScope, right: UCSScope) -> Bool { (left.mark ?? "") < (right.mark ?? "") }
}

/// `fabricVlan`
struct UCSVLAN: Sendable {
  var name = ""
  var id: VLANID?
  /// Private VLANs: `none`, `primary`, `isolated`, `community`.
  var sharing = "none"
  var primary = ""
  var scope = UCSScope.common
  var origin = UCSOrigin.none
}

/// `fabricVsan`
struct UCSVSAN: Sendable {
  var name = ""
  var id: VSANID?
  var fcoeVLAN: VLANID?
  var scope = UCSScope.common
  var origin = UCSOrigin.none
}

/// `macpoolPool`, `fcpoolInitiators`, `uuidpoolPool`, `ippoolPool` or `iqnpoolPool`
struct UCSPool: UCSNamed {
  var org = 0
  var name = ""
  var kind = Kind.mac
  /// Of UUIDs the first three groups or `derived`, of iSCSI names what stands before the suffix.
  var prefix = ""
  var blocks: [Block] = []
  var origin = UCSOrigin.none

  /// `wwn` serves nodes and ports.
  enum Kind: String { case mac, wwn, wwnn, wwpn, uuid, ip, iqn }

  struct Block: Hashable, Sendable {
    var from = ""
    var to = ""
    var suffix = ""
    var origin = UCSOrigin.none
  }
}

/// `epqosDefinition` with its `epqosEgress`
struct UCSQoSPolicy: UCSNamed {
  var org = 0
  var name = ""
  var priority = "best-effort"
  /// The cap in kbit/s; nil is the line's rate.
  var rate: Int?
  var origin = UCSOrigin.none
}

/// `qosclassEthClassified`: what the frames of a priority are marked with.
struct UCSQoSClass: Sendable {
  var priority = ""
  var cos: Int?
  var isEnabled = true
  var origin = UCSOrigin.none
}

/// Which side of the domain a v-port is on.
enum UCSSide: String, Word {
  case a = "A"
  case b = "B"
  /// A, and B when A fails.
  case ab = "A-B"
  case ba = "B-A"
  case none = "NONE"

  /// The side it is on while nothing fails.
  var side: FabricSide { self == .b || self == .ba ? .b : .a }
  var hasFailover: Bool { self == .ab || self == .ba }
}

/// `vnicEtherIf` or `vnicFcIf`: a network by name.
struct UCSNetworkUse: Hashable, Sendable {
  var name = ""
  var isNative = false
  var origin = UCSOrigin.none
}

/// `vnicEther`
struct UCSVNIC: Hashable, Sendable {
  var name = ""
  var mac: MACAddress?
  var pool = ""
  var side = UCSSide.a
  var mtu: Int?
  var template = ""
  var qos = ""
  /// Nil is unspecified.
  var order: Int?
  /// `any` or 1 to 4.
  var vcon = "any"
  /// `ANY`, 1 or 2.
  var hostPort = "ANY"
  var networks: [UCSNetworkUse] = []
  var origin = UCSOrigin.none
}

/// `vnicFc`
struct UCSVHBA: Hashable, Sendable {
  var name = ""
  var wwpn: WWN?
  var pool = ""
  var side = UCSSide.a
  var template = ""
  var order: Int?
  var vcon = "any"
  var hostPort = "ANY"
  var networks: [UCSNetworkUse] = []
  var origin = UCSOrigin.none
}

/// `vnicLanConnTempl`
struct UCSVNICTemplate: UCSNamed {
  var org = 0
  var name = ""
  var isUpdating = false
  var pool = ""
  var side = UCSSide.a
  var mtu: Int?
  var qos = ""
  var pair = UCSPair()
  var networks: [UCSNetworkUse] = []
  var origin = UCSOrigin.none
}

/// `vnicSanConnTempl`
struct UCSVHBATemplate: UCSNamed {
  var org = 0
  var name = ""
  var isUpdating = false
  var pool = ""
  var side = UCSSide.a
  var pair = UCSPair()
  var networks: [UCSNetworkUse] = []
  var origin = UCSOrigin.none
}

/// What a template says of the other template of a redundancy pair.
struct UCSPair: Hashable, Sendable {
  /// `none`, `primary` or `secondary`.
  var type = "none"
  var peer = ""
}

/// `vnicFcNode`: the node name of a server's vHBAs.
struct UCSNode: Hashable, Sendable {
  var wwnn: WWN?
  /// `pool-derived` or `vnic-derived`, where no address is given.
  var source = "pool-derived"
  var pool = ""
  var origin = UCSOrigin.none
}

/// `vnicLanConnPolicy` or `vnicSanConnPolicy`: a list of v-ports that profiles share.
struct UCSConnectivity: UCSNamed {
  var org = 0
  var name = ""
  var vnics: [UCSVNIC] = []
  var vhbas: [UCSVHBA] = []
  var node: UCSNode?
  var origin = UCSOrigin.none
}

/// `lsbootPolicy`
struct UCSBootPolicy: UCSNamed {
  var org = 0
  var name = ""
  var devices: [Device] = []
  var origin = UCSOrigin.none

  /// One way to boot: a v-port by name, `order` counted over the whole policy, then its `rank` within.
  struct Device: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case network, storage([Target]) }
    var kind: Kind
    var vport: String
    var order: Int
    var rank: Int
    var origin = UCSOrigin.none
  }

  struct Target: Hashable, Sendable {
    var wwpn: WWN?
    var lun: Int?
    var rank = 0
  }
}

/// `lsmaintMaintPolicy`
struct UCSMaintenance: UCSNamed {
  var org = 0
  var name = ""
  /// `immediate`, `user-ack` or `timer-automatic`.
  var disruption = "user-ack"
  var schedule = ""
  var origin = UCSOrigin.none
}

/// `trigSched` with its `trigRecurrWindow`s
struct UCSSchedule: Sendable {
  var name = ""
  var windows: [Window] = []
  var origin = UCSOrigin.none

  struct Window: Hashable, Sendable {
    /// Empty where the document is still to be written.
    var name = ""
    /// `every-day`, `monday`, … , `odd-day`, `even-day`
    var day = "every-day"
    var hour = 0
    var minute = 0
    /// `dd:hh:mm:ss` or `none`
    var duration = "none"
  }
}

/// `computePool` with the slots and rack units in it
struct UCSServerPool: UCSNamed {
  var org = 0
  var name = ""
  /// As `sys/chassis-1/blade-2` or `sys/rack-unit-3`.
  var members: [String] = []
  var origin = UCSOrigin.none
}

/// `lsServer`
struct UCSProfile: UCSNamed {
  enum Kind: String, Word {
    case instance
    case initial = "initial-template"
    case updating = "updating-template"
  }

  var org = 0
  var name = ""
  var kind = Kind.instance
  var template = ""
  var uuid: UniqueID?
  var uuidPool = ""
  var bootPolicy = ""
  var maintenance = ""
  var lanPolicy = ""
  var sanPolicy = ""
  var node: UCSNode?
  var vnics: [UCSVNIC] = []
  var vhbas: [UCSVHBA] = []
  /// `lsVConAssign`
  var placements: [Placement] = []
  /// The server it is bound to, as `sys/rack-unit-3`; empty where it is bound to none.
  var server = ""
  var serverPool = ""
  /// It is known only because something in it was named: of an envelope about a part of it.
  var isPlaceholder = false
  var origin = UCSOrigin.none

  struct Placement: Hashable, Sendable {
    var vport = ""
    var transport = "ethernet"
    var order: Int?
    var vcon = "any"
    var hostPort = "ANY"
    var origin = UCSOrigin.none
  }
}
