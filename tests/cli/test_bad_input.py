"""Bad input: a message that names it, the right exit status, the store untouched, the other documents loaded."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from themegraph.graph.schema import VERSION
from themegraph.graph.store import open_store
from themegraph.graph.vocabulary import STORE

Run = Callable[..., subprocess.CompletedProcess[str]]
Contents = Callable[[Path], str]
PAGE = Path(__file__).parent / "page.txt"
NOBODY = 65534


def write_missing(folder: Path) -> Path:
    """Name a file that is not there."""
    return folder / "missing.txt"


def write_empty(folder: Path) -> Path:
    """Write a file without a byte."""
    (folder / "empty.txt").touch()
    return folder / "empty.txt"


def write_binary(folder: Path) -> Path:
    """Write a picture's first bytes under a text's name."""
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    return folder / "picture.txt"


def write_wrong_encoding(folder: Path) -> Path:
    """Write bytes that are no UTF-8."""
    (folder / "latin.txt").write_bytes("Größe und Stärke: 5 µm".encode("latin-1") + b"\x81\x8d\xff\n")
    return folder / "latin.txt"


def write_nul(folder: Path) -> Path:
    """Write a text with a NUL in it."""
    (folder / "nul.txt").write_bytes(PAGE.read_bytes() + b"one\x00two\n")
    return folder / "nul.txt"


def write_large(folder: Path) -> Path:
    """Write 50 MB of text."""
    with (folder / "large.txt").open("w", encoding="utf-8") as file:
        for _ in range(50):
            file.write("All work and no play. " * 47_662)
    return folder / "large.txt"


def write_unreadable_folder(folder: Path) -> Path:
    """Make a folder with nothing that a reader takes."""
    (folder / "photos").mkdir()
    (folder / "photos" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder / "photos"


def write_control_name(folder: Path) -> Path:
    """Write a file whose name holds a terminal's escape."""
    path = folder / "red\x1b[31m.txt"
    shutil.copy(PAGE, path)
    return path


def write_bidirectional_name(folder: Path) -> Path:
    """Write a file whose name turns the direction of text."""
    path = folder / "page\u202etxt.exe.txt"
    shutil.copy(PAGE, path)
    return path


