"""What a SIP response means, and what to do about it.

    import sipresp

    verdict = sipresp.classify(message, uri="sip:bob@example.com")
    print(verdict.status, verdict.action, verdict.why, verdict.reference)

One file, by ctypes, for the shared library of libsipresp; Python 3.7 or later.
SIPRESP_LIBRARY in the environment names another library than the installed
one.  README.md beside this file tells what there is, and sipresp(3) what it
means.

SPDX-License-Identifier: MIT
"""

import ctypes
import ctypes.util
import os
from ctypes import (POINTER, Structure, byref, c_bool, c_char_p, c_int,
                    c_size_t, c_uint, c_uint8, c_uint16, c_uint32, c_uint64,
                    c_void_p)
from types import SimpleNamespace

# The number of the shared library whose structures these are.
ABI = 0

MAX_LINES = 128
FIELD_COUNT = 33
MAX_TARGETS = 20
MAX_REALMS = 8

# Numbers of the header that have no names in the library.
TEXTS = ("meaning", "when", "remedy", "user", "reference", "fields",
         "neighbours")
AUTH = ("MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256",
        "SHA-512-256-sess", "AKAv1-MD5", "AKAv2-MD5", "Bearer")
SEND = ("ack", "prack", "bye", "cancel")
ORIGINS = ("registered", "historic", "vendor")
FORK_ORDERS = ("strict", "repairable")

# What a proxy does not do to a request of somebody else's.
PROXY_CANNOT = ("authenticate", "amend", "retry", "probe", "use_proxy",
                "ask_user")


class Error(ValueError):
    """An error of the library; 'code' is its enum sipresp_error."""

    def __init__(self, code):
        super().__init__(_text(_lib.sipresp_strerror(code)))
        self.code = code


# ---- structures, as in sipresp.h; test.py compares them

class Str(Structure):
    _fields_ = [("p", c_void_p), ("len", c_size_t)]


class Line(Structure):
    _fields_ = [("value", c_void_p), ("len", c_uint32), ("field", c_uint32)]


class Response(Structure):
    _fields_ = [("code", c_int), ("source", c_int), ("method", Str),
                ("phrase", Str), ("header_size", c_size_t),
                ("body_size", c_size_t), ("present", c_uint64),
                ("repeated", c_uint64), ("first", c_uint8 * FIELD_COUNT),
                ("line_count", c_uint32), ("via_count", c_uint32),
                ("lines", Line * MAX_LINES)]


class Info(Structure):
    _fields_ = [("code", c_int), ("origin", c_uint8), ("parties", c_uint8),
                ("deprecated", c_uint8), ("temporary", c_uint8)]


class Cursor(Structure):
    _fields_ = [("line", c_uint32), ("at", c_uint32)]


class Challenge(Structure):
    _fields_ = [("scheme", Str), ("realm", Str), ("nonce", Str),
                ("opaque", Str), ("algorithm", Str), ("qop", Str),
                ("stale", Str), ("authz_server", Str), ("scope", Str),
                ("error", Str), ("auth", c_uint), ("is_stale", c_bool),
                ("proxy", c_bool)]


class Warning_(Structure):
    _fields_ = [("code", c_int), ("agent", Str), ("text", Str)]


class Reason(Structure):
    _fields_ = [("protocol", Str), ("cause", c_int), ("text", Str),
                ("location", Str)]


class Request(Structure):
    _fields_ = [("method", Str), ("uri", Str), ("contact", Str),
                ("in_dialog", c_bool), ("call_id_owner", c_bool),
                ("on_path", c_bool), ("provisional_seen", c_bool),
                ("has_last_rseq", c_bool), ("has_sent_expires", c_bool),
                ("has_sent_session_interval", c_bool),
                ("last_rseq", c_uint32), ("sent_expires", c_uint32),
                ("sent_session_interval", c_uint32), ("probe_of", c_int),
                ("auth", c_uint), ("cannot", c_uint), ("policy", c_void_p),
                ("targets", c_void_p), ("tried", POINTER(Str)),
                ("tried_count", c_size_t), ("events", POINTER(Str)),
                ("event_count", c_size_t), ("realms", POINTER(Str)),
                ("realm_count", c_size_t), ("auth_tried", POINTER(Str)),
                ("auth_tried_count", c_size_t),
                ("auth_accepted", POINTER(Str)),
                ("auth_accepted_count", c_size_t)]


