"""What starting the program costs, as a ratio to a bare interpreter: `python benchmarks/startup.py [ROUNDS]`."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CALLS: dict[str, list[str]] = {
    "bare interpreter": ["-c", "pass"],
    "--help": ["-m", "themegraph", "--help"],
    "queries": ["-m", "themegraph", "queries", "--format", "json"],
    "documents": ["-m", "themegraph", "documents"],
    "query": ["-m", "themegraph", "query", "suppliers-of"],
    "explain": ["-m", "themegraph", "explain", "optical transceiver"],
}
HELP_LIMIT = 0.5


def measure(call: list[str], store: Path) -> tuple[float, float]:
    """Return the wall and processor seconds of one call, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with_store = [*call, "--store", str(store)] if call[-1] not in ("pass", "--help") else call
    subprocess.run([sys.executable, *with_store], check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int = 7) -> int:
    """Print the medians; 1 if help costs more than it may."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        subprocess.run([sys.executable, "-m", "themegraph", "build", "--quiet", "--store", str(store)], check=True)
        times = {name: [measure(call, store) for _ in range(rounds)] for name, call in CALLS.items()}
    medians = {name: tuple(map(statistics.median, zip(*each, strict=True))) for name, each in times.items()}
    _, base_cpu = medians["bare interpreter"]
    print(f"{'call':<18}{'wall s':>8}{'cpu s':>8}{'× bare':>8}{'cpu s more':>12}")
    for name, (wall, cpu) in medians.items():
        print(f"{name:<18}{wall:8.3f}{cpu:8.3f}{cpu / base_cpu:8.1f}{cpu - base_cpu:12.3f}")
    more = medians["--help"][1] - base_cpu
    print(f"--help costs {more:.3f} s more than a bare interpreter (limit {HELP_LIMIT} s)")
    return 0 if more < HELP_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
