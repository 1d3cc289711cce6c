#!/usr/bin/env python3
"""test.py - what sipresp.lua shows in tshark

usage: test.py SIPRESP.LUA PROGRAM

Writes a capture, has tshark read it with the post-dissector, and compares its
fields with what PROGRAM says.
"""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

SCRIPT, PROGRAM = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
del sys.argv[1:3]


def message(first, *lines, body=""):
    return "\r\n".join([
        first, "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1",
        "From: <sip:a@a.example>;tag=1", "To: <sip:b@b.example>;tag=2",
        "Call-ID: 1@a.example", "CSeq: 1 INVITE", *lines,
        f"Content-Length: {len(body)}", "", body]).encode()


def packet(payload, tcp=False):
    if tcp:
        above = struct.pack("!HHIIBBHHH", 5060, 5062, 1, 1, 5 << 4, 0x18,
                            8192, 0, 0) + payload
    else:
        above = struct.pack("!HHHH", 5060, 5062, 8 + len(payload), 0) + payload
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(above), 0, 0, 64,
                     6 if tcp else 17, 0, bytes([127, 0, 0, 1]),
                     bytes([127, 0, 0, 2]))
    return ip + above


def capture(path, packets):
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
        for i, data in enumerate(packets):
            out.write(struct.pack("<IIII", i, 0, len(data), len(data)) + data)


def tshark(packets, *fields, program=PROGRAM, lang="en"):
    """The values of each field in each packet."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "test.pcap"
        capture(path, packets)
        out = subprocess.run(
            ["tshark", "-n", "-r", path, "-X", f"lua_script:{SCRIPT}",
             "-d", "udp.port==5062,sip", "-d", "tcp.port==5062,sip",
             "-T", "json"] +
            [word for field in fields for word in ("-e", f"sipresp.{field}")],
            env={**os.environ, "SIPRESP_PROGRAM": str(program),
                 "SIPRESP_LANG": lang, "HOME": folder},
            check=True, capture_output=True, text=True)
    if "lua" in out.stderr.lower():
        raise AssertionError(out.stderr)
    rows = [row["_source"].get("layers", {}) for row in json.loads(out.stdout)]
    return [[row.get(f"sipresp.{field}", []) for field in fields]
            for row in rows]


def says(*args, text=None):
    out = subprocess.run([PROGRAM, *args, "--json"], input=text, check=True,
                         capture_output=True)
    return json.loads(out.stdout)


class Shown(unittest.TestCase):
    def test_verdict(self):
        reply = message("SIP/2.0 503 Service Unavailable", "Retry-After: 120")
        verdict = says("classify", text=reply)
        self.assertEqual(tshark([packet(reply)], "action", "why", "reference"),
                         [[[verdict["action"]], [verdict["why"]],
                           [verdict["reference"]]]])
        # The header fields count: without Retry-After, it is another rule.
        other = message("SIP/2.0 503 Service Unavailable")
        self.assertNotEqual(says("classify", text=other)["why"],
                            verdict["why"])
        self.assertEqual(tshark([packet(other)], "why"),
                         [[[says("classify", text=other)["why"]]]])

    def test_page(self):
        page = says("486")
        self.assertEqual(
            tshark([packet(message("SIP/2.0 486 Busy Here"))], "meaning",
                   "when", "remedy"),
            [[[page["meaning"]], page["when"], page["remedy"]]])

    def test_language(self):
        page = says("486", "--lang", "es")
        self.assertEqual(
            tshark([packet(message("SIP/2.0 486 X"))], "meaning", lang="es"),
            [[[page["meaning"]]]])

    def test_values(self):
        reply = message("SIP/2.0 488 Not Acceptable Here",
                        'Warning: 305 gw "Incompatible media format"',
                        "Reason: Q.850;cause=65;text=\"x\"", body="ignored")
        (warnings, causes), = tshark([packet(reply)], "warning", "cause")
        self.assertTrue(warnings[0].startswith("305 Incompatible media"))
        self.assertTrue(causes[0].startswith(
            "65 Bearer capability not implemented."), causes)

    def test_body(self):
        reply = message("SIP/2.0 200 OK", "Content-Type: text/plain",
                        body="SIP/2.0 500 X")
        self.assertEqual(tshark([packet(reply)], "action"), [[["done"]]])

    def test_requests(self):
        """They are left alone, and so is what is no SIP."""
        invite = message("INVITE sip:b@b.example SIP/2.0")
        self.assertEqual(tshark([packet(invite), packet(b"\0\1")], "action"),
                         [[[]], [[]]])

    def test_several(self):
        """Two responses in one packet, and a request between them."""
        both = message("SIP/2.0 100 Trying") + \
            message("INVITE sip:b@b.example SIP/2.0") + \
            message("SIP/2.0 486 Busy Here")
        self.assertEqual(tshark([packet(both, tcp=True)], "action"),
                         [[["wait", "give_up"]]])

    def test_quotes(self):
        """Nothing of a message gets to the shell."""
        with tempfile.TemporaryDirectory() as folder:
            mark = pathlib.Path(folder) / "mark"
            evil = message(f"SIP/2.0 503 '; touch {mark}; '",
                           f"Retry-After: 1 ($(touch {mark}))",
                           f"Warning: 399 x \"`touch {mark}`\"")
            self.assertEqual(tshark([packet(evil)], "action"),
                             [[["failover"]]])
            self.assertFalse(mark.exists())

    def test_no_program(self):
        """Without the program, there is nothing, and no error."""
        self.assertEqual(tshark([packet(message("SIP/2.0 486 X"))], "action",
                                program="/nonexistent/sipresp"), [[[]]])


if __name__ == "__main__":
    unittest.main()
