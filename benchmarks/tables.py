"""What loading lists of holdings costs, beside pandas with rdflib: `python benchmarks/tables.py [ROWS]`.

Makes files of holdings (a third of the rows in one large CSV, the others in CSV, XLSX and N-PORT of a thousand rows each) and
builds them into a store on disk in a process of its own. Times are processor time of all processes of a run, so they are those of
one core; memory is the most that the processes of a run held together. The store's share is what pyoxigraph alone takes to write
the same quads.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tables_files import make_files
from tables_runs import digest

ROWS = 6_000
RATE, MEMORY, GROWTH = 300_000, 1_000, 1.5  # rows a minute, MB, last tenth of the documents to an early one
RUNS = str(Path(__file__).with_name("tables_runs.py"))
_TICK, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Run:
    """What a process and its children took: seconds of wall and processor time, megabytes; what it printed."""

    wall: float
    cpu: float
    memory: float
    output: str


def run(arguments: Sequence[str]) -> Run:
    """Run a program; raise CalledProcessError where it fails."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True)
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, most), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    wall, after = time.perf_counter() - start, os.times()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(arguments))
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, most[0], output)


def _watch(process: subprocess.Popen[str], most: list[float]) -> None:
    """Note the most memory that a process and its children hold together; what they share counts once for each."""
    while process.poll() is None:
        most[0] = max(most[0], sum(map(_held, _family(process.pid))) / 1e6)
        time.sleep(0.05)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        others = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return [pid, *(each for child in {*map(int, children), *others} for each in _family(child))]


def _held(pid: int) -> int:
    """Return the bytes of memory of its own that a process holds; pages of files that the system may drop are not."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * _PAGE


def size(folder: Path) -> float:
    """Return the megabytes of a folder's files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def build(files: Path, store: Path, workers: int) -> Run:
    """Build files into a store in a process of its own."""
    return run(["-m", "themegraph", "build", str(files), "--store", str(store), "--workers", str(workers)])


def main(rows: int = ROWS) -> int:
    """Print the figures; 1 with the limits that were missed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = folder / "files"
        rows = make_files(files, rows)
        print(f"{rows:,} holdings in {len(list(files.iterdir()))} files of {size(files):,.0f} MB together")
        one, two = build(files, folder / "one", 1), build(files, folder / "two", 2)
        plain = run([RUNS, "plain", str(files), str(folder / "plain.nt")])
        seconds, quads = map(float, run([RUNS, "alone", str(folder / "one"), str(folder / "alone")]).output.split())
        print(f"\n{'run':<24}{'wall s':>8}{'cpu s':>8}{'rows a minute':>15}{'MB':>7}{'triples a row':>15}")
        for name, each, triples in (
            ("build, one worker", one, quads / rows),
            ("build, two workers", two, quads / rows),
            ("pandas and rdflib", plain, 7),
        ):
            rate = rows / each.cpu * 60
            print(f"{name:<24}{each.wall:>8.1f}{each.cpu:>8.1f}{rate:>15,.0f}{each.memory:>7,.0f}{triples:>15.1f}")
        rate = rows / seconds * 60
        print(f"{'pyoxigraph, same quads':<24}{'':>8}{seconds:>8.1f}{rate:>15,.0f}{'':>7}{quads / rows:>15.1f}")
        missed = report(rows, one, two, plain, seconds, quads)
        print(f"the store has {size(folder / 'one') / rows * 1000:,.1f} kB a row on disk")
        missed += (
            [] if digest(folder / "one") == digest(folder / "two") else ["two workers made another store than one"]
        )
        missed += growth(folder)
    print(f"missed: {'; '.join(missed) or 'nothing'}")
    return 1 if missed else 0


def report(rows: int, one: Run, two: Run, plain: Run, seconds: float, quads: float) -> list[str]:
    """Print the ratios; return what was missed."""
    rate, memory = rows / one.cpu * 60, max(one.memory, two.memory)
    in_time = quads / seconds * 60 / RATE
    print(f"\nin the time that {RATE:,} rows a minute leave for one, pyoxigraph alone writes {in_time:.0f}", end=" ")
    print(f"of its {quads / rows:.0f} triples")
    print(f"the store itself takes {seconds / one.cpu:.0%} of the build's processor time")
    print(f"processor time to pandas and rdflib: {one.cpu / plain.cpu:.1f} times as much for all,", end=" ")
    print(f"{one.cpu / quads / (plain.cpu / rows / 7):.2f} times for each triple")
    print(f"two workers: {one.wall / two.wall:.2f} times as fast as one by the clock")
    missed = [f"{rate:,.0f} rows a minute < {RATE:,}"] if rate < RATE else []
    return missed + ([f"{memory:,.0f} MB > {MEMORY:,} MB"] if memory > MEMORY else [])


def growth(folder: Path) -> list[str]:
    """Print whether a document costs more the more the store holds; return what was missed."""
    times = list(map(float, run([RUNS, "one_by_one", str(folder / "files"), str(folder / "third")]).output.split()))
    tenth = max(len(times) // 10, 4)  # four files are one of each kind
    if len(times) < 2 * tenth:
        print("too few documents to tell whether their cost grows")
        return []
    # the first documents name most companies for the first time
    early, late = (statistics.fmean(part) for part in (times[tenth : 2 * tenth], times[-tenth:]))
    first = statistics.fmean(times[:tenth])
    print(f"a document's processor time, last tenth to first {late / first:.2f}, to second {late / early:.2f}")
    return [f"documents cost {late / early:.2f} times as much at the end"] if late / early > GROWTH else []


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
