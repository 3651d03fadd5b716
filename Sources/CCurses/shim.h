/* The wide-character ncurses, plus what Swift cannot import of it. */
#ifndef PAKS_CCURSES_SHIM_H
#define PAKS_CCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <stdio.h>
#include <curses.h>
#endif
