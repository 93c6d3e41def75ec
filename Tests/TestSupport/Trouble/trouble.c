#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

// Stands before the C library of a whole process (LD_PRELOAD), which it gives a full disk or a wrong clock:
// TROUBLE_FULL=PREFIX lets files whose path begins so take TROUBLE_ROOM bytes, and no more;
// TROUBLE_CLOCK is by how many seconds the time of day is ahead.

static atomic_long written;

static int is_full(int file, size_t count) {
  const char *prefix = getenv("TROUBLE_FULL");
  if (!prefix) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (strncmp(path, prefix, strlen(prefix)) != 0) return 0;
  const char *room = getenv("TROUBLE_ROOM");
  return atomic_fetch_add(&written, (long)count) + (long)count > (room ? atol(room) : 0);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  int saved = errno;
  if (is_full(file, count)) {
    errno = ENOSPC;
    return -1;
  }
  errno = saved;
  return syscall(SYS_pwrite64, file, bytes, count, offset);
}

static long ahead(void) {
  const char *seconds = getenv("TROUBLE_CLOCK");
  return seconds ? atol(seconds) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = (int)syscall(SYS_clock_gettime, clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += ahead();
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  struct timespec now;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}
