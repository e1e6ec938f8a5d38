"""Whether a pattern could stop extraction: its search of texts made against it, in a process that can be ended."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence

from themegraph.loaders.extraction.kinds import token
from themegraph.loaders.extraction.pattern import Pattern
from themegraph.loaders.extraction.vocabulary import load_vocabulary

LIMIT = 1.0  # seconds of processor time that a pattern may take over its probes; sound ones take milliseconds
_PATIENCE = 10.0  # seconds until a process that is still at one pattern is ended; a busy machine is no fault
_WORDS = 240  # of a probe: a long sentence of a filing
_OPEN, _OPTIONAL = 2, 6  # parts that match any words, and optional ones: with fewer of both a search stays quick
_FREE = re.compile(r"\*\*\*|\.\.\.|:(?:Text|Phrase|List|Rest)\b")
_PIECE = re.compile(
    r"\{\w+:(?:\.\.)?(?:<(?P<words>[\w-]+)>|(?P<types>[\w|]+))!?\+?\}|<(?P<class>[\w-]+)>|\\(?P<escaped>.)"
    r"|\*\*\*|\.\.\.\d*|(?P<word>[\w’'&%+-]+|[,;:.?!/“”\"·—–¶])"
)
# Standard modules only, so that it starts at once; a line for each pattern that is done, with its seconds. Where the
# system can, it ends a process whose pattern goes on for too long; elsewhere the parent does.
_CHILD = """
import json, math, re, sys, time
try:
    import resource
except ImportError:
    resource = None
limit, work = json.load(sys.stdin)
for expression, probes in work:
    regex = re.compile(expression)
    began = time.process_time()
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(began + limit), resource.getrlimit(resource.RLIMIT_CPU)[1]))
    for probe in probes:
        regex.search(probe)
    print(time.process_time() - began, flush=True)
"""


def slow_patterns(patterns: Sequence[Pattern]) -> list[Pattern]:
    """Return the patterns that take too long over some text; no pattern holds this process up."""
    by_source = {pattern.source: pattern for pattern in patterns if _is_open(pattern.source)}
    waiting = list(by_source)
    slow: list[Pattern] = []
    while waiting:
        seconds = _seconds([by_source[source] for source in waiting])
        slow += [by_source[source] for source, taken in zip(waiting, seconds, strict=False) if taken > LIMIT]
        if len(seconds) < len(waiting):
            slow.append(by_source[waiting[len(seconds)]])
        waiting = waiting[len(seconds) + 1 :]
    return slow


def _is_open(source: str) -> bool:
    return len(_FREE.findall(source)) >= _OPEN or source.count("[") >= _OPTIONAL


def _seconds(patterns: Sequence[Pattern]) -> list[float]:
    """Return the seconds of each pattern up to the first that does not end."""
    work = json.dumps([LIMIT, [(pattern.expression, probes(pattern)) for pattern in patterns]])
    patience = _PATIENCE + 0.2 * len(patterns)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _CHILD],
            input=work,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
        written = done.stdout
    except subprocess.TimeoutExpired as late:
        written = late.stdout.decode() if isinstance(late.stdout, bytes) else late.stdout or ""
    return [float(line) for line in written.splitlines(keepends=True) if line.endswith("\n")]


def probes(pattern: Pattern) -> list[str]:
    """Return texts that a pattern has most trouble with: its own words again and again, never the last of them."""
    words = [word for found in _PIECE.finditer(pattern.source) if (word := _word(found))]
    most = [" ".join(words[:-1] or words), " ".join(words[: len(words) // 2 or 1])]
    texts = [*most, *sorted(set(words[:-1])), "the"]
    return [f"{text} " * (_WORDS // (text.count(" ") + 1) or 1) for text in dict.fromkeys(texts)]


def _word(found: re.Match[str]) -> str:
    """Return a word that an element of a pattern matches; empty for one that matches any."""
    name = found["words"] or found["class"]
    if name:
        return load_vocabulary().phrases(name, "")[0]
    if found["types"]:
        first = found["types"].split("|")[0]
        return (
            ""
            if _FREE.fullmatch(f":{first}") or first == "Code"
            else token(load_vocabulary().types((first,), "")[0], 0)
        )
    return (found["escaped"] or found["word"] or "").casefold()


__all__ = ["LIMIT", "probes", "slow_patterns"]
