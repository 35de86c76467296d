/* A slower disk: every sync takes SLOW_SYNC_US microseconds more. For LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slow(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = real(fd);
    const char *us = getenv("SLOW_SYNC_US");
    long left_us = us ? strtol(us, NULL, 10) : 0;
    struct timespec pause = {left_us / 1000000, left_us % 1000000 * 1000};
    nanosleep(&pause, NULL);
    return result;
}

int fdatasync(int fd) { return slow("fdatasync", fd); }
int fsync(int fd) { return slow("fsync", fd); }
