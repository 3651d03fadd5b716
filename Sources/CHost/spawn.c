/* Starting programs: everything between fork and exec is left to posix_spawn. */
#define _GNU_SOURCE
#include "CHost.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

struct plan {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
};

/* Signals as a fresh login has them, whatever this process blocks or ignores. */
static int plan_open(struct plan *plan, short flags, const char *directory) {
    sigset_t none, all;
    int error = posix_spawn_file_actions_init(&plan->actions);
    if (error) return error;
    error = posix_spawnattr_init(&plan->attributes);
    if (error) {
        posix_spawn_file_actions_destroy(&plan->actions);
        return error;
    }
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&plan->attributes, &none);
    posix_spawnattr_setsigdefault(&plan->attributes, &all);
    posix_spawnattr_setflags(&plan->attributes,
                             flags | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return directory ? posix_spawn_file_actions_addchdir_np(&plan->actions, directory) : 0;
}

static int plan_run(struct plan *plan, int error, pid_t *pid, const char *path,
                    char *const *arguments, char *const *environment) {
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(&plan->actions, 3);
    if (!error)
        error = posix_spawn(pid, path, &plan->actions, &plan->attributes, arguments, environment);
    posix_spawnattr_destroy(&plan->attributes);
    posix_spawn_file_actions_destroy(&plan->actions);
    return error;
}

int paks_spawn_on_terminal(pid_t *pid, const char *path, char *const *arguments,
                           char *const *environment, const char *slave, const char *directory) {
    struct plan plan;
    int error = plan_open(&plan, POSIX_SPAWN_SETSID, directory);
    if (error) return error;
    /* The first terminal that a session's leader opens becomes its controlling one. */
    error = posix_spawn_file_actions_addopen(&plan.actions, 0, slave, O_RDWR, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&plan.actions, 0, 1);
    if (!error) error = posix_spawn_file_actions_adddup2(&plan.actions, 0, 2);
    return plan_run(&plan, error, pid, path, arguments, environment);
}

int paks_spawn(pid_t *pid, const char *path, char *const *arguments, char *const *environment,
               const char *directory, int input, int output, int errors) {
    struct plan plan;
    int error = plan_open(&plan, 0, directory);
    if (error) return error;
    /* A descriptor may itself be 0 to 2: move all three out of the way first. */
    int high[3] = {fcntl(input, F_DUPFD_CLOEXEC, 10), fcntl(output, F_DUPFD_CLOEXEC, 10),
                   fcntl(errors, F_DUPFD_CLOEXEC, 10)};
    for (int i = 0; i < 3 && !error; i++)
        error = high[i] < 0 ? errno : posix_spawn_file_actions_adddup2(&plan.actions, high[i], i);
    error = plan_run(&plan, error, pid, path, arguments, environment);
    for (int i = 0; i < 3; i++)
        if (high[i] >= 0) close(high[i]);
    return error;
}

int paks_peer_uid(int fd) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length)) return -1;
    return (int)peer.uid;
}
