internal import FabricModel

/// What a step has to wait for; another step may set it free.
enum Need: Hashable {
  case identity(Identity)
  case unit(String, SlotPort)
  case drive(String, UInt8)
  case cable(String, profile: String)
  case network(String, String)
  case vsan(String, String)
  case networkUnused(String, String)
  case vsanUnused(String, String)
  case profile(String, String)
  case profileEmpty(String, String)
  case serverPort(String, Int)
  case portMTU(String, SlotPort)
  case adapterEmpty(String, UInt8)
  /// Of an exclusive adapter: that no other profile is on it.
  case adapterAlone(String, UInt8)
  /// That an adapter is neither in maintenance nor lent.
  case adapterOpen(String, UInt8)
  /// Its place in an order that was found by searching.
  case turn(OrderSearch.Turn)
}
