#!/bin/sh
# cross.sh - does the library decide the same on every machine?
#
# usage: cross.sh SRC BUILD [NAME ...]
#
# Compiles tests/checksum.c and the library with every compiler that is here,
# for every machine that it can be run for, and compares what it prints with
# tests/data/decisions.sum.  What has "replay" gets the corpora of the fuzzers
# as well, and NAME-whole is the whole test program: with libcheck for that
# machine, which is fetched from Debian.  Bare metal is only compiled.  What a
# tool is missing for is skipped, and says so.  With NAMEs, only those.

set -u
src=$1 build=$2
shift 2
only=" $* "
mkdir -p "$build"
build=$(cd "$build" && pwd)
want=$(cat "$src/tests/data/decisions.sum")
ran=0 failed='' skipped=''
trap 'rm -f "$build"/*.log' EXIT

wanted() {
	case $only in
	"  "|*" $1 "*)	return 0 ;;
	esac
	return 1
}

have() {
	for tool; do
		command -v "$tool" >/dev/null || {
			missing=$tool
			return 1
		}
	done
}

say() {
	printf '%-28s%s\n' "$1" "$2"
}

fail() {
	say "$1" "FAILED: $2"
	tail -n 5 "$build/$1.log" 2>/dev/null
	failed="$failed $1"
}

skip() {
	say "$1" "skipped: $2"
	skipped="$skipped $1"
}

# What is run through an emulator, or is not.
run() {
	runner=$1
	shift
	case $runner in
	-)	"$@" ;;
	wine)	WINEDEBUG=-all WINEPREFIX="$build/wine" wine "$@" 2>/dev/null |
		    tr -d '\r' ;;
	node)	node --no-warnings "$src/tests/cross/wasi.mjs" "$@" ;;
	*)	$runner "$@" ;;
	esac
}

# decides NAME RUNNER LIBRARY COMPILER [FLAGS ...]
decides() {
	name=$1 runner=$2 sources=$3
	shift 3
	wanted "$name" || return 0
	if [ "$runner" = - ]; then
		have "$1"
	else
		have "$1" "${runner%% *}"
	fi || {
		skip "$name" "no $missing"
		return 0
	}
	# shellcheck disable=SC2086  # split on purpose
	"$@" -I"$src/include" -o "$build/$name.bin" "$src/tests/checksum.c" \
	    $sources >"$build/$name.log" 2>&1 || {
		case $(cat "$build/$name.log") in
		*"bits/"*"No such file"*|*"cannot find"*|*"file not found"*)
			skip "$name" "no libc for it" ;;
		*)	fail "$name" "does not compile" ;;
		esac
		return 1
	}
	got=$(run "$runner" "$build/$name.bin" 2>"$build/$name.log")
	if [ "$got" = "$want" ]; then
		say "$name" "$got"
		ran=$((ran + 1))
	else
		fail "$name" "$got"
		return 1
	fi
}

