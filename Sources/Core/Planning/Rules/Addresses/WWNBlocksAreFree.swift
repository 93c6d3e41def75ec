internal import Documents
internal import FabricModel

extension Rule {
  /// A name of NAA 5 begins with its maker's number, one of NAA 1 or 2 with a MAC; NAA 3 is for local use.
  static let wwnBlocksAreFree = Rule(
    "pool.foreignWWN", .note, "WWNs that are dealt belong to no maker's cards",
    source: "T11 FC-FS name formats; Cisco UCS recommends 20:00:00:25:b5:…, HPE OneView 10:00: and a locally administered MAC",
    .site { subject, findings in
      for pool in subject.manifest.addressPools {
        guard let type = pool.spec.type.identity, type.universe == .wwn else { continue }
        for (index, block) in pool.spec.blocks.enumerated() {
          guard case .success(let range) = block.range(of: type) else { continue }
          let name = range.from.low
          let maker: String
          switch WWN(rawValue: name).naa {
          case 5: maker = VendorBlocks.maker(of: ((name >> 36) & 0xFF_FFFF) << 24)
          case 1, 2:
            let mac = name & 0xFFFF_FFFF_FFFF
            if VendorBlocks.isFree(mac) { continue }
            maker = VendorBlocks.maker(of: mac)
          default: continue
          }
          findings.add(
            RuleObject(pool), at: .spec(.key("blocks"), .item(index), .key("from")),
            "the names of pool '\(pool.name)' from \(range.first) on belong to the maker that owns \(maker): "
              + "an HBA or a disk array with one of them may be on the SAN",
            help: "use 20:00: and a MAC that is nobody's, such as 20:00:02:…, or Cisco's 20:00:00:25:b5:…")
        }
      }
    })
}
