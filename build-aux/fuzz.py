#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the fuzz targets with libFuzzer for some seconds each, and prints what came of it.

Coverage is libFuzzer's count of edges of the project's own code, of those that the target's program has. What a target
finds is kept as a file, which belongs into its corpus once the defect is mended. Ends with the lines that the test suite
ends with: a target that found nothing has passed.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TREE = pathlib.Path(__file__).resolve().parent.parent
CORPUS = TREE / "tests" / "fuzz" / "corpus"
# Logos are decoded by a library that is not instrumented; the files are larger and each takes longer.
MAX_LENGTH = {"logo": 65536, "directory-file": 16384, "store": 257}
DICTIONARIES = {"logo": "svg", "query": "query", "search": "query", "link": "query", "profiles": "profiles"}


def find_dictionary(name):
    stem = DICTIONARIES.get(name) or ("json" if name.startswith(("json", "error", "token", "directory", "stored")) else None)
    return TREE / "tests" / "fuzz" / f"{stem}.dict" if stem else None


def run_target(program, seconds, seed, build, scratch):
    name = program.name.removeprefix("fuzz-")
    corpus = build / "fuzz" / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    finds = build / "fuzz" / name / "finds"
    finds.mkdir(exist_ok=True)
    known = set(finds.iterdir())
    dictionary = find_dictionary(name)
    command = [program, f"-seed={seed}", f"-max_total_time={seconds}", f"-max_len={MAX_LENGTH.get(name, 4096)}", "-timeout=20", "-rss_limit_mb=3072",
               "-print_final_stats=1", "-verbosity=1", f"-artifact_prefix={finds}/", corpus, CORPUS / name]
    if dictionary:
        command.insert(1, f"-dict={dictionary}")
    environment = dict(os.environ, TMPDIR=scratch, BANK_ATLAS_PKGDATADIR=str(TREE / "data"),
                       ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:allocator_may_return_null=1:external_symbolizer_path=/usr/bin/addr2line",
                       LSAN_OPTIONS=f"suppressions={TREE}/tests/lsan.supp:print_suppressions=0",
                       UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1:external_symbolizer_path=/usr/bin/addr2line", G_DEBUG="gc-friendly")
    result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
    output = result.stderr.decode("utf-8", "replace")
    (build / "fuzz" / name / "log").write_text(output)
    return {
        "name": name,
        "failed": result.returncode != 0,
        "executions": find_last(r"stat::number_of_executed_units:\s*(\d+)", output),
        "covered": find_last(r"\bcov: (\d+)", output),
        "edges": find_last(r"Loaded \d+ modules? +\((\d+) inline", output),
        "corpus": find_last(r"\bcorp: (\d+)", output),
        "output": output,
        "finds": sorted(set(finds.iterdir()) - known),
    }


def find_last(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def print_finding(outcome):
    lines = outcome["output"].splitlines()
    begin = next((i for i, line in enumerate(lines) if re.search(r"ERROR|SUMMARY|runtime error|CRITICAL|\*\*", line)), max(0, len(lines) - 40))
    print(f"-- {outcome['name']}: kept as {', '.join(str(path) for path in outcome['finds']) or 'nothing'}")
    print("\n".join(lines[begin:begin + 60]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--seconds", type=int, default=20, help="for each target")
    parser.add_argument("--seed", type=int, default=0, help="what the inputs are made up from; others at each run unless it is given")
    parser.add_argument("target", nargs="*")
    arguments = parser.parse_args()

    programs = sorted(path for path in (arguments.build / "tests" / "fuzz").glob("fuzz-*") if path.is_file() and os.access(path, os.X_OK))
    if arguments.target:
        programs = [path for path in programs if path.name.removeprefix("fuzz-") in arguments.target]
    if not programs:
        sys.exit("there is no such target")

    memory = pathlib.Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="bank-atlas-fuzz-", dir=memory if os.access(memory, os.W_OK) else None) as scratch:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            outcomes = list(pool.map(lambda program: run_target(program, arguments.seconds, arguments.seed, arguments.build, scratch), programs))

    print(f"{'target':<16} {'executions':>12} {'edges covered':>16} {'corpus':>8}")
    for outcome in outcomes:
        edges = f"{outcome['covered']} of {outcome['edges']}"
        print(f"{outcome['name']:<16} {outcome['executions']:>12} {edges:>16} {outcome['corpus']:>8}  {'FOUND' if outcome['failed'] else ''}".rstrip())
    failed = [outcome for outcome in outcomes if outcome["failed"]]
    for outcome in failed:
        print_finding(outcome)
    print(f"# tally: fuzz-findings {len(failed)}")
    print(f"# tally: fuzz-executions {sum(outcome['executions'] for outcome in outcomes)}")
    print(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed, 0 skipped")
    sys.exit(1 if failed else 0)


main()
