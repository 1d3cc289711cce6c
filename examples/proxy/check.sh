#!/bin/sh
# check.sh - does the proxy do on the wire what the library says?
#
#	check.sh lua|native MODULE_DIR
#
# Starts Kamailio on the loopback interface with kamailio-lua.cfg or
# kamailio-native.cfg, and SIPp as caller and callees.  What counts is which
# requests reach which callee, and what the caller gets; then what is logged.
# MODULE_DIR is where sipresp.so is.  KAMAILIO_MODULES is where those of
# Kamailio are, if it does not know itself.

set -u
kind=$1
modules=$(cd "$2" && pwd) || exit
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL

tmp=$(mktemp -d)
base=$((20000 + $$ % 10000))
proxy=$base caller=$((base + 1))
failed=0 kamailio=
started=			# process ids of callees

# Only what was started here.
# shellcheck disable=SC2317  # called by the trap
stop() {
	for pid in $started $kamailio; do
		kill "$pid" 2>/dev/null
	done
	wait
	started=
}
trap 'stop; rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

port() {			# of callee A to D
	case $1 in
	A) echo $((base + 2)) ;; B) echo $((base + 3)) ;;
	C) echo $((base + 4)) ;; D) echo $((base + 5)) ;;
	esac
}

at() {
	echo "sip:$1@127.0.0.1:$(port "$1")"
}

# listens PORT: somebody, within ten seconds
listens() {
	tries=0
	while ! grep -qi "^ *[0-9]*: [0-9A-F]*:$(printf %04X "$1") " \
	    /proc/net/udp; do
		tries=$((tries + 1))
		[ $tries -lt 100 ] || return
		sleep 0.1
	done
}

# callee NAME STATUS [FIELD]; "rings" instead of a status: until CANCEL.  The
# header field is its Contact if none is named.
callee() {
	if [ "$2" = rings ]; then
		sed -e '/@ANSWERS@/,/@ANSWERS@/d' -e '/@RINGS@/d'
	else
		sed -e '/@RINGS@/,/@RINGS@/d' -e "s|@STATUS@|$2|" \
		    -e "s|@FIELD@|${3:-Contact: <$(at "$1")>}|"
	fi <"$here/callee.xml" >"$tmp/$1.xml"
	timeout 20 sipp -sf "$tmp/$1.xml" -i 127.0.0.1 -p "$(port "$1")" -m 1 \
	    -nostdin -trace_msg -message_file "$tmp/$1.msg" \
	    >"$tmp/$1.out" 2>&1 &
	started="$started $!"
	eval "pid_$1=$!"
	listens "$(port "$1")" || fails "$1 does not start"
}

# calls USER STATUS: what the caller gets
calls() {
	user=$1 status=$2 branch=branch target='[next_url]'
	if [ "$status" -ge 300 ]; then
		branch="branch-4"	# that of the INVITE
		target="sip:$user@127.0.0.1:$proxy"
	fi
	sed -e "s|@STATUS@|$2|" -e "s|@BRANCH@|$branch|" \
	    -e "s|@TARGET@|$target|" \
	    <"$here/caller.xml" >"$tmp/caller.xml"
	timeout 20 sipp -sf "$tmp/caller.xml" -s "$1" -i 127.0.0.1 \
	    -p $caller -m 1 -nostdin -recv_timeout 10000 -trace_msg \
	    -message_file "$tmp/caller.msg" "127.0.0.1:$proxy" \
	    >"$tmp/caller.out" 2>&1 || fails "the caller gets no $2"
	sleep 0.3		# for an ACK to arrive
}

fails() {
	echo "not ok: $user: $*"
	failed=1
}

