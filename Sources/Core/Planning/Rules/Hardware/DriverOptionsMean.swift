internal import Documents
internal import FabricModel

extension Rule {
  /// The `file:` driver opens a file of the run itself: there is nobody to log in to and nothing to wait for.
  static let driverOptionsMean = Rule(
    "driver.unusedOption", .note, "a driver's options are ones that it uses", source: "the 'file:' driver has no options",
    .site { subject, findings in
      for appliance in subject.manifest.appliances {
        guard let driver = appliance.spec.driver, driver.url.hasPrefix("file:") else { continue }
        let options = [
          driver.credentials == nil ? nil : "credentials", driver.caFile == nil ? nil : "caFile", driver.timeout == nil ? nil : "timeout",
        ].compactMap { $0 }
        guard let first = options.first else { continue }
        findings.add(
          RuleObject(appliance), at: .spec(.key("driver"), .nameOf(first)),
          "the file of '\(appliance.name)' is opened as it is: \(listed(options.map { "'\($0)'" })) \(options.count == 1 ? "means" : "mean") nothing to it",
          help: "write 'driver: \(driver.url)'")
      }
    })
}
