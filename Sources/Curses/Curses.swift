/// The edge to ncurses.
