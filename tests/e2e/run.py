#!/usr/bin/env python3
"""run.py - the softphone against SIPp, end to end

usage: run.py SOFTPHONE [--stand-in] [NAME ...]

Each scenario is what the other sides receive and send, from scenarios.py;
SIPp plays them, and fails if anything else comes over the wire, or if nothing
comes in time.  With --stand-in a phone that reacts wrongly takes the place of
SOFTPHONE, and every scenario must fail.  Of each that goes wrong a ladder is
printed, and left in a folder with all that was sent.
"""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from xml.sax.saxutils import escape, quoteattr

from scenarios import Garbage, Pass, Quiet, Receive, Send, SCENARIOS

AT_ONCE = 6
HERE = os.path.dirname(os.path.abspath(__file__))
FIRST_PORT = 25060
LIMIT_S = 45

# What a response says again of its request.
KEPT = (("Via", "via"), ("From", "from"), ("To", "to"), ("CSeq", "cseq"))


def xml_of(steps):
    """The SIPp scenario of one side."""
    out = ['<?xml version="1.0"?>', "<scenario>"]
    method = None
    labels = quiets = 0
    kept = set()
    for step in steps:
        if isinstance(step, Receive):
            if step.method != "ACK":
                method = step.method
            out.append('<recv request="%s" timeout="%d"%s%s>' % (
                step.method, step.within_ms,
                ' optional="true"' if step.optional else "",
                ' next="%s"' % step.next if step.next else ""))
            checks = list(step.checks)
            out.append("<action>")
            # What is needed when other requests have come since.
            for header, name in KEPT if step.method != "ACK" else ():
                out.append('<ereg regexp=".*" search_in="hdr" header="%s:" '
                           'assign_to="%s%s"/>' % (header, step.method, name))
                kept.add(step.method + name)
            if checks:
                for header, pattern, wanted in checks:
                    where = ('search_in="hdr" header=%s'
                             % quoteattr(header + ":") if header
                             else 'search_in="msg"')
                    out.append('<ereg regexp=%s %s %s="true" '
                               'assign_to="x%d"/>' % (
                                   quoteattr(pattern), where,
                                   "check_it" if wanted else
                                   "check_it_inverse", labels))
                    out.append("<log message=%s/>"
                               % quoteattr("[$x%d]" % labels))
                    labels += 1
            out.append("</action>")
            out.append("</recv>")
        elif isinstance(step, Quiet):
            # Anything that comes is not expected.
            quiets += 1
            out.append('<recv request="NOTHING" timeout="%d" '
                       'ontimeout="q%d"/><label id="q%d"/>'
                       % (step.ms, quiets, quiets))
        elif isinstance(step, Pass):
            out.append(step.xml)
        else:
            out.append("<send><![CDATA[\n\n%s\n]]></send>"
                       % message_of(step, method))
            final = step.code >= 300 and (step.of or method) == "INVITE"
            if final and step.ack:
                out.append('<recv request="ACK" timeout="4000"/>')
    out.append('<label id="the_end"/><Reference variables="%s"/>'
               % ",".join(sorted(kept)))
    out.append("</scenario>")
    return "\n".join(out)


def message_of(step, last_method):
    if step.request:
        return step.request
    method = step.of or last_method
    # In a dialog, To has its tag already.
    tag = step.tag if method not in ("BYE", "PRACK", "ACK") else ""
    tag = ";tag=" + tag if tag else ""
    lines = ["SIP/2.0 %d %s" % (step.code, step.phrase)]
    if step.of:
        lines += ["Via:[$%svia]" % method, "From:[$%sfrom]" % method,
                  "To:[$%sto]%s" % (method, tag), "CSeq:[$%scseq]" % method]
    else:
        lines += ["[last_Via:]", "[last_From:]", "[last_To:]" + tag,
                  "[last_CSeq:]"]
    lines += ["[last_Call-ID:]"] + list(step.headers)
    if step.body:
        lines += ["Content-Type: application/sdp", "Content-Length: [len]",
                  "", step.body]
    else:
        lines += ["Content-Length: 0", ""]
    return "\n".join(lines) + "\n"


