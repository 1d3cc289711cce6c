#!/bin/sh
# check.sh - hold the adapters to the differences that README.md explains
#
#	check.sh 'PROGRAM ...' FILE...
#
# Runs each program over the files.  It fails if a message differs that is not
# in the table, or is there and does not, or differs in something else; and if
# an adapter has grown to forty lines.

set -u
programs=$1
shift
here=$(dirname "$0")
readme=$here/README.md
out=$(mktemp)
trap 'rm -f "$out" "$out.want"' EXIT
failed=0

for program in $programs; do
	timeout 120 "$program" "$@" >"$out"
	[ $? -le 1 ] || failed=1
	lines=$(wc -l <"$here/$(basename "$program").c")
	[ "$lines" -lt 40 ] || {
		echo "$program.c has $lines lines"
		failed=1
	}
	name=$(sed -n '$s/: .*//p' "$out")
	sed -n "s/^\(| $name |.*|.*\)|.*|\$/\1|/p" "$readme" | sort >"$out.want"
	grep '^| ' "$out" | sort | diff -u "$out.want" - || failed=1
	grep -v '^| ' "$out"
done
exit $failed
