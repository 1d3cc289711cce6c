"""scenarios.py - what the other sides do in each scenario

A side is a list of steps that SIPp plays on a port of its own; {A}, {B} ...
stand for the addresses of the sides, {DEAD} for one where nobody listens.  A
side without steps is one that nothing may reach.  The phone must end with the status
that the scenario names, and every side must have had what it waits for, and
nothing else.
"""

from dataclasses import dataclass


@dataclass
class Receive:
    """A request must come, with what the checks say of its header fields: each
    is (name, pattern, whether it must be there).  With an optional one SIPp
    goes on at the label 'next'."""
    method: str
    checks: tuple = ()
    within_ms: int = 6000
    optional: bool = False
    next: str = ""


@dataclass
class Send:
    """A response to what came last, the ACK of a failure of INVITE awaited; or
    a request."""
    code: int = 0
    phrase: str = ""
    headers: tuple = ()
    tag: str = "one"
    body: str = ""
    of: str = ""            # the method it answers, if not the last
    ack: bool = True
    request: str = ""


@dataclass
class Quiet:
    """Nothing may come for so long."""
    ms: int


@dataclass
class Pass:
    """As SIPp writes it."""
    xml: str


@dataclass
class Garbage:
    """Datagrams in response to an INVITE, with what it said of Via, From, To,
    Call-ID and CSeq for {HEADERS}; then, or not, a 200."""
    datagrams: tuple
    then_answers: bool


@dataclass
class Scenario:
    name: str
    arguments: list
    sides: list
    source: str
    status: int = 0
    calls: int = 1          # Call-IDs that side A sees
    password: str = ""      # with which every digest must be right
    most_s: float = 0       # how long the phone may take; 0: as it likes
    kamailio: bool = False  # one more side, {K}, which is kamailio.cfg


CONTACT = "Contact: <sip:callee@[local_ip]:[local_port]>"
SDP = """v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 40000 RTP/AVP 0
"""
RING = Send(180, "Ringing", (CONTACT,))
ANSWER = Send(200, "OK", (CONTACT,), body=SDP)
OK = Send(200, "OK")


def request(method, number, extra=""):
    return Send(request="\n".join([
        method + " sip:softphone@127.0.0.1 SIP/2.0",
        "Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]",
        "Max-Forwards: 70",
        "From: <sip:callee@[local_ip]>;tag=one",
        "To:[$%sfrom]" % ("SUBSCRIBE" if method == "NOTIFY" else "INVITE"),
        "Call-ID: [call_id]", "CSeq: %d %s" % (number, method), CONTACT]
        + ([extra] if extra else []) + ["Content-Length: 0", "", ""]))


def response(code):
    return Pass('<recv response="%d" timeout="4000"/>' % code)


# The other side hangs up.
HANGS_UP = [request("BYE", 101), response(200)]
ANSWERED = [ANSWER, Receive("ACK")]
CALL = ANSWERED + HANGS_UP

# The phone has to hang up, and may not send anything else.
HUNG_UP = [Receive("BYE"), OK]


def has(name, pattern):
    return (name, pattern, True)


def lacks(name, pattern):
    return (name, pattern, False)


def challenge(code, realm, nonce, more="", algorithm="MD5"):
    name = "Proxy-Authenticate" if code == 407 else "WWW-Authenticate"
    return ('%s: Digest realm="%s", nonce="%s", algorithm=%s, qop="auth"%s'
            % (name, realm, nonce, algorithm, more))


def unauthorized(*headers):
    return Send(401, "Unauthorized", headers)


TO_A = "sip:bob@{A}"
CREDENTIALS = ["--user", "alice", "--password", "secret"]


def call(*more):
    return ["call", TO_A, "--timeout", "12"] + list(more)


def register(*more):
    return ["register", "sip:alice@{A}", "--timeout", "12"] + list(more)


def subscribe(*more):
    return ["subscribe", TO_A, "--timeout", "12"] + list(more)


