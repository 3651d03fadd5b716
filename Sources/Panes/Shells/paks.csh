# What tcsh runs at its start inside a session, in place of the user's own start-up file, which is
# read at the end. The host sends it over the terminal, comments and indentation left out; @TOK@
# becomes the session's secret. tcsh finds it only in a home directory, so that one is of its own
# until here, and gone then.
# Before each prompt a POSIX shell speaks with the host. What changes the live shell is what that
# prints: in ASCII, since tcsh takes other characters apart in long texts, and so a line end and the
# bytes above 127 stand in a list.
if ("$HOME" =~ */.paks-*) \rm -rf "$HOME:q"
if ($?__paks_z) then
  setenv HOME "$__paks_z:q"
  set home="$__paks_z:q"
  unsetenv __paks_z
else
  unsetenv HOME
endif
set __paks_t=@TOK@ __paks_q=1 __paks_s=0 __paks_m= __paks_l=
set __paks_b='d="0 1 2 3 4 5 6 7";for a in 2 3;do for b in $d;do for c in $d;do printf "\\$a$b$c\n";done;done;done'
alias __paks_i '/bin/sh -c $__paks_b:q'
set __paks_b=("\
" "`__paks_i`")
unalias __paks_i
# A text as it is, and one with escapes: `printf` may be a program, whose arguments everybody can
# read, and such shells have another.
set __paks_h='__paks_r() { printf %s "$1"; };__paks_w() { printf %b "$1"; };'
set __paks_h="$__paks_h:q"'(PATH=/dev/null;printf .) >/dev/null 2>&1||[ "${YASH_VERSION-}" ]||{ __paks_r() { print -rn -- "$1"; };__paks_w() { print -n -- "$1"; }; };'
# One message to the host.
set __paks_h="$__paks_h:q"'__paks_p=$(printf "\033]7717;");__paks_j=$(printf "\007");'
set __paks_h="$__paks_h:q"'__paks_o() { __paks_r "$__paks_p$__paks_t;$((__paks_q=__paks_q+1));$1$__paks_j" >/dev/tty; };'
# Status and directory to the host.
set __paks_h="$__paks_h:q"'__paks_say() { __paks_d=$PWD;case $__paks_d in *[[:cntrl:]]*) __paks_d=;;esac;'
set __paks_h="$__paks_h:q"'__paks_o "P;tcsh;$__paks_s;$__paks_d"; };'
# The exported environment to the host.
set __paks_h="$__paks_h:q"'__paks_env() { __paks_r "$__paks_p$__paks_t;$((__paks_q=__paks_q+1));E;";'
set __paks_h="$__paks_h:q"'__paks_v=$(command env -0|command base64);'
set __paks_h="$__paks_h:q"'[ "$__paks_v" ]||__paks_v=$(export -p|command base64);'
set __paks_h="$__paks_h:q"'if [ "$__paks_v" ];then __paks_r "$__paks_v";else export -p;fi;__paks_r "$__paks_j"; } >/dev/tty;'
# Does what one answer says here, and prints what does the same in the live shell. The names that
# were refused go with the next request.
set __paks_h="$__paks_h:q"'__paks_act() { while IFS= read -r __paks_n </dev/tty;do __paks_x=;'
set __paks_h="$__paks_h:q"'case $__paks_n in *"~") __paks_x=1;__paks_n=${__paks_n%?};;esac;case $__paks_n in .) __paks_z=1;;'
set __paks_h="$__paks_h:q"'+*) __paks_a=$__paks_a${__paks_n#+};;'
set __paks_h="$__paks_h:q"'"v "*=*) __paks_n=${__paks_n#v };__paks_v=$__paks_a${__paks_n#*=};__paks_a=;__paks_n=${__paks_n%%=*};'
set __paks_h="$__paks_h:q"'__paks_v=$(__paks_w "$__paks_v.");'
set __paks_h="$__paks_h:q"'if command export "$__paks_n=${__paks_v%.}";then __paks_r=;else __paks_r=1;__paks_f="$__paks_f$__paks_n ";fi;;'
set __paks_h="$__paks_h:q"'"u "*) __paks_n=${__paks_n#u };'
set __paks_h="$__paks_h:q"'if command unset "$__paks_n";then __paks_r=;else __paks_r=1;__paks_f="$__paks_f$__paks_n ";fi;;'
set __paks_h="$__paks_h:q"'"c "*) __paks_v=$(__paks_w "$__paks_a${__paks_n#c }.");__paks_a=;'
set __paks_h="$__paks_h:q"'if command cd -- "${__paks_v%.}" >/dev/tty;then __paks_r=;else __paks_r=1;__paks_f="$__paks_f/ ";fi;;'
set __paks_h="$__paks_h:q"'"t "*) [ "$__paks_r" ]||{ __paks_w "${__paks_n#t }";echo; };;'
set __paks_h="$__paks_h:q"'e) __paks_env;;esac;[ "$__paks_x" ]&&return;done;__paks_z=1; };'
# Asks the host and does what it answers; strictly one answer to each printed request. The terminal
# ends a `read` after 3 s without one; dash has no other way, and the others have their own. A signal
# would reach tcsh too, which takes away an alias that was interrupted: Ctrl-C ends the input instead.
set __paks_h="$__paks_h:q"'__paks_rpc() { __paks_g=$("$__paks_y" -g </dev/tty)||return;__paks_u="-t 3";'
set __paks_h="$__paks_h:q"'(read -t 0 __paks_n </dev/null);[ $? = 2 ]&&__paks_u=;'
set __paks_h="$__paks_h:q"'"$__paks_y" -echo -icanon icrnl -isig min 0 time 30 </dev/tty;__paks_o "$1";'
set __paks_h="$__paks_h:q"'while IFS= read -r $__paks_u __paks_n </dev/tty;do case $__paks_n in "+~"|"-~") break;;esac;done;'
set __paks_h="$__paks_h:q"'__paks_z=;__paks_f=;__paks_a=;__paks_r=;'
set __paks_h="$__paks_h:q"'if [ "$__paks_n" = "+~" ];then "$__paks_y" icanon eof ^C </dev/tty;'
set __paks_h="$__paks_h:q"'until [ "$__paks_z" ];do __paks_o "R;$__paks_f";__paks_f=;__paks_act;done;fi;'
set __paks_h="$__paks_h:q"'"$__paks_y" $__paks_g </dev/tty; };'
# The line, as words with one blank between them. The history has it as it was typed, unless it
# leaves out what it has already; what postcmd was told has the aliases put in, ours among them.
set __paks_h="$__paks_h:q"'__paks_pre() { case $__paks_c in "if ( 0 ) : #"*) __paks_c=${__paks_c#"if ( 0 ) : "};__paks_c=${__paks_c%" ; set __paks_w="*};;esac;'
set __paks_h="$__paks_h:q"'if [ "$__paks_l" = "" ];then __paks_c=;elif [ "$__paks_l" = "$__paks_m-" ];then'
set __paks_h="$__paks_h:q"' [ "$__paks_c" = "" ]||[ "$__paks_a" = all ]||[ "$__paks_i" = "" ]||__paks_c=$__paks_i;else __paks_c=$__paks_i;fi;'
set __paks_h="$__paks_h:q"'case $__paks_c in [[:blank:]]*|*[[:cntrl:]]*) __paks_c=;;esac;__paks_d=$__paks_c;__paks_v=;'
set __paks_h="$__paks_h:q"'while case $__paks_d in *%*);;*) false;;esac;do __paks_v=$__paks_v${__paks_d%%\%*}%25;__paks_d=${__paks_d#*\%};done;'
set __paks_h="$__paks_h:q"'[ "$__paks_c" = "" ]||__paks_o "L;$__paks_v$__paks_d";__paks_say;'
set __paks_h="$__paks_h:q"'case $__paks_c in "#"[a-z]*) __paks_rpc "C;$__paks_c";__paks_say;;esac; };'
# What it is told on its standard input, where nobody else can read it. What tcsh still had for the
# terminal may come before that, as after Ctrl-C, and ends with a line of its own.
set __paks_h="$__paks_h:q"'exec 2>/dev/null;until [ ${#__paks_t} = 32 ];do IFS= read -r __paks_t||exit;done;read -r __paks_q __paks_s __paks_k __paks_a;'
set __paks_h="$__paks_h:q"'IFS= read -r __paks_l;IFS= read -r __paks_m;IFS= read -r __paks_c;IFS= read -r __paks_i;__paks_y=$(command -v stty);'
set __paks_h="$__paks_h:q"'case $__paks_k in H) if [ "$__paks_y" ];then __paks_v=;else __paks_v=stty;fi;'
set __paks_h="$__paks_h:q"'__paks_o "H;tcsh;$__paks_l;$__paks_m;$__paks_v";;K) __paks_rpc K;__paks_say;;*) __paks_pre;;esac'
alias __paks_run '(set echo_style=none;if (\! $?histdup) set histdup=-;echo;echo $__paks_t;echo $__paks_q $__paks_s \!:1 $histdup:q;echo $__paks_l:q;echo $__paks_m:q;echo $__paks_c:q;history -h 1)|/bin/sh -c $__paks_h:q'
alias __paks_begin 'set __paks_s=$status __paks_e=($?echo $?verbose);unset echo verbose;@ __paks_q+=2000'
alias __paks_end 'set __paks_c=();if ($__paks_e[1]) set echo;if ($__paks_e[2]) set verbose;set status=$__paks_s'
# Does what the host answers. A postcmd of the user's own isn't told of it.
alias __paks_tell 'set __paks_v=("`__paks_run \!:1`" "");unalias postcmd;eval $__paks_v:q;set __paks_v=;alias postcmd "$__paks_p[1]:q"'
# Before each command: the first of a line is kept, since not all lines come into a history. Before
# the next the prompt's hook may have gone; it is put back, behind what took its place.
set __paks_o='set __paks_c=(\!#:q);alias postcmd "$__paks_p[2]:q";'
set __paks_p=("$__paks_o:q" "__paks_heal;")
alias __paks_heal 'set __paks_w="`alias precmd`";if ("$__paks_w:q" \!~ *__paks_pre* && "$__paks_w:q" \!= "") alias __paks_user "$__paks_w:q";alias precmd "__paks_pre;__paks_user"'
alias __paks_user 'set status=$__paks_s'
# Before each prompt.
alias __paks_pre '__paks_begin;set __paks_m=("`alias postcmd;echo :;history 1`");if ("$__paks_m[1]:q" \!~ *__paks_*) set __paks_p=("$__paks_o:q$__paks_m[1]:q" "__paks_heal;$__paks_m[1]:q");set __paks_m=$__paks_m[$#__paks_m]:q;__paks_tell P;set __paks_l="$__paks_m:q-";__paks_end'
# The host asks while the shell sits at its prompt: a key sequence that nobody's keyboard sends.
alias __paks_key '__paks_begin;__paks_tell K;__paks_end'
bindkey -c "\e[7717;9~" __paks_key
bindkey -a -c "\e[7717;9~" __paks_key
# To tcsh a line is a comment only in a file: at its prompt `#save` is a command that isn't there.
# This one sees to it that the prompt's hook is.
foreach __paks_i (ask connect copy-mode cp detach envhost envlist envload envsave envunload focus help inspect messages mouse palette quit redraw resize save size theme version zoom)
  alias "#$__paks_i" 'if (0) : \!:0 \!*;__paks_heal;set status=$__paks_s'
end
unset __paks_i
set __paks_l="$tcsh" __paks_m=$$ __paks_c=()
eval "`__paks_run H`"
set __paks_l= __paks_m=
alias precmd __paks_pre
set __paks_w=/dev/null
if (-r ~/.cshrc) set __paks_w=~/.cshrc
if (-r ~/.tcshrc) set __paks_w=~/.tcshrc
# One line, so that a postcmd of the user's own isn't told of it.
source $__paks_w:q;__paks_heal
