/// Whether a server works or waits to take over a profile.
package enum ServerRole: String, Word {
  case active, spare
}
