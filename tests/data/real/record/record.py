#!/usr/bin/env python3
"""record.py - asks a real SIP program, and keeps what it answers

usage: record.py FOLDER [PROGRAM ...]
       record.py --check [PROGRAM ...]

Starts each PROGRAM (all that are known, if none is named) on the loopback
interface, sends it the requests of situations.py, and writes each final
response byte for byte to FOLDER/PROGRAM_METHOD_STATUS_SITUATION.sip.  A file
that is there already stays as it is.  Nothing is written that names this machine
or a file on it.  What a program needs is told by programs.py.

With --check the folder is a new one, and it fails if a response that lies
beside this folder is not made again: one with the same method, status and
situation.
"""

import os
import re
import shutil
import socket
import sys
import tempfile

from programs import PROGRAMS, Missing, Started

FIRST_PORT = 15060


def private(raw, folder):
    """What in a response is nobody's business, or None."""
    text = raw.decode("utf-8", "replace")
    for name in (socket.gethostname(), os.path.basename(folder)):
        if name != "localhost" and re.search(r"(?<![\w.-])%s(?![\w-])"
                                             % re.escape(name), text):
            return name
    path = re.search(r"(?<![\w.:/])/(tmp|home|root|usr|etc|var)/", text)
    if path:
        return path.group(0)
    for address in re.findall(r"\b(?:\d{1,3}\.){3}\d{1,3}\b", text):
        if not address.startswith("127.") and address != "0.0.0.0":
            if not re.search(r"(User-Agent|Server)[^\r\n]*"
                             + re.escape(address), text):
                return address
    return None


def record(name, number, out):
    """How many files were written."""
    folder = tempfile.mkdtemp(prefix="record-")
    started = Started(folder, FIRST_PORT + 40 * number)
    written = []

    def keep(method, situation, response):
        path = os.path.join(out, "%s_%s_%d_%s.sip" % (
            name, method.lower(), response.code, situation))
        found = private(response.raw, folder)
        if found:
            print("%s: not kept, for it names %s" % (path, found))
        elif not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(response.raw)
            written.append(path)

    try:
        PROGRAMS[name](started, keep)
    except Missing as missing:
        print("%s: %s is not installed" % (name, missing))
    finally:
        started.stop()
    shutil.rmtree(folder)
    print("%s: %d responses" % (name, len(written)))
    return len(written)


def missing(name, out):
    """What lies in the parent folder, and was not made now."""
    kept = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return sorted(file for file in os.listdir(kept)
                  if file.startswith(name + "_") and file.endswith(".sip")
                  and not os.path.exists(os.path.join(out, file)))


def main():
    if len(sys.argv) < 2 or set(sys.argv[2:]) - set(PROGRAMS):
        sys.exit(__doc__ + "\nPrograms: " + ", ".join(sorted(PROGRAMS)))
    names = sorted(PROGRAMS)
    check = sys.argv[1] == "--check"
    out = tempfile.mkdtemp(prefix="recorded-") if check else sys.argv[1]
    os.makedirs(out, exist_ok=True)
    good = True
    for name in sys.argv[2:] or names:
        good &= record(name, names.index(name), out) > 0
        for file in missing(name, out) if check else ():
            print("%s: not answered like that any more" % file)
            good = False
    if check:
        shutil.rmtree(out)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
