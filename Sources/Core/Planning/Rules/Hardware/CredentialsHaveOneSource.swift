internal import Documents
internal import FabricModel

extension Rule {
  /// Secrets are never part of a manifest: it names the one place where they are.
  static let credentialsHaveOneSource = Rule(
    "driver.credentials", .error, "credentials come from one place", source: "either 'env' or 'file' says where the secret is",
    .site { subject, findings in
      for appliance in subject.manifest.appliances {
        guard let credentials = appliance.spec.driver?.credentials else { continue }
        let found = (credentials.variable == nil ? 0 : 1) + (credentials.file == nil ? 0 : 1)
        guard found != 1 else { continue }
        findings.add(
          RuleObject(appliance), at: .spec(.key("driver"), .key("credentials")),
          found == 0
            ? "the credentials of '\(appliance.name)' are to be found nowhere"
            : "the credentials of '\(appliance.name)' are to be found both in an environment variable and in a file",
          help: "write either 'env: VARIABLE' or 'file: PATH'")
      }
    })
}
