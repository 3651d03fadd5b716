# What busybox ash and dash run at their start inside a session, in place of the file that ENV
# names, which is read at the end. The host sends it over the terminal, comments and indentation
# left out; @TOK@ becomes the session's secret.
# These shells have no hooks. What PS1 expands to is run before every prompt, but apart from the
# live shell: it can only leave words for it, which a trap then runs before the next command.
exec 9<&-
if [ "${__paks_e+x}" ]; then ENV=$__paks_e; else unset ENV; fi
unset __paks_e
__paks_t=@TOK@ __paks_q=1 __paks_c=0 __paks_w= __paks_1= __paks_2= __paks_3= __paks_4=
__paks_y=$(command -v stty) __paks_n='
'
# One message to the host.
__paks_o() { printf '\033]7717;%s;%d;%s\007' "$__paks_t" $((__paks_q+=1)) "$1" >/dev/tty; }
# Status and directory to the host, and before them the last line of the history, if it is given.
__paks_say() {
  __paks_d=$PWD
  case $__paks_d in *[[:cntrl:]]*) __paks_d= ;; esac
  [ -z "$2" ] || __paks_o "L;$2"
  __paks_o "P;$__paks_k;$1;$__paks_d"
}
# The exported environment to the host.
__paks_env() {
  printf '\033]7717;%s;%d;E;' "$__paks_t" $((__paks_q+=1))
  {
    __paks_v=$(command env -0 | command base64)
    [ "$__paks_v" ] || __paks_v=$(export -p | command base64)
    if [ "$__paks_v" ]; then printf %s "$__paks_v"; else export -p; fi
  } 2>/dev/null
  printf '\007'
}
# Does what one answer says, here, and prints what does the same in the live shell. The names that
# were refused go with the next request.
__paks_act() {
  while IFS= read -r $__paks_u </dev/tty; do
    __paks_z=
    case $__paks_l in *'~') __paks_z=1 __paks_l=${__paks_l%?} ;; esac
    case $__paks_l in
      .) __paks_x=1 ;;
      +*) __paks_a=$__paks_a${__paks_l#+} ;;
      v\ *=*)
        __paks_l=${__paks_l#v }
        __paks_b=$__paks_a${__paks_l#*=} __paks_a= __paks_l=${__paks_l%%=*}
        __paks_v=$(printf '%b.' "$__paks_b")
        if command export "$__paks_l=${__paks_v%.}"; then
          printf "__paks_v=\$(printf '%%b.' '%s');export %s=\"\${__paks_v%%.}\";" "$__paks_b" "$__paks_l"
          __paks_s=1
        else
          __paks_f="$__paks_f$__paks_l "
        fi
        ;;
      u\ *)
        __paks_l=${__paks_l#u }
        if command unset "$__paks_l"; then printf 'unset %s;' "$__paks_l"; __paks_s=1; else __paks_f="$__paks_f$__paks_l "; fi
        ;;
      c\ *)
        __paks_b=$__paks_a${__paks_l#c } __paks_a=
        __paks_v=$(printf '%b.' "$__paks_b")
        if command cd -- "${__paks_v%.}" >/dev/null; then
          printf "__paks_v=\$(printf '%%b.' '%s');command cd -- \"\${__paks_v%%.}\" >/dev/null;" "$__paks_b"
          __paks_s=1
        else
          __paks_f="$__paks_f/ "
        fi
        ;;
      e) __paks_env >/dev/tty ;;
    esac
    [ -z "$__paks_z" ] || return 0
  done
}
# Asks the host and does what it answers; strictly one answer to each printed request. What the user
# typed ahead may stand before the first answer. The terminal ends a `read` after 3 s without one,
# and later after 20 s, for the request to be repeated. Runs apart from the live shell.
__paks_rpc() {
  [ "$__paks_y" ] && __paks_g=$("$__paks_y" -g </dev/tty) || return
  trap '"$__paks_y" "$__paks_g" </dev/tty; exit 1' INT
  "$__paks_y" -echo -icanon icrnl isig min 0 time 30 </dev/tty
  __paks_x= __paks_a= __paks_f= __paks_s= __paks_u=__paks_l
  # busybox waits for the terminal's bytes in another way, and counts the time itself.
  [ "$__paks_k" = dash ] || __paks_u='-t 3 __paks_l'
  __paks_o "$1"
  while IFS= read -r $__paks_u </dev/tty; do
    case $__paks_l in +~ | -~) break ;; esac
  done
  if [ "$__paks_l" = +~ ]; then
    "$__paks_y" time 200 </dev/tty
    [ "$__paks_k" = dash ] || __paks_u='-t 20 __paks_l'
    while [ -z "$__paks_x" ]; do
      __paks_o "R;$__paks_f"
      __paks_f=
      __paks_act
    done
  fi
  "$__paks_y" "$__paks_g" </dev/tty
}
# Before each prompt.
__paks_pre() {
  set +efux
  IFS=' '
  # busybox 1.37 and later print it as an error.
  __paks_h=$(history 2>&1) || __paks_h=
  __paks_h=${__paks_h##*"$__paks_n"}
  __paks_h=${__paks_h#"${__paks_h%%[0-9]*}"}
  __paks_h=${__paks_h#* }
  case $__paks_h in [[:blank:]]* | *[[:cntrl:]]*) __paks_h= ;; esac
  # Behind a continuation line the last of the history is no whole line.
  [ "$__paks_c" = 0 ] || __paks_h=
  __paks_d=$__paks_h __paks_b=
  while case $__paks_d in *%*) ;; *) false ;; esac; do
    __paks_b=$__paks_b${__paks_d%%\%*}%25 __paks_d=${__paks_d#*\%}
  done
  __paks_say "$1" "$__paks_b$__paks_d"
  case $__paks_h in
    '#'[a-z]*)
      __paks_rpc "C;$__paks_h"
      __paks_say "$1" ''
      [ -z "$__paks_s" ] || kill -URG $$
      ;;
  esac
}
# In the live shell, before the next command.
__paks_put() {
  local __paks_s=$? __paks_x=
  case $- in *x*) __paks_x=1; set +x ;; esac
  eval "$__paks_1$__paks_2$__paks_3$__paks_4"
  __paks_1= __paks_2= __paks_3= __paks_4= __paks_v=
  [ -z "$__paks_x" ] || set -x
  return $__paks_s
}
# A shell without a history can't tell the line: the host types this word in its place.
__paks_go() {
  local __paks_s=$? __paks_x=
  case $- in *x*) __paks_x=1; set +x ;; esac
  : $((__paks_q+=100))
  __paks_1=$(set +efux; IFS=' '; __paks_rpc G)
  : $((__paks_q+=1000))
  eval "$__paks_1"
  __paks_1= __paks_v=
  [ -z "$__paks_x" ] || set -x
  return $__paks_s
}
if history >/dev/null 2>&1; then __paks_k=ash; else __paks_k=dash; fi
# No history in a file because somebody typed.
[ "${HISTFILE+x}" ] || HISTFILE=
if [ "${ENV-}" ]; then
  eval "__paks_v=\"$ENV\""
  [ ! -r "$__paks_v" ] || . "$__paks_v"
fi
{
  trap '{ __paks_put; } 2>/dev/null' URG
  # Numbers that the part apart has used up aren't used again.
  __paks_v='${__paks_w#$((__paks_q+=1000))}${__paks_w#${__paks_3:+${__paks_4:=$( { __paks_pre $?; } 2>/dev/null )}}}'
  __paks_v=$__paks_v'${__paks_w#${__paks_2:+${__paks_3:=$( { __paks_pre $?; } 2>/dev/null )}}}'
  __paks_v=$__paks_v'${__paks_w#${__paks_1:+${__paks_2:=$( { __paks_pre $?; } 2>/dev/null )}}}'
  __paks_v=$__paks_v'${__paks_w#${__paks_1:=$( { __paks_pre $?; } 2>/dev/null )}}${__paks_w#$((__paks_c=0))}'
  PS1='${__paks_t:+'$__paks_v'}'${PS1-'$ '}
  PS2='${__paks_t:+${__paks_w#$((__paks_c=1))}}'${PS2-'> '}
  if [ "$__paks_y" ]; then __paks_v=; else __paks_v=stty; fi
  __paks_o "H;$__paks_k;;$$;$__paks_v"
} 2>/dev/null
