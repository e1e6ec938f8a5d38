"""One side of `extraction.py`: for each line on standard input read a document once more and print what that took, as JSON.

`python benchmarks/extraction_rounds.py DOCUMENT SENTENCES`; its sentences are written to SENTENCES, as a JSON list.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from themegraph.loaders.clean import clean
from themegraph.loaders.extraction.engine import extract
from themegraph.loaders.extraction.sentences import split
from themegraph.loaders.reading import read_document
from themegraph.loaders.sources import Candidate


def main(path: Path, sentences: Path) -> None:
    """Answer each line; `total` is the processor time of the whole process so far, imports and rules included."""
    document = read_document(Candidate(path.name, path))
    for _ in sys.stdin:
        start = time.process_time()
        reading = extract(document)
        end = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if not sentences.exists():
            words = [clean(document.text, s.start, s.end, document.media_type).text for s in split(document)]
            sentences.write_text(json.dumps(words), encoding="utf-8")
        megabytes = memory / 1024 / (1024 if sys.platform == "darwin" else 1)
        print(
            json.dumps({"seconds": end - start, "total": end, "megabytes": megabytes, "claims": len(reading.claims)}),
            flush=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
