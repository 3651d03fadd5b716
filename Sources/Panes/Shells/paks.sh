# What busybox ash, dash, mksh, ksh93 and bash before 4.4 run at their start inside a session, in
# place of the user's own start-up file, which is read at the end. The host sends it over the
# terminal, comments and indentation left out; @TOK@ becomes the session's secret.
# None but bash has hooks. What PS1 expands to is run before every prompt, but in ash and dash apart
# from the live shell: it can only leave words for it, which a trap then runs before the next
# command. The Korn shells can run it in the live shell.
exec 9<&-
if [ "${__paks_e+x}" ]; then ENV=$__paks_e; else unset ENV; fi
unset __paks_e
__paks_t=@TOK@ __paks_q=1 __paks_f= __paks_c=0 __paks_w= __paks_m= __paks_1= __paks_2= __paks_3= __paks_4=
__paks_y=$(command -v stty) __paks_n='
'
case ${BASH_VERSION-}${KSH_VERSION-} in
  [0-9]*) __paks_k=old-bash ;;
  *MIRBSD*) __paks_k=mksh ;;
  *93u*) __paks_k=ksh93 ;;
  *) if history >/dev/null 2>&1; then __paks_k=ash; else __paks_k=dash; fi ;;
esac
# A text as it is, and one with escapes. `printf` would be a program in mksh, whose arguments
# everybody can read.
if [ $__paks_k = mksh ]; then
  __paks_r() { print -rn -- "$1"; }
  __paks_p() { print -n -- "$1"; }
else
  __paks_r() { printf %s "$1"; }
  __paks_p() { printf %b "$1"; }