class State_(Structure):
    _fields_ = [("redirects", c_uint8), ("retries", c_uint8),
                ("auth_attempts", c_uint8), ("failovers", c_uint8),
                ("probes", c_uint8), ("realm_count", c_uint8),
                ("realm_attempts", c_uint8 * MAX_REALMS),
                ("realm_hash", c_uint32 * MAX_REALMS)]


class Target(Structure):
    _fields_ = [("uri", Str), ("expires_s", c_uint32), ("hash", c_uint32),
                ("q", c_uint16), ("scheme", c_uint8),
                ("has_expires", c_bool), ("insecure", c_bool)]


class Verdict(Structure):
    _fields_ = [("status", c_int), ("treated_as", c_int), ("source", c_int),
                ("class_", c_int), ("action", c_int), ("fallback", c_int),
                ("level", c_int), ("scope", c_int), ("future", c_int),
                ("amend", c_uint), ("send", c_uint), ("renew", c_uint),
                ("has_wait", c_bool), ("wait_min_ms", c_uint32),
                ("wait_max_ms", c_uint32), ("quarantine_s", c_uint32),
                ("blame", c_uint), ("blame_certainty", c_int),
                ("blame_why", c_char_p), ("chosen", c_uint64),
                ("event", Str), ("rule", c_char_p), ("reference", c_char_p),
                ("why", c_char_p), ("realm_count", c_uint32),
                ("realm_hash", c_uint32 * MAX_REALMS),
                ("target_count", c_uint32),
                ("targets", Target * MAX_TARGETS)]


class Targets(Structure):
    _fields_ = [("store", c_void_p), ("store_size", c_size_t),
                ("store_used", c_size_t), ("is_sips", c_bool),
                ("count", c_uint32), ("next", c_uint32),
                ("left_out", c_uint32),
                ("targets", Target * (MAX_TARGETS + 1))]


class ForkBranch(Structure):
    _fields_ = [("received", c_uint32), ("final", c_uint16),
                ("held", c_bool), ("provisional", c_bool),
                ("early_dialog", c_bool), ("left_sip", c_bool)]


class Fork_(Structure):
    _fields_ = [("order", c_int), ("cancelled", c_bool),
                ("supported_199", c_bool), ("required_100rel", c_bool),
                ("max_breadth", c_uint32), ("targets", POINTER(Targets)),
                ("branches", POINTER(ForkBranch)), ("size", c_size_t),
                ("count", c_size_t), ("received", c_uint32),
                ("is_invite", c_bool), ("is_sip", c_bool),
                ("is_sips", c_bool), ("closed", c_bool), ("sent", c_uint16),
                ("is_over", c_bool), ("sent_branch", c_int)]


class ForkStep(Structure):
    _fields_ = [("step", c_int), ("cancel_others", c_bool),
                ("cancel_this", c_bool), ("generate_199", c_bool),
                ("as_sip", c_bool), ("reference", c_char_p),
                ("why", c_char_p)]


class BestResponse(Structure):
    _fields_ = [("status", c_int), ("branch", c_int),
                ("merge_challenges", c_bool), ("merge_contacts", c_bool),
                ("reference", c_char_p), ("why", c_char_p)]


class Cause(Structure):
    _fields_ = [("q850", c_int), ("from_reason", c_bool), ("location", Str)]


# The tag of each in C.
STRUCTURES = {
    "sipresp_str": Str, "sipresp_line": Line, "sipresp_response": Response,
    "sipresp_info": Info, "sipresp_cursor": Cursor,
    "sipresp_challenge": Challenge, "sipresp_warning": Warning_,
    "sipresp_reason": Reason, "sipresp_request": Request,
    "sipresp_state": State_, "sipresp_target": Target,
    "sipresp_verdict": Verdict, "sipresp_targets": Targets,
    "sipresp_fork_branch": ForkBranch, "sipresp_fork": Fork_,
    "sipresp_fork_step": ForkStep, "sipresp_best_response": BestResponse,
    "sipresp_cause": Cause,
}


# ---- the library

