/// A promise of DESIGN section 11 beside what was measured.
package struct Bar: Sendable {
  package enum Limit: Hashable, Sendable {
    case atMost(Double)
    case atLeast(Double)

    func admits(_ figure: Double) -> Bool {
      switch self {
      case .atMost(let most): figure <= most
      case .atLeast(let least): figure >= least
      }
    }
  }

  /// Stable, such as `plan.wall`.
  package let id: String
  package let title: String
  package let limit: Limit
  package let aim: Double?
  /// `ms` or `MB`; empty for ratios.
  package let unit: String
  /// Absent where it was not measured.
  package let figure: Double?
  /// What has to be measured for it.
  package let needs: String

  init(_ id: String, _ title: String, _ limit: Limit, aim: Double? = nil, unit: String = "", needs: String, _ figure: Double?) {
    self.id = id
    self.title = title
    self.limit = limit
    self.aim = aim
    self.unit = unit
    self.needs = needs
    self.figure = figure
  }

  package var isMet: Bool? { figure.map(limit.admits) }
}
