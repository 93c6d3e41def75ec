#ifndef SYNC_COUNTER_H
#define SYNC_COUNTER_H

/// Stands before the C library's fsync, fdatasync and pwrite64: an executable that links it sees the calls of its shared libraries too,
/// SQLite's among them.
///
/// Counts the syncs and the written bytes of files whose path begins with `prefix` from now on; the handle goes to the other calls. At most 256 at once.
int sync_watch_begin(const char *prefix);
long sync_watch_count(int watch);
/// The bytes that were written to them.
long sync_watch_bytes(int watch);
/// From now on the watch's files answer sync and write with these error numbers; 0 lets them through.
void sync_watch_fail(int watch, int sync_error, int write_error);
void sync_watch_end(int watch);

#endif
