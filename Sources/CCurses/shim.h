/* The wide-character ncurses, plus what Swift cannot import of it. */
#ifndef PAKS_CCURSES_SHIM_H
#define PAKS_CCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <stdio.h>
#include <wchar.h>
#include <curses.h>

/* Of headers that hide them without _GNU_SOURCE or hold hundreds of macros (term.h). */
extern int wcwidth(wchar_t scalar);
extern int memfd_create(const char *_Nonnull name, unsigned int flags);
extern int setupterm(const char *_Nullable term, int descriptor, int *_Nullable problem);
struct term;
extern struct term *_Nullable set_curterm(struct term *_Nullable terminal);
extern int del_curterm(struct term *_Nullable terminal);
extern const char *const boolnames[], *const numnames[], *const strnames[];

/* The names of terminfo's capabilities in the order of the compiled form; NULL after the last. */
static inline const char *_Nullable paks_flag_name(int index) { return boolnames[index]; }
static inline const char *_Nullable paks_number_name(int index) { return numnames[index]; }
static inline const char *_Nullable paks_string_name(int index) { return strnames[index]; }

/* Variables of ncurses, which belong to the screen that set_term() chose. */
static inline WINDOW *_Nullable paks_standard_window(void) { return stdscr; }
static inline WINDOW *_Nullable paks_current_window(void) { return curscr; }

/* Macros that compute. */
static const attr_t paks_attribute_bold = A_BOLD;
static const attr_t paks_attribute_dim = A_DIM;
static const attr_t paks_attribute_italic = A_ITALIC;
static const attr_t paks_attribute_blink = A_BLINK;
static const attr_t paks_attribute_reverse = A_REVERSE;
static const attr_t paks_attribute_invisible = A_INVIS;
static const attr_t paks_attribute_underline = A_UNDERLINE;
static const attr_t paks_attribute_left = A_LEFT;
static const attr_t paks_attribute_right = A_RIGHT;
static const attr_t paks_attribute_top = A_TOP;
static const attr_t paks_attribute_low = A_LOW;
static const attr_t paks_attribute_horizontal = A_HORIZONTAL;
static const attr_t paks_attribute_vertical = A_VERTICAL;
#endif