BAD = {
    "missing path": (write_missing, "missing.txt: no such file"),
    "empty file": (write_empty, "empty.txt"),
    "binary": (write_binary, "picture.txt"),
    "wrong encoding": (write_wrong_encoding, "latin.txt"),
    "NUL byte": (write_nul, "nul.txt"),
    "50 MB": (write_large, "large.txt: larger than"),
    "nothing readable": (write_unreadable_folder, "photos: nothing readable"),
    "control character in the name": (write_control_name, "red\\x1b[31m.txt: the name holds the character U+001B"),
    "bidirectional name": (write_bidirectional_name, "page\\u202etxt.exe.txt: the name holds the character U+202E"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_document_stops_no_other(run: Run, tmp_path: Path, kind: str) -> None:
    """The bad one is named, the good one is loaded, the status is 1, and there is no traceback."""
    write, words = BAD[kind]
    done = run("build", write(tmp_path), PAGE, "--store", tmp_path / "store")
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stderr.startswith("themegraph: ")
    assert len([line for line in done.stderr.splitlines() if line.startswith("themegraph: ")]) == 1
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr + done.stdout
    assert "documents  1 (1 added)" in done.stdout
    listed = json.loads(run("documents", "--format", "json", "--store", tmp_path / "store").stdout)
    assert [row["name"] for row in listed] == ["page.txt"]


@pytest.mark.parametrize("kind", ["missing path", "empty file", "binary", "NUL byte"])
def test_extract_names_the_bad_document_too(run: Run, tmp_path: Path, kind: str) -> None:
    """Standard output holds the claims of the good one only."""
    write, words = BAD[kind]
    done = run("extract", write(tmp_path), PAGE)
    assert done.returncode == 1
    assert words in done.stderr
    assert all(json.loads(line)["id"] for line in done.stdout.splitlines())
    assert done.stdout.count("\n") >= 2


def test_no_store_is_made_for_nothing(run: Run, tmp_path: Path) -> None:
    """Where no source can be read, no folder is left behind."""
    done = run("build", tmp_path / "missing.txt", "--store", tmp_path / "store")
    assert done.returncode == 1
    assert not (tmp_path / "store").exists()


# Root reads anything, so its rights are dropped once all modules are loaded.
WITHOUT_RIGHTS = f"""
import contextlib, io, os, sys
from themegraph.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    main(["extract", sys.argv[1]])
if os.geteuid() == 0:
    os.setuid({NOBODY})
sys.exit(main(["extract", *sys.argv[1:]]))
"""


def test_no_permission() -> None:
    """A file or folder that may not be read is named; the others are still read."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        shown = Path(shutil.copy(PAGE, folder / "page.txt"))
        shown.chmod(0o644)
        secret = Path(shutil.copy(PAGE, folder / "secret.txt"))
        (folder / "closed").mkdir()
        inside = Path(shutil.copy(PAGE, folder / "closed" / "inside.txt"))
        secret.chmod(0)
        (folder / "closed").chmod(0)
        words: list[str | Path] = [sys.executable, "-c", WITHOUT_RIGHTS, shown, secret, inside, folder / "closed"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        (folder / "closed").chmod(0o755)
    assert done.returncode == 1
    told = [line.removeprefix(f"themegraph: {folder}/") for line in done.stderr.splitlines()]
    assert sorted(line.partition(" (")[0] for line in told) == [
        "closed/inside.txt: no permission to read",
        "closed: no permission to read",
        "closed: nothing readable in this folder",
        "secret.txt: no permission to read",
    ]
    assert done.stdout.count("\n") >= 2


def test_a_store_of_another_version(run: Run, store: Path) -> None:
    """A store that a later program wrote is left alone."""
    with open_store(store) as opened:
        opened.database.update(
            f"DELETE {{ GRAPH {STORE} {{ ?s {VERSION} ?o }} }} INSERT {{ GRAPH {STORE} {{ ?s {VERSION} '99' }} }} WHERE {{ GRAPH {STORE} {{ ?s {VERSION} ?o }} }}"
        )
    for words in (("build", PAGE), ("documents",), ("query", "sources")):
        done = run(*words, "--store", store)
        assert (done.returncode, done.stdout) == (1, "")
        assert "the store has version 99 (valid: a store of version 1" in done.stderr


def test_a_store_in_use(run: Run, run_apart: Run, store: Path) -> None:
    """A second writer is refused; readers go on."""
    with open_store(store):
        done = run_apart("build", PAGE, "--store", store)
        assert (done.returncode, done.stdout) == (1, "")
        assert "the store is in use by another process" in done.stderr
        assert run_apart("query", "sources", "--store", store).returncode == 0
    assert run("build", PAGE, "--store", store).returncode == 0


def test_a_store_that_is_something_else(run: Run, tmp_path: Path) -> None:
    """A file, or a folder of other things, is never written to."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.txt").write_text("x")
    for name, words in (("file", "the store's path is a file"), ("folder", "holds other files and no store")):
        done = run("build", PAGE, "--store", tmp_path / name)
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["mine.txt"]


def test_no_store_at_all(run: Run, tmp_path: Path) -> None:
    """The message says how to make one, and none is made."""
    for words in (("documents",), ("query", "sources"), ("forget", "x"), ("validate",), ("explain", "x")):
        done = run(*words, "--store", tmp_path / "none")
        assert (done.returncode, done.stdout) == (1, "")
        assert "there is no store (valid: 'themegraph build' makes one" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_full_disk(run_apart: Run, store: Path, tmp_path: Path, contents: Contents) -> None:
    """Files that may not grow stand for a full disk: the document is refused whole, the store is as it was."""
    before = contents(store)
    text = PAGE.read_text(encoding="utf-8")
    more = tmp_path / "more.txt"
    more.write_text(
        text.replace("Money", "More money")
        + "".join(f"\nCoherent supplies switches to firm {n}.\n" for n in range(300))
    )
    limit = 40_000
    done = run_apart(
        "build", more, "--store", store, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(store) == before


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["biuld"], 2, "unknown command 'biuld' (valid: build)"),
        (["--stor", "x"], 2, "unrecognized arguments"),
        (["query", "supliers-of"], 2, "unknown question 'supliers-of' (valid: suppliers-of"),
        (["query", "suppliers-of", "--layr", "x"], 2, "'suppliers-of' has no parameter 'layr' (valid: layer)"),
        (["query", "suppliers-of", "--layer", "Lasers Inc"], 1, "no Layer or Technology or Product or Theme is called"),
        (["query", "what-is-new-since", "--since", "soon"], 2, "since 'soon' is not a date (valid: YYYY-MM-DD"),
        (["query", "suppliers-of", "--known-by", "soon"], 2, "--known-by 'soon' is not a date"),
        (["query", "sources", "--evidence"], 2, "the question 'sources' keeps no facts"),
        (["query", "sources", "--deadline", "0"], 2, "argument --deadline"),
        (["query", "sources", "--format", "xml"], 2, "argument --format: invalid choice: 'xml'"),
        (["queries", "supplier"], 2, "no topic is called 'supplier'"),
        (["sparql", "SELEC * {}"], 1, "query:1:1: unknown query form 'SELEC' (valid: SELECT)"),
        (
            ["sparql", "SELECT * { ?s aii:suplier ?o }"],
            1,
            "query:1:15: the ontology has no term 'aii:suplier' (valid: supplier",
        ),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1/> {} }"], 1, "query:1:12: SERVICE would call another server"),
        (["sparql", "DROP ALL"], 1, "query:1:1: DROP would change the graph"),
        (["sparql", "none.rq"], 2, "none.rq: there is no such file"),
        (["explain", "Coherant"], 1, "nothing is named 'Coherant' (valid: Coherent"),
        (["forget", "pages.txt"], 1, "no document is called 'pages.txt' (valid: page.txt"),
        (["export", "pdf", "-"], 2, "argument FORMAT: invalid choice: 'pdf'"),
        (["export", "ttl", "no/such/folder/x.ttl"], 1, "no/such/folder"),
        (["page", "no/such/folder/x.html"], 2, "no/such/folder"),
        (["build", str(PAGE), "--date", "31 March"], 2, "31 March"),
        (["build", str(PAGE), "--title", "red\x1b[31m"], 2, "U+001B"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_call(run: Run, built: Path, words: list[str], status: int, message: str) -> None:
    """One line on standard error says what is wrong and what would be valid."""
    done = run(*words, env={"THEMEGRAPH_STORE": str(built)})
    assert (done.returncode, done.stdout) == (status, ""), done.stderr
    assert message in done.stderr
    assert done.stderr.startswith("themegraph: ")
    assert "Traceback" not in done.stderr


def test_a_runaway_query_is_stopped(run: Run, built: Path) -> None:
    """The deadline ends what the engine itself would not."""
    product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    done = run("sparql", product, "--deadline", "1.5", "--store", built)
    assert (done.returncode, done.stdout) == (1, "")
    assert "stopped after 1.5 s" in done.stderr