REINVITES = ["--reinvite-after", "300"]


def moved(code, phrase, *contacts, **more):
    return Send(code, phrase, tuple("Contact: " + c for c in contacts), **more)


SCENARIOS = [
    # ---- redirection --------------------------------------------------------
    Scenario(
        "302-three-contacts", call(), [
            [Receive("INVITE"),
             moved(302, "Moved Temporarily", "<sip:c@{C}>;q=0.2",
                   "<sip:dead@{DEAD}>;q=0.9", "<sip:b@{B}>;q=0.5"),
             Quiet(500)],
            # The To is the one that was dialled, the URI the new one.
            [Receive("INVITE", (has("", "^INVITE sip:b@"),
                                has("To", "sip:bob@"),
                                has("CSeq", " 3 INVITE"))),
             Send(480, "Temporarily Unavailable"), Quiet(500)],
            [Receive("INVITE", (has("", "^INVITE sip:c@"),
                                has("CSeq", " 4 INVITE")))] + CALL],
        source="RFC 3261, section 8.1.3.4: highest q first, one after another"),
    Scenario(
        "302-loop", call(), [
            [Receive("INVITE"),
             moved(302, "Moved Temporarily", "<sip:b@{B}>"), Quiet(1500)],
            [Receive("INVITE"),
             moved(302, "Moved Temporarily", "<sip:bob@{A}>"), Quiet(1500)]],
        source="RFC 3261, section 8.1.3.4: no URI more than once", status=1),
    Scenario(
        "302-itself", call(), [
            [Receive("INVITE"),
             moved(302, "Moved Temporarily", "<sip:bob@{A}>"), Quiet(1500)]],
        source="RFC 3261, section 8.1.3.4: no URI more than once", status=1),
    Scenario(
        "302-no-contact", call(), [
            [Receive("INVITE"), moved(302, "Moved Temporarily"), Quiet(1500)]],
        source="RFC 3261, section 21.3.3: nowhere to go", status=1),
    Scenario(
        "302-sips-to-sip",
        ["call", "sips:bob@{A}", "--timeout", "8"], [
            [Receive("INVITE"),
             moved(302, "Moved Temporarily", "<sip:b@{B}>"), Quiet(1500)],
            []],
        source="RFC 3261, section 8.1.3.4: SIPS to SIP only if the user agrees",
        status=1),
    Scenario(
        "301-moved", call(), [
            [Receive("INVITE"),
             moved(301, "Moved Permanently", "<sip:b@{B}>"), Quiet(500)],
            [Receive("INVITE", (has("", "^INVITE sip:b@"),))] + CALL],
        source="RFC 3261, section 21.3.2"),
    Scenario(
        "305-use-proxy", call(), [
            [Receive("INVITE"), moved(305, "Use Proxy", "<sip:{B};lr>"),
             Quiet(500)],
            # By way of it, to the URI that was dialled.
            [Receive("INVITE", (has("", "^INVITE sip:bob@{A} "),
                                has("Route", "<sip:{B};lr>")))] + CALL],
        source="RFC 3261, section 21.3.4"),
    Scenario(
        "503-contact-is-no-target", call(), [
            [Receive("INVITE"),
             Send(503, "Service Unavailable",
                  ("Retry-After: 3600", "Contact: <sip:b@{B}>")), Quiet(1500)],
            []],
        source="RFC 3261, section 20.10: Contact means another address in 3xx"
        " and 485 only", status=1),

    # ---- challenges ---------------------------------------------------------
    Scenario(
        "401-then-407", register(*CREDENTIALS), [
            [Receive("REGISTER", (lacks("", "uthorization:"),
                                  has("CSeq", " 1 REGISTER"))),
             unauthorized(challenge(401, "a", "nonce1")),
             Receive("REGISTER", (has("Authorization", "nonce=.nonce1."),
                                  has("CSeq", " 2 REGISTER"))),
             Send(407, "Proxy Authentication Required",
                  (challenge(407, "b", "nonce2"),)),
             # Both, the first one's too.
             Receive("REGISTER", (has("Authorization", "nonce=.nonce1."),
                                  has("Proxy-Authorization", "nonce=.nonce2."),
                                  has("CSeq", " 3 REGISTER"))),
             OK]],
        source="RFC 3261, sections 22.2 and 22.3", password="secret"),
    Scenario(
        "401-stale-nonce", register(*CREDENTIALS), [
            [Receive("REGISTER"), unauthorized(challenge(401, "a", "old")),
             Receive("REGISTER", (has("Authorization", "nonce=.old."),)),
             unauthorized(challenge(401, "a", "new", ", stale=true")),
             Receive("REGISTER", (has("Authorization", "nonce=.new."),)), OK]],
        source="RFC 7616, section 3.3: the same password with the new nonce",
        password="secret"),
    Scenario(
        "401-wrong-password", register(*CREDENTIALS), [
            [Receive("REGISTER"), unauthorized(challenge(401, "a", "first")),
             Receive("REGISTER", (has("Authorization", "nonce=.first."),)),
             unauthorized(challenge(401, "a", "second")), Quiet(2000)]],
        source="RFC 3261, section 22.1: not again with the same credentials",
        status=1, password="secret"),
    Scenario(
        "401-no-password", register(), [
            [Receive("REGISTER"), unauthorized(challenge(401, "a", "first")),
             Quiet(2000)]],
        source="RFC 3261, section 22.2: nothing to answer with", status=1),
    Scenario(
        "401-sha-256-beside-md5", register(*CREDENTIALS), [
            [Receive("REGISTER"),
             unauthorized(
                 challenge(401, "a", "n1", algorithm="SHA-512"),
                 challenge(401, "a", "n2", algorithm="SHA-256"),
                 challenge(401, "a", "n3", algorithm="MD5")),
             Receive("REGISTER", (
                 has("Authorization", "algorithm=.?SHA-256"),
                 has("Authorization", "nonce=.n2."),
                 lacks("", "nonce=.n3."))), OK]],
        source="RFC 8760, section 2.4: the topmost algorithm that is supported",
        password="secret"),
    Scenario(
        "401-never-ending", register(*CREDENTIALS), [
            [Receive("REGISTER"), unauthorized(challenge(401, "a", "n0"))] +
            [step for n in range(1, 3) for step in (
                Receive("REGISTER", (
                    has("Authorization", "nonce=.n%d." % (n - 1)),)),
                unauthorized(challenge(401, "a", "n%d" % n,
                                       ", stale=true")))] +
            [Quiet(2500)]],
        source="RFC 3261, section 22.1: an end to it", status=1,
        password="secret"),
    Scenario(
        "407-in-a-call", call("--reinvite-after", "300", *CREDENTIALS), [
            [Receive("INVITE")] + ANSWERED + [
                Receive("INVITE", (has("To", "tag=one"),)),
                Send(407, "Proxy Authentication Required",
                     (challenge(407, "b", "n"),), tag=""),
                Receive("INVITE", (has("Proxy-Authorization", "nonce=.n."),
                                   has("To", "tag=one"))),
                Send(200, "OK", (CONTACT,), body=SDP, tag=""),
                Receive("ACK")] + HANGS_UP],
        source="RFC 3261, section 22.3", password="secret"),

    Scenario(
        "407-nonce-expired-unsaid",
        call("--reinvite-after", "300", *CREDENTIALS), [
            [Receive("INVITE"),
             Send(407, "Proxy Authentication Required",
                  (challenge(407, "b", "old"),)),
             Receive("INVITE", (has("Proxy-Authorization", "nonce=.old."),))]
            + ANSWERED + [
                # With the nonce that was good before, and without stale.
                Receive("INVITE", (has("Proxy-Authorization", "nonce=.old."),
                                   has("To", "tag=one"))),
                Send(407, "Proxy Authentication Required",
                     (challenge(407, "b", "new"),), tag=""),
                Receive("INVITE", (has("Proxy-Authorization", "nonce=.new."),
                                   has("To", "tag=one"))),
                Send(200, "OK", (CONTACT,), body=SDP, tag=""),
                Receive("ACK")] + HANGS_UP],
        source="our own choice, no text decides: the password was right before",
        password="secret"),
    Scenario(
        "407-password-taken-back",
        call("--reinvite-after", "300", *CREDENTIALS), [
            [Receive("INVITE"),
             Send(407, "Proxy Authentication Required",
                  (challenge(407, "b", "n0"),)),
             Receive("INVITE", (has("Proxy-Authorization", "nonce=.n0."),))]
            + ANSWERED + [step for n in range(1, 2) for step in (
                Receive("INVITE", (
                    has("Proxy-Authorization", "nonce=.n%d." % (n - 1)),)),
                Send(407, "Proxy Authentication Required",
                     (challenge(407, "b", "n%d" % n),), tag=""))] + [
                Receive("INVITE", (has("Proxy-Authorization", "nonce=.n1."),)),
                Send(407, "Proxy Authentication Required",
                     (challenge(407, "b", "n2"),), tag=""),
                # Once more is enough, and the call goes on.
                Quiet(1000)] + HANGS_UP],
        source="RFC 3261, section 22.1: not again with what was rejected",
        password="secret"),

    # ---- what has to be changed ---------------------------------------------
    Scenario(
        "423-interval", register("--expires", "60"), [
            [Receive("REGISTER", (has("Expires", "^ *60"),)),
             Send(423, "Interval Too Brief", ("Min-Expires: 3600",)),
             Receive("REGISTER", (has("Expires", "^ *3600"),)), OK]],
        source="RFC 3261, section 10.2.8"),
    Scenario(
        "423-without-min-expires", register("--expires", "60"), [
            [Receive("REGISTER"), Send(423, "Interval Too Brief"),
             Quiet(1500)]],
        source="RFC 3261, section 21.4.17: Min-Expires MUST be there", status=1),
    Scenario(
        "422-session-interval", call(), [
            [Receive("INVITE"),
             Send(422, "Session Interval Too Small", ("Min-SE: 1800",)),
             Receive("INVITE", (has("Session-Expires", "1800"),
                                has("Min-SE", "1800"),
                                has("Supported", "timer"),
                                has("CSeq", " 2 INVITE")))] + CALL],
        source="RFC 4028, section 7.2"),
    Scenario(
        "420-extension", call(), [
            [Receive("INVITE", (has("Supported", "100rel"),)),
             Send(420, "Bad Extension", ("Unsupported: 100rel",)),
             Receive("INVITE", (lacks("", "100rel"),
                                has("Supported", "199")))] + CALL],
        source="RFC 3261, section 8.1.3.5"),
    Scenario(
        "420-one-of-two", call(), [
            [Receive("INVITE", (has("Supported", "100rel"),)),
             Send(420, "Bad Extension", ("Unsupported: 100rel",)),
             Receive("INVITE", (lacks("", "100rel"),
                                has("Supported", "199"))),
             # The second one could have been in the first list.
             Send(420, "Bad Extension", ("Unsupported: 199",)),
             Receive("INVITE", (lacks("", "100rel"), lacks("", "199\r"),
                                has("CSeq", " 3 INVITE")))] + CALL],
        source="RFC 3261, section 8.1.3.5: what is listed, each time"),
    Scenario(
        "420-not-said-what", call(), [
            [Receive("INVITE"), Send(420, "Bad Extension"), Quiet(1500)]],
        source="RFC 3261, section 21.4.15: Unsupported MUST be there",
        status=1),
    Scenario(
        "421-extension", call(), [
            [Receive("INVITE", (lacks("", "timer"),)),
             Send(421, "Extension Required", ("Require: timer",)),
             Receive("INVITE", (has("Supported", "timer"),))] + CALL],
        source="RFC 3261, section 21.4.16"),
    Scenario(
        "421-unknown-extension", call(), [
            [Receive("INVITE"),
             Send(421, "Extension Required", ("Require: teleportation",)),
             Quiet(1500)]],
        source="RFC 3261, section 21.4.16: what it cannot do it cannot say",
        status=1),
    Scenario(
        "415-content", call(), [
            [Receive("INVITE", (has("Content-Type", "application/sdp"),)),
             Send(415, "Unsupported Media Type", ("Accept: text/plain",)),
             # No offer: that one comes with the answer.
             Receive("INVITE", (has("Content-Length", "^ *0"),)), ANSWER,
             Receive("ACK", (has("Content-Type", "application/sdp"),))]
            + HANGS_UP],
        source="RFC 3261, section 8.1.3.5"),
    Scenario(
        "413-body",
        ["message", TO_A, "--timeout", "8"], [
            [Receive("MESSAGE"),
             Send(413, "Request Entity Too Large", ("Retry-After: 1",)),
             Quiet(900), Receive("MESSAGE"), OK]],
        source="RFC 3261, section 21.4.11: Retry-After, try again"),
    Scenario(
        "416-scheme",
        ["message", "sips:bob@{A}", "--timeout", "8"], [
            [Receive("MESSAGE"), Send(416, "Unsupported URI Scheme"),
             Quiet(1500)]],
        source="RFC 3261, section 26.4.4: SIPS is not dropped unasked",
        status=1),

    # ---- events -------------------------------------------------------------
    Scenario(
        "489-listed", subscribe("--event", "foo", "--event", "presence"), [
            [Receive("SUBSCRIBE", (has("Event", "foo"),)),
             Send(489, "Bad Event", ("Allow-Events: dialog, presence",)),
             Receive("SUBSCRIBE", (has("Event", "presence"),
                                   lacks("Event", "foo"))),
             Send(200, "OK", (CONTACT, "Expires: 3600")),
             request("NOTIFY", 1, "Event: presence\n"
                     "Subscription-State: active;expires=3600"),
             response(200)]],
        source="RFC 6665, section 8.3.2"),
    Scenario(
        "489-not-listed", subscribe("--event", "foo", "--event", "dialog"), [
            [Receive("SUBSCRIBE", optional=True, next="subscribe"),
             Receive("OPTIONS"),
             Send(200, "OK", ("Allow-Events: dialog",)),
             Pass('<nop next="the_end"/>'),
             Pass('<label id="subscribe"/>'),
             Send(489, "Bad Event"),
             Receive("SUBSCRIBE", (has("Event", "dialog"),)),
             Send(200, "OK", (CONTACT, "Expires: 3600"))]],
        source="RFC 6665, section 8.3.2; OPTIONS tells Allow-Events",
        calls=2),
    Scenario(
        "489-nothing-in-common", subscribe("--event", "foo"), [
            [Receive("SUBSCRIBE"),
             Send(489, "Bad Event", ("Allow-Events: dialog",)), Quiet(1500)]],
        source="RFC 6665, section 8.3.2", status=1),

    # ---- waiting and going elsewhere ----------------------------------------
    Scenario(
        "503-second-destination", call("--next-hop", "{B}"), [
            [Receive("INVITE"),
             Send(503, "Service Unavailable", ("Retry-After: 30",)),
             Quiet(1500)],
            [Receive("INVITE", (has("", "^INVITE sip:bob@{A} "),))] + CALL],
        source="RFC 3261, section 21.5.4", most_s=5),
    Scenario(
        "dead-then-second-destination",
        ["call", "sip:bob@{DEAD}", "--next-hop", "{A}", "--timeout", "8"], [
            [Receive("INVITE")] + CALL],
        source="RFC 3263, section 4.3", most_s=5),
    Scenario(
        "480-retry-after", call(), [
            [Receive("INVITE"),
             Send(480, "Temporarily Unavailable", ("Retry-After: 2",)),
             Quiet(1800), Receive("INVITE", within_ms=3000)] + CALL],
        source="RFC 3261, section 21.4.18"),
    Scenario(
        "retry-after-comment", call(), [
            [Receive("INVITE"),
             Send(480, "Temporarily Unavailable",
                  ("Retry-After: 2 (in a (very) busy \\) hour);duration=60",)),
             Quiet(1800), Receive("INVITE", within_ms=3000)] + CALL],
        source="RFC 3261, section 20.33"),

    # ---- more responses than there should be --------------------------------
    Scenario(
        "two-finals", register("--next-hop", "{B}"), [
            [Receive("REGISTER"),
             Send(503, "Service Unavailable", ("Retry-After: 30",)),
             Send(500, "Server Error", ("Retry-After: 1",)), Quiet(2500)],
            [Receive("REGISTER"), OK, Quiet(500)]],
        source="RFC 3261, section 17.1.2.2: the first final ends it"),
    Scenario(
        "provisional-after-final", register("--next-hop", "{B}"), [
            [Receive("REGISTER"),
             Send(500, "Server Error", ("Retry-After: 1",)),
             Send(100, "Trying", tag=""), Send(408, "Request Timeout"),
             Quiet(800), Receive("REGISTER", (has("CSeq", " 2 REGISTER"),)),
             OK, Quiet(500)],
            # The 408 alone would lead here.
            []],
        source="RFC 3261, section 17.1.2.2: what comes later is absorbed"),
    Scenario(
        "response-to-ack", call(), [
            [Receive("INVITE"), ANSWER, Receive("ACK"),
             Send(405, "Method Not Allowed", ("Allow: INVITE",), tag="",
                  ack=False), Quiet(700)] + HANGS_UP],
        source="RFC 3261, section 17: there is none, and the call goes on"),
    Scenario(
        "final-without-tag", call(), [
            [Receive("INVITE"), Send(404, "Not found", tag=""), Quiet(1500)]],
        source="RFC 3261, section 8.2.6.2 wants one; it is a final without too",
        status=1),

    # ---- in a call ----------------------------------------------------------
    Scenario(
        "491-to-the-phone", call(*REINVITES), [
            [Receive("INVITE")] + ANSWERED + [
                Receive("INVITE", (has("To", "tag=one"),)),
                Send(491, "Request Pending", tag=""), Quiet(2000),
                Receive("INVITE", within_ms=2500),
                Send(200, "OK", (CONTACT,), body=SDP, tag=""),
                Receive("ACK")] + HANGS_UP],
        source="RFC 3261, section 14.1: 2.1 to 4 s for whoever made Call-ID"),
    Scenario(
        "491-from-the-phone", call(*REINVITES), [
            [Receive("INVITE")] + ANSWERED + [
                Receive("INVITE", (has("To", "tag=one"),)),
                request("INVITE", 101), response(491), request("ACK", 101),
                request("BYE", 102), response(200)]],
        source="RFC 3261, section 14.2"),
    Scenario(
        "481-in-a-call", call(*REINVITES), [
            [Receive("INVITE")] + ANSWERED + [
                Receive("INVITE", (has("To", "tag=one"),)),
                Send(481, "Call/Transaction Does Not Exist", tag="")]
            + HUNG_UP],
        source="RFC 3261, section 12.2.1.2", status=1),
    Scenario(
        "408-in-a-call", call(*REINVITES), [
            [Receive("INVITE")] + ANSWERED + [
                Receive("INVITE", (has("To", "tag=one"),)),
                Send(408, "Request Timeout", tag="")] + HUNG_UP],
        source="RFC 3261, section 12.2.1.2", status=1),
    Scenario(
        "488-in-a-call", call(*REINVITES), [
            [Receive("INVITE")] + ANSWERED + [
                Receive("INVITE", (has("To", "tag=one"),)),
                Send(603, "Decline", tag=""), Quiet(1000)] + HANGS_UP],
        source="RFC 3261, section 14.1: the session stays as it was"),

    # ---- provisional responses and forking ----------------------------------
    Scenario(
        "reliable-provisional", call(), [
            [Receive("INVITE", (has("Supported", "100rel"),)),
             Send(183, "Session Progress",
                  (CONTACT, "Require: 100rel", "RSeq: 8001"), body=SDP),
             Receive("PRACK", (has("RAck", "8001 1 INVITE"),
                               has("To", "tag=one"),
                               has("CSeq", " 2 PRACK"))),
             OK,
             Send(200, "OK", (CONTACT,), of="INVITE", body=SDP),
             Receive("ACK", (has("CSeq", " 1 ACK"),))] + HANGS_UP],
        source="RFC 3262, section 4"),
    Scenario(
        "199-early-dialog-ends", call(), [
            [Receive("INVITE", (has("Supported", "199"),)),
             Send(180, "Ringing", (CONTACT,), tag="two"),
             Send(199, "Early Dialog Terminated", tag="two"),
             Send(180, "Ringing", (CONTACT,)), ANSWER,
             Receive("ACK", (has("To", "tag=one"),))] + HANGS_UP],
        source="RFC 6228, section 6: the call goes on"),
    Scenario(
        "forked-answers", call(), [
            [Receive("INVITE"), ANSWER,
             Receive("ACK", (has("To", "tag=one"),)),
             Send(200, "OK", (CONTACT,), tag="two", of="INVITE", body=SDP),
             Receive("ACK", (has("To", "tag=two"),)),
             Receive("BYE", (has("To", "tag=two"),)),
             Send(200, "OK", tag="")] + HANGS_UP],
        source="RFC 3261, section 13.2.2.4"),
    Scenario(
        "answered-twice", call(), [
            [Receive("INVITE"), ANSWER, Receive("ACK"),
             Send(200, "OK", (CONTACT,), of="INVITE", body=SDP),
             Receive("ACK", (has("To", "tag=one"),))] + HANGS_UP],
        source="RFC 3261, section 13.2.2.4: an ACK for each 2xx"),
    Scenario(
        "nobody-answers",
        ["call", TO_A, "--timeout", "2"], [
            [Receive("INVITE"), RING, Receive("CANCEL"), Send(200, "OK"),
             Send(487, "Request Terminated", of="INVITE")]],
        source="RFC 3261, section 9.1", status=1),

    # ---- the end ------------------------------------------------------------
    Scenario(
        "600-ends-all", call("--next-hop", "{C}"), [
            [Receive("INVITE"),
             moved(302, "Moved Temporarily", "<sip:b@{B}>;q=0.9",
                   "<sip:c@{C}>;q=0.5")],
            [Receive("INVITE"), Send(600, "Busy Everywhere"), Quiet(1500)],
            []],
        source="RFC 3261, section 21.6", status=1),
    Scenario(
        "603-network-blocked", call("--next-hop", "{B}"), [
            [Receive("INVITE"),
             Send(603, "Network Blocked", (
                 'Reason: SIP;cause=603;text="v=analytics1;'
                 'url=https://redress.example.com/b"',)), Quiet(1500)],
            []],
        source="ATIS-1000099; RFC 3261, section 21.6.2", status=1),
    Scenario(
        "608-rejected", call("--next-hop", "{B}"), [
            [Receive("INVITE"),
             Send(608, "Rejected", (
                 "Call-Info: <https://block.example.net/jws>"
                 ";purpose=jwscard",)), Quiet(1500)],
            []],
        source="RFC 8688, section 3.1", status=1),
    Scenario(
        "499-unknown", call("--next-hop", "{B}"), [
            [Receive("INVITE"), Send(499, "Whatever"), Quiet(1500)],
            []],
        source="RFC 3261, section 8.1.3.2: as 400", status=1),
    Scenario(
        "699-unknown", call("--next-hop", "{B}"), [
            [Receive("INVITE"), Send(699, "Whatever"), Quiet(1500)],
            []],
        source="RFC 3261, section 8.1.3.2: as 600", status=1),
    Scenario(
        "garbage",
        ["call", TO_A, "--timeout", "3"], [
            [Garbage((
                b"\x01\x02\x03 what is this?", b"", b"\r\n\r\n", b"SIP/2.0 200",
                b"SIP/2.0 200\0OK\r\n\r\n",
                # A code of five digits is not one of three.
                b"SIP/2.0 65736 OK\r\n{HEADERS}Content-Length: 0\r\n\r\n",
                b"SIP/2.0 000 OK\r\n{HEADERS}Content-Length: 0\r\n\r\n",
                b"SIP/2.0 200 OK\r\n{HEADERS}Content-Length: 9999\r\n\r\n",
                # An answer to somebody else's INVITE.
                b"SIP/2.0 603 Decline\r\nVia: SIP/2.0/UDP 127.0.0.1:5;"
                b"branch=z9hG4bKother\r\nFrom: <sip:x@y>;tag=1\r\n"
                b"To: <sip:z@y>;tag=2\r\nCall-ID: other\r\n"
                b"CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"),
                True)]],
        source="RFC 3261, section 18.1.2 and 18.3"),
    Scenario(
        "garbage-only",
        ["call", TO_A, "--timeout", "3"], [
            [Garbage((
                b"SIP/2.0 65736 OK\r\n{HEADERS}Content-Length: 0\r\n\r\n",
                b"SIP/2.0 4294967496 OK\r\n{HEADERS}\r\n",
                b"SIP/2.0 20 OK\r\n{HEADERS}\r\n"), False)]],
        source="RFC 3261, section 7.2: a code is three digits", status=1),

    # ---- a real proxy and registrar -----------------------------------------
    Scenario(
        "kamailio-register",
        ["register", "sip:alice@{K}", "--expires", "60", "--timeout", "8"]
        + CREDENTIALS, [
            [Receive("REGISTER", (has("Authorization", "Digest"),
                                  has("Expires", "^ *60"))),
             Receive("REGISTER", (has("Authorization", "Digest"),
                                  has("Expires", "^ *120"))), Quiet(1000)]],
        source="RFC 3261, sections 10.2.8 and 22.2", kamailio=True),
    Scenario(
        "kamailio-wrong-password",
        ["register", "sip:alice@{K}", "--user", "alice", "--password",
         "wrong", "--timeout", "8"], [
             [Receive("REGISTER", (has("Authorization", "Digest"),)),
              Quiet(2000)]],
        source="RFC 3261, section 22.1", status=1, kamailio=True),
    Scenario(
        "kamailio-redirects",
        ["call", "sip:moved@{K}", "--timeout", "8"], [
            [Receive("INVITE", (has("CSeq", " 3 INVITE"),))] + CALL,
            [Receive("INVITE", (has("CSeq", " 2 INVITE"),)),
             Send(486, "Busy Here"), Quiet(500)]],
        source="RFC 3261, section 8.1.3.4", kamailio=True),
    Scenario(
        "kamailio-forks",
        ["call", "sip:group@{K}", "--timeout", "3"] + CREDENTIALS, [
            [Receive("INVITE"), Send(486, "Busy Here"), Quiet(500)],
            # What is sent in the call goes by way of the proxy.
            [Receive("INVITE"), RING,
             Send(200, "OK", (CONTACT, "[last_Record-Route:]"), body=SDP),
             Receive("ACK", (has("", "Via: SIP/2.0/UDP {K};branch"),)),
             Receive("BYE", (has("", "Via: SIP/2.0/UDP {K};branch"),)), OK]],
        source="RFC 3261, sections 12.2.1.1 and 22.3", kamailio=True),
]