fi
__paks_i=$(__paks_p '\033]7717;') __paks_j=$(__paks_p '\007')
# One message to the host, and nothing where a shell couldn't make its first part.
__paks_o() { [ -z "$__paks_i" ] || __paks_r "$__paks_i$__paks_t;$((__paks_q+=1));$1$__paks_j" >/dev/tty; }
# Status and directory to the host, and before them the last line of the history, if it is given.
__paks_say() {
  __paks_d=$PWD
  case $__paks_d in *[[:cntrl:]]*) __paks_d= ;; esac
  [ -z "$2" ] || __paks_o "L;$2"
  __paks_x=$__paks_k
  # mksh binds no keys in its vi mode.
  [ $__paks_k != mksh ] || [[ ! -o vi ]] || __paks_x=mksh-vi
  __paks_o "P;$__paks_x;$1;$__paks_d"
}
# The exported environment to the host.
__paks_env() {
  __paks_r "$__paks_i$__paks_t;$((__paks_q+=1));E;"
  {
    __paks_v=$(command env -0 | command base64)
    [ "$__paks_v" ] || __paks_v=$(export -p | command base64)
    if [ "$__paks_v" ]; then __paks_r "$__paks_v"; else export -p; fi
  } 2>/dev/null
  __paks_r "$__paks_j"
}
# Whether a `read` that failed is no reason to stop: mksh's does with 2 when a signal comes, as of a
# resize. A lone + changes nothing.
__paks_over() { [ $?$__paks_k = 2mksh ] && [ $((__paks_c+=1)) -lt 99 ] && __paks_l=+; }
# Does what one answer says, here, and prints what does the same in the live shell. The names that
# were refused go with the next request.
__paks_act() {
  __paks_begun=${SECONDS-}
  while IFS= read -r $__paks_u </dev/tty || __paks_over; do
    __paks_z=
    case $__paks_l in *'~') __paks_z=1 __paks_l=${__paks_l%?} ;; esac
    case $__paks_l in
      .) __paks_x=1 ;;
      +*) __paks_a=$__paks_a${__paks_l#+} ;;
      v\ *=*)
        __paks_l=${__paks_l#v }
        __paks_b=$__paks_a${__paks_l#*=} __paks_a= __paks_l=${__paks_l%%=*}
        __paks_v=$(__paks_p "$__paks_b.")
        if command export "$__paks_l=${__paks_v%.}"; then
          __paks_r "__paks_v=\$(__paks_p '$__paks_b.');export $__paks_l=\"\${__paks_v%.}\";"
          __paks_s=1
        else
          __paks_f="$__paks_f$__paks_l "
        fi
        ;;
      u\ *)
        __paks_l=${__paks_l#u }
        if command unset "$__paks_l"; then __paks_r "unset $__paks_l;"; __paks_s=1; else __paks_f="$__paks_f$__paks_l "; fi
        ;;
      c\ *)
        __paks_b=$__paks_a${__paks_l#c } __paks_a=
        __paks_v=$(__paks_p "$__paks_b.")
        if command cd -- "${__paks_v%.}" >/dev/null; then
          __paks_r "__paks_v=\$(__paks_p '$__paks_b.');command cd -- \"\${__paks_v%.}\" >/dev/null;"
          __paks_s=1
        else
          __paks_f="$__paks_f/ "
        fi
        ;;
      e) __paks_env >/dev/tty ;;
    esac
    [ -z "$__paks_z" ] || return 0
  done
  # Ended before its time by Ctrl-C.
  case $__paks_k in *ksh* | old-bash) [ $((SECONDS - __paks_begun < 19)) = 0 ] || __paks_x=1 ;; esac
}
# Asks the host and does what it answers; strictly one answer to each printed request. What the user
# typed ahead may stand before the first answer. The terminal ends a `read` after 3 s without one,
# and later after 20 s, for the request to be repeated. Runs apart from the live shell.
__paks_rpc() {
  [ "$__paks_y" ] && __paks_g=$("$__paks_y" -g </dev/tty) || return
  __paks_x= __paks_a= __paks_f= __paks_s= __paks_u='-t 3 __paks_l'
  case $__paks_k in
    # A signal would reach the live shell too, which wouldn't wait: Ctrl-C ends the input instead.
    *ksh* | old-bash) "$__paks_y" -echo icanon icrnl -isig eof ^C </dev/tty ;;
    *)
      trap '"$__paks_y" "$__paks_g" </dev/tty; exit 1' INT
      "$__paks_y" -echo -icanon icrnl isig min 0 time 30 </dev/tty
      ;;
  esac
  # The others wait for the terminal's bytes in another way, and count the time themselves.
  [ "$__paks_k" != dash ] || __paks_u=__paks_l
  __paks_o "$1"
  while IFS= read -r $__paks_u </dev/tty || __paks_over; do
    case $__paks_l in +~ | -~) break ;; esac
  done
  if [ "$__paks_l" = +~ ]; then
    if [ "$__paks_k" = dash ]; then "$__paks_y" time 200 </dev/tty; else __paks_u='-t 20 __paks_l'; fi
    while [ -z "$__paks_x" ]; do
      __paks_o "R;$__paks_f"
      __paks_f=
      __paks_act
    done
  fi
  "$__paks_y" "$__paks_g" </dev/tty
}
# Before each prompt, apart from the live shell.
__paks_pre() {
  set +efux
  # Its redirections would be traced.
  [ $__paks_k != mksh ] || exec 2>/dev/null
  IFS=' '
  [ $1 -le 255 ] || set $(($1 - 128))
  case $__paks_k in
    mksh)
      # The newest entry isn't listed yet, but can be had by its number.
      __paks_h=$(fc -l -1) || __paks_h=0
      __paks_h=$((${__paks_h%%[!0-9]*} + 1))
      __paks_h=$(fc -ln $__paks_h $__paks_h) || __paks_h=
      __paks_h=${__paks_h#?}
      ;;
    ksh93)
      # One more for a line; `read -s` leaves an entry too.
      __paks_h=
      [ "$HISTCMD" != $((__paks_m + 1)) ] || __paks_h=$(hist -ln -0)
      __paks_h=${__paks_h#?}
      [ ! "$__paks_e" ] || __paks_rpc K
      ;;
    old-bash)
      __paks_h=$(HISTTIMEFORMAT= history 1)
      __paks_h=${__paks_h#"${__paks_h%%[0-9]*}"}
      __paks_h=${__paks_h#"${__paks_h%%[!0-9]*}"}
      __paks_h=${__paks_h#??}
      ;;
    *)
      # busybox 1.37 and later print it as an error.
      __paks_h=$(history 2>&1) || __paks_h=
      __paks_h=${__paks_h##*"$__paks_n"}
      __paks_h=${__paks_h#"${__paks_h%%[0-9]*}"}
      __paks_h=${__paks_h#* }
      ;;
  esac
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
      [ "$__paks_k$__paks_s" != ash1 ] || kill -URG $$
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
# A function of its own, for a DEBUG trap would see the values.
__paks_eval() {
  eval "$__paks_1"
  __paks_1= __paks_v=
}
# mksh has another PIPESTATUS behind what runs here. Makes of the status ($1) and PIPESTATUS (from $3)
# what leaves them so when it runs last. It runs in lists, where a status calls no ERR trap and ends
# no shell with errexit: one for a failure, of whose list the rest doesn't run, and one for success.
__paks_was() {
  __paks_a= __paks_d=$1 __paks_v=0
  shift 2
  for __paks_b; do
    __paks_a="$__paks_a|__paks_end $__paks_b"
    { [[ -o pipefail ]] && [ "$__paks_b" = 0 ]; } || __paks_v=$__paks_b
  done
  __paks_a=${__paks_a#?} __paks_b=
  if [ "$__paks_d" = "$((!__paks_v))" ]; then
    __paks_a="! $__paks_a"
  elif [ "$__paks_d" != "$__paks_v" ]; then
    __paks_a="__paks_end $__paks_d"
  fi
  if [ "$__paks_d" = 0 ]; then __paks_b=$__paks_a __paks_a=; else __paks_a="$__paks_a && :"; fi
}
__paks_end() { return "$1"; }
__paks_as() { eval "$__paks_a" && eval "$__paks_b"; }
# In the live Korn shell or bash, before the prompt, and what comes before that apart from it, if it
# is named; in mksh with PIPESTATUS behind that. ksh93 calls a signal 256 and its number, and raises
# it again for one who returns that.
__paks_now() {
  __paks_x=$-
  set +vx
  [ $__paks_k != old-bash ] || set +T
  if [ "$__paks_f" ]; then
    # It opens its history for good only now.
    hist -l || :
    rm -f "$__paks_f" || :
    __paks_f=
  fi >/dev/null
  if [ "$2" ]; then
    __paks_1=$($2 "$1") || :
    __paks_m=$HISTCMD
    : $((__paks_q+=1000, __paks_c=0))
  fi
  __paks_e=
  __paks_eval
  [ ! "${3-}" ] || __paks_was "$@"
  case $__paks_x in *T*) set -T ;; esac
  case $__paks_x in *v*) set -v ;; esac
  case $__paks_x in *x*) set -x ;; esac
  return $(($1 > 255 ? $1 - 128 : $1))
}
# The host asks while the shell sits at its prompt: a key that nobody presses.
__paks_ask() {
  set +efux
  [ $__paks_k != mksh ] || exec 2>/dev/null
  IFS=' '
  __paks_rpc K
  __paks_say "$1" ''
}
case $__paks_k in
  ksh93)
    # To the begin of the line, erase to its end, Enter; not in vi's ways.
    __paks_b=$(__paks_p '\001\013\015.') __paks_b=${__paks_b%.}
    eval '__paks_key() {
      .sh.edchar=
      if [[ ! ${.sh.edtext} ]]; then
        __paks_e=1
        .sh.edchar=${__paks_b#??}
      elif [[ ! -o vi ]]; then
        __paks_e=1
        .sh.edchar=$__paks_b
      fi
    }'
    ;;
  mksh) eval '__paks_key() { __paks_now $? __paks_ask "${PIPESTATUS[@]}" || return; } 2>/dev/null' ;;
  *) __paks_key() { __paks_now $? __paks_ask; } 2>/dev/null ;;
