"""situations.py - what is asked of the programs

Each function takes a Peer and asks what its docstring says.  The name of a
situation is the last part of the name of the file that the response goes to.
"""

import time

from conversation import HOST, OFFER, token

SDP = "application/sdp"


def invite(peer, body=OFFER, kind=SDP, **more):
    return peer.new("INVITE", body=body, kind=kind, **more)


def finish(peer, request, found):
    """Ends what an INVITE may have begun."""
    for response in found:
        if 200 <= response.code < 300:
            peer.send(peer.new("BYE", Contact=None,
                               dialog=peer.dialog(request, response)))
            peer.drain(0.4)
            return
    if found and found[-1].code < 200:
        cancel(peer, request)


def cancel(peer, request, situation=None):
    """CANCEL, and what comes of it: its own response, and that of INVITE."""
    number = request.values["CSeq"].split()[0]
    stop = peer.new("CANCEL", uri=request.uri, branch=request.branch,
                    Contact=None, Via=request.values["Via"],
                    From=request.values["From"], To=request.values["To"],
                    Call_ID=request.values["Call-ID"],
                    CSeq="%s CANCEL" % number)
    peer.send(stop)
    mine = peer.responses(stop, 1.0)
    theirs = peer.responses(request, 1.0)
    if situation:
        for method, found in (("CANCEL", mine), ("INVITE", theirs)):
            for response in found:
                if response.code >= 200:
                    peer.keep(method, situation, response)


def ask_invite(peer, situation, **more):
    request = invite(peer, **more)
    finish(peer, request, peer.ask(situation, request))


# ---- a user agent -----------------------------------------------------------

def outside_a_dialog(peer):
    """What needs no call, well-formed or not."""
    peer.ask("options", peer.new("OPTIONS", Accept=SDP))
    peer.ask("options-nouser", peer.new(
        "OPTIONS", uri="sip:nobody@%s:%d" % peer.to))
    peer.ask("options-require", peer.new("OPTIONS", Require="foo, bar"))
    peer.ask("options-accept", peer.new("OPTIONS", Accept="text/html"))
    peer.ask("foo-method", peer.new("FOO"))
    peer.ask("message", peer.new("MESSAGE", body="hello", kind="text/plain",
                                 Contact=None))
    peer.ask("message-type", peer.new(
        "MESSAGE", body="x", kind="application/x-unknown", Contact=None))
    peer.ask("message-enc", peer.new(
        "MESSAGE", body="x", kind="text/plain", Contact=None,
        Content_Encoding="x-unknown"))
    peer.ask("register", peer.new("REGISTER", Expires="60"))
    peer.ask("publish", peer.new(
        "PUBLISH", body="x", kind="application/pidf+xml", Contact=None,
        Event="presence", Expires="60"))
    peer.ask("subscribe-winter", peer.new(
        "SUBSCRIBE", Event="winter", Expires="60"))
    peer.ask("subscribe-noevent", peer.new("SUBSCRIBE", Expires="60"))
    peer.ask("subscribe-presence", peer.new(
        "SUBSCRIBE", Event="presence", Expires="60"))
    peer.ask("notify-winter", peer.new(
        "NOTIFY", Event="winter", Subscription_State="active"))
    peer.ask("refer", peer.new("REFER", Refer_To="<sip:c@127.0.0.1:9>"))
    peer.ask("refer-none", peer.new("REFER"))


def in_no_dialog(peer):
    """A To tag, or a number, that nobody gave out."""
    for method, more in (("BYE", {"Contact": None}), ("INFO", {}),
                         ("UPDATE", {}), ("PRACK", {"RAck": "1 1 INVITE"}),
                         ("SUBSCRIBE", {"Event": "presence"}),
                         ("NOTIFY", {"Event": "presence",
                                     "Subscription_State": "active"})):
        peer.ask(method.lower() + "-dead", peer.new(
            method, To="<%s>;tag=nobody" % peer.uri, **more))
    ask_invite(peer, "reinvite-dead", To="<%s>;tag=nobody" % peer.uri)
    peer.ask("cancel-dead", peer.new("CANCEL", Contact=None))
    # There is no response to an ACK (RFC 3261, section 17): if one comes,
    # nobody waits for it.
    peer.ask("ack", peer.new("ACK", uri=peer.uri.replace("sip:", "sips:"),
                             Contact=None,
                             To="<%s>;tag=nobody" % peer.uri))


