extension Rule {
  /// Every rule, by subject
  package static let all: [Rule] = [
    // Redundancy
    membersOnOneAdapter, membersOnOneAppliance, membersInOneFailureDomain, membersOnOneSwitch, groupOfOne, memberOfTwoGroups, mixedKinds,
    modeOfTheOtherKind, membersOfDifferentNetworks, nothingMayFail, allMayFail, unevenRates, pathsThroughOneSAN, onlyPath, singleCable,
    templatePair,
    // Teams, link aggregation and failover
    tooManyMembers, switchFaultTolerancePair, switchFaultToleranceOnOneSwitch, teamMovesAddresses, aggregationOverSwitches,
    aggregationOfSpeeds, aggregationOfSharedPorts, failoverTwice, failoverWithoutSides,
    // Boot and logical drives
    bootUnlisted, bootFromNothing, bootFromAnyDisk, bootPathsShareFate, singleBootPath, oneBootTarget, bootFromDifferentLUNs, iscsiName,
    iscsiPortal, pxeWithoutNetwork, pxeOverAggregation, ownTarget, targetName, bootFromRAID0, raidOverPorts,
    // Transports
    vhbaOverPlainEthernet, fcoeWithoutVLAN, fcoeRate, vdiskWithoutPCIe, exclusiveWithoutPCIe, infinibandRate, guaranteesOverCables,
    // Workloads and traffic
    workloadPlace, workloadWithoutNetwork, averageDemand, peakDemand, demandOnePathDown, restoreTime, trafficOnOneVNIC, trafficOnOnePort,
    // Leases
    leaseChoice, leaseBackwards, leaseExpired, leaseEndless, leaseOverlap, leaseOfSharedAdapter, leaseOfAdapterInMaintenance,
    leaseWithoutCable, leaseFromEmptyPool,
    // Policies and names
    unusedObject, qosAndBandwidth, maintenanceWithoutWindows, shortWindow, immediateProduction, allUnavailable,
    renamedFromExisting,
    // Servers
    spareInUse, serverTwice, idleServer, noSpareOfModel, spareWithFewerCables,
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
    // Silence
    unknownRuleIgnored, errorIgnored, needlessIgnore,
  ]
}
