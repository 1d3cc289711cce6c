#!/usr/bin/env python3
"""prove.py - run the proofs of this folder with CBMC

usage: prove.py [-a] [-f] [-j N] CBMC_DIR BUILD [NAME ...]

Prints a line for each proof: its name, for which lengths it is, how many
properties were proven, the processor time, and what it says.  With -f, each is
run on a copy of lib/ with the faults that stand in its comment, and must refute
them.  Those that are slow are left out, but with -a or by name.  Fails if one
does not do what it should, or if a function any_x() stands for none in any proof.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SRC = os.path.dirname(os.path.dirname(HERE))
CHECKS = ["--pointer-overflow-check", "--unsigned-overflow-check",
    "--conversion-check", "--unwinding-assertions"]
# Seconds for one proof, on a busy processor.
LIMIT = int(os.environ.get("PROVE_LIMIT", "900"))


class Proof:
	def __init__(self, path, name, comment, text):
		words = " ".join(line.strip(" *\t") for line in comment.split("\n"))
		fields = re.split(r"(?:^|\s)(fault|ways|unwind|real|slow):\s", words)
		self.path, self.name = path, name
		self.lengths, self.says = fields[0].strip().split(": ", 1)
		self.faults = []
		self.is_slow = False
		self.ways, self.unwind, real = ["portable"], "3", []
		for key, value in zip(fields[1::2], fields[2::2]):
			value = value.strip()
			if key == "fault":
				self.faults.append(re.fullmatch(
				    r"(\S+), '(.+)' for '(.+)'", value).groups())
			elif key == "ways":
				self.ways = value.split()
			elif key == "unwind":
				self.unwind = value
			elif key == "slow":
				self.is_slow = True
			else:
				real = value.split()
		self.real = [name, *real]
		self.stand_ins = re.findall(r"^any_(\w+)\(", text, re.M)

	def replaced(self, functions):
		"""Those of the functions for which another stands."""
		return [f for f in functions if f in self.stand_ins and
		    re.sub("^sipresp_(priv_)?", "", f) not in self.real]


def read_proofs():
	for file in sorted(os.listdir(HERE)):
		if not file.endswith(".c"):
			continue
		path = os.path.join(HERE, file)
		with open(path, encoding="ascii") as f:
			text = f.read()
		found = re.findall(r"/\*((?:[^*]|\*(?!/))*)\*/\nPROOF\((\w+)\)", text)
		if len(found) != len(re.findall(r"^PROOF\(", text, re.M)):
			sys.exit("%s: a PROOF() without a comment" % file)
		for other in re.findall(r'#include "(readers\.h|parse\.c)"', text):
			with open(os.path.join(HERE, other), encoding="ascii") as f:
				text += f.read()
		for comment, name in found:
			yield Proof(path, name, comment, text)


def compile_command(harness, source, way, output):
	define = ["-DSIPRESP_CBMC"]
	if way != "sse2":
		define.append("-DSIPRESP_PORTABLE")
	if way == "big-endian":
		define += ["-U__BYTE_ORDER__",
		    "-D__BYTE_ORDER__=__ORDER_BIG_ENDIAN__", "--big-endian"]
	return ["goto-cc", "-std=c11", *define, "-I", source + "/include",
	    "-I", os.path.dirname(harness), "-o", output, harness]


def replaced_calls(proof, calls):
	"""The functions that it reaches and for which another stands."""
	todo, seen, found = ["prove_" + proof.name], set(), set()
	while todo:
		caller = todo.pop()
		if caller in seen:
			continue
		seen.add(caller)
		here = set(proof.replaced(calls.get(caller, ())))
		found |= here
		todo += ["any_" + f if f in here else f
		    for f in calls.get(caller, ())]
	return found


def idle_stand_ins(tools, build, proofs):
	"""Those that take the place of nothing in any proof of any file."""
	calls, used = {}, set()
	for proof in proofs:
		for way in proof.ways:
			if (proof.path, way) not in calls:
				goto = os.path.join(build, "calls.goto")
				graph = calls[proof.path, way] = {}
				for command in compile_command(proof.path, SRC, way,
				    goto), ["goto-instrument", "--call-graph", goto]:
					out = subprocess.run([os.path.join(tools,
					    command[0]), *command[1:]], check=True,
					    stdout=subprocess.PIPE).stdout.decode()
				for a, b in re.findall(r"^(\w+) -> (\w+)$", out, re.M):
					graph.setdefault(a, set()).add(b)
			used |= replaced_calls(proof, calls[proof.path, way])
	return sorted({f for proof in proofs for f in proof.stand_ins} - used)


def run(command, log):
	"""Run it; the answer is its exit status and the seconds it used."""
	with open(log, "ab") as out:
		process = subprocess.Popen(command, stdout=out, stderr=out,
		    stdin=subprocess.DEVNULL)
		end = time.monotonic() + LIMIT
		while True:
			pid, status, used = os.wait4(process.pid, os.WNOHANG)
			if pid:
				break
			if time.monotonic() > end:
				process.kill()
			time.sleep(0.05)
	process.returncode = os.waitstatus_to_exitcode(status)
	return process.returncode, used.ru_utime + used.ru_stime


def prove(tools, build, proof, way, fault):
	"""One proof; the answer is "proven", "refuted" or "failed", the number
	of properties, the seconds, and where the log is."""
	name = "%s-%s%s" % (proof.name, way, "" if fault is None
	    else "-fault-%d" % proof.faults.index(fault))
	base = os.path.join(build, name)
	log = base + ".log"
	open(log, "wb").close()
	harness, source = proof.path, SRC
	if fault is not None:
		# The same folders, so that "../../lib" is the copy.
		source = base + ".copy"
		copy = base + ".copy"
		shutil.rmtree(copy, ignore_errors=True)
		shutil.copytree(os.path.join(SRC, "lib"), copy + "/lib")
		shutil.copytree(SRC + "/include", copy + "/include")
		shutil.copytree(HERE, copy + "/tests/prove")
		harness = copy + "/tests/prove/" + os.path.basename(harness)
		file, bad, good = fault
		with open(copy + "/lib/" + file, encoding="utf-8") as f:
			text = f.read()
		if text.count(good) != 1:
			with open(log, "a", encoding="ascii") as out:
				out.write("%d times in %s: %s\n" %
				    (text.count(good), file, good))
			return "failed", 0, 0.0, log
		with open(copy + "/lib/" + file, "w", encoding="utf-8") as f:
			f.write(text.replace(good, bad))

	option = ["--big-endian"] if way == "big-endian" else []
	entry = "prove_" + proof.name
	def replacements():
		listed = subprocess.run([os.path.join(tools, "goto-instrument"),
		    "--list-goto-functions", base + ".goto"],
		    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
		    check=False).stdout.decode()
		return [arg for f in proof.replaced(set(re.findall(r"\w+", listed)))
		    for arg in ("--replace-calls", "%s:any_%s" % (f, f))]

	change = ["goto-instrument", base + ".goto", base + ".goto"]
	steps = [
	    lambda: [*compile_command(harness, source, way, base + ".goto"),
	        "--function", entry],
	    lambda: [*change, *replacements()],
	    lambda: [*change, "--drop-unused-functions"],
	    lambda: [*change, "--apply-loop-contracts"],
	    lambda: [*change, "--drop-unused-functions"],
	]
	total = 0.0
	for step in steps:
		command = step()
		status, seconds = run([os.path.join(tools, command[0]),
		    *command[1:]], log)
		total += seconds
		if status != 0:
			return "failed", 0, total, log
	status, seconds = run([os.path.join(tools, "cbmc"), base + ".goto",
	    *CHECKS, *option, "--unwind", proof.unwind], log)
	total += seconds
	with open(log, encoding="utf-8", errors="replace") as f:
		text = f.read()
	count = re.search(r"\*\* (\d+) of (\d+) failed", text)
	if fault is not None:
		shutil.rmtree(copy)
	if count is None:
		return "failed", 0, total, log
	if "VERIFICATION SUCCESSFUL" in text and status == 0:
		return "proven", int(count[2]), total, log
	# What has no body or no end is a mistake in the proof, no refutation.
	refuted = "VERIFICATION FAILED" in text and not re.search(
	    r"(no body for callee|unwinding assertion) .*: FAILURE", text)
	return "refuted" if refuted else "failed", int(count[2]), total, log


def main():
	args = sys.argv[1:]
	with_faults = "-f" in args
	with_all = "-a" in args or with_faults
	jobs = int(args[args.index("-j") + 1]) if "-j" in args else 1
	args = [a for i, a in enumerate(args) if a not in ("-a", "-f", "-j") and
	    (i == 0 or args[i - 1] != "-j")]
	if len(args) < 2:
		sys.exit(__doc__)
	tools, build, wanted = args[0], args[1], args[2:]
	os.makedirs(build, exist_ok=True)

	proofs, tasks = list(read_proofs()), []
	idle = idle_stand_ins(tools, build, proofs)
	if idle:
		sys.exit("stands for nothing: " +
		    ", ".join("any_%s()" % f for f in idle))
	for proof in proofs:
		if wanted and proof.name not in wanted:
			continue
		if proof.is_slow and not wanted and not with_all:
			continue
		if with_faults:
			if not proof.faults:
				sys.exit("%s has no fault to find" % proof.name)
			tasks += [(proof, proof.ways[0], f) for f in proof.faults]
		else:
			tasks += [(proof, way, None) for way in proof.ways]
	if not tasks:
		sys.exit("no such proof")

	bad, properties, seconds = 0, 0, 0.0
	want = "refuted" if with_faults else "proven"
	with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
		futures = [pool.submit(prove, tools, build, *task) for task in tasks]
		for (proof, way, fault), future in zip(tasks, futures):
			result, count, used, log = future.result()
			properties += count
			seconds += used
			print("%-8s %-20s %-10s %-16s %5d properties %6.1f s  %s" % (
			    result, proof.name, way, proof.lengths, count, used,
			    proof.says if fault is None else
			    "%s with '%s'" % (fault[0], fault[1])), flush=True)
			if result != want:
				bad += 1
				with open(log, encoding="utf-8", errors="replace") as f:
					lines = f.read().split("\n")
				for line in [x for x in lines if ": FAILURE" in x or
				    " times in " in x or "rror" in x][:20] or lines[-5:]:
					print("         " + line)
	print("%s: %d of %d %s, %d properties, %.0f s of processor time" % (
	    "faults" if with_faults else "proofs", len(tasks) - bad, len(tasks),
	    want, properties, seconds))
	return 1 if bad else 0


if __name__ == "__main__":
	sys.exit(main())
