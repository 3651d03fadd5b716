/* What the host edge needs of C: prototypes that Glibc's Swift module hides, and a crash handler
   that puts the terminal back. */
#ifndef PAKS_CHOST_H
#define PAKS_CHOST_H
#include <spawn.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <termios.h>

/* POSIX pseudo-terminals, ppoll(2) and GNU extensions of posix_spawn (glibc, _GNU_SOURCE). */
extern int posix_openpt(int flags);
extern int grantpt(int fd);
extern int unlockpt(int fd);
extern int ptsname_r(int fd, char *_Nonnull name, size_t size);
extern int pipe2(int *_Nonnull ends, int flags);
struct pollfd;
extern int ppoll(struct pollfd *_Nonnull polled, unsigned long count,
                 const struct timespec *_Nullable timeout, const sigset_t *_Nullable mask);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *_Nonnull actions,
                                                const char *_Nonnull path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *_Nonnull actions,
                                                    int from);

/* Forks nothing; starts `path` as the leader of a session whose controlling terminal is `slave`.
   Returns 0, or the errno of what failed. */
int paks_spawn_on_terminal(pid_t *_Nonnull pid, const char *_Nonnull path,
                           char *_Nullable const *_Nonnull arguments,
                           char *_Nullable const *_Nonnull environment,
                           const char *_Nonnull slave, const char *_Nullable directory);

/* Starts `path` with the three descriptors as its standard ones; the same in a session of its own
   when `session` isn't 0. Returns 0 or an errno. */
int paks_spawn(pid_t *_Nonnull pid, const char *_Nonnull path,
               char *_Nullable const *_Nonnull arguments,
               char *_Nullable const *_Nonnull environment, const char *_Nullable directory,
               int input, int output, int errors);

/* From now on a crash writes `bytes` to `fd` and gives it back `modes` before the process dies of
   its signal. The bytes are copied; more than 4096 are cut. Returns -1 with errno. */
int paks_crash_arm(int fd, const struct termios *_Nonnull modes, const char *_Nonnull bytes,
                   size_t length);
/* A crash leaves the terminal alone again. */
void paks_crash_disarm(void);

/* Asks the scheduler for slices of a tenth of a millisecond instead of a few, for a thread of this
   user, 0 for the caller: on a busy machine one that is short of work each time it wakes then runs
   at once (EEVDF; Linux 6.12, before which it does nothing). What the thread starts, threads and
   programs, has slices as ever. */
void paks_run_in_short_slices(pid_t thread);

/* The peer's user id of a connected unix socket, or -1 with errno. */
int paks_peer_uid(int socket);
#endif
