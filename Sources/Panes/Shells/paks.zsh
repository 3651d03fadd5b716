# What zsh 5.3 and later runs at its start inside a session, from a .zshenv that the loader made.
# The host sends it over the terminal, comments and indentation left out; @TOK@ becomes the
# session's secret. Everything is defined before the user's own start-up files are read, so that no
# alias gets in.
typeset -g +x __paks_t=@TOK@ __paks_l= __paks_i=
typeset -gi +x __paks_q=1
# One message to the host, left in the caller's __paks_m.
__paks_o() { builtin printf -v __paks_m '\033]7717;%s;%d;%s\007' "$__paks_t" $((__paks_q+=1)) "$1"; }
# The whole line as it is accepted, whichever key or widget did it. Where somebody replaced the
# other hooks, they are put back in time.
__paks_add() {
  {
    emulate -L zsh
    setopt noxtrace noverbose noerrexit noallexport
    __paks_l=${1%$'\n'}
    (( ${precmd_functions[(Ie)__paks_pre]} )) || precmd_functions=(__paks_pre $precmd_functions)
    return 0
  } 2>/dev/null
}
# Where comments are off, just a line for the host is one.
__paks_see() {
  emulate -L zsh
  setopt noxtrace noverbose noerrexit noallexport
  __paks_i=
  (( ${zshaddhistory_functions[(Ie)__paks_add]} )) || zshaddhistory_functions+=(__paks_add)
  [[ $CONTEXT == start && -z $PREBUFFER && $BUFFER == '#'[a-z]* ]] || return 0
  (( $1 )) || __paks_i=1
}
__paks_finish() {
  {
    if [[ -o interactivecomments ]]; then __paks_see 1; else __paks_see 0; fi
    if [[ -n $__paks_i ]]; then builtin setopt interactivecomments; fi
    return 0
  } 2>/dev/null
}
__paks_wrap() {
  __paks_finish
  builtin zle __paks_user_finish -- "$@"
}
# The exported environment to the host.
__paks_env() {
  setopt localoptions pipefail
  __paks_o 'E;'
  builtin print -rn -- "${__paks_m%?}"
  { command env -0 | command base64 || builtin typeset -px | command base64 || builtin typeset -px; } 2>/dev/null
  builtin print -n '\a'
}
# Asks the host and does what it answers; strictly one answer to each printed request.
# What the user typed ahead may stand before the first answer.
__paks_rpc() {
  local IFS= __paks_k __paks_c __paks_v __paks_b= __paks_f= __paks_y __paks_z
  # PATH may be another at the end.
  __paks_z=$(builtin whence -p stty) && __paks_y=$($__paks_z -g </dev/tty) || return 1
  $__paks_z -echo -icanon min 1 time 0 </dev/tty || return 1
  {
    __paks_o "$1"
    builtin print -rn -- "$__paks_m" >/dev/tty
    while :; do
      builtin read -rs -t 3 -d '~' __paks_k </dev/tty || return 1
      case $__paks_k in (+) break ;; (-) return 1 ;; esac
    done
    while :; do
      __paks_o "R;$__paks_f"
      builtin print -rn -- "$__paks_m" >/dev/tty
      builtin read -rs -d '~' __paks_k </dev/tty || return 1
      __paks_f=
      for __paks_c in ${(f)__paks_k}; do
        case $__paks_c in
          (.) return 0 ;;
          (+*) __paks_b+=${__paks_c#+} ;;
          ('v '*=*)
            __paks_c=${__paks_c#v }
            builtin printf -v __paks_v %b "$__paks_b${__paks_c#*=}"
            __paks_b= __paks_c=${__paks_c%%=*}
            if [[ ${(Pt)__paks_c} == *readonly* ]] || ! builtin typeset -gx "$__paks_c=$__paks_v"; then __paks_f+="$__paks_c "; fi
            ;;
          ('u '*)
            __paks_c=${__paks_c#u }
            if [[ ${(Pt)__paks_c} == *readonly* ]] || ! builtin unset -- "$__paks_c"; then __paks_f+="$__paks_c "; fi
            ;;
          ('c '*)
            builtin printf -v __paks_v %b "$__paks_b${__paks_c#c }"
            __paks_b=
            builtin cd -q -- "$__paks_v" >/dev/null || __paks_f+='/ '
            ;;
          (e) __paks_env >/dev/tty ;;
        esac
      done
    done
  } always {
    $__paks_z "$__paks_y" </dev/tty
    TRY_BLOCK_INTERRUPT=0
  }
}
# Status and directory to the host, and before them the accepted line, if it is given.
__paks_say() {
  local __paks_m __paks_b= __paks_w=$PWD
  [[ $__paks_w == *[[:cntrl:]]* ]] && __paks_w=
  if [[ -n $2 ]]; then
    __paks_o "L;$2"
    __paks_b=$__paks_m
  fi
  __paks_o "P;zsh;$1;$__paks_w"
  builtin print -rn -- "$__paks_b$__paks_m" >/dev/tty
}
__paks_main() {
  emulate -L zsh
  setopt noxtrace noverbose noerrexit noallexport
  local IFS= __paks_c=$__paks_l __paks_e=$__paks_l __paks_m
  typeset -g +x __paks_t __paks_q __paks_l=
  case $__paks_e in
    ([[:blank:]]*) __paks_e= ;;
    (*)
      __paks_e=${__paks_e[1,4000]}
      __paks_e=${__paks_e//\%/%25}
      __paks_e=${__paks_e//$'\n'/%0A}
      __paks_e=${__paks_e//$'\t'/%09}
      __paks_e=${__paks_e//$'\e'/%1B}
      __paks_e=${__paks_e//[[:cntrl:]]/?}
      ;;
  esac
  __paks_say $1 "$__paks_e"
  if [[ $__paks_c == '#'[a-z]* && $__paks_c != *[[:cntrl:]]* ]]; then
    __paks_rpc "C;$__paks_c"
    __paks_say $1 ''
  fi
  __paks_hook
}
# Before each prompt. What undoes an option must not be undone by a local one.
__paks_pre() {
  {
    local __paks_s=$?
    if [[ -n $__paks_i ]]; then __paks_i=; builtin unsetopt interactivecomments; fi
    __paks_main $__paks_s
    return $__paks_s
  } 2>/dev/null
}
# The host asks while the shell sits at its prompt: a key sequence that nobody's keyboard sends.
__paks_key() {
  {
    local __paks_s=$? __paks_m
    emulate -L zsh
    setopt noxtrace noverbose noerrexit noallexport
    __paks_rpc K
    __paks_say $__paks_s ''
  } 2>/dev/null
}
# The hook at Enter, beside those that are there, and again when somebody replaced it.
__paks_hook() {
  case ${widgets[zle-line-finish]-} in
    (user:__paks_*) return 0 ;;
    (user:azhw:*)
      add-zle-hook-widget -d line-finish __paks_finish
      add-zle-hook-widget line-finish __paks_finish
      ;;
    (?*)
      builtin zle -A zle-line-finish __paks_user_finish
      builtin zle -N zle-line-finish __paks_wrap
      ;;
    (*) builtin zle -N zle-line-finish __paks_finish ;;
  esac
  return 0
}
# Before the first prompt, behind every start-up file.
__paks_start() {
  emulate -L zsh
  setopt noxtrace noverbose noerrexit noallexport
  local __paks_m
  precmd_functions=(__paks_pre ${precmd_functions:#__paks_(first|pre)})
  zshaddhistory_functions=(${zshaddhistory_functions:#__paks_add} __paks_add)
  builtin zle -N __paks_key
  for __paks_m in emacs viins vicmd; do
    builtin bindkey -M $__paks_m '\e[7717;9~' __paks_key
  done
  __paks_m=
  builtin whence -p stty >/dev/null || __paks_m=stty
  __paks_o "H;zsh;$ZSH_VERSION;$$;$__paks_m"
  builtin print -rn -- "$__paks_m" >/dev/tty
  builtin unfunction __paks_first __paks_start
}
__paks_first() {
  {
    local __paks_s=$?
    __paks_start
    __paks_main $__paks_s
    return $__paks_s
  } 2>/dev/null
}
zmodload zsh/zleparameter zsh/sched 2>/dev/null
typeset -ga precmd_functions zshaddhistory_functions
precmd_functions+=(__paks_first)
# A start-up file may have set the list anew; this runs before the first prompt all the same.
sched +0 '{ if (( ${+functions[__paks_first]} )); then __paks_first; fi; } 2>/dev/null' 2>/dev/null
if [[ -f ${ZDOTDIR:-$HOME}/.zshenv ]]; then source "${ZDOTDIR:-$HOME}/.zshenv"; fi
