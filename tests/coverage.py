#!/usr/bin/env python3
"""coverage.py - what of lib/ the tests do not reach

usage: coverage.py SRC BUILD

Reads the profiles in BUILD, which "make coverage" has made with clang's
-fcoverage-mcdc, and prints each line that was not run, each branch not taken
both ways, and each condition that was not shown to decide alone (MC/DC).  What
a header has inline counts once, wherever it was compiled in.  Fails if there
is any gap.
"""

import collections
import glob
import json
import os
import re
import subprocess
import sys

BRANCH_KINDS = 4, 6     # alone, and as a condition


def tool(name):
    suffix = re.search(r"clang(-\d+)?$", os.environ.get("CC", "clang-19"))
    return name + (suffix.group(1) or "" if suffix else "")


def export(build):
    profile = os.path.join(build, "profile")
    subprocess.run([tool("llvm-profdata"), "merge", "-sparse", "-o", profile]
                   + glob.glob(os.path.join(build, "*.profraw")), check=True)
    text = subprocess.run(
        [tool("llvm-cov"), "export", "-instr-profile=" + profile,
         os.path.join(build, "tests", "check")],
        check=True, stdout=subprocess.PIPE).stdout
    return json.loads(text)["data"][0]["functions"]


def main():
    src, build = sys.argv[1:]
    lib = os.path.realpath(os.path.join(src, "lib")) + os.sep
    regions = collections.Counter()
    branches = collections.defaultdict(lambda: [0, 0])
    decisions = {}

    for function in export(build):
        files = [os.path.realpath(name) for name in function["filenames"]]
        for line, column, _, _, count, at, _, kind in function["regions"]:
            if (kind == 0 and files[at].startswith(lib)
                    and not files[at].endswith(".def")):
                regions[files[at], line, column] += count
        for (line, column, end_line, end_column, true, false, at, _,
             kind) in function["branches"]:
            if kind in BRANCH_KINDS and files[at].startswith(lib):
                taken = branches[files[at], line, column]
                taken[0] += true
                taken[1] += false
        for record in function.get("mcdc_records", []):
            line, column, end_line, end_column = record[:4]
            shown = record[-1]
            at = record[4]
            if not files[at].startswith(lib):
                continue
            key = files[at], line, column, end_line, end_column
            before = decisions.get(key, [False] * len(shown))
            decisions[key] = [a or b for a, b in zip(before, shown)]

    gaps = []
    for (name, line, column), count in regions.items():
        if count == 0:
            gaps.append((name, line, column, "not run"))
    for (name, line, column), (true, false) in branches.items():
        if true == 0:
            gaps.append((name, line, column, "never true"))
        if false == 0:
            gaps.append((name, line, column, "never false"))
    for (name, line, column, _, _), shown in decisions.items():
        for number, alone in enumerate(shown, 1):
            if not alone:
                gaps.append((name, line, column,
                             "condition %d does not decide alone" % number))

    for name, line, column, what in sorted(gaps):
        with open(name, encoding="utf-8") as file:
            code = file.read().split("\n")[line - 1][column - 1:]
        print("%s:%d: %s: %s" % (name[len(lib):], line, what, code.strip()))
    print("coverage: %d regions, %d branches, %d conditions; %d gaps"
          % (len(regions), 2 * len(branches),
             sum(map(len, decisions.values())), len(gaps)))
    return 1 if gaps or not regions else 0


if __name__ == "__main__":
    sys.exit(main())