def messages(folder, ports):
    """What was on the wire at each side with SIPp: (time, side, whether it
    came from the phone, text)."""
    found = []
    for index, _ in enumerate(ports):
        path = os.path.join(folder, "side%d.messages" % index)
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        for block in re.split(r"-{20,} ", text)[1:]:
            head, _, message = block.partition("\n\n")
            found.append((head.split("\n", 1)[0], index, "received" in head,
                          message))
    return sorted(found)


# Header fields that decide what comes next, told behind a line of a ladder.
TELLING = re.compile(r"^(CSeq|Contact|Route|Event|Allow-Events|(?:Min-)?Expires"
                     r"|Session-Expires|Min-SE|Require|Unsupported|Supported"
                     r"|Retry-After|RSeq|RAck|Accept): *(.*?)\r?$", re.M)


def seconds(moment):
    """Of a moment as SIPp writes it, since midnight."""
    hours, minutes, rest = moment.split()[1].split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


def ladder(folder, ports, wrong):
    """The same for people: a line a message, what is wrong, and what the phone
    said of it.  What goes to and from a side without SIPp is told there only.
    """
    found = messages(folder, ports)
    lines = ["     s  phone" + "".join(
        "%28s" % ("side %s (%d)" % ("ABCDEFG"[i], port))
        for i, port in enumerate(ports))]
    for moment, index, received, message in found:
        width = 24 + 28 * index
        arrow = ("|" + "-" * (width - 1) + ">|" if received
                 else "|<" + "-" * (width - 1) + "|")
        first = message.split("\n", 1)[0].strip().replace(" SIP/2.0", "")
        lines.append("%6.2f  %s  %s" % (
            seconds(moment) - seconds(found[0][0]), arrow,
            first.replace("SIP/2.0 ", "")[:60]))
        told = ["%s: %s" % pair for pair in TELLING.findall(message)]
        if told:
            lines.append(" " * 8 + "|" + " " * width + "|    "
                         + ", ".join(told)[:100])
    lines += ["", "What is wrong:"] + ["  " + w for w in wrong]
    lines += ["", "What the phone said:"]
    with open(os.path.join(folder, "phone.txt"), encoding="utf-8",
              errors="replace") as file:
        lines += ["  " + line.rstrip() for line in file]
    with open(os.path.join(folder, "ladder.txt"), "w",
              encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def digest_fault(message, user, password):
    """What is wrong with the answers to challenges in a request (RFC 7616,
    section 3.4.1)."""
    method = message.split(" ", 1)[0]
    for line in re.findall(r"^(?:Proxy-)?Authorization: Digest (.*?)\r?$",
                           message, re.M):
        given = {k: v.strip('"') for k, v in
                 re.findall(r'(\w+)=("[^"]*"|[^, ]+)', line)}
        algorithm = given.get("algorithm", "MD5").upper()
        hashed = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}.get(algorithm)
        if hashed is None:
            return "the algorithm %s was not offered" % algorithm

        def digest(*parts):
            return hashed(":".join(parts).encode()).hexdigest()

        right = digest(digest(user, given["realm"], password), given["nonce"],
                       given["nc"], given["cnonce"], given["qop"],
                       digest(method, given["uri"]))
        if given["username"] != user or given["response"] != right:
            return "the digest in %s is wrong" % line
    return None


def fill(text, ports):
    for i, port in enumerate(ports):
        text = text.replace("{%s}" % "ABCDEFG"[i], "127.0.0.1:%d" % port)
    text = text.replace("{K}", "127.0.0.1:%d" % (ports[0] + 35))
    return text.replace("{DEAD}", "127.0.0.1:9")


