extension Rule {
  /// Every rule, by subject.
  package static let all: [Rule] = [
    // Redundancy
    membersOnOneAdapter,
    // Appliances, cards and drivers
    cardFitsSlot, portSpeedOfModel, portMTUOfModel, uplinkOfOnePort, withinLimits, driverOptionsMean, credentialsHaveOneSource,
    // Adapter pools
    poolModelsAreCatalogued, poolPortsHaveItsType, poolCardsAreShareable, selectorsMatch, poolHasPorts, reservableWithinSpeed,
    poolsAgreeOnPorts, mtuOfPool, capsWithinOvercommit,
    // Networks and VSANs
    vlanNotReserved, vlanNotReservedSomewhere, vlanFiltersLeft, nativeBesideTrunk, vlansLetThrough, oneNetworkPerVLAN, networkOnceInVNIC,
    networkReachesAPort, fcoeVLANApart, vsanNotReserved, oneNamePerVSAN, vsanHasAPort,
    // MTU
    mtuOfCard, mtuOfNetwork, mtuOfGroup, mtuOfPort,
    // Addresses and their pools
    macBlocksAreFree, wwnBlocksAreFree, blocksApart, poolsLast, writtenAddressesAreReserved, writtenAddressesInPools, reservedInBlocks,
    oneDefaultPool, quarantineLasts,
    // Rates and capacity
    minimumEnforced, capHighEnough, capWithinSpeed, capsKept, trafficClassesLeft, functionsLeft, survivesPort, survivesAppliance,
    survivesCable,
  ]
}
