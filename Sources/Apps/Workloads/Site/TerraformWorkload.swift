/// The bindings of a workload as Terraform would be given them: YAML files, and one `terraform_data` for each binding in them.
///
/// `terraform_data` keeps what it is given and talks to nobody, so that only Terraform's own work is measured. It looks through the whole of
/// `for_each` for each binding; maps of one type, one for vNICs and one for vHBAs, are what it is fastest with.
package struct TerraformWorkload: Sendable {
  package let workload: Workload

  package init(_ workload: Workload) { self.workload = workload }

  /// By name, relative to Terraform's folder.
  package var files: [(name: String, bytes: [UInt8])] {
    [("main.tf", Array(Self.main.utf8)), ("vnics.yaml", vnics), ("vhbas.yaml", vhbas)]
  }

  private static let main = """
    locals {
      vnics = tomap(yamldecode(file("${path.module}/vnics.yaml")))
      vhbas = tomap(yamldecode(file("${path.module}/vhbas.yaml")))
    }

    resource "terraform_data" "vnic" {
      for_each = local.vnics
      input    = each.value
    }

    resource "terraform_data" "vhba" {
      for_each = local.vhbas
      input    = each.value
    }

    """

  private var vnics: [UInt8] {
    lines(Workload.vnicsPerServer) { server, vnic in
      let network = Workload.networks[vnic / 2]
      return ("vnic\(vnic)", "network: \(network), mac: \"\(Workload.mac(server, vnic))\", min: 100Mbps, max: 2Gbps")
    }
  }

  private var vhbas: [UInt8] {
    lines(Workload.vhbasPerServer) { server, vhba in
      ("vhba\(vhba)", "vsan: \(Workload.vsan(vhba)), wwpn: \"\(Workload.wwpn(server, vhba))\"")
    }
  }

  /// A binding a line: what the manifests say of a v-port, and where its server is cabled to.
  private func lines(_ count: Int, _ binding: (_ server: Int, _ number: Int) -> (name: String, fields: String)) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(workload.servers * count * 160)
    for server in 0..<workload.servers {
      let name = Workload.serverName(server)
      let appliance = Workload.applianceName(server / Workload.serversPerAppliance)
      for number in 0..<count {
        let (vport, fields) = binding(server, number)
        text.append(contentsOf: "\(name)/\(vport): {server: \(name), appliance: \(appliance), \(fields)}\n".utf8)
      }
    }
    return text
  }
}
