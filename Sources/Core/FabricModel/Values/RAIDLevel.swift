/// How a logical drive is laid over disks: the levels of the LSI MegaRAID 9260-4i (docs.oracle.com, mr_sas(4D)).
package enum RAIDLevel: Int, Hashable, Sendable, CaseIterable {
  case raid0 = 0
  case raid1 = 1
  case raid5 = 5
  case raid6 = 6
  case raid10 = 10
  case raid50 = 50
  case raid60 = 60
}
