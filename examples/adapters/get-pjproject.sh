#!/bin/sh
# get-pjproject.sh - PJSIP, built without audio, video and TLS
#
#	get-pjproject.sh DIR
#
# Debian 12 has no package of PJSIP, but the source of Jami holds its own.  This
# unpacks it to DIR, which must not exist, and builds it, with pjsua.

set -eu
dir=$1
ci=$(dirname "$0")/../../.ci
"$ci/install" make gcc c++:g++ stdio.h:libc6-dev
"$ci/source" jami "$dir" '*/tarballs-unpacked/pjproject-*/pjproject-*'
cd "$dir"
: >pjlib/include/pj/config_site.h
./configure --disable-sound --disable-video --disable-ssl --disable-upnp \
    --disable-libsrtp --disable-libyuv --disable-libwebrtc \
    --disable-speex-codec --disable-speex-aec --disable-g7221-codec \
    --disable-ilbc-codec --disable-gsm-codec --disable-l16-codec \
    --disable-opencore-amr --disable-silk --disable-opus --disable-bcg729 \
    CFLAGS='-O2 -fPIC -w'
make dep
make
