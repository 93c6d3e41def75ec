#define _GNU_SOURCE
#include "SyncCounter.h"

#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FREE, CLAIMED, WATCHING };

static struct {
  atomic_int state;
  atomic_long count;
  atomic_long bytes;
  atomic_int sync_error;
  atomic_int write_error;
  char prefix[PATH_MAX];
} watches[256];

static const int watch_count = sizeof watches / sizeof watches[0];

int sync_watch_begin(const char *prefix) {
  for (int index = 0; index < watch_count; index++) {
    int expected = FREE;
    if (!atomic_compare_exchange_strong(&watches[index].state, &expected, CLAIMED)) continue;
    snprintf(watches[index].prefix, sizeof watches[index].prefix, "%s", prefix);
    atomic_store(&watches[index].count, 0);
    atomic_store(&watches[index].bytes, 0);
    atomic_store(&watches[index].sync_error, 0);
    atomic_store(&watches[index].write_error, 0);
    atomic_store(&watches[index].state, WATCHING);
    return index;
  }
  return -1;
}

long sync_watch_count(int watch) { return atomic_load(&watches[watch].count); }
long sync_watch_bytes(int watch) { return atomic_load(&watches[watch].bytes); }

void sync_watch_fail(int watch, int sync_error, int write_error) {
  atomic_store(&watches[watch].sync_error, sync_error);
  atomic_store(&watches[watch].write_error, write_error);
}

void sync_watch_end(int watch) { atomic_store(&watches[watch].state, FREE); }

/// The error number that the file's watches demand; a sync comes with no bytes.
static int observe(int file, int is_sync, size_t bytes) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  int error = 0;
  for (int index = 0; index < watch_count; index++) {
    if (atomic_load(&watches[index].state) != WATCHING) continue;
    if (strncmp(path, watches[index].prefix, strlen(watches[index].prefix)) != 0) continue;
    if (is_sync) atomic_fetch_add(&watches[index].count, 1);
    atomic_fetch_add(&watches[index].bytes, bytes);
    int wanted = atomic_load(is_sync ? &watches[index].sync_error : &watches[index].write_error);
    if (wanted) error = wanted;
  }
  return error;
}

static int synchronize(int file, long call) {
  int saved = errno;
  int error = observe(file, 1, 0);
  errno = error ? error : saved;
  return error ? -1 : (int)syscall(call, file);
}

int fsync(int file) { return synchronize(file, SYS_fsync); }
int fdatasync(int file) { return synchronize(file, SYS_fdatasync); }

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  int saved = errno;
  int error = observe(file, 0, count);
  errno = error ? error : saved;
  return error ? -1 : syscall(SYS_pwrite64, file, bytes, count, offset);
}
