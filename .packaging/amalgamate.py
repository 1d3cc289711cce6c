#!/usr/bin/env python3
"""amalgamate.py - the library as two files, sipresp.c and sipresp.h

usage: amalgamate.py SRC OUT

Writes OUT/sipresp.c, in which all of SRC/lib stands, and a copy of the header
beside it.  A .c file of lib/ is a section; a header comes where it is needed
first.  The tables, *.def, are read several times each: a short one stands
wherever it is read; a long one stands once, at the end, from where sipresp.c
includes itself.

Sections share one scope.  What several of them declare (words, rows) gets the
name of its section in front, by macros that end with the section.  CC, with
-E, tells what a section declares.
"""

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

SRC, OUT = map(pathlib.Path, sys.argv[1:])
LIB = SRC / "lib"
HEADER = SRC / "include" / "sipresp.h"
CC = shlex.split(os.environ.get("CC", "cc"))

LONG = 100_000  # bytes of a table

QUOTED = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"[^\n]*\n', re.M)
IF_THERE = re.compile(r'__has_include[ ]?\("([^"]+)"\)')
HEAD_COMMENT = re.compile(r"\A/\*.*?\*/\n", re.S)
DEFINED = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.M)
TOKEN = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
                   r"|[A-Za-z_]\w*|\d[\w.]*|\S", re.S)
NAME = re.compile(r"[A-Za-z_]\w*")
TAGGED = ("struct", "union", "enum")
NO_NAMES = {*TAGGED, "_Static_assert", "__attribute__"}
MARKER = re.compile(r'^# \d+ "([^"]*)"(.*)$')

HEAD = """\
/*
 * sipresp.c - libsipresp %s in one file
 *
 * SPDX-License-Identifier: MIT
 *
 * Made from lib/ by "make amalgamation": change that, not this.  Compile it as
 * C11, with sipresp.h beside it; nothing is configured.  It includes itself to
 * read its tables, which stand at the end, so that it has to keep its name, or
 * be told another one: -DSIPRESP_SELF='"another.c"'.
 *
%s */

#ifndef SIPRESP_PART

#ifndef SIPRESP_SELF
#define SIPRESP_SELF "sipresp.c"
#endif

/* What an include would not have warned of: that not both ways to scan are
 * used, and that the file is long. */
#if defined __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#if !defined __clang__
#pragma GCC diagnostic ignored "-Wmisleading-indentation"
#endif
#endif
"""

TAIL = """
#if defined __GNUC__
#pragma GCC diagnostic pop
#endif
"""


def tokens_of(path):
    """The tokens that stand in the file itself or in tables it includes, but
    not in headers, after preprocessing."""
    text = subprocess.run(
        CC + ["-std=c11", "-E", "-I", HEADER.parent, path],
        check=True, capture_output=True, text=True).stdout
    stack, own = [str(path)], []
    for line in text.splitlines():
        marker = MARKER.match(line)
        if not marker:
            if all(name == str(path) or name.endswith(".def")
                   for name in stack):
                own.append(line)
            continue
        name, flags = marker[1], marker[2].split()
        if "1" in flags:
            stack.append(name)
        elif "2" in flags:
            stack.pop()
    return TOKEN.findall("\n".join(own))


def declared_by(path):
    """Names of file scope: functions and objects; tags and enumerators."""
    names, others, brackets, in_enum = set(), set(), [], []
    last, before_last, is_enum = "", "", False
    for token in tokens_of(path):
        if not brackets:
            if token in list("([=;,:") and NAME.fullmatch(last) \
                    and before_last not in TAGGED:
                names.add(last)
            elif token == "{" and before_last in TAGGED:
                others.add(last)
        elif in_enum == [True] and last in list("{,") and NAME.match(token):
            others.add(token)
        if token in list("({["):
            brackets.append(token)
            in_enum.append(token == "{" and is_enum)
        elif token in list(")}]"):
            brackets.pop()
            in_enum.pop()
        if token == "enum":
            is_enum = True
        elif token in list("{;=)"):
            is_enum = False
        before_last, last = last, token
    return tuple({name for name in found - NO_NAMES
                  if not name.lower().startswith("sipresp_")}
                 for found in (names, others))


def mentioned_by(path):
    """Names in the file, but for those of members."""
    tokens = TOKEN.findall(path.read_text())
    return {token for before, token in zip([""] + tokens, tokens)
            if NAME.match(token) and before not in (".", ">")}


class Amalgamation:
    def __init__(self):
        self.headers = set()
        self.inlined = set()
        self.parts = {}

    def include(self, match):
        """What stands for an include of lib/."""
        name = match[1]
        if name == HEADER.name or name.endswith(".h"):
            if name in self.headers:
                return ""
            self.headers.add(name)
            return match[0] if name == HEADER.name else \
                self.resolved((LIB / name).read_text())
        if not (LIB / name).exists():
            return f'#error "{name} is missing"\n'
        text = self.resolved((LIB / name).read_text())
        if len(text) < LONG or "/" in name:
            if name in self.inlined:  # what it is for was told
                return HEAD_COMMENT.sub("", text)
            self.inlined.add(name)
            return text
        number = self.parts.setdefault(name, (len(self.parts) + 1, text))[0]
        return (f"#define SIPRESP_PART {number} /* {name} */\n"
                "#include SIPRESP_SELF\n#undef SIPRESP_PART\n")

    def resolved(self, text):
        """The text, with each include of lib/ carried out."""
        text = IF_THERE.sub(
            lambda match: str(int((LIB / match[1]).exists())), text)
        return QUOTED.sub(self.include, text)


def main():
    sections = sorted(LIB.glob("*.c"))
    declared = {path: declared_by(path)
                for path in sections + list(LIB.glob("*.h"))}
    mentioned = {path: mentioned_by(path) for path in sections}

    version = ".".join(re.findall(
        r"#define SIPRESP_VERSION_\w+\s+(\d+)", HEADER.read_text()))
    licence = "".join(f" * {line}\n" if line else " *\n" for line in
                      (SRC / "LICENSE").read_text().splitlines())
    whole = Amalgamation()
    out = [HEAD % (version, licence)]
    for path in sections:
        names, tags = declared[path]
        ambiguous = set()
        for other in declared.keys() - {path}:
            ambiguous |= (names | tags) & set().union(*declared[other])
            # A local variable there would hide a name of file scope here.
            ambiguous |= names & mentioned.get(other, set())
        ambiguous = sorted(ambiguous)
        text = path.read_text()
        macros = sorted(set(DEFINED.findall(text)))
        out.append(f"\n/* ---- lib/{path.name} ---- */\n")
        out += (f"#define {name} {path.stem}_{name}\n" for name in ambiguous)
        out.append(whole.resolved(text))
        out += (f"#undef {name}\n" for name in macros + ambiguous)

    out.append(TAIL)

    for name, (number, text) in whole.parts.items():
        out.append(f"\n#elif SIPRESP_PART == {number}\n"
                   f"/* ---- lib/{name} ---- */\n{text}")
    out.append("\n#endif /* SIPRESP_PART */\n")

    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "sipresp.c").write_text("".join(out))
    shutil.copy(HEADER, OUT / "sipresp.h")


main()