def start_side(steps, index, ports, calls, folder):
    path = os.path.join(folder, "side%d" % index)
    with open(path + ".xml", "w", encoding="utf-8") as file:
        file.write(fill(xml_of(steps), ports))
    return subprocess.Popen(
        ["sipp", "-sf", path + ".xml", "-i", "127.0.0.1",
         "-p", str(ports[index]), "-m", str(calls), "-nostdin", "-nd",
         "-timeout", "%ds" % LIMIT_S, "-timeout_error",
         "-default_behaviors", "abortunexp",
         "-trace_msg", "-message_file", path + ".messages",
         "-trace_err", "-error_file", path + ".errors"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start_kamailio(folder, ports):
    path = os.path.join(folder, "kamailio.cfg")
    with open(os.path.join(HERE, "kamailio.cfg"), encoding="utf-8") as file:
        text = fill(file.read(), ports)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(folder, "kamailio.log"), "w",
              encoding="utf-8") as log:
        started = subprocess.Popen(
            ["kamailio", "-DD", "-f", path, "-Y", folder, "-m", "16"],
            stdout=log, stderr=log,
            env=dict(os.environ, PATH=os.environ["PATH"] + ":/usr/sbin"))
    listens = " 0100007F:%04X " % (ports[0] + 35)
    for _ in range(100):
        with open("/proc/net/udp", encoding="ascii") as file:
            if listens in file.read():
                return started
        time.sleep(0.1)
    started.kill()
    raise RuntimeError("Kamailio does not start: see %s"
                       % os.path.join(folder, "kamailio.log"))


def play_garbage(step, listener, why):
    """A side that answers an INVITE with garbage and then, or not, with what
    is right, and takes the ACK and the BYE."""
    listener.settimeout(6)
    acknowledged = answered = invited = False
    try:
        while True:
            message, phone = listener.recvfrom(65535)
            text = message.decode()
            method = text.split(" ", 1)[0]
            copied = b"".join(
                line.encode() + (b";tag=one" if line[:3] == "To:" and
                                 ";tag=" not in line else b"") + b"\r\n"
                for line in text.split("\r\n")
                if line.split(":")[0] in ("Via", "From", "To", "Call-ID",
                                          "CSeq"))
            end = (b"Contact: <sip:callee@127.0.0.1:%d>\r\n"
                   b"Content-Length: 0\r\n\r\n" % listener.getsockname()[1])
            if method == "INVITE":
                for raw in step.datagrams:
                    listener.sendto(raw.replace(b"{HEADERS}", copied), phone)
            if method == "ACK":
                acknowledged = True
                if not answered:
                    break
            # Not to the first INVITE, but when it comes once more: an ACK in
            # between is one to garbage.
            if method == "BYE" or (method == "INVITE" and invited and
                                   step.then_answers):
                answered = True
                listener.sendto(b"SIP/2.0 200 OK\r\n" + copied + end, phone)
            invited |= method == "INVITE"
            if method == "BYE":
                break
    except socket.timeout:
        pass
    if acknowledged != answered:
        why.append("an ACK came" if acknowledged else "no ACK came")


def wait_for_side(side, path):
    """What is wrong, or None."""
    try:
        status = side.wait(8)
    except subprocess.TimeoutExpired:
        side.kill()
        side.wait()
        return first_error(path, "nothing: it still waits")
    return first_error(path, status) if status != 0 else None


def run_phone(command, folder):
    """The exit status, and how long it took."""
    begun = time.monotonic()
    with open(os.path.join(folder, "phone.txt"), "w",
              encoding="utf-8") as out:
        process = subprocess.Popen(command, stdout=out,
                                   stderr=subprocess.STDOUT)
        try:
            status = process.wait(LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            status = "still running"
    return status, time.monotonic() - begun


def run(phone, scenario, first_port, folder):
    """All that is wrong: on the wire, and with the phone itself."""
    ports = [first_port + 10 * i for i in range(len(scenario.sides))]
    sides, listeners, players, why, own = {}, {}, [], [], []
    for i, steps in enumerate(scenario.sides):
        name = "ABCDEFG"[i]
        if not steps or isinstance(steps[0], Garbage):
            listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            listener.bind(("127.0.0.1", ports[i]))
            if not steps:
                listeners[name] = listener
                continue
            players.append(threading.Thread(target=play_garbage, args=(
                steps[0], listener, why)))
            players[-1].start()
        else:
            sides[i] = start_side(steps, i, ports,
                                  scenario.calls if i == 0 else 1, folder)
    kamailio = scenario.kamailio and start_kamailio(folder, ports)
    time.sleep(0.4)
    status, took = run_phone(
        phone + [fill(a, ports) for a in scenario.arguments], folder)
    if status != scenario.status:
        own.append("the phone's exit status is %s, not %s"
                   % (status, scenario.status))
    if scenario.most_s and took > scenario.most_s:
        own.append("the phone took %.1f s, and %g s are allowed"
                   % (took, scenario.most_s))
    for i, side in sides.items():
        wrong = wait_for_side(side, os.path.join(
            folder, "side%d.errors" % i))
        if wrong:
            why.append("side %s: %s" % ("ABCDEFG"[i], wrong))
    for player in players:
        player.join()
    if kamailio:
        kamailio.terminate()
        kamailio.wait()
    for name, listener in listeners.items():
        listener.setblocking(False)
        try:
            got = listener.recv(4096).decode("utf-8", "replace")
            why.append("side %s: was sent %s" % (name, got.split("\r")[0]))
        except BlockingIOError:
            pass
        listener.close()
    if scenario.password:
        for _, _, received, message in messages(folder, ports):
            fault = received and digest_fault(message, "alice",
                                              scenario.password)
            if fault:
                why.append(fault)
                break
    ladder(folder, ports, own + why)
    return why, own


def first_error(path, status):
    """What SIPp says, but for the end of a time in which nothing may come,
    which it calls an error too; None if it says nothing else."""
    quiet = False
    if os.path.exists(path):
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                line = re.sub(r"^[-0-9.:\t ]+: ", "", line.strip())
                if "jumping to label" in line:
                    quiet = True
                elif line and "events occurred" not in line:
                    return line[:150]
    return None if quiet and status == 1 else "SIPp ends with %s" % status


def show(scenario, why, own, took, stand_in):
    # What the stand-in says of itself proves nothing.
    good = bool(why) if stand_in else not why + own
    said = "; ".join(own + why)
    if stand_in:
        said = "; ".join(why)[:90] if why else "the stand-in passes"
    print("%-6s %5.1f s  %-28s %s" % ("ok" if good else "FAILED", took,
                                      scenario.name, said), flush=True)
    return good


def main():
    arguments = sys.argv[1:]
    stand_in = "--stand-in" in arguments
    arguments = [a for a in arguments if a != "--stand-in"]
    if not arguments:
        sys.exit(__doc__)
    phone = [os.path.abspath(arguments[0])]
    if stand_in:
        phone = [sys.executable, os.path.join(HERE, "stand_in.py")] + phone
    unknown = set(arguments[1:]) - {s.name for s in SCENARIOS}
    if unknown:
        sys.exit("run.py: no such scenario: %s" % ", ".join(sorted(unknown)))
    folder = tempfile.mkdtemp(prefix="e2e-")

    def play(numbered):
        number, scenario = numbered
        path = os.path.join(folder, scenario.name)
        os.mkdir(path)
        begun = time.monotonic()
        why, own = run(phone, scenario, FIRST_PORT + 40 * number, path)
        return show(scenario, why, own, time.monotonic() - begun, stand_in)

    chosen = [s for s in enumerate(SCENARIOS)
              if not arguments[1:] or s[1].name in arguments[1:]]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        good = list(pool.map(play, chosen))
    for (_, scenario), was_good in zip(chosen, good):
        if not was_good:
            path = os.path.join(folder, scenario.name, "ladder.txt")
            with open(path, encoding="utf-8") as file:
                print("\n==== %s (%s)\n%s\n\n%s" % (
                    scenario.name, path, scenario.source, file.read()))
    print("%d scenarios, %d failed" % (len(good), good.count(False)))
    if not all(good):
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
