/* What the host edge needs of C: prototypes that Glibc's Swift module hides, and signal handlers. */
#ifndef PAKS_CHOST_H
#define PAKS_CHOST_H
#endif
