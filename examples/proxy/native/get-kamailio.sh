#!/bin/sh
# get-kamailio.sh - the source of Debian's Kamailio, ready to build a module
#
#	get-kamailio.sh DIR [build]
#
# Unpacks it to DIR, which must not exist, and configures it as Debian does;
# with "build" the core is compiled as well, which the adapter in
# examples/adapters needs, and the module does not.  The lists of apt on this
# system stay as they are.

set -eu
dir=$1
[ ! -e "$dir" ] || {
	echo "$dir is there already" >&2
	exit 1
}
"$(dirname "$0")/../../../.ci/install" make gcc stdio.h:libc6-dev tar \
    ${2:+bison flex pkg-config libssl.pc:libssl-dev}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

mkdir -p "$tmp/lists/partial" "$tmp/files"
if [ -e /etc/apt/sources.list.d/debian.sources ]; then
	sed 's/^Types:.*/Types: deb-src/' \
	    /etc/apt/sources.list.d/debian.sources >"$tmp/list.sources"
	list=$tmp/list.sources
else
	sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$tmp/list.list"
	list=$tmp/list.list
fi

apt() {
	apt-get -q -o "Dir::Etc::sourcelist=$list" -o Dir::Etc::sourceparts=- \
	    -o "Dir::State::lists=$tmp/lists" -o APT::Sandbox::User=root "$@"
}
apt update
(cd "$tmp/files" && apt source --download-only kamailio)

mkdir "$dir"
tar -xf "$tmp"/files/kamailio_*.orig.tar.* -C "$dir" --strip-components=1
make -C "$dir" FLAVOUR=kamailio cfg PREFIX=/usr
[ "${2:-}" != build ] || make -C "$dir/src"
