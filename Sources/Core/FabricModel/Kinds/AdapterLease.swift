internal import Documents

/// An exclusive adapter that is lent to one server for a while.
package struct AdapterLease: Hashable, Sendable {
  /// The adapter itself, or the pool to choose one from.
  package var adapter: AdapterAddress?
  package var pool: String?
  package var server: String?
  package var from: Timestamp?
  package var expires: Timestamp?
  package var onExpiry: LeaseEnd?

  package init() {}

  package static let table = Table<AdapterLease>(
    "an AdapterLease",
    [
      Field("adapter", .parsed(), "the adapter that is lent", { $0.adapter }, { $0.adapter = $1 }),
      Field("pool", .reference(), "the AdapterPool to choose it from", { $0.pool }, { $0.pool = $1 }),
      Field("server", .reference(), "the server that has it meanwhile", required: true, { $0.server }, { $0.server = $1 }),
      Field("from", .parsed(), "when the lease begins; absent means at once", { $0.from }, { $0.from = $1 }),
      Field("expires", .parsed(), "when it ends; absent means never", { $0.expires }, { $0.expires = $1 }),
      Field(
        "onExpiry", .word(), "what the first plan after its end does: give it back, or only say so", absent: "return", { $0.onExpiry },
        { $0.onExpiry = $1 }),
    ])
}
