"""conversation.py - requests to a SIP program over UDP, and what it answers

Everything here is deliberately plain: a request is text with the header fields
that are named, so that a broken one can be sent as well.
"""

import hashlib
import random
import re
import socket
import time

HOST = "127.0.0.1"
FINAL_WITHIN_S = 4.0
AFTER_FINAL_S = 0.6     # for a second one, which some send
OFFER = ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
         "t=0 0\r\nm=audio 40000 RTP/AVP 0 8\r\n")


def token():
    return "%016x" % random.getrandbits(64)


class Response:
    def __init__(self, raw):
        self.raw = raw
        self.text = raw.decode("utf-8", "replace")
        self.code = int(self.text.split(" ", 2)[1])

    def header(self, *names):
        """The first value of a header field, by any of its names."""
        for name in names:
            found = re.search(r"^%s *: *(.*?)\r?$" % re.escape(name),
                              self.text, re.M | re.I)
            if found:
                return found.group(1)
        return ""

    def to_tag(self):
        found = re.search(r";\s*tag=([^;\s>]*)", self.header("To", "t"))
        return found.group(1) if found else ""

    def contact_uri(self):
        value = self.header("Contact", "m")
        found = re.search(r"<([^>]*)>", value)
        return found.group(1) if found else value.split(";")[0]


class Request:
    """One request; 'fields' replaces a header field, or with None leaves it
    out, and adds others."""

    def __init__(self, peer, method, uri=None, body="", kind="",
                 dialog=None, branch=None, **fields):
        self.method = method
        self.peer = peer
        self.uri = uri or (dialog or {}).get("uri") or peer.uri
        dialog = dialog or {}
        self.branch = branch or "z9hG4bK" + token()
        to = dialog.get("to") or "<%s>" % peer.uri
        values = {
            "Via": "SIP/2.0/UDP %s:%d;branch=%s;rport"
                   % (HOST, peer.port, self.branch),
            "Max-Forwards": "70",
            "From": dialog.get("from") or
                    "<sip:caller@%s>;tag=%s" % (HOST, token()[:8]),
            "To": to,
            "Call-ID": dialog.get("call_id") or token(),
            "CSeq": "%d %s" % (dialog.get("cseq", 1), method),
            "Contact": "<sip:caller@%s:%d>" % (HOST, peer.port),
        }
        if kind:
            values["Content-Type"] = kind
        for name, value in fields.items():
            values[name.replace("_", "-")] = value
        self.values = {k: v for k, v in values.items() if v is not None}
        self.body = body

    def encode(self):
        lines = ["%s %s SIP/2.0" % (self.method, self.uri)]
        for name, value in self.values.items():
            for one in value if isinstance(value, list) else [value]:
                lines.append("%s: %s" % (name, one))
        lines.append("Content-Length: %d" % len(self.body.encode()))
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()

    def with_credentials(self, response, user, password, uri=None, **change):
        """The same request once more with an answer to the MD5 challenge of
        a 401 or 407 (RFC 7616, section 3.4)."""
        proxy = response.code == 407
        name = "Proxy-Authenticate" if proxy else "WWW-Authenticate"
        given = dict(re.findall(r'(\w+)="?([^",]*)"?', response.header(name)))
        given.update(change)
        uri = uri or self.uri

        def md5(*parts):
            return hashlib.md5(":".join(parts).encode()).hexdigest()

        first = md5(user, given["realm"], password)
        second = md5(self.method, uri)
        value = ('Digest username="%s", realm="%s", nonce="%s", uri="%s", '
                 'algorithm=MD5' % (user, given["realm"], given["nonce"], uri))
        if "qop" in given:
            value += (', qop=auth, nc=00000001, cnonce="c", response="%s"'
                      % md5(first, given["nonce"], "00000001", "c", "auth",
                            second))
        else:
            value += ', response="%s"' % md5(first, given["nonce"], second)
        again = Request.__new__(Request)
        again.__dict__.update(self.__dict__)
        again.values = dict(self.values)
        again.branch = "z9hG4bK" + token()
        again.values["Via"] = "SIP/2.0/UDP %s:%d;branch=%s;rport" % (
            HOST, self.peer.port, again.branch)
        number = int(self.values["CSeq"].split()[0]) + 1
        again.values["CSeq"] = "%d %s" % (number, self.method)
        again.values["Proxy-Authorization" if proxy
                     else "Authorization"] = value
        return again