def _load():
    name = os.environ.get("SIPRESP_LIBRARY") or \
        ctypes.util.find_library("sipresp") or f"libsipresp.so.{ABI}"
    lib = ctypes.CDLL(name)
    for function, result, *arguments in (
            ("version", c_char_p),
            ("strerror", c_char_p, c_int),
            ("lookup", POINTER(Info), c_int),
            ("phrase", c_char_p, c_int),
            ("constant", c_char_p, c_int),
            ("effective", c_int, c_int),
            ("class_of", c_int, c_int),
            ("text", c_char_p, c_int, c_int, c_char_p),
            ("compare", c_size_t, c_int, c_int, c_char_p, c_char_p, c_size_t),
            ("parse", c_int, POINTER(Response), c_void_p, c_size_t),
            ("response_local", c_int, POINTER(Response), c_int, Str),
            ("unquote", c_size_t, Str, c_char_p, c_size_t),
            ("request_uri", c_size_t, Str, c_char_p, c_size_t, POINTER(Str)),
            ("field_name", c_char_p, c_int),
            ("next_challenge", c_bool, POINTER(Response), POINTER(Cursor),
             POINTER(Challenge)),
            ("next_warning", c_bool, POINTER(Response), POINTER(Cursor),
             POINTER(Warning_)),
            ("next_reason", c_bool, POINTER(Response), POINTER(Cursor),
             POINTER(Reason)),
            ("warning_text", c_char_p, c_int, c_char_p),
            ("classify", c_int, POINTER(Verdict), POINTER(Response),
             POINTER(Request), POINTER(State_)),
            ("state_note", None, POINTER(State_), POINTER(Verdict)),
            ("targets_init", c_int, POINTER(Targets), c_void_p, c_size_t, Str),
            ("targets_next", c_bool, POINTER(Targets), POINTER(Target)),
            ("fork_init", c_int, POINTER(Fork_), POINTER(ForkBranch), c_size_t,
             Str, Str),
            ("fork_add", c_int, POINTER(Fork_), Str, POINTER(c_size_t)),
            ("fork_response", c_int, POINTER(Fork_), c_size_t,
             POINTER(Response), POINTER(ForkStep)),
            ("fork_pending", c_size_t, POINTER(Fork_)),
            ("fork_best", c_int, POINTER(Fork_), POINTER(BestResponse)),
            ("fork_merges", c_bool, POINTER(Fork_), POINTER(BestResponse),
             c_size_t),
            ("cause_from_status", c_int, c_int, c_int),
            ("status_from_cause", c_int, c_int, c_int),
            ("cause_of", c_int, POINTER(Response), c_int, POINTER(Cause)),
            ("cause_name", c_char_p, c_int),
            ("cause_text", c_char_p, c_int, c_char_p),
            *((f"{words}_name", c_char_p, c_int) for words in (
                "action", "level", "amend", "scope", "future", "source",
                "class", "party", "certainty", "fork_step",
                "cause_profile"))):
        function = getattr(lib, f"sipresp_{function}")
        function.restype = result
        function.argtypes = arguments
    return lib


def _text(chars):
    return None if chars is None else chars.decode()


_lib = _load()
version = _text(_lib.sipresp_version())


def _names(words):
    """The words of an enumeration, whose numbers begin with 0."""
    names, function = [], getattr(_lib, f"sipresp_{words}_name")
    while len(names) < 2 or names[-1] is not None:
        names.append(_text(function(len(names))))
    return names[:-1]


ACTIONS = _names("action")
SOURCES = _names("source")
PROFILES = _names("cause_profile")


def _number(names, name, what):
    if name is None or name not in names:
        raise ValueError(f"no {what} {name!r}: {', '.join(filter(None, names))}")
    return names.index(name)


def _bits(names, chosen, what):
    return sum(1 << _number(names, name, what) for name in set(chosen))


def _members(names, bits):
    return [name for i, name in enumerate(names) if bits >> i & 1]


class _Slices:
    """Text for the library: it lives as long as this."""

    def __init__(self):
        self.kept = []

    def one(self, text):
        if text is None:
            return Str(None, 0)
        data = text.encode() if isinstance(text, str) else bytes(text)
        self.kept.append(ctypes.create_string_buffer(data, len(data) + 1))
        return Str(ctypes.addressof(self.kept[-1]), len(data))

    def many(self, texts):
        slices = (Str * len(texts))(*map(self.one, texts))
        self.kept.append(slices)
        return slices, len(texts)


def _bytes(slice_):
    return None if not slice_.p else ctypes.string_at(slice_.p, slice_.len)


