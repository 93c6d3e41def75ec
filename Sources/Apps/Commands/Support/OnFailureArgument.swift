internal import ArgumentParser
internal import Reconciliation

extension OnFailure: ExpressibleByArgument {}
