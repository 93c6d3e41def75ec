/// What the ports of a pool or adapter carry.
package enum PoolType: String, Word {
  case ethernet, fibreChannel, storage
}