def _plain(slice_):
    """A slice as text; bytes that are no UTF-8 become U+FFFD."""
    data = _bytes(slice_)
    return None if data is None else data.decode("utf-8", "replace")


def _sized(function):
    """What a function like snprintf() writes."""
    size = function(None, 0)
    out = ctypes.create_string_buffer(size + 1)
    function(out, size + 1)
    return out.value.decode("utf-8", "replace")


def _unquoted(slice_):
    return None if not slice_.p else _sized(
        lambda out, size: _lib.sipresp_unquote(slice_, out, size))


def _check(error):
    if error != 0:
        raise Error(error)


def _parsed(message, slices):
    response = Response()
    data = slices.one(message)
    _check(_lib.sipresp_parse(byref(response), data.p, data.len))
    return response


# ---- the catalogue

def _lines(text):
    return text.split("\n") if text else []


def explain(code, lang="en"):
    """What the catalogue says about a code, or None if it lacks it."""
    info = _lib.sipresp_lookup(code)
    if not info:
        return None
    said = {name: _text(_lib.sipresp_text(code, i, lang.encode()))
            for i, name in enumerate(TEXTS)}
    for name in ("when", "remedy", "reference"):
        said[name] = _lines(said[name])
    for name in ("fields", "neighbours"):
        said[name] = dict(line.split(": ", 1) for line in _lines(said[name]))
    parties, bit = [], 1
    while bit <= info.contents.parties:
        if info.contents.parties & bit:
            parties.append(_text(_lib.sipresp_party_name(bit)))
        bit <<= 1
    return SimpleNamespace(
        status=code, phrase=_text(_lib.sipresp_phrase(code)),
        constant=_text(_lib.sipresp_constant(code)),
        class_=_text(_lib.sipresp_class_name(_lib.sipresp_class_of(code))),
        origin=ORIGINS[info.contents.origin],
        deprecated=bool(info.contents.deprecated),
        temporary=bool(info.contents.temporary), parties=parties,
        treated_as=effective(code), **said)


def effective(code):
    """The code that it must be treated as; 0 outside 100..699."""
    return _lib.sipresp_effective(code)


def compare(a, b, lang="en"):
    """How two codes differ: tuples of aspect, a, b."""
    text = _sized(lambda out, size: _lib.sipresp_compare(
        a, b, lang.encode(), out, size))
    return [tuple(line.split("\t")) for line in text.splitlines()]


def warning_text(code, lang="en"):
    """What a Warning code says; None if it is not known."""
    return _text(_lib.sipresp_warning_text(code, lang.encode()))


# ---- a response

def _values(function, response, kind):
    cursor, value = Cursor(), kind()
    while function(byref(response), byref(cursor), byref(value)):
        yield value


def parse(message):
    """A response, as bytes or text: its status line, and the header fields
    that a decision may rest on."""
    slices = _Slices()
    response = _parsed(message, slices)
    fields = {}
    for line in response.lines[:response.line_count]:
        name = _text(_lib.sipresp_field_name(line.field))
        value = ctypes.string_at(line.value, line.len)
        fields.setdefault(name, []).append(
            value.decode("utf-8", "replace").strip(" \t"))
    return SimpleNamespace(
        status=response.code, phrase=_plain(response.phrase),
        method=_plain(response.method), fields=fields,
        header_size=response.header_size, body_size=response.body_size,
        warnings=[SimpleNamespace(code=w.code, agent=_plain(w.agent),
                                  text=_unquoted(w.text))
                  for w in _values(_lib.sipresp_next_warning, response,
                                   Warning_)],
        reasons=[SimpleNamespace(
            protocol=_plain(r.protocol), text=_unquoted(r.text),
            cause=None if r.cause < 0 else r.cause,
            location=_plain(r.location))
            for r in _values(_lib.sipresp_next_reason, response, Reason)])


# ---- the decision

class State:
    """How it went so far, for one thing the user wants: give it to each
    classify(), and note() each verdict that is obeyed."""

    def __init__(self):
        self._state = State_()

    def note(self, verdict):
        _lib.sipresp_state_note(byref(self._state), byref(verdict.raw))

    def __getattr__(self, name):
        if name in ("redirects", "retries", "failovers", "probes"):
            return getattr(self._state, name)
        raise AttributeError(name)


