/* How soon a thread runs after it was woken. */
#define _GNU_SOURCE
#include "CHost.h"

#include <sched.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* sched_setattr(2), its first version; the C library has no prototype before 2.41. */
struct attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
};

enum { reset_on_fork = 1, shortest_slice = 100000 };

void paks_run_in_short_slices(pid_t thread) {
    struct attributes attributes = {
        .size = sizeof attributes,
        .flags = reset_on_fork,
        .nice = getpriority(PRIO_PROCESS, thread),
        .runtime = shortest_slice,
    };
    if (sched_getscheduler(thread) != SCHED_OTHER) return;
    syscall(SYS_sched_setattr, thread, &attributes, 0);
}
