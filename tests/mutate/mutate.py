#!/usr/bin/env python3
"""mutate.py - do the tests see a small fault in the library?

usage: mutate.py [options] SRC BUILD [FILE ...]

    --jobs N    this many at a time
    --sample N  not all mutants of the FILEs, but N drawn from them
    --seed N    which N these are
    --least P   how many of a hundred have to die
    --quick     only with the tests that take less than a second
    --again LOG only those that live by what was printed before
    --list      print the mutants, and test none

Makes each mutant of mutants.py, of all of lib/ if no FILE is named, compiles
what it is in, and runs the tests, the quick ones first, until one fails.  BUILD
holds the library as a shared object, the tests, the checksum and the command
line, all unchanged: a mutant is loaded before the library and takes its place.
What lives through the quick tests and is to an optimizing compiler the same as
the original is tested no further; what is not, goes through them once more under
the sanitizers, as in "make sanitize", and then through the others.

Fails if fewer of those that can be told from the original die than --least, or
if one lives that is not in the file "equivalent" with the reason why it cannot.
"""

import argparse
import collections
import concurrent.futures
import itertools
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import mutants

HERE = os.path.dirname(os.path.abspath(__file__))
CPU_SPARE = 0.3         # seconds, besides three times what it takes unchanged
LONGEST = 200           # before that is known
QUICK = 1.5             # what takes less is run first
CONTROL = 100           # mutants to a library that is as it was
CHECKSUM = "checksum"
# The case that a file is tested by, where it has another name, or a quicker one.
CASES = dict.fromkeys(("fact_text", "text", "translate", "warning", "words"),
                      "lang") | {"classify": "policy", "compare": "lookup",
                                 "phrase": "lookup"}
SAME = "the compiler"   # makes the same of it
SANITIZED = "sanitizer"
# What is out of bounds is no reason to make the same of something.
OPTIMIZER = "gcc -O2 -fno-aggressive-loop-optimizations".split()
SANITIZER = ("gcc -O1 -fsanitize=address,undefined "
             "-fno-sanitize-recover=all").split()


class Mutant:
    def __init__(self, name, text, begin, end, other):
        first = text.rfind("\n", 0, begin) + 1
        last = text.find("\n", end)
        self.name, self.begin, self.end, self.other = name, begin, end, other
        self.line = text.count("\n", 0, begin) + 1
        self.old = squeeze(text[first:last])
        self.new = squeeze(text[first:begin] + other + text[end:last])
        if name.endswith(".c"):
            heads = re.findall(r"^([a-z]\w*)\(", text[:begin], re.M)
            self.where = heads[-1] if heads else "-"
        else:
            self.where = "-"

    def key(self):
        return self.name, self.where, self.old, self.new

    def __str__(self):
        return "%s:%d: %s\n- %s\n+ %s" % (self.name, self.line, self.where,
                                          self.old, self.new)


def squeeze(text):
    return " ".join(text.split())


def read_equivalent(path):
    """Blocks: "= FILE FUNCTION", pairs of "- old" and "+ new", the reason."""
    known, file, where, old, pairs = {}, None, None, None, []
    for number, line in enumerate(open(path), 1):
        line = line.rstrip("\n")
        if line.startswith("= "):
            _, file, where = line.split(" ")
        elif line.startswith("- "):
            old = line[2:]
        elif line.startswith("+"):
            pairs.append((file, where, old, line[1:].strip()))
        elif line.startswith("#") or not line:
            if pairs:
                sys.exit("%s:%d: no reason is given" % (path, number))
        else:
            for pair in pairs:
                known[pair] = line
            pairs = []
    return known


class Stage:
    """A test case or the checksum, and the CPU time it takes unchanged."""
    def __init__(self, name, cpu=LONGEST):
        self.name, self.cpu = name, cpu

    def limit(self, slower):
        return (self.cpu * 3 + CPU_SPARE) * slower


