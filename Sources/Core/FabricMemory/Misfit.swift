package import FabricModel

/// Why a change cannot be performed: the appliance holds something else than the change expects.
package struct Misfit: Error, Hashable, CustomStringConvertible {
  package let appliance: String
  /// What is not as expected: the object that was to be changed, or the profile that a v-port was to be part of.
  package let address: ObjectAddress
  /// What the change expects there; nil where it expects nothing, or no more than that something is there.
  package let expected: Record?
  /// What is there; nil where nothing is.
  package let found: Record?

  package init(appliance: String, address: ObjectAddress, expected: Record?, found: Record?) {
    self.appliance = appliance
    self.address = address
    self.expected = expected
    self.found = found
  }

  package var description: String {
    switch (expected, found) {
    case (_, nil): "\(appliance):\(address) is not there"
    case (nil, _?): "\(appliance):\(address) is there already, and another one"
    case (_?, _?): "\(appliance):\(address) is not as expected"
    }
  }
}
