/// What carries I/O between the servers and an appliance.
package enum Transport: String, Word {
  case pcie, infiniband, ethernet, fcoe
}
