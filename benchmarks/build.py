"""What a build costs, beside a bare interpreter: `python benchmarks/build.py [DOCUMENT]`.

Prints wall and processor time of building one page (the bundled theme's first, or DOCUMENT), the whole bundled theme and
the demo, each in a fresh process and a fresh store, and how many sentences a second extraction reads once it is warm.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.sentences import split
from themegraph.loaders.reading import read_document
from themegraph.loaders.sources import Candidate

SAMPLES = Path(__file__).parents[1] / "loaders" / "samples"
PAGE_LIMIT, DEMO_LIMIT = 2.0, 20.0


def measure(arguments: list[str]) -> tuple[float, float]:
    """Return the wall and processor seconds of a program run in an empty folder."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=folder)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sentences_a_second(rounds: int = 5) -> float:
    """Return how many sentences of the bundled pages extraction reads in a processor second."""
    paths = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in {".txt", ".md"} and path.stem != "README"]
    documents = [read_document(Candidate(path.name, path)) for path in paths]
    for document in documents:
        extract(document)
    start = time.process_time()
    for _ in range(rounds):
        for document in documents:
            extract(document)
    return rounds * sum(len(split(document)) for document in documents) / (time.process_time() - start)


def main() -> int:
    """Print the table; 1 where a page or the demo takes longer than it should."""
    page = sys.argv[1] if len(sys.argv) > 1 else str(SAMPLES / "ai-infrastructure.txt")
    calls = {
        "bare interpreter": ["-c", "pass"],
        "build one page": ["-m", "themegraph", "build", str(Path(page).resolve()), "--store", "store"],
        "build the theme": ["-m", "themegraph", "build", "--store", "store"],
        "demo": ["-m", "themegraph", "demo"],
    }
    times = {name: measure(call) for name, call in calls.items()}
    bare = times["bare interpreter"][1]
    print(f"{'run':<18}  {'wall s':>7}  {'cpu s':>7}  {'cpu s more':>10}")
    for name, (wall, cpu) in times.items():
        print(f"{name:<18}  {wall:>7.2f}  {cpu:>7.2f}  {cpu - bare:>10.2f}")
    print(f"extraction, warm: {sentences_a_second():,.0f} sentences a second of one core")
    late = times["build one page"][1] - bare > PAGE_LIMIT or times["demo"][0] > DEMO_LIMIT
    print(
        f"limits: one page {PAGE_LIMIT} s of processor time more than a bare interpreter, demo {DEMO_LIMIT} s: {'missed' if late else 'kept'}"
    )
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
