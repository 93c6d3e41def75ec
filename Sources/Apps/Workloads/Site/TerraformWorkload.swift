/// The bindings of a workload as Terraform would be given them: one YAML file, and one `terraform_data` for each binding in it.
///
/// `terraform_data` keeps what it is given and talks to nobody, so that only Terraform's own work is measured.
package struct TerraformWorkload: Sendable {
  package let workload: Workload

  package init(_ workload: Workload) { self.workload = workload }

  /// By name, relative to Terraform's folder.
  package var files: [(name: String, bytes: [UInt8])] { [("main.tf", Array(Self.main.utf8)), ("bindings.yaml", yaml)] }

  static let main = """
    locals {
      bindings = yamldecode(file("${path.module}/bindings.yaml"))
    }

    resource "terraform_data" "binding" {
      for_each = local.bindings
      input    = each.value
    }

    """

  /// A binding a line: what the manifests say of a v-port, and where its server is cabled to.
  package var yaml: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(workload.bindings * 160)
    for server in 0..<workload.servers {
      let name = Workload.serverName(server)
      let place = "server: \(name), appliance: \(Workload.applianceName(server / Workload.serversPerAppliance))"
      for vnic in 0..<Workload.vnicsPerServer {
        let network = Workload.networks[vnic / 2]
        let rates = "min: 100Mbps, max: 2Gbps"
        text.append(
          contentsOf: "\(name)/vnic\(vnic): {\(place), network: \(network), mac: \"\(Workload.mac(server, vnic))\", \(rates)}\n".utf8)
      }
      for vhba in 0..<Workload.vhbasPerServer {
        text.append(
          contentsOf: "\(name)/vhba\(vhba): {\(place), vsan: \(Workload.vsan(vhba)), wwpn: \"\(Workload.wwpn(server, vhba))\"}\n".utf8)
      }
    }
    return text
  }
}
