/// What the members of a redundancy group must not share.
package enum Spread: String, Word {
  case adapter, appliance, failureDomain, `switch`
}
