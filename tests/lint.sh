#!/bin/sh -u
# lint.sh - what is declared, exported and documented must be the same
#
# usage: lint.sh SRC BUILD

src=$1 build=$2 rc=0
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
LC_ALL=C; export LC_ALL

fail() {
	echo "lint: $*"; rc=1
}

same() {
	diff "$t/$1" "$t/$2" >"$t/diff" && return
	fail "$1 (<) and $2 (>) differ:"; cat "$t/diff"
}

# A function in sipresp.h starts a line with its type, its name and "(".
# sipresp_priv_ is what files of the library share; it is not exported.
sed -n 's/^[a-z].*[ *]\(sipresp_[a-z0-9_]*\)(.*/\1/p' \
    "$src/include/sipresp.h" | sort >"$t/declared"
sort "$src/lib/sipresp.sym" >"$t/listed"
${NM:-nm} -g --defined-only "$build/libsipresp.a" |
    sed -n 's/.* [A-Z] //p' | grep -v '\(^\|\.\)sipresp_priv_' | sort >"$t/defined"
${NM:-nm} -D --defined-only "$build/libsipresp.so" |
    sed -n 's/.* [B-Z] \([^@]*\).*/\1/p' | sort >"$t/exported"
sed -n 's/^\.F[no] \(sipresp_[a-z0-9_]*\).*/\1/p' "$build"/man/*.3 |
    sort -u >"$t/documented"
sed -n '/^\.Sh SYNOPSIS/,/^\.Sh D/s/^\.F[no] \(sipresp_[a-z0-9_]*\).*/\1/p' \
    "$build"/man/*.3 | sort >"$t/synopses"
sed -n 's/^\.Nm \(sipresp_[a-z0-9_]*\).*/\1/p' "$build"/man/*.3 |
    sort >"$t/named"

# What is exported is asked with arguments that are not there.
while read -r name; do
	grep -q "[^a-z_]$name[^a-z_]\|LAST(${name#sipresp_}," \
	    "$src/tests/hostile.c" "$src/tests/misuse.c" ||
		fail "$name is in neither tests/hostile.c nor tests/misuse.c"
done <"$t/listed"

same declared listed
same declared defined
same declared exported
same declared synopses
same documented synopses
same named synopses

# A page that is referred to is there.
sed -n 's/^\.Nm \(sipresp_[a-z0-9_]*\).*/\1 3/p' "$build"/man/*.3 >"$t/pages"
(cd "$build/man" && ls ./*.[137]) | sed 's|^\./\(.*\)\.|\1 |' >>"$t/pages"
grep -Hn '^\.Xr sipresp' "$build"/man/*.[137] | while IFS= read -r line; do
	page=$(echo "$line" | awk '{ print $2, $3 }')
	grep -qx "$page" "$t/pages" || echo "$line"
done >"$t/dangling"
[ ! -s "$t/dangling" ] || { fail "no such page:"; cat "$t/dangling"; }

# A synopsis must declare what the header does; ask the compiler.
{
	echo '#include "sipresp.h"'
	awk '/^\.Sh/ { on = /SYNOPSIS/ }
	     !on { next }
	     sub(/^\.Ft /, "") { sub(/^"/, ""); sub(/"$/, ""); type = $0 }
	     /^\.Fn/ { print type " " $2 "(" $3 ");" }
	     /^\.Fo/ { print type " " $2 "("; sep = "" }
	     sub(/^\.Fa "/, "") { sub(/"$/, ""); print sep $0; sep = "," }
	     /^\.Fc/ { print ");" }' "$build"/man/*.3
} >"$t/synopses.c"
${CC:-cc} -std=c11 -Wall -Werror -fsyntax-only -I"$src/include" \
    "$t/synopses.c" || fail "a SYNOPSIS is not what the header says"

# Each example compiles: a program if it includes something, and else the
# inside of a function, with the host's own things in tests/examples.h.
awk -v dir="$t" '
    FNR == 1 { page = FILENAME; sub(/.*\//, "", page) }
    /^\.Sh/ { on = /EXAMPLES/ }
    on && /^\.Bd -literal/ {
	file = dir "/" page "." ++n ".c"; text = ""; first = FNR + 1; next
    }
    file != "" && /^\.Ed/ {
	where = "#line " first " \"" FILENAME "\"\n"
	if (text ~ /#include/)
		print where text >file
	else
		print "#include \"examples.h\"\n" \
		    "int example(struct call *call, struct sipresp_str message);\n" \
		    "int\nexample(struct call *call, struct sipresp_str message)\n{\n" \
		    where text "\treturn call == NULL || message.p == NULL;\n}" >file
	close(file); file = ""
    }
    file != "" { gsub(/\\e/, "\\"); gsub(/\\&/, ""); text = text $0 "\n" }
' "$build"/man/*.3
for example in "$t"/*.3.*.c; do
	${CC:-cc} -std=c11 -Wall -Wextra -Werror -fsyntax-only \
	    -I"$src/include" -I"$src/tests" "$example" ||
	    fail "an example does not compile"
done

# Where a string in the catalogue goes on over a line, its space or line
# break goes along.
awk 'FNR == 1 { open = 0 }
     open && /^[\t ]*"/ && !/^[\t ]*"( |\\n)/ {
	print FILENAME ":" FNR ": no space at the start"; bad = 1
     }
     { open = /"$/ }
     END { exit bad }' "$src"/lib/codes/*.def "$src"/lib/rules/*.def ||
    fail "a string of the catalogue runs into the one before"

# What real programs do, and which test holds us to it.
sed -n '/^## Habits/,$s/^| .* | \(`.*`\) |$/\1/p' "$src/tests/data/real/README.md" |
    sed 's/<br>/\
/g' | tr -d '`' >"$t/habits"
grep -q . "$t/habits" || fail "no habits of real programs are told"
while IFS= read -r name; do
	grep -qxF "=== $name" "$src"/tests/data/*/*.cases ||
	    grep -qF "\"$name\"" "$src/tests/e2e/scenarios.py" \
		"$src/tests/grant.c" || fail "there is no test: $name"
done <"$t/habits"

if command -v "${MANDOC:-mandoc}" >/dev/null; then
	"${MANDOC:-mandoc}" -Tlint -Wwarning "$build"/man/*.[137] ||
	    fail "mandoc finds faults in the manual"
fi

[ $rc -ne 0 ] || echo "lint: header, symbols, manual and catalogue agree"
exit $rc