esac
# mksh evaluates what stands between the mark and the cursor; ksh93 has a trap for keys, in which
# nothing can be read: it submits an empty line, and the host types again what was there.
__paks_bind() {
  case $__paks_k in
    mksh) bind -m '^\=^[ __paks_key||__paks_as&&__paks_as^[^E' || : ;;
    ksh93) trap "case \${.sh.edchar} in '$(__paks_p '\036')') __paks_key;esac" KEYBD ;;
    old-bash)
      for __paks_d in emacs vi-insert vi-command; do
        # Before 4.3 only a single key can run something.
        bind -m $__paks_d -x '"\C-\\": __paks_key "$_"' || :
        bind -m $__paks_d '"\e[7717;9~": "\C-\\"' || :
      done
      ;;
  esac
}
# The user's own start-up file, and no history in a file because somebody typed.
case $__paks_k in
  mksh) __paks_v=${ENV-'~/.mkshrc'} ;;
  ksh93) __paks_v=${ENV-'~/.kshrc'} ;;
  old-bash) __paks_v='~/.bashrc' ;;
  *)
    __paks_v=${ENV-}
    [ "${HISTFILE+x}" ] || HISTFILE=
    ;;
esac
if [ "$__paks_v" ]; then
  case $__paks_v in '~/'*) __paks_v=$HOME/${__paks_v#??} ;; *) eval "__paks_v=\"$__paks_v\"" ;; esac
  [ ! -r "$__paks_v" ] || . "$__paks_v"
fi
# mksh traces to where it wrote at its start, whatever is given to a command.
case $- in *x*) set +x; __paks_x=1 ;; *) __paks_x= ;; esac
{
  if [ "$__paks_y" ]; then __paks_v=; else __paks_v=stty; fi
  if [ $__paks_k = ksh93 ]; then
    __paks_f=${HISTFILE-}
    if [ ! "${HISTFILE+x}" ] || { [ -e "$HISTFILE" ] && [ ! -f "$HISTFILE" ]; }; then
      # It has a history only in a file, which it keeps open, and none in what is no file.
      HISTFILE=
      for __paks_d in /dev/shm /tmp /var/tmp /run "$HOME"; do
        command -v rm || break
        if ( umask 077; set -C; : >"$__paks_d/.paks-$$" ); then
          HISTFILE=$__paks_d/.paks-$$
          [ "$__paks_f" ] || [ ! -r ~/.sh_history ] || cat ~/.sh_history >"$HISTFILE" || :
          break
        fi
      done
      __paks_f=$HISTFILE
    else
      __paks_f=
    fi
    # Before that it counts nothing, and of a file that the user named only behind the second.
    hist -l || :
    hist -l || :
    __paks_m=$HISTCMD
    case ${HISTCMD:-0} in 0) __paks_v=${__paks_v:-"place for a history"} ;; esac
  fi
  case $__paks_k in
    *ksh*)
      # ksh93 can't take a long text off another in a reasonable time; what mksh runs in a prompt
      # writes to a file, unless a variable is what comes of it.
      __paks_d='${ { __paks_now $? __paks_pre;} 2>/dev/null;}'
      [ $__paks_k != mksh ] ||
        __paks_d='${__paks_w#${__paks_1:=$(__paks_pre $?)}}${__paks_1:+${|__paks_now $? "" "${PIPESTATUS[@]}"||__paks_as&&__paks_as;}}'
      [ $__paks_k != mksh ] || __paks_d=$__paks_d'${__paks_w#$((__paks_q+=1000))}'
      PS1='${__paks_t:+'$__paks_d'}'${PS1-'$ '}
      __paks_bind
      ;;
    old-bash)
      __paks_d=~/.bash_history
      if [ "${HISTFILE-}" = "$__paks_d" ]; then
        [ ! -r "$HISTFILE" ] || history -r "$HISTFILE" || :
        unset HISTFILE
      fi
      __paks_bind
      PROMPT_COMMAND='{ __paks_now $? __paks_pre; } 2>/dev/null'${PROMPT_COMMAND:+$__paks_n$PROMPT_COMMAND}
      PS2='${__paks_t:+${__paks_w#$((__paks_c=1))}}'${PS2-'> '}
      ;;
    *)
      trap '{ __paks_put; } 2>/dev/null' URG
      # Numbers that the part apart has used up aren't used again.
      __paks_d='${__paks_w#$((__paks_q+=1000))}${__paks_w#${__paks_3:+${__paks_4:=$( { __paks_pre $?; } 2>/dev/null )}}}'
      __paks_d=$__paks_d'${__paks_w#${__paks_2:+${__paks_3:=$( { __paks_pre $?; } 2>/dev/null )}}}'
      __paks_d=$__paks_d'${__paks_w#${__paks_1:+${__paks_2:=$( { __paks_pre $?; } 2>/dev/null )}}}'
      __paks_d=$__paks_d'${__paks_w#${__paks_1:=$( { __paks_pre $?; } 2>/dev/null )}}${__paks_w#$((__paks_c=0))}'
      PS1='${__paks_t:+'$__paks_d'}'${PS1-'$ '}
      PS2='${__paks_t:+${__paks_w#$((__paks_c=1))}}'${PS2-'> '}
      ;;
  esac
  __paks_o "H;$__paks_k;;$$;$__paks_v"
} >/dev/null 2>&1
[ -z "$__paks_x" ] || set -x