class Runner:
    def __init__(self, src, build, cc):
        self.src, self.build = os.path.abspath(src), os.path.abspath(build)
        self.cc = cc
        self.asan = subprocess.run(
            ["gcc", "-print-file-name=libasan.so"], check=True, text=True,
            stdout=subprocess.PIPE).stdout.strip()
        self.data = os.path.abspath(os.path.join(src, "tests/data"))
        self.environment = dict(
            os.environ, LC_ALL="C", LD_LIBRARY_PATH=self.build,
            ASAN_OPTIONS="detect_leaks=0",      # those of Check
            SIPRESP_PROGRAM=os.path.join(self.build, "sipresp"),
            SIPRESP_DATA=self.data)
        self.units = self.read_units()
        self.local = threading.local()
        self.stages = []
        self.last = collections.defaultdict(list)
        self.unchanged = {}

    def read_units(self):
        """Which files of lib/ each .c is compiled from."""
        units = collections.defaultdict(set)
        lib = os.path.join(self.src, "lib")
        for name in os.listdir(lib):
            if not name.endswith(".c"):
                continue
            made = subprocess.run(
                ["cc", "-MM", "-I" + os.path.join(self.src, "include"),
                 os.path.join(lib, name)], check=True, text=True,
                stdout=subprocess.PIPE).stdout
            for path in made.replace("\\\n", " ").split()[1:]:
                units[os.path.relpath(path, self.src)].add(name)
        return units

    def folder(self):
        """A copy of lib/ for this thread, of links."""
        if not hasattr(self.local, "folder"):
            self.local.folder = tempfile.mkdtemp(dir=self.build)
            lib = os.path.abspath(os.path.join(self.src, "lib"))
            shutil.copytree(lib, os.path.join(self.local.folder, "lib"),
                            copy_function=os.symlink)
        return self.local.folder

    def compile(self, compiler, options, units, out, *behind):
        """The file it makes of some of lib/, or None if they are no C."""
        out = os.path.join(self.folder(), out)
        done = subprocess.run(
            compiler + options + ["-w", "-fPIC", "-I" + os.path.join(
                self.src, "include"), "-o", out]
            + [os.path.join("lib", u) for u in sorted(units)] + list(behind),
            cwd=self.folder(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        return out if done.returncode == 0 else None

    def library(self, compiler, units):
        """The object to load first.  A shell that a test starts has it loaded,
        too."""
        return self.compile(compiler, ["-shared"], units, "mutant.so",
                            "-L" + self.build, "-lsipresp")

    def optimized(self, unit):
        out = self.compile(OPTIMIZER, ["-c"], [unit], "mutant.o")
        return open(out, "rb").read() if out else None

    def is_same(self, mutant):
        """Are its instructions and tables those of the original?"""
        return all(self.optimized(unit) == self.unchanged[unit]
                   for unit in self.units[mutant.name])

    def put(self, name, text):
        """Let this be the text of a file; without one, what it was."""
        path = os.path.join(self.folder(), name)
        os.unlink(path)
        if text is None:
            os.symlink(os.path.abspath(os.path.join(self.src, name)), path)
        else:
            with open(path, "w") as file:
                file.write(text)

    def first_failing(self, preload, stages, slower=1):
        """The first of the stages that does not pass."""
        for is_sum, some in itertools.groupby(
                stages, lambda stage: stage.name == CHECKSUM):
            some = list(some)
            command = ["sh", "-c", '"$0"/checksum | cmp -s - "$1"', self.build,
                       os.path.join(self.data, "decisions.sum")] if is_sum \
                else [os.path.join(self.build, "check")] + [
                    "%s:%d" % (s.name, s.limit(slower) * 1000) for s in some]
            # This limit is also that of each process that a test starts.
            wrapped = ["sh", "-c", 'ulimit -t %d; ulimit -c 0; '
                       'export LD_PRELOAD="$SIPRESP_MUTANT"; exec "$@"'
                       % (1 + sum(s.limit(slower) for s in some)), "sh"]
            try:
                done = subprocess.run(
                    wrapped + command, stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL, timeout=900,
                    env=dict(self.environment, SIPRESP_MUTANT=preload))
                code, said = done.returncode, done.stdout
            except subprocess.TimeoutExpired as late:
                code, said = 1, late.stdout
            if code != 0:
                begun = re.findall(rb"^(\w+):\d+$", said or b"", re.M)
                name = begun[-1].decode() if begun else some[0].name
                return next(s for s in some if s.name == name)
        return None

    def find_stages(self):
        """Each test case by itself, and the checksum, the quickest first.
        They are run with the whole library compiled as the mutants are."""
        whole = self.library(self.cc, set().union(*self.units.values()))
        if whole is None:
            sys.exit("mutate: %s does not compile lib/" % self.cc[0])
        names = re.findall(r"^\tX\((\w+)\)", open(os.path.join(
            self.src, "tests/tests.h")).read(), re.M)
        for stage in map(Stage, names + [CHECKSUM]):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            if self.first_failing(whole, [stage]) is not None:
                sys.exit("mutate: %s fails without a mutant" % stage.name)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            stage.cpu = (after.ru_utime + after.ru_stime - before.ru_utime -
                         before.ru_stime)
            self.stages.append(stage)
        self.stages.sort(key=lambda stage: stage.cpu)

    def order(self, name):
        """What is run first, and what only behind: the case of the same name and
        what killed last, if that is quick, and then the others."""
        stem = os.path.splitext(os.path.basename(name))[0]
        first = [s for s in self.stages if s.name == CASES.get(stem, stem) or
                 s.cpu < QUICK and s in self.last[name]]
        rest = [s for s in self.stages if s not in first]
        return (first + [s for s in rest if s.cpu < QUICK],
                sorted((s for s in rest if s.cpu >= QUICK),
                       key=lambda s: s not in self.last[name]))

    def test(self, mutant, text, quick):
        """The name of what killed it; "" if it lives, None if it is no C."""
        for unit in self.units[mutant.name] - self.unchanged.keys():
            self.unchanged[unit] = self.optimized(unit)
        self.put(mutant.name, text[:mutant.begin] + mutant.other +
                 text[mutant.end:])
        try:
            units = self.units[mutant.name]
            preload = self.library(self.cc, units)
            if preload is None:
                return None
            soon, late = self.order(mutant.name)
            stage = self.first_failing(preload, soon)
            if stage is None and mutant.begin < mutant.end and \
                    self.is_same(mutant):
                return SAME
            if stage is None:
                preload = self.library(SANITIZER, units)
                if preload is None:
                    return None
                if self.first_failing(self.asan + " " + preload, soon,
                                      slower=10):
                    return SANITIZED
            if stage is None and not quick:
                preload = self.library(self.cc, units)
                stage = self.first_failing(preload, late)
        finally:
            self.put(mutant.name, None)
        if stage is None:
            return ""
        self.last[mutant.name] = [stage] + [
            s for s in self.last[mutant.name] if s is not stage][:2]
        return stage.name


def sources(src):
    """All of lib/ but translations, which are prose alone."""
    lib = os.path.join(src, "lib")
    for folder, _, names in os.walk(lib):
        for name in names:
            if name.endswith((".c", ".def")) and "text-es" not in folder:
                yield os.path.relpath(os.path.join(folder, name), src)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--least", type=float, default=99.0)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--again", metavar="LOG")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--cc", default="cc")
    parser.add_argument("src")
    parser.add_argument("build")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()

    all_of, texts = [], {}
    for name in args.files or sorted(sources(args.src)):
        text = texts[name] = open(os.path.join(args.src, name)).read()
        all_of += [Mutant(name, text, *m)
                   for m in mutants.of_file(name, text)]
    if args.again:
        before = set(re.findall(r"^lives: ([^:]*):\d+: (\S+)\n- (.*)\n\+ (.*)",
                                open(args.again).read(), re.M))
        all_of = [m for m in all_of if m.key() in before]
    if args.sample and args.sample < len(all_of):
        all_of = random.Random(args.seed).sample(all_of, args.sample)
    if args.list:
        for mutant in all_of:
            print(mutant)
        return 0

    # Now and then no mutant at all, which has to live.
    for at in range(0, len(all_of), CONTROL + 1):
        all_of.insert(at, Mutant(all_of[at].name, texts[all_of[at].name],
                                 0, 0, ""))
    known = read_equivalent(os.path.join(HERE, "equivalent"))
    runner = Runner(args.src, args.build, args.cc.split())
    runner.find_stages()
    begin = time.time()
    killers = collections.Counter()
    score = collections.defaultdict(collections.Counter)
    living, unseen = [], set(known)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        # Of a part those that are known to live are not tried once more.
        is_part = args.sample or args.again or args.quick
        results = pool.map(
            lambda m: (m, "" if is_part and m.key() in known
                       else runner.test(m, texts[m.name], args.quick)), all_of)
        for mutant, killer in results:
            if mutant.begin == mutant.end == 0:
                if killer != "":
                    sys.exit("mutate: %s fails without a mutant of %s"
                             % (killer, mutant.name))
            elif killer is None:
                score[mutant.name]["invalid"] += 1
            elif killer == SAME:
                score[mutant.name]["same"] += 1
            elif killer:
                score[mutant.name]["dead"] += 1
                killers[killer] += 1
            elif mutant.key() in known:
                score[mutant.name]["equivalent"] += 1
                unseen.discard(mutant.key())
            else:
                score[mutant.name]["alive"] += 1
                living.append(mutant)
                print("lives: %s" % mutant, flush=True)

    total = collections.Counter()
    print("\n%-28s%9s%9s%9s%12s%8s" % ("", "mutants", "killed", "same",
                                       "equivalent", "alive"))
    for name in sorted(score) + ["all"]:
        row = score[name] if name in score else total
        total.update(row if name in score else {})
        print("%-28s%9d%9d%9d%12d%8d" % (
            name, sum(row.values()) - row["invalid"], row["dead"],
            row["same"], row["equivalent"], row["alive"]))
    count = total["dead"] + total["alive"]
    percent = 100 * total["dead"] / max(count, 1)
    print("\nkilled by " + ", ".join("%s %d" % k
                                    for k in killers.most_common()))
    print("mutate: %.2f %% of %d mutants killed, %d alive, in %d s; %d more "
          "are the same to %s, %d equivalent, %d no C"
          % (percent, count, total["alive"], time.time() - begin,
             total["same"], OPTIMIZER[0], total["equivalent"],
             total["invalid"]))
    if not is_part:
        for key in sorted(unseen):
            if key[0] in texts:
                print("equivalent, but not seen alive: %s %s\n- %s\n+ %s"
                      % key)
    return living or percent < args.least


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