# replay NAME RUNNER COMPILER [FLAGS ...]: the corpora, behind decides
replay() {
	name=$1 runner=$2
	shift 2
	wanted "$name" && have "$1" && [ -x "$build/$name.bin" ] || return 0
	for fuzzer in response same sequence uri; do
		# shellcheck disable=SC2086
		"$@" -I"$src/include" -I"$src/lib" \
		    -D_POSIX_C_SOURCE=200809L -o "$build/$name.fuzz" \
		    "$src/tests/fuzz/$fuzzer.c" "$src/tests/fuzz/replay.c" \
		    $all >"$build/$name.log" 2>&1 &&
		run "$runner" "$build/$name.fuzz" \
		    "$src/tests/fuzz/corpus/$fuzzer"/* \
		    >"$build/$name.log" 2>&1 || {
			fail "$name" "corpus of $fuzzer"
			return
		}
	done
	say "" "and the corpora of the fuzzers"
}

# libcheck and jansson for another machine, below $build/$1: unpacked from
# Debian's packages, not installed.
fetch() {
	root=$build/debian-$1
	[ -e "$root/usr" ] && return
	have apt-get dpkg-deb || return 1
	mkdir -p "$root/state/lists/partial" "$root/cache/archives/partial"
	(
		cd "$root" || exit
		set -- -q -o Dir::State="$root/state" \
		    -o Dir::State::status=/dev/null \
		    -o Dir::Cache="$root/cache" -o APT::Architecture="$1" \
		    -o APT::Architectures="$1" -o Acquire::Languages=none \
		    -o APT::Sandbox::User=
		# It fails where one of several archives has not got the machine.
		apt-get "$@" update
		apt-get "$@" download check libsubunit-dev libjansson-dev ||
		    exit
		for package in *.deb; do
			dpkg-deb -x "$package" . || exit
		done
		rm -r state cache
	) >"$build/fetch.log" 2>&1 || {
		rm -rf "$root"
		return 1
	}
}

# whole NAME RUNNER ARCHITECTURE FOLDER COMPILER: the test program, behind
# decides.  "stats" is left out: it reads packets with libpcap.
whole() {
	name=$1 runner=$2 triplet=$4
	wanted "$name-whole" && have "${5%% *}" && [ -x "$build/$name.bin" ] || return 0
	fetch "$3" || {
		say "" "not the test program: no libcheck for $3"
		return 0
	}
	out=$build/$name
	# Library, program and tests find Debian's files of that machine here.
	cat >"$build/pkg-config" <<-END
		#!/bin/sh
		PKG_CONFIG_LIBDIR=$root/usr/lib/$triplet/pkgconfig
		PKG_CONFIG_SYSROOT_DIR=$root
		export PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR
		exec pkg-config "\$@"
	END
	chmod +x "$build/pkg-config"
	make -f "$src/Makefile" BUILD="$out" CC="$5" BUILD_CC=cc \
	    CFLAGS='-O1 -D_FILE_OFFSET_BITS=64' LDFLAGS=-static PKG_CONFIG="$build/pkg-config" \
	    "$out/tests/check" "$out/sipresp" >"$build/$name.log" 2>&1 || {
		fail "$name" "the test program does not compile"
		return
	}
	# A program that runs another has to find one that this machine can.
	if [ "$runner" = - ]; then
		ln -sf sipresp "$out/run"
	else
		printf '#!/bin/sh\nexec %s %s/sipresp "$@"\n' "$runner" \
		    "$out" >"$out/run"
		chmod +x "$out/run"
	fi
	for case in $(sed -n 's/^	X(\([a-z]*\)).*/\1/p' \
	    "$src/tests/tests.h"); do
		[ "$case" != stats ] || continue
		CK_RUN_CASE=$case CK_FORK=no SIPRESP_PROGRAM="$out/run" \
		    SIPRESP_DATA="$src/tests/data" \
		    run "$runner" "$out/tests/check" >"$build/$name.log" 2>&1 || {
			fail "$name" "test case $case"
			return
		}
	done
	say "" "and the whole test program"
}

