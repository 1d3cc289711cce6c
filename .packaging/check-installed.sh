#!/bin/sh
# check-installed.sh - is what "make install" leaves of use to other programs?
#
# usage: check-installed.sh SRC BUILD VERSION ABI
#
# Installs with several layouts, moves all of it to another folder, and has
# pkg-config and CMake find it there: from C and from C++, the shared library
# and the static one.

set -eu
src=$1 build=$2 version=$3 abi=$4
MAKE=${MAKE:-make} CC=${CC:-cc} CXX=${CXX:-c++} PKG_CONFIG=${PKG_CONFIG:-pkg-config}
here=$(cd "$build" && pwd)/installed
reply=$src/tests/data/demo/302.sip
want=$("$build/sipresp" classify "$reply" | head -n 1 | cut -d ' ' -f 1)

die() {
	echo "check-installed.sh: $*" >&2
	exit 1
}

# The program runs, says what it should, and needs the library or does not.
must_run() {
	program=$1 libdir=$2 shared=$3

	said=$(LD_LIBRARY_PATH=$libdir "$program" "$reply") ||
	    die "$program fails"
	case $said in
	"$want"*)	;;
	*)		die "$program says: $said" ;;
	esac
	needed=$(readelf -d "$program" | grep -c "NEEDED.*libsipresp.so.$abi" || :)
	[ "$needed" -eq "$shared" ] ||
	    die "$program: libsipresp.so.$abi is needed $needed times, not $shared"
}

check_layout() {
	name=$1 prefix=$2 lib=$3 include=$4
	root=$here/$name/root moved=$here/$name/moved
	libdir=$moved$lib
	out=$here/$name/out

	echo "$name: $prefix, $lib, $include"
	mkdir -p "$out"
	$MAKE -f "$src/Makefile" install BUILD="$build" DESTDIR="$root" \
	    PREFIX="$prefix" LIBDIR="$lib" INCLUDEDIR="$include" >"$out/log" ||
	    die "make install fails, see $out/log"
	mv "$root" "$moved"

	# The shared library has its name, and its symbols their version.
	readelf -d "$libdir/libsipresp.so" |
	    grep -q "SONAME.*\[libsipresp.so.$abi\]" || die "no soname"
	readelf -d "$libdir/libsipresp.so" | grep -q "NEEDED.*sipresp" &&
	    die "the library needs itself"
	readelf --dyn-syms -W "$libdir/libsipresp.so" |
	    awk '$7 != "UND" && $4 == "FUNC" { print $8 }' | sort >"$out/has"
	sed "s/\$/@@SIPRESP_$abi/" "$src/lib/sipresp.sym" | sort |
	    diff - "$out/has" || die "other symbols than lib/sipresp.sym has"

	# pkg-config, told where the root is, and by itself.
	PKG_CONFIG_LIBDIR=$libdir/pkgconfig
	export PKG_CONFIG_LIBDIR
	$PKG_CONFIG --validate sipresp || die "sipresp.pc is not valid"
	[ "$($PKG_CONFIG --modversion sipresp)" = "$version" ] ||
	    die "sipresp.pc has another version"
	$PKG_CONFIG --exists "sipresp >= $version" || die "no such version"
	! $PKG_CONFIG --exists "sipresp > $version" || die "too new a version"
	[ -z "$($PKG_CONFIG --print-requires --print-requires-private sipresp)" ] ||
	    die "sipresp.pc requires something"
	PKG_CONFIG_SYSROOT_DIR=$moved
	export PKG_CONFIG_SYSROOT_DIR
	for how in '' --static; do
		# shellcheck disable=SC2046,SC2086  # options are words
		$CC -Wall -Werror $([ -z "$how" ] || echo -static) -o "$out/pc" \
		    "$src/examples/shortest.c" \
		    $($PKG_CONFIG $how --cflags --libs sipresp)
		must_run "$out/pc" "$libdir" "$([ -z "$how" ] && echo 1 || echo 0)"
		# shellcheck disable=SC2046,SC2086
		$CXX -Wall -Werror $([ -z "$how" ] || echo -static) \
		    -o "$out/pc++" -x c++ "$src/examples/shortest.c" -x none \
		    $($PKG_CONFIG $how --cflags --libs sipresp)
		must_run "$out/pc++" "$libdir" "$([ -z "$how" ] && echo 1 || echo 0)"
	done
	unset PKG_CONFIG_SYSROOT_DIR PKG_CONFIG_LIBDIR

	# CMake, told where to look and nothing else: the prefix, if it is one
	# of the folders below that in which it looks.
	case $lib in
	"$prefix"/*)	look=$moved$prefix ;;
	*)		look=$libdir/cmake/sipresp ;;
	esac
	if ! { cmake -S "$src/.packaging/consumer" -B "$out/cmake" \
	    -DCMAKE_PREFIX_PATH="$look" \
	    -DSHORTEST="$(cd "$src" && pwd)/examples/shortest.c" \
	    -DWANT="$version" && cmake --build "$out/cmake"
	} >"$out/cmake.log" 2>&1; then
		cat "$out/cmake.log"
		die "CMake fails"
	fi
	for language in c cc; do
		must_run "$out/cmake/sipresp-$language" "$libdir" 1
		must_run "$out/cmake/static-$language" "$libdir" 0
	done

	# The program and the manual.
	[ "$("$moved$prefix/bin/sipresp" --version)" = "sipresp $version" ] ||
	    die "the program has another version"
	find "$moved$prefix/share/man" -name '*.[137]' -exec test ! -e {} \; -print |
	    grep . && die "a page of the manual is a link to nothing"

	# Away again, and nothing is left.
	$MAKE -f "$src/Makefile" uninstall BUILD="$build" DESTDIR="$moved" \
	    PREFIX="$prefix" LIBDIR="$lib" INCLUDEDIR="$include" >>"$out/log"
	left=$(find "$moved" ! -type d)
	[ -z "$left" ] || die "uninstall leaves $left"
}

rm -rf "$here"
check_layout usual /usr/local /usr/local/lib /usr/local/include
check_layout debian /usr "/usr/lib/$($CC -dumpmachine)" /usr/include
check_layout apart /opt/sipresp/1 /opt/lib64 /opt/sipresp/1/include/sipresp
echo "installed: pkg-config and CMake find it, in three layouts, moved"
