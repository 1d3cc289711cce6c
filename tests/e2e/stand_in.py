#!/usr/bin/env python3
"""stand_in.py - a phone that reacts wrongly

It takes the arguments of the softphone behind the phone's own name, and does
what one would who never read the RFC: it follows the first Contact of any
response, answers every challenge with the first one's nonce, sends anything
else that fails again as it was, and at once, after a 199 too; it knows no PRACK, no CANCEL, no
second answer, and takes what is left of a code that has more than three digits.  Every scenario
must fail with it: what it must not send is noticed, and what it owes is missed.
"""

import hashlib
import random
import re
import socket
import sys
import time

METHODS = {"call": "INVITE"}
MOST = 8


def argument(name, default=None):
    return (sys.argv[sys.argv.index(name) + 1] if name in sys.argv
            else default)


def address_of(uri):
    match = re.search(r"[@:]([0-9.]+):(\d+)", uri)
    return match.group(1), int(match.group(2))


class Phone:
    def __init__(self):
        self.method = METHODS.get(sys.argv[2], sys.argv[2].upper())
        self.uri = sys.argv[3]
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.to = "<%s>" % self.uri
        self.call_id = "%032x" % random.getrandbits(128)
        self.cseq = 0
        self.nonce = None
        self.sent = 0
        self.answered = False
        self.end = time.monotonic() + min(
            float(argument("--timeout", "4")), 4)

    def send(self, method, cseq, more=(), to=None):
        lines = ["%s %s SIP/2.0" % (method, self.uri),
                 "Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%x"
                 % (self.port, random.getrandbits(64)),
                 "Max-Forwards: 70",
                 "From: <sip:me@127.0.0.1>;tag=wrong", "To: " + (to or self.to),
                 "Call-ID: " + self.call_id, "CSeq: %d %s" % (cseq, method),
                 "Contact: <sip:me@127.0.0.1:%d>" % self.port,
                 "Supported: 100rel, 199",
                 "Event: " + argument("--event", "presence"),
                 "Expires: " + argument("--expires", "3600")] + list(more)
        self.socket.sendto("\r\n".join(lines + [
            "Content-Type: application/sdp", "Content-Length: 0", "",
            ""]).encode(), address_of(self.uri))

    def send_request(self):
        self.sent += 1
        self.cseq += 1
        more = []
        if self.nonce:
            ha1 = hashlib.md5(b"alice:a:secret").hexdigest()
            more = ['Authorization: Digest username="alice", realm="a",'
                    ' nonce="%s", uri="%s", response="%s", nc=00000001,'
                    ' cnonce="1", qop=auth' % (self.nonce, self.uri, ha1)]
        self.send(self.method, self.cseq, more)

    def on_response(self, text):
        code = int(re.match(r"SIP/2.0 (\d+)", text).group(1)) % 65536
        contact = re.search(r"^Contact: <([^>]*)>", text, re.M)
        nonce = re.search(r'nonce="([^"]*)"', text)
        if self.method == "INVITE" and code >= 200 and not self.answered:
            to = re.search(r"^To: *(.*?)\r$", text, re.M)
            self.send("ACK", self.cseq, to=to and to.group(1))
        if code < 199:
            return
        if code < 300:
            if self.method == "INVITE" and not self.answered and \
                    argument("--reinvite-after"):
                self.to += ";tag=one"
                self.answered = True
                self.send_request()
            self.answered = True
            return
        if contact:
            self.uri = contact.group(1)
        if nonce and self.nonce is None:
            self.nonce = nonce.group(1)
        if self.sent < MOST:
            self.send_request()

    def on_request(self, text, sender):
        kept = [line for line in text.split("\r\n")
                if re.match(r"(Via|From|To|Call-ID|CSeq):", line)]
        if not text.startswith("ACK"):
            self.socket.sendto("\r\n".join(
                ["SIP/2.0 481 What?"] + kept + ["Content-Length: 0", "",
                                                ""]).encode(), sender)

    def run(self):
        self.send_request()
        while time.monotonic() < self.end:
            self.socket.settimeout(max(0.01, self.end - time.monotonic()))
            try:
                data, sender = self.socket.recvfrom(65535)
            except (socket.timeout, ConnectionRefusedError):
                continue
            text = data.decode("utf-8", "replace")
            if re.match(r"SIP/2.0 \d", text):
                self.on_response(text)
            elif text.strip() and "SIP/2.0\r\n" in text:
                self.on_request(text, sender)


Phone().run()