def broken_invites(peer):
    """An INVITE that cannot be taken as it is."""
    ask_invite(peer, "inv-nouser", uri="sip:nobody@%s:%d" % peer.to)
    ask_invite(peer, "inv-require", Require="foo, bar")
    ask_invite(peer, "inv-type", body="x", kind="application/x-unknown")
    ask_invite(peer, "inv-enc", Content_Encoding="x-unknown")
    ask_invite(peer, "inv-badsdp", body="v=0\r\nthis is no SDP\r\n")
    ask_invite(peer, "inv-codec", body=OFFER.replace(
        "RTP/AVP 0 8", "RTP/AVP 111") + "a=rtpmap:111 x-unknown/8000\r\n")
    ask_invite(peer, "inv-savp", body=OFFER.replace("RTP/AVP", "RTP/SAVP"))
    ask_invite(peer, "inv-brief", Supported="timer", Session_Expires="10")
    ask_invite(peer, "inv-tel", uri="tel:+15551234")
    ask_invite(peer, "inv-scheme", uri="foo:bar")
    ask_invite(peer, "inv-sips", uri=peer.uri.replace("sip:", "sips:"))
    ask_invite(peer, "inv-nocontact", Contact=None)
    ask_invite(peer, "inv-replaces", Require="replaces",
               Replaces="nobody;to-tag=a;from-tag=b")
    # The same request by two paths (section 8.2.2.2).
    first = invite(peer)
    second = invite(peer, From=first.values["From"],
                    Call_ID=first.values["Call-ID"])
    peer.send(first)
    time.sleep(0.1)
    found = peer.ask("merged", second)
    finish(peer, first, peer.responses(first, 1.5))
    finish(peer, second, found)


def cancelled(peer):
    """CANCEL while it rings: with the program not answering by itself."""
    request = invite(peer)
    peer.send(request)
    found = peer.responses(request, 1.0)
    for response in found:
        if response.code >= 180:
            peer.keep("INVITE", "rings", response)
    if found and found[-1].code < 200:
        cancel(peer, request, "cancel")
    else:
        finish(peer, request, found)


def in_a_call(peer):
    """What is asked in a call, well-formed or not, and its end."""
    request = invite(peer, Supported="timer, 100rel")
    found = peer.ask("dlg", request, only_final=False)
    answered = [r for r in found if 200 <= r.code < 300]
    if not answered:
        finish(peer, request, found)
        return
    dialog = peer.dialog(request, answered[0])

    def ask(situation, method, **more):
        inside = peer.new(method, dialog=dialog, **more)
        dialog["cseq"] += 1
        return peer.ask(situation, inside)

    ask("dlg-info", "INFO", body="x", kind="application/x-unknown")
    ask("dlg-infopkg", "INFO", Info_Package="winter")
    ask("dlg-foo", "FOO")
    ask("dlg-update", "UPDATE")
    ask("dlg-update-se", "UPDATE", Supported="timer", Session_Expires="10")
    ask("dlg-refer", "REFER")
    ask("dlg-require", "OPTIONS", Require="foo, bar")
    ask("dlg-reinvite-codec", "INVITE", kind=SDP, body=OFFER.replace(
        "RTP/AVP 0 8", "RTP/AVP 111") + "a=rtpmap:111 x-unknown/8000\r\n")
    ask("dlg-reinvite-se", "INVITE", kind=SDP, body=OFFER,
        Supported="timer", Session_Expires="10", Min_SE="10")
    # A second re-INVITE before the first is answered (section 14.2).
    first = peer.new("INVITE", dialog=dialog, body=OFFER, kind=SDP)
    dialog["cseq"] += 1
    second = peer.new("INVITE", dialog=dialog, body=OFFER, kind=SDP)
    dialog["cseq"] += 1
    peer.send(first)
    peer.send(second)
    for response in peer.responses(second):
        if response.code >= 200:
            peer.keep("INVITE", "dlg-overlap", response)
    peer.responses(first, 0.5)
    # A number that is lower than one before (section 12.2.2).
    old = dict(dialog, cseq=1)
    peer.ask("dlg-oldcseq", peer.new("INVITE", dialog=old, body=OFFER,
                                     kind=SDP))
    ask("dlg-bye", "BYE", Contact=None)