def _request(slices, method=None, uri=None, contact=None, in_dialog=False,
             call_id_owner=False, on_path=False, provisional_seen=False,
             last_rseq=None, sent_expires=None, sent_session_interval=None,
             probe_of=0, auth=None, cannot=(), proxy=False, tried=(),
             events=(), realms=(), auth_tried=(), auth_accepted=()):
    request = Request(
        method=slices.one(method), uri=slices.one(uri),
        contact=slices.one(contact), in_dialog=in_dialog,
        call_id_owner=call_id_owner, on_path=on_path or proxy,
        provisional_seen=provisional_seen,
        has_last_rseq=last_rseq is not None, last_rseq=last_rseq or 0,
        has_sent_expires=sent_expires is not None,
        sent_expires=sent_expires or 0,
        has_sent_session_interval=sent_session_interval is not None,
        sent_session_interval=sent_session_interval or 0, probe_of=probe_of,
        auth=0 if auth is None else _bits(AUTH, auth, "algorithm"),
        cannot=_bits(ACTIONS, [*cannot, *(PROXY_CANNOT if proxy else ())],
                     "action"))
    request.tried, request.tried_count = slices.many(tried)
    request.events, request.event_count = slices.many(events)
    request.realms, request.realm_count = slices.many(realms)
    request.auth_tried, request.auth_tried_count = slices.many(auth_tried)
    request.auth_accepted, request.auth_accepted_count = \
        slices.many(auth_accepted)
    return request


def _target(target):
    return SimpleNamespace(
        uri=_plain(target.uri),
        request_uri=_sized(lambda out, size: _lib.sipresp_request_uri(
            target.uri, out, size, None)),
        q=target.q / 1000,
        expires=target.expires_s if target.has_expires else None,
        insecure=target.insecure)


def _challenges(response, chosen):
    found = []
    for i, c in enumerate(_values(_lib.sipresp_next_challenge, response,
                                  Challenge)):
        qop = _unquoted(c.qop)
        found.append(SimpleNamespace(
            scheme=_plain(c.scheme), algorithm=_unquoted(c.algorithm),
            qop=None if qop is None else
            [member.strip() for member in qop.split(",")],
            stale=c.is_stale, proxy=c.proxy, chosen=bool(chosen >> i & 1),
            **{name: _unquoted(getattr(c, name)) for name in (
                "realm", "nonce", "opaque", "authz_server", "scope",
                "error")}))
    return found


def _verdict(response, request, state, slices):
    raw = Verdict()
    _check(_lib.sipresp_classify(
        byref(raw), byref(response), byref(request),
        None if state is None else byref(state._state)))
    name = {words: _text(getattr(_lib, f"sipresp_{words}_name")(
        getattr(raw, {"class": "class_"}.get(words, words))))
        for words in ("source", "class", "action", "level", "scope",
                      "future")}
    amend = [_text(_lib.sipresp_amend_name(i)) for i in range(32)
             if raw.amend >> i & 1]
    raw.kept = slices       # what its slices point into
    return SimpleNamespace(
        status=raw.status, treated_as=raw.treated_as,
        phrase=_plain(response.phrase), method=_plain(response.method),
        source=name["source"], class_=name["class"], action=name["action"],
        fallback=ACTIONS[raw.fallback] if raw.fallback else None,
        level=name["level"], amend=amend, send=_members(SEND, raw.send),
        scope=name["scope"], future=name["future"],
        wait_ms=(raw.wait_min_ms, raw.wait_max_ms) if raw.has_wait else None,
        quarantine_s=raw.quarantine_s or None,
        targets=[_target(t) for t in raw.targets[:raw.target_count]],
        challenges=_challenges(response, raw.chosen),
        event=_plain(raw.event),
        blame=_text(_lib.sipresp_party_name(raw.blame)) if raw.blame else None,
        certainty=_text(_lib.sipresp_certainty_name(raw.blame_certainty)),
        blame_why=_text(raw.blame_why), rule=_text(raw.rule),
        reference=_text(raw.reference), why=_text(raw.why), raw=raw)


def classify(message, state=None, **request):
    """A verdict on a response, as bytes or text."""
    slices = _Slices()
    asked = _request(slices, **request)
    return _verdict(_parsed(message, slices), asked, state, slices)


def _local(what, method, slices):
    response = Response()
    _check(_lib.sipresp_response_local(
        byref(response), _number(SOURCES, what, "failure"),
        slices.one(method)))
    return response


