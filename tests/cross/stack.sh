#!/bin/sh
# stack.sh - how deep the stack of the library's functions can get
#
# usage: stack.sh SRC BUILD NAME=MOST ... [without FUNCTION ...: NAME=MOST ...]
#
# Compiles with $CC, which is a GCC, and prints for each function NAME the
# bytes of the deepest chain of calls below it, what it consists of, and fails
# if they are more than MOST; behind "without" as if it called none of these.
# What libc needs for itself is not in it.  A function that calls itself has no
# bound, and fails.

set -eu
src=$1 graph=$2
shift 2
mkdir -p "$graph"
rm -f "$graph"/*
for file in "$src"/lib/*.c; do
	# shellcheck disable=SC2086  # a compiler and its flags
	$CC -std=c11 -fcallgraph-info=su -I"$src/include" -c \
	    -o "$graph/$(basename "$file" .c).o" "$file"
done

# "node: { title: "F" label: "f\nplace\nN bytes (static)" }", and
# "edge: { sourcename: "F" targetname: "G" ...}".
cat "$graph"/*.ci | awk -F'"' -v most="$*" '
    /^node:/ && match($4, /[0-9]+ bytes/) {
	own[$2] = substr($4, RSTART, RLENGTH) + 0
    }
    /^edge:/ { calls[$2] = calls[$2] SUBSEP $4 }
    function name(f) {
	return substr(f, index(f, ":") + 1)
    }
    function deepest(f,	callees, n, i, d, most) {
	if (f in depth)
		return depth[f]
	if (f in open) {
		print "stack: " f " calls itself" >"/dev/stderr"
		exit bad = 1
	}
	open[f]
	n = split(calls[f], callees, SUBSEP)
	for (i = 1; i <= n; i++)
		if (callees[i] != "" && !(name(callees[i]) in without)) {
			d = deepest(callees[i])
			if (d > most) {
				most = d
				below[f] = callees[i]
			}
		}
	delete open[f]
	return depth[f] = own[f] + most
    }
    END {
	if (bad)
		exit bad
	n = split(most, gates, " ")
	for (i = 1; i <= n; i++) {
		if (gates[i] == "without") {
			while (gates[i] !~ /:$/) {
				i++
				f = gates[i]
				sub(/:$/, "", f)
				without[f]
				titles = titles " " f
			}
			split("", depth)
			split("", below)
			continue
		}
		split(gates[i], gate, "=")
		f = gate[1]
		printf "%-28s%d bytes of stack, at most %d:", f, deepest(f),
		    gate[2]
		for (g = f; g != ""; g = below[g])
			printf " %s %d", name(g), own[g]
		printf "%s\n", titles != "" ? " (without" titles ")" : ""
		if (depth[f] > gate[2])
			bad = 1
	}
	exit bad
    }'
