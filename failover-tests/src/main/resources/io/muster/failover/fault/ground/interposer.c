/*
 * Comes between a process and its disk and clock (LD_PRELOAD). What it does is in a file that both it and the drill
 * have mapped: five numbers of 64 bits, all 0 at first.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct control
{
    volatile int64_t sync_errno; /* each sync fails so, after it was done */
    volatile int64_t sync_ms;    /* each sync takes so much longer */
    volatile int64_t write_errno;
    volatile int64_t clock_ms;   /* the wall clock is so far ahead */
    int64_t hits;                /* calls that were not as they would have been */
};

static struct control healthy;
static struct control *control = &healthy;

__attribute__((constructor)) static void map_control(void)
{
    const char *file = getenv("MUSTER_FAULTS");
    const int fd = file == NULL ? -1 : open(file, O_RDWR | O_CLOEXEC);
    if (fd >= 0)
    {
        void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        control = mapped == MAP_FAILED ? &healthy : mapped;
        close(fd);
    }
}

static void hit(void)
{
    __atomic_add_fetch(&control->hits, 1, __ATOMIC_RELAXED);
}

static int sick(int64_t code)
{
    if (code == 0)
    {
        return 0;
    }
    hit();
    errno = (int)code;
    return -1;
}

static void delay(void)
{
    const int64_t ms = control->sync_ms;
    if (ms > 0)
    {
        const struct timespec time = { ms / 1000, ms % 1000 * 1000000 };
        hit();
        nanosleep(&time, NULL);
    }
}

#define REAL(name) static __typeof__(&name) real; if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

int fsync(int fd)
{
    REAL(fsync);
    delay();
    return sick(control->sync_errno) != 0 ? -1 : real(fd);
}

int fdatasync(int fd)
{
    REAL(fdatasync);
    delay();
    return sick(control->sync_errno) != 0 ? -1 : real(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    REAL(pwrite64);
    return sick(control->write_errno) != 0 ? -1 : real(fd, bytes, length, offset);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    REAL(clock_gettime);
    const int result = real(clock, time);
    const int64_t ahead = control->clock_ms;
    if (ahead != 0 && result == 0 && clock == CLOCK_REALTIME)
    {
        const int64_t ns = time->tv_nsec + ahead % 1000 * 1000000;
        time->tv_sec += ahead / 1000 + (ns < 0 ? -1 : ns / 1000000000);
        time->tv_nsec = ns < 0 ? ns + 1000000000 : ns % 1000000000;
        hit();
    }
    return result;
}
