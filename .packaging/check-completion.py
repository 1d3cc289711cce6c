#!/usr/bin/env python3
"""check-completion.py - do bash, zsh and fish complete what sipresp takes?

usage: check-completion.py PROGRAM FOLDER

Runs each shell that there is, with the file for it in FOLDER, and compares
what it offers with what PROGRAM lists, explains and accepts.  SHELLS names
those that have to be there: bash, zsh and fish, unless told.
"""

import os
import pathlib
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM, FOLDER = (pathlib.Path(arg).resolve() for arg in sys.argv[1:])


def run(*args):
    return subprocess.run([PROGRAM, *args], text=True, capture_output=True,
                          stdin=subprocess.DEVNULL, check=False)


CODES = dict(re.findall(r"^ *(\d{3})  +(.*)", run("list").stdout, re.M))
COMMANDS = sorted(set(re.findall(r"^(?:usage:)? +sipresp ([a-z]+)(?= )",
                                 run("--help").stdout, re.M)))


def options_of(*command):
    """Those that the help of a command tells, and the ones of all."""
    told = re.findall(r"^  (--[a-z0-9-]+)", run(*command, "--help").stdout,
                      re.M)
    return sorted({*told, "--json", "--lang", "--help", "--version"})


def codes_from(beginning):
    return [code for code in CODES if code.startswith(beginning)]


CASES = [
    ("sipresp ", sorted(CODES) + COMMANDS),
    ("sipresp 48", codes_from("48")),
    ("sipresp 486", ["486"]),
    ("sipresp 486 60", codes_from("60")),
    ("sipresp rules 49", codes_from("49")),
    ("sipresp cause 60", codes_from("60")),
    ("sipresp cla", ["classify"]),
    ("sipresp --la", ["--lang"]),
    ("sipresp --", options_of()),
    ("sipresp dump --cs", ["--csv"]),
    ("sipresp dump ", ["codes", "rules", "effects", "causes", "mappings",
                       "warnings"]),
    ("sipresp dump codes w", ["warnings"]),
    ("sipresp list --class ", list("123456")),
    ("sipresp classify --local ", ["timeout", "transport-error"]),
    ("sipresp classify --local tr", ["transport-error"]),
    ("sipresp classify --method INVITE --local ti", ["timeout"]),
    ("sipresp classify --local=ti", ["timeout"]),
    ("sipresp cause --profile rf", ["rfc3398", "rfc4497"]),
    ("sipresp fork --order-by s", ["strict"]),
    ("sipresp classify re", ["reply.sip"]),
    ("sipresp classify --json re", ["reply.sip"]),
    ("sipresp list 4", []),
] + [(f"sipresp {command} --", options_of(command)) for command in COMMANDS]

# What is said about a code where several are offered.
PHRASE = ("sipresp 48", CODES["480"].split("  ")[0])


