/// What a server needs before it sees a v-port come or go: nothing, a bus rescan, or a reboot.
package enum HotplugMode: String, Word {
  case hot, rescan, reboot
}
