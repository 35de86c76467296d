// A disk that breaks and heals while a program runs. Loaded in front of the C library, it stands between the program
// and the files of one folder: writes and syncs can be made to fail from the n-th on, and files to grow no further.
// What it does, and how often it has refused, stands in a small file which whoever tries the program writes and reads
// (disk.rs).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTHING, WRITES, SYNCS };

// In the order of disk.rs.
struct disk {
    _Atomic int64_t broken; // which calls fail,
    _Atomic int64_t sound;  // after so many that don't,
    _Atomic int64_t error;  // with which errno;
    _Atomic int64_t torn;   // the first of them writes one half.
    _Atomic int64_t room;   // So many bytes may still be added to files.
    _Atomic int64_t refused; // Calls that failed, or wrote less than they should.
};

static struct disk *disk;
static char folder[4096];
static ssize_t (*true_write)(int, const void *, size_t);
static ssize_t (*true_pwrite)(int, const void *, size_t, off_t);
static int (*true_fsync)(int);
static int (*true_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
    true_write = dlsym(RTLD_NEXT, "write");
    true_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    true_fsync = dlsym(RTLD_NEXT, "fsync");
    true_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    const char *control = getenv("DISK_CONTROL"), *path = getenv("DISK_FOLDER");
    if (!control || !path || !realpath(path, folder)) return;
    int fd = open(control, O_RDWR | O_CLOEXEC);
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof *disk, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (map != MAP_FAILED) disk = map;
}

static int is_ours(int fd) {
    char link[32], path[4096];
    if (!disk) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    size_t prefix = strlen(folder);
    return length > (ssize_t)prefix && !memcmp(path, folder, prefix) && path[prefix] == '/';
}

// 0: goes on; 1: fails; 2: is the first that fails.
static int refuses(int64_t kind) {
    if (disk->broken != kind) return 0;
    int64_t sound = atomic_fetch_sub(&disk->sound, 1);
    if (sound > 0) return 0;
    atomic_fetch_add(&disk->refused, 1);
    errno = (int)disk->error;
    return sound == 0 ? 2 : 1;
}

// How many of these bytes there is room for.
static size_t with_room(int fd, off_t at, size_t count) {
    struct stat file;
    if (at < 0 || fstat(fd, &file)) return count;
    int64_t growth = (int64_t)at + (int64_t)count - file.st_size;
    if (growth <= 0) return count;
    int64_t room = disk->room, given;
    do given = room < growth ? room : growth;
    while (!atomic_compare_exchange_weak(&disk->room, &room, room - given));
    if (given < growth) atomic_fetch_add(&disk->refused, 1);
    return count - (size_t)(growth - given);
}

// How many bytes are to be written; -1 with errno when none can be.
static ssize_t allowed(int fd, off_t at, size_t count) {
    int refusal = refuses(WRITES);
    if (refusal == 2 && disk->torn && count > 1) return (ssize_t)(count / 2);
    if (refusal) return -1;
    size_t fits = with_room(fd, at, count);
    if (fits == 0) errno = ENOSPC;
    return fits == 0 ? -1 : (ssize_t)fits;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    if (!count || !is_ours(fd)) return true_write(fd, bytes, count);
    ssize_t length = allowed(fd, lseek(fd, 0, SEEK_CUR), count);
    return length < 0 ? -1 : true_write(fd, bytes, (size_t)length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    if (!count || !is_ours(fd)) return true_pwrite(fd, bytes, count, at);
    ssize_t length = allowed(fd, at, count);
    return length < 0 ? -1 : true_pwrite(fd, bytes, (size_t)length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }

static int synced(int fd, int (*true_sync)(int)) {
    if (!is_ours(fd)) return true_sync(fd);
    return refuses(SYNCS) ? -1 : true_sync(fd);
}

int fsync(int fd) { return synced(fd, true_fsync); }

int fdatasync(int fd) { return synced(fd, true_fdatasync); }
