/* A crash must not leave the user's terminal raw, on the alternate screen, with its mouse on. */
#define _GNU_SOURCE
#include "CHost.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };

static volatile sig_atomic_t armed;
static int terminal;
static struct termios saved;
static char restore[4096];
static size_t restore_length;

static void on_crash(int signal) {
    if (armed) {
        armed = 0;
        /* What can't be written can't be helped: the process is dying. */
        if (write(terminal, restore, restore_length) < 0) {}
        tcsetattr(terminal, TCSANOW, &saved);
    }
    /* Die of the signal itself. Swift's own handler would ask questions on the terminal. */
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(signal, &plain, NULL);
    raise(signal);
}

int paks_crash_arm(int fd, const struct termios *modes, const char *bytes, size_t length) {
    static char stack[65536]; /* A stack overflow leaves no other. */
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_NODEFER};
    armed = 0;
    terminal = fd;
    saved = *modes;
    restore_length = length < sizeof restore ? length : sizeof restore;
    memcpy(restore, bytes, restore_length);
    if (sigaltstack(&alternate, NULL)) return -1;
    for (int i = 0; i < fatal_count; i++)
        if (sigaction(fatal[i], &action, NULL)) return -1;
    armed = 1;
    return 0;
}

void paks_crash_disarm(void) { armed = 0; }
