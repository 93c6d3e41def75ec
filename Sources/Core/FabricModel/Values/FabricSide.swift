/// Which of the two separate fabrics a port or network belongs to; `common` reaches both.
package enum FabricSide: String, Word {
  case a = "A"
  case b = "B"
  case common
}
