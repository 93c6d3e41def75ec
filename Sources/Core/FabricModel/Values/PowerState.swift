/// Whether a server runs, as observed; unknown counts as on.
package enum PowerState: String, Word {
  case on, off, unknown
}
