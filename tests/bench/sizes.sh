#!/bin/sh
# sizes.sh - how big the library is, how deep its stack, and how big its peers
#
#	sizes.sh SRC BUILD
#
# Prints lines "NAME BYTES".  Bytes are text and rodata.  Prose is what people
# read: the symbols 'words', 'texts' and 'X_texts'.  The stack is the deepest
# chain of calls of sipresp_parse() and sipresp_classify(), as GCC tells it;
# libc's own is not in it, and without GCC it is left out.  VERBOSE=1 tells that
# of each function.

set -eu
src=$1 build=$2
CC=${CC:-cc} NM=${NM:-nm} PKG_CONFIG=${PKG_CONFIG:-pkg-config}

bytes() {
	size -A "$@" | awk '/^\.(text|rodata)/ { n += $2 } END { print n + 0 }'
}

all=$(bytes "$build/libsipresp.a")
prose=0
for hex in $($NM -S "$build/libsipresp.a" |
    awk '$4 ~ /^(.*_)?(words|texts)(\.[0-9]+)?$/ { print $2 }'); do
	prose=$((prose + 0x$hex))
done
echo "libsipresp $all"
echo "libsipresp-without-prose $((all - prose))"

# Of the call graph: "node: { title: "F" label: "f\nplace\nN bytes (static)" }"
# and "edge: { sourcename: "F" targetname: "G" ...}".
graph=$build/graph
mkdir -p "$graph"
rm -f "$graph"/*
if $CC -std=c11 -O2 -fPIC -fcallgraph-info=su -I"$src/include" -c \
    -o "$graph/state.o" "$src/lib/state.c" 2>/dev/null; then
	for file in "$src"/lib/*.c; do
		$CC -std=c11 -O2 -fPIC -fcallgraph-info=su -I"$src/include" \
		    -c -o "$graph/$(basename "$file" .c).o" "$file"
	done
	cat "$graph"/*.ci | awk -F'"' '
	    /^node:/ && match($4, /[0-9]+ bytes/) {
		own[$2] = substr($4, RSTART, RLENGTH) + 0
	    }
	    /^edge:/ { calls[$2] = calls[$2] SUBSEP $4 }
	    function deepest(f,	callees, n, i, d, most) {
		if (f in depth)
			return depth[f]
		if (f in open) {
			print "sizes.sh: " f " calls itself" >"/dev/stderr"
			exit 1
		}
		open[f]
		n = split(calls[f], callees, SUBSEP)
		for (i = 1; i <= n; i++)
			if (callees[i] != "") {
				d = deepest(callees[i])
				if (d > most)
					most = d
			}
		delete open[f]
		# A call itself takes eight bytes.
		return depth[f] = own[f] + most + (f in own ? 8 : 0)
	    }
	    END {
		for (f in own) {
			d = deepest(f)
			if (ENVIRON["VERBOSE"] != "" && f !~ /:/)
				printf "# %s %d\n", f, d
		}
		d = deepest("sipresp_parse")
		print "stack " (d > deepest("sipresp_classify") ? d : \
		    deepest("sipresp_classify"))
	    }'
fi

# Their shared libraries, as Debian builds them.
peer() {
	lib=$($PKG_CONFIG --variable=libdir "$2" 2>/dev/null)/$3
	if [ -e "$lib" ]; then
		echo "$1 $(bytes "$lib")"
	fi
}
peer libosip2 libosip2 libosipparser2.so
peer Sofia-SIP sofia-sip-ua libsofia-sip-ua.so
peer libre libre libre.so
