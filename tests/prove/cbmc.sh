#!/bin/sh
# cbmc.sh - have CBMC 6 in a folder, without touching the system
#
# usage: cbmc.sh FOLDER
#
# Debian 12 has no CBMC.  The package of Debian 13 needs Debian 13's libc, so it
# and what it needs are unpacked below FOLDER, and run through that libc's own
# loader.  apt checks their signatures and checksums, with lists of its own in
# FOLDER; what decides the proofs, CBMC, is checked once more here.
# Nothing is fetched where it is there already, or where the system has it.
# Exits with 77 if it cannot be had: no apt, no network, another machine than
# x86-64.

set -eu
version=6.6.0-4
sum=02560859a17049c976961c232c4fc58f0747b57f9b751a466b1f368a438b0e41
folder=$1

skip() {
	echo "skipped: no CBMC: $*" >&2
	exit 77
}

if [ -x "$folder/cbmc" ] && "$folder/cbmc" --version >/dev/null 2>&1; then
	exit 0
fi
if [ "$(cbmc --version 2>/dev/null | cut -d. -f1)" = 6 ]; then
	mkdir -p "$folder"
	for tool in goto-cc goto-instrument cbmc; do
		ln -sf "$(command -v "$tool")" "$folder/$tool"
	done
	exit 0
fi
[ "$(uname -m)" = x86_64 ] || skip "this is no x86-64"
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    skip "this is no Debian"

rm -rf "$folder"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial"
folder=$(cd "$folder" && pwd)
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keys" ] || skip "no keys of Debian (package debian-archive-keyring)"
# From where this system has its own packages.
mirror=$(apt-get indextargets --format '$(SITE)' | grep -m 1 '/debian/*$') ||
    mirror=
[ -n "$mirror" ] || skip "apt-get knows no mirror of Debian"
echo "deb [arch=amd64 signed-by=$keys] $mirror trixie main" \
    >"$folder/apt/sources.list"

apt() {
	apt-get -q -o Dir::Etc::sourcelist="$folder/apt/sources.list" \
	    -o Dir::Etc::sourceparts=/dev/null -o Dir::Cache="$folder/apt" \
	    -o Dir::State::lists="$folder/apt/lists" -o APT::Architecture=amd64 \
	    -o APT::Sandbox::User=root -o Acquire::Languages=none \
	    -o Acquire::Retries=3 "$@" </dev/null
}

apt update >&2 || skip "apt-get update failed"
(cd "$folder/apt" &&
    apt download "cbmc=$version" libc6 libstdc++6 libgcc-s1 minisat >&2) ||
    skip "apt-get download failed"
echo "$sum  $(echo "$folder"/apt/cbmc_*.deb)" | sha256sum -c - >&2
for package in "$folder"/apt/*.deb; do
	dpkg-deb -x "$package" "$folder/root"
done

lib=$folder/root/usr/lib/x86_64-linux-gnu
for tool in goto-cc goto-instrument cbmc; do
	cat >"$folder/$tool" <<-END
		#!/bin/sh
		exec "$lib/ld-linux-x86-64.so.2" --library-path \\
		    "$lib:$folder/root/usr/lib" "$folder/root/usr/bin/$tool" "\$@"
	END
	chmod +x "$folder/$tool"
done
rm -rf "$folder/apt"
"$folder/cbmc" --version >&2