# compiles NAME COMPILER [FLAGS ...]: with no libc at all
compiles() {
	name=$1
	shift
	flags=$(echo "$*" | sed 's/^[^ ]* //')
	wanted "$name" || return 0
	have "$1" || {
		skip "$name" "no $missing"
		return
	}
	mkdir -p "$build/$name"
	rm -f "$build/$name"/*
	for file in $metal; do
		# shellcheck disable=SC2086
		"$1" -std=c11 -Os -ffreestanding -Wall -Wextra -Werror $flags \
		    -I"$src/include" -c -o "$build/$name/${file##*/}.o" \
		    "$file" >"$build/$name.log" 2>&1 || {
			fail "$name" "${file##*/}"
			return
		}
	done
	"${1%gcc}size" -t "$build/$name"/*.o | awk -v name="$name" '
	    END { printf "%-28s%d bytes of text, %d of data, %d of bss\n",
		name, $1, $2, $3 }'
	ran=$((ran + 1))
}

all=$(echo "$src"/lib/*.c)
# PCC takes minutes for the prose of the catalogue.
proseless=$(echo "$all" | tr ' ' '\n' | grep -v '/text\.c$')
metal=$all

for level in -O0 -O1 -O2 -O3 -Os; do
	decides "gcc$level" - "$all" gcc -std=c11 $level
done
decides gcc-short-enums - "$all" gcc -std=c11 -O2 -fshort-enums
decides gcc-lto - "$all" gcc -std=c11 -O2 -flto
decides gcc-portable - "$all" gcc -std=c11 -O2 -DSIPRESP_PORTABLE
decides gcc-unsigned-char - "$all" gcc -std=c11 -O2 -funsigned-char
decides gcc-11 - "$all" gcc-11 -std=c11 -O2
for version in 14 16 19; do
	decides clang-$version - "$all" clang-$version -std=c11 -O2
done
decides clang-lto - "$all" clang-14 -std=c11 -O2 -flto -fuse-ld=lld
decides tcc - "$all" tcc -std=c11
decides pcc - "$proseless" pcc -std=c99
decides musl - "$all" musl-gcc -std=c11 -O2 -static
replay musl - musl-gcc -std=c11 -O2 -static
decides gcc-m32 - "$all" gcc -std=c11 -O2 -m32
replay gcc-m32 - gcc -std=c11 -O2 -m32
# Headers of the kernel are where those for this machine are.
whole gcc-m32 - i386 i386-linux-gnu \
    "gcc -m32 -idirafter /usr/include/$(gcc -print-multiarch 2>/dev/null)"

# cross NAME EMULATOR TRIPLET ARCHITECTURE [whole]
cross() {
	decides "$1" "$2" "$all" "$3-gcc" -std=c11 -O2 -static || return 0
	replay "$1" "$2" "$3-gcc" -std=c11 -O2 -static
	if [ $# -eq 5 ]; then
		whole "$1" "$2" "$4" "$3" "$3-gcc"
	fi
}
cross armhf qemu-arm arm-linux-gnueabihf armhf whole
cross s390x qemu-s390x s390x-linux-gnu s390x whole
cross aarch64 qemu-aarch64 aarch64-linux-gnu arm64
cross riscv64 qemu-riscv64 riscv64-linux-gnu riscv64
cross ppc64 qemu-ppc64 powerpc64-linux-gnu ppc64
cross mips qemu-mips mips-linux-gnu mips
decides mingw wine "$all" x86_64-w64-mingw32-gcc -std=c11 -O2 -static
decides wasm node "$all" clang-14 --target=wasm32-wasi -std=c11 -O2

compiles cortex-m0 arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb
compiles cortex-m4 arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb
# An object of AVR has at most 32 KB: the prose does not fit in.
metal=$proseless
compiles avr avr-gcc -mmcu=atmega2560 -Wno-sign-compare \
    -Wno-type-limits

# The deepest chain of calls, as GCC tells it, without libc's own: with all that
# reads a field, and of the decision where none is left to read.
if wanted stack && have arm-none-eabi-gcc; then
	CC='arm-none-eabi-gcc -Os -mcpu=cortex-m0 -mthumb -ffreestanding' \
	    "$src/tests/cross/stack.sh" "$src" "$build/stack" \
	    sipresp_classify=1024 sipresp_parse=2048 \
	    without sipresp_priv_facts_learn counts_two_vias \
	    what_reason_says what_warning_says what_server_says \
	    sipresp_priv_policy_rule: sipresp_classify=256 ||
	    failed="$failed stack"
fi

echo "cross: $ran the same${skipped:+, skipped:$skipped}"
if [ -n "$failed" ]; then
	echo "cross: FAILED:$failed"
	exit 1
fi
