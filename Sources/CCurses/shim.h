/* The wide-character ncurses, plus what Swift cannot import of it. */
#ifndef PAKS_CCURSES_SHIM_H
#define PAKS_CCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <stdio.h>
#include <curses.h>

/* Swift takes the globals for shared mutable state; ours are touched in one place. */
static inline WINDOW *_Nonnull paks_standard_window(void) { return stdscr; }
static inline WINDOW *_Nonnull paks_shown_window(void) { return curscr; }

/* What the function-like macros stand for. */
static const attr_t paks_attribute_bold = A_BOLD;
static const attr_t paks_attribute_faint = A_DIM;
static const attr_t paks_attribute_italic = A_ITALIC;
static const attr_t paks_attribute_underline = A_UNDERLINE;
static const attr_t paks_attribute_blink = A_BLINK;
static const attr_t paks_attribute_reverse = A_REVERSE;
static const attr_t paks_attribute_conceal = A_INVIS;

/* The names of terminfo's capabilities in the order of its compiled form; term.h declares them
   among hundreds of macros. NULL after the last. */
extern char *const boolnames[];
extern char *const numnames[];
extern char *const strnames[];
static inline const char *_Nullable paks_boolean_name(int index) { return boolnames[index]; }
static inline const char *_Nullable paks_number_name(int index) { return numnames[index]; }
static inline const char *_Nullable paks_string_name(int index) { return strnames[index]; }

/* Linux, memfd_create(2). */
extern int memfd_create(const char *_Nonnull name, unsigned flags);
#endif