class Peer:
    """A program to talk to: 'user' is one that it knows."""

    def __init__(self, port, user, keep, domain=None):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((HOST, 0))
        self.port = self.socket.getsockname()[1]
        self.to = (HOST, port)
        self.user = user
        self.uri = "sip:%s@%s" % (user, domain or "%s:%d" % (HOST, port))
        self.domain = domain or "%s:%d" % (HOST, port)
        self.keep = keep        # called with (method, situation, Response)

    def new(self, method, **more):
        return Request(self, method, **more)

    def send(self, request):
        self.socket.sendto(request.encode(), self.to)

    def responses(self, request, within_s=FINAL_WITHIN_S):
        """All different ones with the branch of 'request', in order; its
        requests, a NOTIFY say, are answered with 200 meanwhile."""
        found = []
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            self.socket.settimeout(max(0.01, end - time.monotonic()))
            try:
                raw, sender = self.socket.recvfrom(65535)
            except socket.timeout:
                break
            if not raw.startswith(b"SIP/2.0 "):
                self.answer(raw, sender)
                continue
            if request.branch.encode() not in raw or \
                    any(f.raw == raw for f in found):
                continue
            response = Response(raw)
            # With CANCEL, two requests have one branch.
            cseq = response.header("CSeq").split()
            if cseq and cseq[-1] != request.method:
                continue
            found.append(response)
            if response.code >= 200:
                end = min(end, time.monotonic() + AFTER_FINAL_S)
                if request.method == "INVITE":
                    self.acknowledge(request, response)
        return found

    def answer(self, raw, sender):
        text = raw.decode("utf-8", "replace")
        if text.startswith("ACK") or not text.strip():
            return
        kept = [line for line in text.split("\r\n") if re.match(
            r"(Via|v|From|f|To|t|Call-ID|i|CSeq|Record-Route) *:", line)]
        self.socket.sendto("\r\n".join(
            ["SIP/2.0 200 OK"] + kept +
            ["Content-Length: 0", "", ""]).encode(), sender)

    def acknowledge(self, invite, response):
        number = int(invite.values["CSeq"].split()[0])
        good = response.code < 300
        self.send(self.new(
            "ACK", uri=response.contact_uri() if good else invite.uri,
            branch=None if good else invite.branch, Contact=None,
            From=invite.values["From"], To=response.header("To", "t"),
            Call_ID=invite.values["Call-ID"], CSeq="%d ACK" % number))

    def ask(self, situation, request, only_final=True):
        """Sends, keeps what is answered, and returns it."""
        self.send(request)
        found = self.responses(request)
        for response in found:
            if response.code >= 200 or not only_final:
                self.keep(request.method, situation, response)
        return found

    def dialog(self, invite, response):
        """What a further request of the dialog says."""
        return {"uri": response.contact_uri() or self.uri,
                "from": invite.values["From"],
                "to": response.header("To", "t"),
                "call_id": invite.values["Call-ID"],
                "cseq": int(invite.values["CSeq"].split()[0]) + 1}

    def drain(self, seconds=0.5):
        """Answers what comes unasked, a BYE say."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.socket.settimeout(max(0.01, end - time.monotonic()))
            try:
                raw, sender = self.socket.recvfrom(65535)
            except socket.timeout:
                return
            if not raw.startswith(b"SIP/2.0 "):
                self.answer(raw, sender)