def classify_local(what, method, state=None, **request):
    """A verdict on a transaction that failed by itself: "timeout" or
    "transport_error"."""
    slices = _Slices()
    asked = _request(slices, **request)
    return _verdict(_local(what, method, slices), asked, state, slices)


# ---- a forking proxy

class Fork:
    """The response context of a forking proxy."""

    def __init__(self, method, uri, recurse=False, order="strict",
                 max_breadth=0, supported_199=False, required_100rel=False,
                 max_branches=64):
        self._slices = _Slices()
        self._branches = (ForkBranch * max_branches)()
        self._fork = Fork_()
        uri = self._slices.one(uri)
        _check(_lib.sipresp_fork_init(
            byref(self._fork), self._branches, max_branches,
            self._slices.one(method), uri))
        self._fork.order = _number(FORK_ORDERS, order, "order")
        self._fork.max_breadth = max_breadth
        self._fork.supported_199 = supported_199
        self._fork.required_100rel = required_100rel
        if recurse:
            self._store = ctypes.create_string_buffer(1 << 16)
            self._targets = Targets()
            _check(_lib.sipresp_targets_init(
                byref(self._targets), self._store, len(self._store), uri))
            # The proxy has tried that one.
            _lib.sipresp_targets_next(byref(self._targets), byref(Target()))
            self._fork.targets = ctypes.pointer(self._targets)

    def add(self, uri):
        """The number of a new branch."""
        number = c_size_t()
        _check(_lib.sipresp_fork_add(byref(self._fork), _Slices.one(
            self._slices, uri), byref(number)))
        return number.value

    def _step(self, branch, response):
        step = ForkStep()
        _check(_lib.sipresp_fork_response(byref(self._fork), branch,
                                          byref(response), byref(step)))
        return SimpleNamespace(
            step=_text(_lib.sipresp_fork_step_name(step.step)),
            cancel_others=step.cancel_others, cancel_this=step.cancel_this,
            generate_199=step.generate_199, as_sip=step.as_sip,
            reference=_text(step.reference), why=_text(step.why))

    def response(self, branch, message):
        """What happens to a response that a branch got."""
        return self._step(branch, _parsed(message, _Slices()))

    def fails(self, branch, what, method):
        """The same, for a branch that fails by itself."""
        slices = _Slices()
        return self._step(branch, _local(what, method, slices))

    def next_target(self):
        """Where to recurse to next, or None."""
        target = Target()
        if not self._fork.targets or not _lib.sipresp_targets_next(
                self._fork.targets, byref(target)):
            return None
        return _target(target)

    def cancel(self):
        """The caller has cancelled."""
        self._fork.cancelled = True

    def pending(self):
        """How many branches have no final response."""
        return _lib.sipresp_fork_pending(byref(self._fork))

    def best(self):
        """The final response; status None where nothing may be sent, and
        branch None where the proxy makes it."""
        best = BestResponse()
        _check(_lib.sipresp_fork_best(byref(self._fork), byref(best)))
        return SimpleNamespace(
            status=best.status or None,
            branch=None if best.branch < 0 else best.branch,
            merge_challenges=best.merge_challenges,
            merge_contacts=best.merge_contacts,
            merge=[i for i in range(self._fork.count) if
                   _lib.sipresp_fork_merges(byref(self._fork), byref(best),
                                            i)],
            reference=_text(best.reference), why=_text(best.why))


# ---- causes of the telephone network

def cause(of, profile="rfc3398", lang="en"):
    """The Q.850 cause of a response, or for a code; None if there is none."""
    number = _number(PROFILES, profile, "profile")
    found = Cause()
    if isinstance(of, int):
        found.q850 = _lib.sipresp_cause_from_status(of, number)
    else:
        slices = _Slices()
        response = _parsed(of, slices)
        _check(_lib.sipresp_cause_of(byref(response), number, byref(found)))
    if found.q850 == 0:
        return None
    return SimpleNamespace(
        q850=found.q850, name=_text(_lib.sipresp_cause_name(found.q850)),
        text=_text(_lib.sipresp_cause_text(found.q850, lang.encode())),
        from_reason=found.from_reason, location=_plain(found.location))


def status_from_cause(q850, profile="rfc3398"):
    """The code for a Q.850 cause; None if there is none."""
    return _lib.sipresp_status_from_cause(
        q850, _number(PROFILES, profile, "profile")) or None
