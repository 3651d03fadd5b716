# What fish 3.1 and later runs at its start inside a session, behind the user's own start-up files.
# The host sends it over the terminal, comments and indentation left out; @TOK@ becomes the
# session's secret. `builtin` and `command` everywhere: functions may be called like either.
set -l fish_trace
set -g __paks_t @TOK@
set -g __paks_q 1
set -g __paks_l
set -g __paks_h
function __paks_o
  set -g __paks_q (builtin math $__paks_q + 1)
  builtin printf '\e]7717;%s;%s;%s\a' $__paks_t $__paks_q "$argv[1]" >/dev/tty
end
# The exported environment to the host.
function __paks_env
  set -g __paks_q (builtin math $__paks_q + 1)
  begin
    builtin printf '\e]7717;%s;%s;E;' $__paks_t $__paks_q
    command env -0 | command base64
    builtin printf '\a'
  end >/dev/tty 2>/dev/null
end
# What `sh` begins with here. An interrupt ends it as a failure, so that fish goes on behind it. Its
# `printf` may be a program, whose arguments everybody can read; such shells have another.
set -g __paks_p 'trap "exit 1" INT; p() { printf "%s\n" "$1"; }; (PATH=/dev/null; printf .) >/dev/null 2>&1 || [ "${YASH_VERSION-}" ] || p() { print -r -- "$1"; };'
# One line from the host. fish's own `read` would have it edited.
function __paks_get
  command sh -c "$__paks_p"' IFS= read -r l && p "$l"' </dev/tty
end
# Does what one answer says; `~` closes it. Names that were refused go with the next request.
function __paks_act
  command sh -c "$__paks_p"' while IFS= read -r l; do case $l in *"~") p "${l%?}"; exit;; *) p "$l";; esac; done' </dev/tty | while builtin read -l __paks_c
    switch $__paks_c
      case .
        set -g __paks_x 1
      case '+*'
        set -g __paks_b $__paks_b(builtin string sub -s 2 -- $__paks_c)
      case 'v *=*'
        set -l __paks_v (builtin string split -m 1 = -- (builtin string sub -s 3 -- $__paks_c))
        set -l __paks_u (builtin printf %b "$__paks_b$__paks_v[2]" | builtin string collect -N)
        builtin true
        set -gx $__paks_v[1] $__paks_u
        or set -g __paks_f "$__paks_f$__paks_v[1] "
        set -g __paks_b ''
      case 'u *'
        set -l __paks_v (builtin string sub -s 3 -- $__paks_c)
        set -q $__paks_v
        and not set -e $__paks_v
        and set -g __paks_f "$__paks_f$__paks_v "
      case 'c *'
        set -l __paks_u (builtin printf %b "$__paks_b"(builtin string sub -s 3 -- $__paks_c) | builtin string collect -N)
        builtin cd -- $__paks_u
        or set -g __paks_f "$__paks_f/ "
        set -g __paks_b ''
      case e
        __paks_env
    end
  end 2>/dev/null
  builtin test $pipestatus[1] -eq 0
end
# Asks the host and does what it answers; strictly one answer to each printed request. What the user
# typed ahead may stand before the first answer. The terminal ends a `read` after 3 s without one,
# and later after 20 s, for the request to be repeated.
function __paks_rpc
  # PATH may be another at the end.
  set -l __paks_z (command -s stty)
  and command -sq sh
  or return
  set -l __paks_y (command $__paks_z -g </dev/tty)
  or return
  command $__paks_z -echo -icanon icrnl isig min 0 time 30 </dev/tty
  __paks_o $argv[1]
  set -l __paks_k
  while set __paks_k (__paks_get)
    builtin contains -- "$__paks_k" '+~' '-~'
    and break
  end
  set -g __paks_x
  set -g __paks_b ''
  set -g __paks_f ''
  builtin test "$__paks_k" = '+~'
  and command $__paks_z time 200 </dev/tty
  while builtin test "$__paks_k" = '+~' -a -z "$__paks_x"
    __paks_o "R;$__paks_f"
    set -g __paks_f ''
    __paks_act
    or break
  end
  command $__paks_z $__paks_y </dev/tty
end
# Status and directory to the host, and before them the accepted line, if it is given.
function __paks_say
  set -l __paks_w $PWD
  builtin string match -qr '[[:cntrl:]]' -- "$__paks_w"
  and set __paks_w ''
  builtin test -n "$argv[2]"
  and __paks_o "L;$argv[2]"
  __paks_o "P;fish;$argv[1];$__paks_w"
end
# At Enter: the line as it was accepted.
function __paks_see --on-event fish_preexec
  set -l fish_trace
  set -g __paks_l
  set -g __paks_h
  builtin string match -qr '^\s' -- "$argv[1]"
  or set -g __paks_h (builtin string escape --style=url -- (builtin string sub -l 2000 -- "$argv[1]" | builtin string collect))
  builtin string match -qr '^#[a-z][^[:cntrl:]]*$' -- "$argv[1]"
  and set -g __paks_l "$argv[1]"
end
# Before each prompt.
function __paks_pre --on-event fish_prompt
  set -l __paks_s $status
  set -l fish_trace
  set -l __paks_c $__paks_l
  __paks_say $__paks_s "$__paks_h"
  set -g __paks_l
  set -g __paks_h
  if builtin test -n "$__paks_c"
    __paks_rpc "C;$__paks_c"
    __paks_say $__paks_s ''
  end
end
# Ctrl-C empties the line without a new prompt.
function __paks_gone --on-event fish_cancel
  set -l __paks_s $status
  set -l fish_trace
  __paks_say $__paks_s ''
end
# The host asks while the shell sits at its prompt: a key sequence that nobody's keyboard sends.
function __paks_key
  set -l __paks_s $status
  set -l fish_trace
  __paks_rpc K
  __paks_say $__paks_s ''
end
for __paks_m in default insert visual
  builtin bind -M $__paks_m \e\[7717\;9u __paks_key
end
# Nothing in the container may change because somebody typed: where there is no history yet, none
# is kept.
set -l __paks_d $HOME/.local/share
set -q XDG_DATA_HOME
and set __paks_d $XDG_DATA_HOME
set -q fish_history
or builtin test -e $__paks_d/fish/fish_history
or set -g fish_history ''
set -l __paks_m
for __paks_d in sh stty
  command -sq $__paks_d
  or set __paks_m $__paks_d
end
__paks_o "H;fish;$version;$fish_pid;$__paks_m"
