# What bash 4.4 and later runs at its start inside a session. The host sends it over the terminal,
# comments and indentation left out; @TOK@ becomes the session's secret.
# Everything is defined before the user's own start-up file is read, so that no alias gets in.
exec 9<&-
__paks_t=@TOK@ __paks_q=1 __paks_l= __paks_h= __paks_n=0 __paks_i=
# One message to the host, left in the caller's __paks_m.
__paks_o() { builtin printf -v __paks_m '\033]7717;%s;%d;%s\007' "$__paks_t" "$((__paks_q+=1))" "$1"; }
# At Enter: keeps the edit buffer. Only the first Enter since a prompt can be a line for the host;
# the later ones are continuation lines or belong to a `read -e`.
__paks_see() {
  local -
  set +aexuv
  __paks_l= __paks_i=
  if [[ ${PROMPT_COMMAND[*]-} != *__paks_pre* ]]; then __paks_install; __paks_n=0; fi
  ((++__paks_n == 1)) || return 0
  __paks_h=$READLINE_LINE
  [[ $READLINE_LINE == '#'[a-z]* && $READLINE_LINE != *[[:cntrl:]]* ]] || return 0
  __paks_l=$READLINE_LINE
  builtin shopt -q interactive_comments || __paks_i=1
  return 0
}
# interactive_comments is an option that `local -` would put back, so it is set out here.
__paks_cap() {
  __paks_see
  [[ $__paks_i != 1 ]] || builtin shopt -s interactive_comments
  return 0
}
# The exported environment to the host. With checkwinsize, LINES and COLUMNS wouldn't stay what the
# user made them.
__paks_env() {
  local - __paks_j=-u
  set -o pipefail
  ! builtin shopt -q checkwinsize || __paks_j=-s
  builtin shopt -u checkwinsize
  __paks_o 'E;'
  builtin printf %s "${__paks_m%?}"
  { command env -0 | command base64 || builtin declare -px | command base64 || builtin declare -px; } 2>/dev/null
  builtin printf '\007'
  builtin shopt "$__paks_j" checkwinsize
}
# Asks the host and does what it answers; strictly one answer to each printed request.
# What the user typed ahead may stand before the first answer.
__paks_rpc() {
  local IFS= __paks_k __paks_c __paks_v __paks_a= __paks_f=
  __paks_o "$1"
  while :; do
    builtin read -rs -t 3 -d '~' -p "$__paks_m" __paks_k </dev/tty 2>/dev/tty || return 1
    __paks_m=
    case $__paks_k in +) break ;; -) return 1 ;; esac
  done
  while :; do
    __paks_o "R;$__paks_f"
    builtin read -rs -t 20 -d '~' -p "$__paks_m" __paks_k </dev/tty 2>/dev/tty
    case $? in 0) ;; 1) return 1 ;; *) continue ;; esac
    __paks_f=
    while [[ $__paks_k ]]; do
      __paks_c=${__paks_k%%$'\n'*}
      if [[ $__paks_k == *$'\n'* ]]; then __paks_k=${__paks_k#*$'\n'}; else __paks_k=; fi
      case $__paks_c in
        .) return 0 ;;
        +*) __paks_a+=${__paks_c#+} ;;
        'v '*=*)
          __paks_c=${__paks_c#v }
          builtin printf -v __paks_v %b "$__paks_a${__paks_c#*=}"
          __paks_a=
          builtin declare -gx "${__paks_c%%=*}=$__paks_v" || __paks_f+=${__paks_c%%=*}' '
          ;;
        'u '*) builtin unset -v "${__paks_c#u }" || __paks_f+=${__paks_c#u }' ' ;;
        'c '*)
          builtin printf -v __paks_v %b "$__paks_a${__paks_c#c }"
          __paks_a=
          builtin cd -- "$__paks_v" >/dev/null || __paks_f+='/ '
          ;;
        e) __paks_env >/dev/tty ;;
      esac
    done
  done
}
# Status and directory to the host, and before them the accepted line, if it is given.
__paks_say() {
  local __paks_m __paks_b= __paks_w=$PWD
  [[ $__paks_w == *[[:cntrl:]]* ]] && __paks_w=
  if [[ $2 ]]; then
    __paks_o "L;$2"
    __paks_b=$__paks_m
  fi
  __paks_o "P;bash;$1;$__paks_w"
  builtin printf %s%s "$__paks_b" "$__paks_m" >/dev/tty
}
# Before each prompt.
__paks_pre() {
  local __paks_s=$?
  [[ $__paks_i != 1 ]] || builtin shopt -u interactive_comments
  local -
  set +aexuv
  local IFS= __paks_c=$__paks_l __paks_e=$__paks_h __paks_m
  if ((__paks_n > 1)); then
    __paks_m=$(HISTTIMEFORMAT= builtin history 1)
    __paks_m=${__paks_m#"${__paks_m%%[0-9]*}"}
    __paks_m=${__paks_m#"${__paks_m%%[^0-9]*}"}
    __paks_m=${__paks_m:2}
    [[ $__paks_m != "$__paks_e"* ]] || __paks_e=$__paks_m
  fi
  __paks_l= __paks_h= __paks_n=0 __paks_i=
  builtin export -n __paks_t __paks_q __paks_l __paks_h __paks_n __paks_i
  case $__paks_e in
    [[:blank:]]*) __paks_e= ;;
    *)
      __paks_e=${__paks_e:0:4000}
      __paks_e=${__paks_e//[%]/%25}
      __paks_e=${__paks_e//$'\n'/%0A}
      __paks_e=${__paks_e//$'\t'/%09}
      __paks_e=${__paks_e//$'\e'/%1B}
      __paks_e=${__paks_e//[[:cntrl:]]/?}
      ;;
  esac
  __paks_say "$__paks_s" "$__paks_e"
  if [[ $__paks_c ]]; then
    __paks_rpc "C;$__paks_c"
    __paks_say "$__paks_s" ''
  fi
  return "$__paks_s"
}
# The host asks while the shell sits at its prompt: a key sequence that nobody's keyboard sends.
__paks_key() {
  local __paks_s=$?
  local -
  set +aexuv
  local IFS= __paks_m
  __paks_rpc K
  __paks_say "$__paks_s" ''
  return "$__paks_s"
}
# Enter becomes two private sequences, one that looks and one that accepts. ESC [ is a prefix in
# every keymap already, so no key of the user's gets slower.
__paks_bind() {
  local __paks_m
  for __paks_m in emacs vi-insert vi-command; do
    builtin bind -m "$__paks_m" -x '"\e[7717;1~": { __paks_cap "$_"; } 2>/dev/null'
    builtin bind -m "$__paks_m" -x '"\e[7717;9~": { __paks_key "$_"; } 2>/dev/null'
    builtin bind -m "$__paks_m" '"\e[7717;2~": accept-line'
    builtin bind -m "$__paks_m" '"\e[7717;3~": operate-and-get-next'
    builtin bind -m "$__paks_m" '"\C-m": "\e[7717;1~\e[7717;2~"'
    builtin bind -m "$__paks_m" '"\C-j": "\e[7717;1~\e[7717;2~"'
  done
  builtin bind -m emacs '"\C-o": "\e[7717;1~\e[7717;3~"'
}
# First in PROMPT_COMMAND, as an element of its own where bash keeps $? and PIPESTATUS for each.
__paks_install() {
  local __paks_m='{ __paks_pre; } 2>/dev/null'
  if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] > 500)) && [[ ${PROMPT_COMMAND[*]-} ]] ||
    [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
    PROMPT_COMMAND=("$__paks_m" "${PROMPT_COMMAND[@]}")
  else
    PROMPT_COMMAND=$__paks_m${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}
  fi
  builtin export -n PROMPT_COMMAND
}
# The end of the start. A history file that bash chose by itself is read but never written: nothing
# in the container may change because somebody typed.
__paks_start() {
  local __paks_s=$? __paks_d=~/.bash_history __paks_m
  local -
  set +aexuv
  if [[ ${HISTFILE-} == "$__paks_d" ]]; then
    [[ ! -r $HISTFILE ]] || builtin history -r "$HISTFILE"
    builtin unset -v HISTFILE
  fi
  __paks_bind
  __paks_install
  __paks_o "H;bash;$BASH_VERSION;$$"
  builtin printf %s "$__paks_m" >/dev/tty
  builtin unset -f __paks_start __paks_bind
  return "$__paks_s"
}
[[ ! -f ~/.bashrc ]] || builtin source ~/.bashrc
{ __paks_start; } 2>/dev/null