# gets NAME METHOD COUNT: so many requests, without retransmissions
gets() {
	count=$(awk -v "method=$2" '
	    $1 == method && $3 ~ /^SIP/ { inside = 1 }
	    inside && /^Via:/ { if (!seen[$0]++) n++; inside = 0 }
	    END { print n + 0 }' "$tmp/$1.msg" 2>/dev/null || echo 0)
	[ "$count" -eq "$3" ] || fails "$1 gets $count $2, not $3"
}

# ends NAME: its scenario is through
ends() {
	eval "pid=\$pid_$1"
	wait "$pid" || fails "$1 is not through with its scenario"
}

caller_sees() {
	grep -qs "$1" "$tmp/caller.msg" || fails "the caller does not see $1"
}

logs() {
	grep -qs "$1" "$tmp/log" || fails "nothing like this in the log: $1"
}

# Callees that got nothing are still there.
done_with() {
	for pid in $started; do
		kill "$pid" 2>/dev/null
	done
	for pid in $started; do
		wait "$pid" 2>/dev/null
	done
	started=
	rm -f "$tmp"/*.msg
	[ $failed -ne 0 ] || echo "ok: $user"
}

# ---- the proxy

# Groups one after the other, with "|" between them; members at once, with "&".
while read -r user groups; do
	members=$(echo "$groups" | sed -e "s!A!$(at A)!" -e "s!B!$(at B)!" \
	    -e "s!C!$(at C)!" -e "s!D!$(at D)!")
	echo "	if (\$oU == \"$user\") \$avp(groups) = \"$members\";" >&3
	echo "	$user = { { \"$(echo "$members" |
	    sed -e 's/&/", "/g' -e 's/|/" }, { "/g')\" } },"
done >"$tmp/destinations" 3>"$tmp/destinations.if" <<'END'
failover		A|B
silent			D|B
redirect		A
redirect_back		A|B
decline			A&B|C
best			A&B&C
best_of_two_groups	A|B
overloaded		A
lowest_class		A&D
silent_and_overloaded	A&D|B
END
{ echo "return {"; cat "$tmp/destinations"; echo "}"; } >"$tmp/destinations.lua"
{ echo "route[DESTINATIONS] {"; cat "$tmp/destinations.if"; echo "}"; } \
    >"$tmp/destinations.cfg"
cp "$here"/kamailio-* "$tmp"
cd "$tmp" || exit
LUA_PATH="$tmp/?.lua" LUA_CPATH="$modules/?.so" timeout 120 \
    kamailio -f "$tmp/kamailio-$kind.cfg" -l "udp:127.0.0.1:$proxy" \
    ${KAMAILIO_MODULES:+-L "$KAMAILIO_MODULES"} \
    -DD -E -m 32 -M 8 -w "$tmp" -P "$tmp/pid" -Y "$tmp" \
    -A "SIPRESP_MODULE=\"$modules/sipresp.so\"" >"$tmp/log" 2>&1 &
kamailio=$!
user=start
if ! listens $proxy || ! kill -0 $kamailio 2>/dev/null; then
	cat "$tmp/log"
	exit 1
fi

# ---- the next destination after a 503, and after a timeout

callee A "503 Service Unavailable" "Retry-After: 7"
callee B "200 OK"
calls failover 200
gets A INVITE 1; gets B INVITE 1; gets B ACK 1; ends A; ends B
logs 'sipresp: 503 from branch 0: failover\. .*(RFC 3261 section 21\.5\.4)\. Cause 41, Temporary failure\. Advice: See'
done_with

callee B "200 OK"
calls silent 200
gets B INVITE 1; ends B
done_with

# ---- redirections: the higher q first, and then the other

callee A "302 Moved" "Contact: <$(at B)>;q=0.2, <$(at C)?Subject=x>;q=0.9"
callee B "200 OK"
callee C "480 Temporarily Unavailable" "Server: C"
calls redirect 200
gets A INVITE 1; gets C INVITE 1; gets B INVITE 1; ends A; ends B; ends C
logs 'sipresp: 302 from branch 0: redirect\. '
done_with

# A redirection to where it comes from is not followed: the next response is
# the 302 itself.
callee A "302 Moved" "Contact: <sip:redirect_back@127.0.0.1:$proxy>"
callee B "200 OK"
calls redirect_back 302
gets A INVITE 1; gets B INVITE 0; ends A
done_with

# ---- 603: all others are cancelled, nothing else is tried

callee A rings
callee B "603 Decline" 'Reason: Q.850;cause=21'
callee C "200 OK"
calls decline 603
gets A INVITE 1; gets A CANCEL 1; gets B INVITE 1; gets C INVITE 0
ends A; ends B
logs 'sipresp: 603 is the best: sent upstream\. .*RFC 3261 section 16.7'
done_with

# ---- the best response

callee A "404 Not Found" "Server: A"
callee B "407 Proxy Authentication Required" \
    'Proxy-Authenticate: Digest realm="b.example", nonce="n"'
callee C "503 Service Unavailable" "Server: C"
calls best 407
caller_sees '^Proxy-Authenticate: Digest realm="b.example"'
gets A INVITE 1; gets B INVITE 1; gets C INVITE 1; ends A; ends B; ends C
logs 'sipresp: 407 is the best: sent upstream\. '
done_with

callee A "503 Service Unavailable" "Server: A"
callee B "486 Busy Here" "Server: B"
calls best_of_two_groups 486
gets A INVITE 1; gets B INVITE 1; ends A; ends B
logs 'sipresp: 486 is the best: sent upstream\. '
done_with

# A 503 says nothing about the proxy.
callee A "503 Service Unavailable" "Server: A"
calls overloaded 500
gets A INVITE 1; ends A
logs 'sipresp: 500 is the best: sent upstream\. '
done_with

# A timeout is a 408, and so better than a 500.
callee A "500 Server Internal Error" "Server: A"
calls lowest_class 408
gets A INVITE 1; ends A
logs 'sipresp: 408 is the best: sent upstream\. '
done_with

callee A "503 Service Unavailable" "Server: A"
callee B "200 OK"
calls silent_and_overloaded 200
gets A INVITE 1; gets B INVITE 1; ends A; ends B
done_with

user="the log"
if grep -q 'sipresp: Kamailio sends\|ERROR\|CRITICAL' "$tmp/log"; then
	fails "something went wrong"
fi

if [ $failed -ne 0 ]; then
	echo "---- log"
	cat "$tmp/log"
fi
exit $failed
