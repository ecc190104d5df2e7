#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the benchmark table: every figure as a ratio to a baseline that is measured in the same run.

Runs under build-aux/in-display.sh with the built programs on PATH.
"""

import argparse
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from accessibility import App  # noqa: E402

AIMS = {
    "first frame, 110 banks": 1.25,
    "first frame, 50000 banks": 1.35,
    "memory, 110 banks": 1.25,
    "memory, 50000 banks": 1.6,
    "show --offline, 50000 banks": 2.0,
    "a key of some, p99, 50000 banks": 0.05,
    "a key of all, p50, 50000 banks": 5,
}


def say(text):
    print(text, file=sys.stderr, flush=True)


class Home:
    """A home of its own for one directory of banks, filled from a simulator."""

    def __init__(self, root, banks):
        self.banks = banks
        self.path = pathlib.Path(root) / f"home-{banks}"
        self.environment = dict(os.environ)
        for kind in ("config", "data", "cache", "state"):
            folder = self.path / kind
            folder.mkdir(parents=True)
            self.environment[f"XDG_{kind.upper()}_HOME"] = str(folder)
        self.environment.update(
            HOME=str(self.path),
            SECRET_BACKEND="file",
            SECRET_FILE_TEST_PATH=str(self.path / "secrets"),
            SECRET_FILE_TEST_PASSWORD="bench",
            GSETTINGS_BACKEND="keyfile",
        )
        self.simulator = None
        self.url = None

    def start_simulator(self):
        self.simulator = subprocess.Popen(
            ["bank-atlas-simulator", "--quiet", "--port", "0", "--banks", str(self.banks), "--seed", "1"],
            stdout=subprocess.PIPE, text=True, env=self.environment,
        )
        for line in self.simulator.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.url = found.group()
                return
        raise SystemExit("the simulator does not start")

    def stop_simulator(self):
        self.simulator.send_signal(signal.SIGTERM)
        self.simulator.wait(20)

    def cli(self, *arguments, text=None):
        return subprocess.run(
            ["bank-atlas-cli", *arguments], env=self.environment, input=text, text=True, check=True, capture_output=True
        ).stdout

    def fill(self):
        self.start_simulator()
        self.cli(
            "profile", "add", "bench", "--environment", "custom", "--client-id", "demo",
            "--auth-url", self.url, "--api-url", self.url, text="demo-secret\n",
        )
        begun = time.monotonic()
        self.cli("sync")
        say(f"  {self.banks} banks fetched with all details in {time.monotonic() - begun:.1f} s")

    def database(self):
        return max(self.path.glob("cache/bank-atlas/*.db"), key=lambda path: path.stat().st_size)


def read_trace(path):
    events = {}
    for line in pathlib.Path(path).read_text().splitlines():
        event, moment, pss, pause = line.split()
        events[event] = {"at": int(moment), "pss": int(pss), "pause": int(pause)}
    return events


def wait_for_event(path, event, process, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists() and any(line.startswith(event + " ") for line in path.read_text().splitlines()):
            return
        if process.poll() is not None:
            raise SystemExit(f"the program ended before '{event}'")
        time.sleep(0.01)
    raise SystemExit(f"no '{event}' within {seconds} s")


def first_frame(command, environment):
    """Milliseconds from the start of the process to the first whole frame, and the memory then, in KiB."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "trace"
        begun = time.monotonic_ns()
        process = subprocess.Popen(
            command, env={**environment, "BANK_ATLAS_TRACE": str(trace)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            wait_for_event(trace, "first-frame", process)
        finally:
            process.terminate()
            process.wait(20)
            # The bus may still hold the name of a program that has just ended.
            time.sleep(0.1)
        event = read_trace(trace)["first-frame"]
    return (event["at"] - begun / 1000) / 1000, event["pss"]


def settled_memory(environment):
    """The memory of the window, in KiB, once everything is made that is made behind the first frames."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "trace"
        process = subprocess.Popen(
            ["bank-atlas"], env={**environment, "BANK_ATLAS_TRACE": str(trace)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            wait_for_event(trace, "settled", process)
        finally:
            process.terminate()
            process.wait(20)
            time.sleep(0.1)
        return read_trace(trace)["settled"]["pss"]


def compare_first_frame(home, empty_window, runs):
    """Pairs of runs, one after the other, so that a machine whose speed drifts does no harm."""
    ours, theirs = [], []
    for run in range(runs + 1):
        pair = first_frame([empty_window], home.environment), first_frame(["bank-atlas"], home.environment)
        if run > 0:
            theirs.append(pair[0])
            ours.append(pair[1])
    rows = []
    for index, name, unit in ((0, "first frame", "ms"), (1, "memory", "KiB")):
        value = statistics.median(row[index] for row in ours)
        baseline = statistics.median(row[index] for row in theirs)
        ratio = statistics.median(a[index] / b[index] for a, b in zip(ours, theirs))
        rows.append(figure(f"{name}, {home.banks} banks", value, unit, "an empty window", baseline, ratio))
    return rows


def figure(name, value, unit, baseline_name, baseline, ratio):
    return {
        "name": name, "value": round(value, 2), "unit": unit, "baseline": baseline_name,
        "baseline_value": round(baseline, 2), "ratio": round(ratio, 2), "aim": AIMS.get(name),
    }


def timed(command, environment):
    begun = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1000


def compare_show(home, runs):
    database = home.database()
    bic = subprocess.run(
        ["sqlite3", str(database), "SELECT bic_fi FROM aspsps LIMIT 1 OFFSET 40"], text=True, check=True, capture_output=True
    ).stdout.strip()
    # The question that the program itself asks: any other one would be answered without the index.
    query = f"SELECT raw, received_at FROM details WHERE key = '{bic.lower()}'"
    ours, theirs = [], []
    for run in range(runs + 1):
        pair = (
            timed(["sqlite3", str(database), query], home.environment),
            timed(["bank-atlas-cli", "--offline", "show", bic, "--json"], home.environment),
        )
        if run > 0:
            theirs.append(pair[0])
            ours.append(pair[1])
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    return figure(
        f"show --offline, {home.banks} banks", statistics.median(ours), "ms",
        "the sqlite3 shell", statistics.median(theirs), ratio,
    )


def longest_pause(home):
    """The longest time that the main loop did not answer while a whole refresh was under way."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "trace"
        process = subprocess.Popen(
            ["bank-atlas"], env={**home.environment, "BANK_ATLAS_TRACE": str(trace)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            wait_for_event(trace, "first-frame", process)
            time.sleep(1)
            App(process.pid).press(name="Refresh")
            wait_for_event(trace, "rested", process, 300)
        finally:
            process.terminate()
            process.wait(20)
        events = read_trace(trace)
        # Each event begins to look anew, and others come in between.
        begun, ended = events["refreshing"]["at"], events["rested"]["at"]
        pause = max(event["pause"] for event in events.values() if begun < event["at"] <= ended) / 1000
    return plain_figure(f"longest pause of the main loop during a refresh, {home.banks} banks", pause, "ms", 50)


def measure_search(build):
    """What a key in the search costs, beside GTK's own models and a bare look at all names."""
    environment = {**os.environ, "G_TEST_SRCDIR": str(pathlib.Path(__file__).parent.parent / "tests")}
    output = subprocess.run(
        [str(build / "tests" / "bench" / "bench-search")], env=environment, text=True, check=True, capture_output=True
    ).stdout
    sizes = json.loads("".join(line[2:] for line in output.splitlines() if line.startswith("# ") and "random seed" not in line))
    rows = []
    for size in sizes:
        banks, ours, sample, bare, gtk = size["banks"], size["ours"], size["ours_sample"], size["bare"], size["gtk"]
        rows += [
            figure(f"a key of some, p99, {banks} banks", sample["p99_ms"], "ms", "GTK's models", gtk["p99_ms"], sample["p99_ms"] / gtk["p99_ms"]),
            figure(f"a key of all, p50, {banks} banks", ours["p50_ms"], "ms", "a bare look", bare["p50_ms"], ours["p50_ms"] / bare["p50_ms"]),
            plain_figure(f"a key of all, p99, {banks} banks", ours["p99_ms"], "ms", 4 if banks == 50000 else None),
            plain_figure(f"a key of all, longest, {banks} banks", ours["max_ms"], "ms"),
            plain_figure(f"a key that filters leave nothing of, p99, {banks} banks", size["nothing"]["p99_ms"], "ms"),
            plain_figure(f"making the index, {banks} banks", size["index_ms"], "ms"),
        ]
    return rows


def measure_scrolling(build):
    """Frames while fifty thousand banks pass by, beside the same rows over a list of strings."""
    output = subprocess.run(
        [str(build / "tests" / "bench" / "bench-scroll")], text=True, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout
    times = json.loads(output)
    return [
        figure(f"a frame of scrolling, {name}", times["ours"][name + "_ms"], "ms", "a plain list", times["plain"][name + "_ms"],
               times["ours"][name + "_ms"] / times["plain"][name + "_ms"])
        for name in ("p50", "p99")
    ]


def measure_memory_per_bank(root, few, many, environment_of_many):
    """Bytes that each bank more costs while the window shows them."""
    home = Home(root, few)
    home.fill()
    home.stop_simulator()
    kib = {}
    for banks, environment in ((few, home.environment), (many, environment_of_many)):
        kib[banks] = statistics.median(settled_memory(environment) for _ in range(3))
    return plain_figure("memory for each bank", (kib[many] - kib[few]) * 1024 / (many - few), "B", 400)


def plain_figure(name, value, unit, aim=None):
    return {
        "name": name, "value": round(value, 2), "unit": unit, "baseline": None, "baseline_value": None, "ratio": None,
        "aim": f"{aim} {unit}" if aim is not None else None,
    }


def print_table(rows):
    print(f"{'what':<66} {'ours':>14} {'baseline':>28} {'ratio':>6} {'aim':>6}")
    for row in rows:
        baseline = f"{row['baseline']}: {row['baseline_value']:.2f}" if row["baseline"] else ""
        ratio = f"{row['ratio']:.2f}" if row["ratio"] is not None else ""
        print(f"{row['name']:<66} {row['value']:>10.2f} {row['unit']:<3} {baseline:>28} {ratio:>6} {row['aim'] or '':>6}")


def main():
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--json", metavar="FILE", help="write the same figures to FILE")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="how often each pair is run (default 7)")
    arguments = parser.parse_args()

    build = pathlib.Path(arguments.build)
    empty_window = str(build / "tests" / "bench" / "bench-empty-window")
    rows = []
    with tempfile.TemporaryDirectory(prefix="bank-atlas-bench-") as root:
        for banks in (110, 50000):
            say(f"dev: {banks} banks")
            home = Home(root, banks)
            home.fill()
            if banks == 50000:
                rows.append(longest_pause(home))
            home.stop_simulator()
            rows += compare_first_frame(home, empty_window, arguments.runs)
            rows.append(compare_show(home, arguments.runs * 3))
        say("dev: memory for each bank")
        rows.append(measure_memory_per_bank(root, 1000, 50000, home.environment))
    say("dev: searching")
    rows += measure_search(build)
    say("dev: scrolling")
    rows += measure_scrolling(build)
    print_table(rows)
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps({"figures": rows}, indent=2) + "\n")


main()
