import Documents
import Workloads

extension Course {
  static func export(_ fixture: Fixture) -> Course {
    Course(yaml: [fixture.manifests], xml: fixture.appliances) { laps in
      let bytes = try await Pipeline.export(fixture) { laps.end($0) }
      return Done(counts: [Section.Count("bytes written", bytes)])
    }
  }

  static func importNative(_ fixture: Fixture) -> Course {
    Course(xml: fixture.appliances) { laps in
      let bytes = await Pipeline.importNative(fixture.appliances) { laps.end($0) }
      return Done(counts: [Section.Count("bytes written", bytes)])
    }
  }

  /// - Parameter profiles: how many service profiles the domain has.
  static func importUCS(profiles: Int) -> Course {
    let file = SourceFile(path: "ucs.xml", bytes: GeneratedUCSDomain(profiles: profiles, seed: 1).xml)
    return Course(xml: [file]) { laps in
      let bytes = Pipeline.importUCS(file) { laps.end($0) }
      return Done(counts: [Section.Count("bytes written", bytes)])
    }
  }
}
