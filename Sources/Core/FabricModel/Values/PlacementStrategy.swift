/// Whether placement fills the emptiest port first or the fullest that still fits.
package enum PlacementStrategy: String, Word {
  case spread, pack
}
