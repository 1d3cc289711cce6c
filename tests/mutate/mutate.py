#!/usr/bin/env python3
"""mutate.py - do the tests see a small fault in the library?

usage: mutate.py [options] SRC BUILD [FILE ...]

    --jobs N    this many at a time
    --sample N  not all mutants of the FILEs, but N drawn from them
    --seed N    which N these are
    --least P   how many of a hundred have to die
    --quick     only with the tests that take less than two seconds
    --again LOG only those that live by what was printed before
    --list      print the mutants, and test none

Makes each mutant of mutants.py, of all of lib/ if no FILE is named, compiles
what it is in, and runs the tests, the quick ones first, until one fails.  BUILD
holds the library as a shared object, the test program, the checksum and the
command line, all unchanged: a mutant is loaded before the library and takes its
place.

Fails if fewer of those that can be told from the original die than --least, or
if one lives that is not in the file "equivalent" with the reason why it cannot.
"""

import argparse
import collections
import concurrent.futures
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
CPU_SPARE = 2           # seconds, besides three times what it takes unchanged
CONTROL = 100           # mutants to a library that is as it was


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
    """A program that passes unchanged, and how long that takes."""
    def __init__(self, name, command, environment, cpu):
        self.name, self.command = name, command
        self.environment, self.cpu = environment, cpu


class Runner:
    def __init__(self, src, build, cc):
        self.src, self.build, self.cc = src, os.path.abspath(build), cc
        self.environment = dict(
            os.environ, CK_FORK="no", CK_VERBOSITY="silent", LC_ALL="C",
            LD_LIBRARY_PATH=self.build,
            SIPRESP_PROGRAM=os.path.join(self.build, "sipresp"),
            SIPRESP_DATA=os.path.abspath(os.path.join(src, "tests/data")))
        self.units = self.read_units()
        self.local = threading.local()
        self.stages = []
        self.last = collections.defaultdict(list)

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

    def compiled(self, units):
        """The object to load first, or None if it does not compile."""
        out = os.path.join(self.folder(), "mutant.so")
        done = subprocess.run(
            self.cc + ["-w", "-shared", "-fPIC", "-I",
                       os.path.join(self.src, "include"), "-o", out]
            + [os.path.join(self.folder(), "lib", u) for u in sorted(units)]
            # A shell that a test starts has it loaded, too.
            + ["-L" + self.build, "-lsipresp"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return out if done.returncode == 0 else None

    def mutated(self, mutant, text):
        path = os.path.join(self.folder(), mutant.name)
        os.unlink(path)
        with open(path, "w") as file:
            file.write(text[:mutant.begin] + mutant.other +
                       text[mutant.end:])
        out = self.compiled(self.units[mutant.name])
        os.unlink(path)
        os.symlink(os.path.abspath(os.path.join(self.src, mutant.name)), path)
        return out

    def run(self, stage, preload, limit):
        environment = dict(self.environment, SIPRESP_MUTANT=preload,
                           **stage.environment)
        command = ["sh", "-c", 'ulimit -t %d; ulimit -c 0; '
                   'export LD_PRELOAD="$SIPRESP_MUTANT"; exec "$@"'
                   % limit, "sh"]
        try:
            return subprocess.run(
                command + stage.command, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=900).returncode
        except subprocess.TimeoutExpired:
            return 1

    def find_stages(self, quick):
        """Each test case by itself, and the checksum, the quickest first.
        They are run with the whole library compiled as the mutants are."""
        whole = self.compiled(set().union(*self.units.values()))
        if whole is None:
            sys.exit("mutate: %s does not compile lib/" % self.cc[0])
        check = os.path.join(self.build, "check")
        names = re.findall(r"^\tX\((\w+)\)", open(os.path.join(
            self.src, "tests/tests.h")).read(), re.M)
        todo = [Stage(name, [check], {"CK_RUN_CASE": name}, 0)
                for name in names]
        todo.append(Stage("checksum", [
            "sh", "-c", '"$0"/checksum | cmp -s - "$1"', self.build,
            os.path.join(self.environment["SIPRESP_DATA"],
                         "decisions.sum")], {}, 0))
        for stage in todo:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            if self.run(stage, whole, 3 if quick else 600) != 0:
                if quick:
                    continue
                sys.exit("mutate: %s fails without a mutant" % stage.name)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            stage.cpu = (after.ru_utime + after.ru_stime - before.ru_utime -
                         before.ru_stime)
            if not quick or stage.cpu < 2:
                self.stages.append(stage)
        self.stages.sort(key=lambda stage: stage.cpu)

    def order(self, name):
        """First the case of the same name and what killed last, if that is
        quick."""
        stem = os.path.splitext(os.path.basename(name))[0]
        first = [s for s in self.stages if s.cpu < 1 and
                 (s.name == stem or s in self.last[name])]
        return first + [s for s in self.stages if s not in first]

    def test(self, mutant, text):
        """The name of what killed it; "" if it lives, None if it does not
        compile."""
        preload = self.mutated(mutant, text)
        if preload is None:
            return None
        for stage in self.order(mutant.name):
            if self.run(stage, preload, int(stage.cpu * 3) + CPU_SPARE) != 0:
                self.last[mutant.name] = [stage] + [
                    s for s in self.last[mutant.name] if s is not stage][:2]
                return stage.name
        return ""


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
    runner.find_stages(args.quick)
    begin = time.time()
    killers = collections.Counter()
    score = collections.defaultdict(collections.Counter)
    living, unseen = [], set(known)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        # In a sample those that are known to live are not tried once more.
        results = pool.map(
            lambda m: (m, "" if args.sample and m.key() in known
                       else runner.test(m, texts[m.name])), all_of)
        for mutant, killer in results:
            if mutant.begin == mutant.end == 0:
                if killer != "":
                    sys.exit("mutate: %s fails without a mutant of %s"
                             % (killer, mutant.name))
            elif killer is None:
                score[mutant.name]["invalid"] += 1
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
    print("\n%-28s%9s%9s%12s%8s" % ("", "mutants", "killed", "equivalent",
                                    "alive"))
    for name in sorted(score) + ["all"]:
        row = score[name] if name in score else total
        total.update(row if name in score else {})
        print("%-28s%9d%9d%12d%8d" % (
            name, row["dead"] + row["equivalent"] + row["alive"], row["dead"],
            row["equivalent"], row["alive"]))
    count = total["dead"] + total["alive"]
    percent = 100 * total["dead"] / max(count, 1)
    print("\nkilled by " + ", ".join("%s %d" % k
                                    for k in killers.most_common()))
    print("mutate: %.2f %% of %d mutants killed, %d alive, in %d s; %d more "
          "are equivalent, %d no C"
          % (percent, count, total["alive"], time.time() - begin,
             total["equivalent"], total["invalid"]))
    if not args.sample and not args.again:
        for key in sorted(unseen):
            if key[0] in texts:
                print("equivalent, but not seen alive: %s %s\n- %s\n+ %s"
                      % key)
    return living or percent < args.least


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