class Bash:
    @staticmethod
    def offers(line, folder):
        words = [word for part in shlex.split(line)
                 for word in re.split("(=)", part)]
        if line.endswith(" "):
            words.append("")
        script = (f"source {shlex.quote(str(FOLDER / 'sipresp'))}\n"
                  f"COMP_WORDS=({' '.join(map(shlex.quote, words))})\n"
                  f"COMP_CWORD={len(words) - 1} COMP_TYPE=9\n"
                  "_sipresp\n"
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        return subprocess.run(
            ["bash", "--norc", "-uc", script], cwd=folder, text=True,
            check=True, capture_output=True).stdout.splitlines()


class Fish:
    @staticmethod
    def offers(line, folder):
        script = (f"source {shlex.quote(str(FOLDER / 'sipresp.fish'))}\n"
                  f"complete -C {shlex.quote(line)}")
        lines = subprocess.run(
            ["fish", "--no-config", "-c", script], cwd=folder, text=True,
            check=True, capture_output=True).stdout.splitlines()
        # It offers the whole of --local=timeout.
        return [re.sub("^--[a-z-]+=", "", line) for line in lines]


class Zsh:
    """In a terminal, as its completion needs one."""

    @staticmethod
    def offers(line, folder):
        child, master = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.environ.update(TERM="dumb", COLUMNS="200", LINES="500")
            os.execvp("zsh", ["zsh", "-f", "-i"])
        setup = (f"fpath=({shlex.quote(str(FOLDER))} $fpath);"
                 "autoload -Uz compinit; compinit -u -D; PS1=;"
                 "unsetopt prompt_cr prompt_sp zle_bracketed_paste 2>/dev/null;"
                 "setopt no_list_ambiguous no_auto_menu no_auto_remove_slash list_rows_first;"
                 "zstyle ':completion:*' list-packed no; LISTMAX=0;"
                 "stty cols 200 rows 500; echo REA''DY\n")
        text = ""

        def expect(pattern, seconds):
            nonlocal text
            end = time.monotonic() + seconds
            while not re.search(pattern, text):
                if time.monotonic() > end:
                    raise TimeoutError(f"zsh: no {pattern!r} in {text!r}")
                if select.select([master], [], [], 0.1)[0]:
                    text += os.read(master, 65536).decode()

        os.write(master, setup.encode())
        expect("READY", 60)
        text = ""
        # What it lists comes between the line and the mark, or the line is
        # completed at once.
        os.write(master, line.encode() + b"\t")
        quiet = 0.0
        while quiet < 1.5:
            if select.select([master], [], [], 0.1)[0]:
                text += os.read(master, 65536).decode()
                quiet = 0.0
            else:
                quiet += 0.1
        os.close(master)
        os.waitpid(child, 0)
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\a", "", text)
        # The line may have been echoed before there was a prompt.
        text = re.sub(r"^[^\n]*\r(?=sipresp )", "", text)
        first, *rest = text.replace("\r", "\n").split("\n")
        rest = [part for part in rest if part.strip()]
        if rest and rest[-1].startswith("sipresp "):
            first = rest.pop()
        if rest:
            # Columns, or words before "--" and the phrase that they share.
            return [f"{word}\t{phrase}" for part in rest
                    for words, _, phrase in [part.partition(" -- ")]
                    for word in words.split()]
        # Completed in place: the whole word, or nothing happened.
        word = re.split("[ =]", first.rstrip(" "))[-1]
        return [] if first.rstrip(" ") == line.rstrip(" ") and \
            word not in CODES else [word]


SHELLS = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def check(name, folder):
    bad = 0
    for line, want in CASES:
        offered = SHELLS[name].offers(line, folder)
        words = sorted({offer.split("\t")[0].split(" ")[0]
                        for offer in offered if offer})
        if words != sorted(set(want)):
            print(f"{name}: {line!r}: {words}, not {sorted(want)}")
            bad += 1
        if line == PHRASE[0] and PHRASE[1] not in "\n".join(offered):
            print(f"{name}: {line!r}: no {PHRASE[1]!r} in {offered}")
            bad += 1
    print(f"{name}: {len(CASES)} lines, {bad} completed wrongly")
    return bad


def check_values():
    """All values that are offered are taken."""
    bad = count = 0
    text = (FOLDER / "sipresp").read_text()
    given = {"--class": ["list"], "--profile": ["cause", "486"],
             "--lang": ["486"], "--order-by": ["fork", "/dev/null"],
             "--method": ["classify", "--local", "timeout"],
             "--auth": ["classify", "--method", "INVITE", "--local",
                        "timeout"],
             "--local": ["classify", "--method", "INVITE"]}
    for option, words in re.findall(
            r"^\t(--[a-z-]+)\)\n\t\twords='([^']*)'", text, re.M):
        for word in words.split():
            count += 1
            if run(*given[option], option, word).returncode == 2:
                print(f"{option} {word} is offered, and not taken")
                bad += 1
    print(f"values: {count} offered, {bad} not taken")
    return bad or count == 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "reply.sip").touch()
        bad = check_values()
        for name in os.environ.get("SHELLS", "bash zsh fish").split():
            if shutil.which(name):
                bad += check(name, folder)
            else:
                print(f"{name} is not there")
                bad += 1
    return bad != 0


sys.exit(main())
