#!/usr/bin/env python3
"""test.py - what sipresp.py gives, and that its structures are the header's

usage: test.py INCLUDE

SIPRESP_LIBRARY names the shared library, and CC the compiler, which compiles a
program that prints the layout of each structure.
"""

import ctypes
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

import sipresp

INCLUDE = sys.argv.pop(1)
HEADER = (pathlib.Path(INCLUDE) / "sipresp.h").read_text()


def response(status, *lines, method="INVITE"):
    return "\r\n".join([f"SIP/2.0 {status}",
                        "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1",
                        f"CSeq: 1 {method}", *lines, "Content-Length: 0",
                        "", ""])


def ask_c(expressions):
    """The numbers that C makes of them."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "ask.c"
        source.write_text(
            "#include <stddef.h>\n#include <stdio.h>\n"
            '#include "sipresp.h"\nint main(void)\n{\n' + "".join(
                f'\tprintf("%ld\\n", (long)({e}));\n' for e in expressions) +
            "\treturn 0;\n}\n")
        program = pathlib.Path(folder) / "ask"
        subprocess.run([*shlex.split(os.environ.get("CC", "cc")), "-I",
                        INCLUDE, "-o", program, source], check=True)
        out = subprocess.run([program], check=True, capture_output=True)
    return [int(line) for line in out.stdout.split()]


class Layout(unittest.TestCase):
    def test_structures(self):
        want, expressions = [], []
        for tag, kind in sipresp.STRUCTURES.items():
            want.append((tag, "", ctypes.sizeof(kind)))
            expressions.append(f"sizeof (struct {tag})")
            for name, member in kind._fields_:
                at = getattr(kind, name)
                want += [(tag, name, at.offset),
                         (tag, name, ctypes.sizeof(member))]
                expressions += [f"offsetof(struct {tag}, {name})",
                                f"sizeof ((struct {tag} *)0)->{name}"]
        for (tag, name, python), c in zip(want, ask_c(expressions)):
            self.assertEqual(python, c, f"{tag} {name}")

    def test_all_members(self):
        for tag, kind in sipresp.STRUCTURES.items():
            body = re.search(rf"^struct {tag} {{\n(.*?)^}};", HEADER,
                             re.M | re.S)[1]
            body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
            names = [re.search(r"(\w+)(?:\[[^]]*\])?$", part.strip())[1]
                     for line in body.split(";") if line.strip()
                     for part in line.split(",")]
            self.assertEqual(names, [name for name, *_ in kind._fields_])

    def test_numbers(self):
        upper = [name.upper().replace("-", "_") for name in sipresp.AUTH]
        numbers = [
            *(("SIPRESP_TEXT_" + name.upper(), i)
              for i, name in enumerate(sipresp.TEXTS)),
            *(("SIPRESP_AUTH_" + name, 1 << i)
              for i, name in enumerate(upper)),
            *(("SIPRESP_SEND_" + name.upper(), 1 << i)
              for i, name in enumerate(sipresp.SEND)),
            *(("SIPRESP_ORIGIN_" + name.upper(), i)
              for i, name in enumerate(sipresp.ORIGINS)),
            *(("SIPRESP_FORK_" + name.upper(), i)
              for i, name in enumerate(sipresp.FORK_ORDERS)),
            ("SIPRESP_MAX_LINES", sipresp.MAX_LINES),
            ("SIPRESP_MAX_TARGETS", sipresp.MAX_TARGETS),
            ("SIPRESP_MAX_REALMS", sipresp.MAX_REALMS),
            ("SIPRESP_ACTION_DISCARD", len(sipresp.ACTIONS) - 1),
            ("SIPRESP_CAUSE_PROFILE_COUNT", len(sipresp.PROFILES))]
        for (name, number), c in zip(numbers,
                                     ask_c(name for name, _ in numbers)):
            self.assertEqual(number, c, name)

    def test_version(self):
        self.assertEqual(sipresp.version, ".".join(re.findall(
            r"#define SIPRESP_VERSION_\w+\s+(\d+)", HEADER)))


class Catalogue(unittest.TestCase):
    def test_explain(self):
        page = sipresp.explain(486)
        self.assertEqual((page.phrase, page.constant, page.class_),
                         ("Busy Here", "SIPRESP_486_BUSY_HERE",
                          "client_failure"))
        self.assertIn("RFC 3261 section 21.4.24", page.reference)
        self.assertIn("Retry-After", page.fields)
        self.assertTrue(page.meaning.endswith("."))
        self.assertGreater(len(page.when), 1)
        self.assertTrue(page.temporary)
        self.assertEqual(sipresp.explain(202).deprecated, True)
        self.assertIsNone(sipresp.explain(430000))

    def test_languages(self):
        self.assertNotEqual(sipresp.explain(486, "es").meaning,
                            sipresp.explain(486).meaning)

    def test_every_code(self):
        codes = [code for code in range(100, 700) if sipresp.explain(code)]
        self.assertGreaterEqual(len(codes), 75)
        for code in codes:
            page = sipresp.explain(code)
            self.assertTrue(page.meaning and page.when and page.remedy and
                            page.user)

    def test_compare(self):
        aspects = sipresp.compare(486, 600)
        self.assertTrue(all(len(row) == 3 for row in aspects))
        self.assertIn("client", aspects[0][1] + aspects[0][2])
        self.assertEqual(sipresp.compare(486, 486), [])

    def test_effective(self):
        self.assertEqual([sipresp.effective(code) for code in
                          (486, 499, 150, 99)], [486, 400, 183, 0])

    def test_warning(self):
        self.assertIn("codec", sipresp.warning_text(305))
        self.assertIsNone(sipresp.warning_text(1))


class Parse(unittest.TestCase):
    def test_parse(self):
        r = sipresp.parse(response(
            "603 Decline", 'Warning: 399 gw "a \\"b\\""',
            'Reason: Q.850;cause=21;text="no";location=LN', "Subject: x",
            "Reason: SIP"))
        self.assertEqual((r.status, r.phrase, r.method),
                         (603, "Decline", "INVITE"))
        self.assertEqual(r.fields["Reason"][1], "SIP")
        self.assertNotIn("Subject", r.fields)
        self.assertEqual((r.warnings[0].code, r.warnings[0].text),
                         (399, 'a "b"'))
        self.assertEqual((r.reasons[0].cause, r.reasons[0].location,
                          r.reasons[1].cause), (21, "LN", None))

    def test_bytes(self):
        message = response("486 Ocup\xe9").encode("latin-1") + b"\0\xff"
        self.assertEqual(sipresp.parse(message).phrase, "Ocup\ufffd")

    def test_errors(self):
        for message, says in (("INVITE sip:a SIP/2.0\r\n\r\n", "status line"),
                              ("SIP/2.0 099 X\r\n\r\n", "code"),
                              ("SIP/2.0 486 X\r\n", "empty line"),
                              ("", "")):
            with self.assertRaises(sipresp.Error) as raised:
                sipresp.parse(message)
            self.assertIn(says, str(raised.exception))
            self.assertLess(raised.exception.code, 0)


class Classify(unittest.TestCase):
    def test_redirect(self):
        v = sipresp.classify(response(
            "302 Moved", "Contact: <sip:a@x.example?Subject=x>;q=0.3, "
            "<sip:b@y.example>;expires=9"), uri="sip:c@z.example")
        self.assertEqual((v.status, v.action, v.level, v.class_, v.source),
                         (302, "redirect", "should", "redirection", "peer"))
        self.assertEqual([t.request_uri for t in v.targets],
                         ["sip:b@y.example", "sip:a@x.example"])
        self.assertEqual([t.q for t in v.targets], [1, 0.3])
        self.assertEqual([t.expires for t in v.targets], [9, None])

    def test_insecure(self):
        v = sipresp.classify(response("302 Moved",
                                      "Contact: <sip:a@x.example>"),
                             uri="sips:c@z.example")
        self.assertTrue(v.targets[0].insecure)

    def test_challenge(self):
        message = response(
            "401 X", 'WWW-Authenticate: Digest realm="a", nonce="n", '
            'qop="auth,auth-int", algorithm=SHA-256, stale=true',
            'WWW-Authenticate: Digest realm="a", nonce="m"')
        v = sipresp.classify(message, realms=["a"])
        self.assertEqual(v.action, "authenticate")
        self.assertEqual([c.chosen for c in v.challenges], [True, False])
        self.assertEqual((v.challenges[0].qop, v.challenges[0].nonce),
                         (["auth", "auth-int"], "n"))
        v = sipresp.classify(message, auth=["MD5"])
        self.assertEqual([c.chosen for c in v.challenges], [False, True])
        self.assertEqual(sipresp.classify(message, realms=["b"]).action,
                         "give_up")

    def test_values(self):
        v = sipresp.classify(response("503 X", "Retry-After: 10"))
        self.assertEqual((v.action, v.fallback, v.quarantine_s, v.wait_ms),
                         ("failover", "retry", 10, None))
        v = sipresp.classify(response("491 X"), in_dialog=True,
                             call_id_owner=True)
        self.assertEqual((v.action, v.wait_ms), ("retry", (2100, 4000)))
        v = sipresp.classify(response("423 X", "Min-Expires: 9",
                                      method="REGISTER"), sent_expires=3)
        self.assertEqual((v.action, v.amend), ("amend", ["expires"]))
        v = sipresp.classify(response("423 X", "Min-Expires: 9",
                                      method="REGISTER"), sent_expires=9)
        self.assertEqual(v.action, "give_up")
        self.assertEqual(sipresp.classify(response("200 OK")).send, ["ack"])
        v = sipresp.classify(response("489 X", "Allow-Events: presence",
                                      method="SUBSCRIBE"),
                             events=["dialog", "presence"])
        self.assertEqual((v.amend, v.event), (["event"], "presence"))

    def test_proxy(self):
        v = sipresp.classify(response("423 X", "Min-Expires: 9",
                                      method="REGISTER"), proxy=True)
        self.assertEqual(v.action, "give_up")

    def test_local(self):
        v = sipresp.classify_local("timeout", "INVITE")
        self.assertEqual((v.status, v.source, v.action),
                         (408, "timeout", "failover"))
        with self.assertRaises(ValueError):
            sipresp.classify_local("nothing", "INVITE")

    def test_wrong(self):
        with self.assertRaises(ValueError):
            sipresp.classify(response("486 X"), cannot=["fly"])
        with self.assertRaises(ValueError):
            sipresp.classify(response("486 X"), auth=["ROT13"])
        with self.assertRaises(TypeError):
            sipresp.classify(response("486 X"), colour="red")

    def test_state(self):
        state = sipresp.State()
        message = response("500 X", "Retry-After: 1")
        actions = []
        for _ in range(5):
            v = sipresp.classify(message, state)
            actions.append(v.action)
            state.note(v)
        self.assertEqual(actions, ["retry"] * 3 + ["give_up"] * 2)
        self.assertEqual(state.retries, 3)


class Forking(unittest.TestCase):
    def test_best(self):
        fork = sipresp.Fork("INVITE", "sip:bob@example.com")
        self.assertEqual([fork.add("sip:a@x"), fork.add("sip:b@x")], [0, 1])
        self.assertEqual(fork.response(0, response("180 X")).step, "forward")
        self.assertEqual(fork.pending(), 2)
        self.assertEqual(fork.response(1, response("404 X")).step, "hold")
        self.assertEqual(fork.response(0, response("407 X")).step, "hold")
        best = fork.best()
        self.assertEqual((best.status, best.branch, best.merge_challenges,
                          best.merge), (407, 0, True, []))
        with self.assertRaises(sipresp.Error):
            fork.add("sip:c@x")

    def test_cancel_others(self):
        fork = sipresp.Fork("INVITE", "sip:bob@example.com")
        fork.add("sip:a@x")
        fork.add("sip:b@x")
        fork.response(0, response("183 X"))
        self.assertTrue(fork.response(1, response("603 X")).cancel_others)
        self.assertEqual(fork.fails(0, "timeout", "INVITE").step, "hold")
        self.assertEqual(fork.best().status, 603)

    def test_recurse(self):
        fork = sipresp.Fork("INVITE", "sip:bob@example.com", recurse=True)
        fork.add("sip:bob@example.com")
        step = fork.response(0, response(
            "302 X", "Contact: <sip:a@x.example>;q=0.1, <sip:b@x.example>"))
        self.assertEqual(step.step, "recurse")
        self.assertEqual(fork.next_target().uri, "sip:b@x.example")
        self.assertEqual(fork.next_target().request_uri, "sip:a@x.example")
        self.assertIsNone(fork.next_target())

    def test_limits(self):
        fork = sipresp.Fork("INVITE", "sip:bob@example.com", max_breadth=1)
        fork.add("sip:a@x")
        with self.assertRaisesRegex(sipresp.Error, "Max-Breadth"):
            fork.add("sip:b@x")
        fork.response(0, response("503 X"))
        self.assertEqual((fork.best().status, fork.best().branch),
                         (500, None))
        with self.assertRaises(ValueError):
            sipresp.Fork("INVITE", "sip:b@x", order="x")


class Causes(unittest.TestCase):
    def test_cause(self):
        self.assertEqual((sipresp.cause(486).q850, sipresp.cause(486).name),
                         (17, "User busy"))
        found = sipresp.cause(response("503 X",
                                       "Reason: Q.850;cause=34;location=U"))
        self.assertEqual((found.q850, found.from_reason, found.location),
                         (34, True, "U"))
        self.assertIsNone(sipresp.cause(200))
        self.assertEqual(sipresp.cause(420, "asterisk").q850, 3)
        self.assertEqual(sipresp.status_from_cause(1), 404)
        self.assertIsNone(sipresp.status_from_cause(16))
        with self.assertRaises(ValueError):
            sipresp.cause(486, "nobody")


if __name__ == "__main__":
    unittest.main()
