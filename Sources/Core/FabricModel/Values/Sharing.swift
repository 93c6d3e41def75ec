/// Whether an adapter serves many servers at once (PCIe sharing) or is lent as a whole to one (reconfigurable I/O).
package enum Sharing: String, Word {
  case shared, exclusive
}