# ---- a registrar ------------------------------------------------------------

class Registration:
    """One address of record, with the same Call-ID throughout."""

    def __init__(self, peer, password, user=None, domain=None):
        self.peer, self.password = peer, password
        self.user = user or peer.user
        self.domain = domain or peer.domain
        self.call_id = token()
        self.cseq = 1

    def new(self, **more):
        address = "<sip:%s@%s>" % (self.user, self.domain)
        values = {"From": address + ";tag=" + token()[:8], "To": address,
                  "Call_ID": self.call_id,
                  "CSeq": "%d REGISTER" % self.cseq}
        values.update(more)
        self.cseq += 2
        return self.peer.new("REGISTER", uri="sip:" + self.domain, **values)

    def ask(self, situation, password=None, **more):
        """With credentials, if they are asked for."""
        request = self.new(**more)
        self.peer.send(request)
        found = self.peer.responses(request)
        if found and found[-1].code in (401, 407):
            return self.peer.ask(situation, request.with_credentials(
                found[-1], self.user, password or self.password))
        for response in found:
            if response.code >= 200:
                self.peer.keep("REGISTER", situation, response)
        return found


def bindings(peer, password):
    """What becomes of bindings."""
    contact = "<sip:%s@%s:%d" % (peer.user, HOST, peer.port)
    r = Registration(peer, password)
    peer.ask("reg-401", r.new())
    r.ask("reg-wrongpw", password="wrong", Contact=contact + ">",
          Expires="600")
    r.ask("reg-ok", Contact=contact + ">", Expires="600")
    r.ask("reg-two", Contact=contact + ";two>;q=0.2", Expires="600")
    r.ask("reg-bare", Contact=None)
    r.ask("reg-brief", Contact=contact + ">", Expires="10")
    r.ask("reg-gruu", Supported="gruu, outbound, path", Expires="600",
          Contact=contact + '>;+sip.instance="<urn:uuid:00000000-0000-1000-'
          '8000-000A95A0E128>";reg-id=1')
    r.ask("reg-path", Supported="path", Path="<sip:%s:9;lr>" % HOST,
          Contact=contact + ">", Expires="600")
    r.ask("reg-path-unsupported", Path="<sip:%s:9;lr>" % HOST,
          Contact=contact + ">", Expires="600")
    r.ask("reg-require", Require="foo, bar", Contact=contact + ">")
    r.ask("reg-starwrong", Contact="*", Expires="60")
    r.ask("reg-badcontact", Contact="<<<", Expires="60")
    r.ask("reg-oldcseq", Contact=contact + ">", CSeq="1 REGISTER",
          Expires="600")
    r.ask("reg-max-contacts", Expires="600", Contact=", ".join(
        contact + ";n=%d>;q=0.%d" % (n, n) for n in range(1, 9)))
    r.ask("reg-nouser", To="<sip:nobody@%s>" % peer.domain,
          Contact=contact + ">")
    r.ask("reg-star", Contact="*", Expires="0")


def expired_nonce(peer, password, situation, wait_s):
    """The right password with a nonce that is too old."""
    r = Registration(peer, password)
    request = r.new(Contact="<sip:%s@%s:%d>" % (peer.user, HOST, peer.port))
    peer.send(request)
    found = peer.responses(request)
    if not found or found[-1].code not in (401, 407):
        return
    time.sleep(wait_s)
    peer.ask(situation, request.with_credentials(found[-1], peer.user,
                                                 password))


def bad_nonce(peer, password):
    """A nonce that the server never made."""
    r = Registration(peer, password)
    request = r.new(Contact="<sip:%s@%s:%d>" % (peer.user, HOST, peer.port))
    peer.send(request)
    found = peer.responses(request)
    if found and found[-1].code in (401, 407):
        peer.ask("reg-badnonce", request.with_credentials(
            found[-1], peer.user, password, nonce="invented"))
