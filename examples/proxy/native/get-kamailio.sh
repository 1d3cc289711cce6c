#!/bin/sh
# get-kamailio.sh - the source of Debian's Kamailio, ready to build a module
#
#	get-kamailio.sh DIR [build]
#
# Unpacks it to DIR, which must not exist, and configures it as Debian does;
# with "build" the core is compiled as well, which the adapter in
# examples/adapters needs, and the module does not.

set -eu
dir=$1
ci=$(dirname "$0")/../../../.ci
"$ci/install" make gcc stdio.h:libc6-dev \
    ${2:+bison flex pkg-config libssl.pc:libssl-dev}
"$ci/source" kamailio "$dir"
make -C "$dir" FLAVOUR=kamailio cfg PREFIX=/usr
[ -z "${2:-}" ] || make -C "$dir/src"
