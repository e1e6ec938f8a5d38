"""Each command on good input: what it prints, where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from themegraph import __version__
from themegraph.commands.directory import COMMANDS

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = Path(__file__).parent / "page.txt"
SENTENCE = "NVIDIA invested $2 billion in Coherent in March 2026 (NVIDIA IR)."


def test_help_names_every_command(run: Run) -> None:
    """`--help` lists the commands with what they do."""
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ") and line[2] != "-"] == list(
        COMMANDS
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    """`COMMAND --help` names the options that every command has."""
    done = run(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--store PATH" in done.stdout
    assert "--quiet" in done.stdout


def test_version(run: Run) -> None:
    """The version is the package's."""
    assert run("--version").stdout == f"themegraph {__version__}\n"


def test_build_prints_a_summary(run: Run, page: Path) -> None:
    """Documents, claims, facts, triples and rejections are counted; nothing goes to standard error."""
    done = run("build", page, "--store", page.parent / "store")
    assert (done.returncode, done.stderr) == (0, "")
    lines = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if not line.startswith(" "))
    assert lines["documents"] == "1 (1 added)"
    assert list(lines) == ["documents", "claims", "facts", "triples", "rejected", "store"]
    assert all(int(lines[name].replace(",", "")) > 0 for name in ("claims", "facts", "triples"))


def test_building_again_changes_nothing(run: Run, store: Path, contents: Callable[[Path], str]) -> None:
    """A document that is in the store already is left as it is."""
    before = contents(store)
    done = run("build", PAGE, "--store", store)
    assert "documents  1 (1 unchanged)" in done.stdout
    assert contents(store) == before


def test_a_document_from_standard_input(run: Run, tmp_path: Path) -> None:
    """`-` reads what is piped in."""
    done = run("build", "-", "--store", tmp_path / "store", "--title", "Piped", input=PAGE.read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr) == (0, "")
    listed = run("documents", "--store", tmp_path / "store", "--format", "json")
    assert [row["title"] for row in json.loads(listed.stdout)] == ["Piped"]


def test_extract_prints_claims_and_nothing_else(run: Run) -> None:
    """Each line is a claim whose sentence is the document's text at its offsets."""
    done = run("extract", PAGE, "--format", "jsonl")
    text = PAGE.read_text(encoding="utf-8")
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert all(text[claim["start"] : claim["end"]] == claim["sentence"] for claim in claims)
    invested = [
        claim for claim in claims if claim["predicate"] == "investsIn" and claim["object"]["label"] == "Coherent"
    ]
    assert [claim["qualifiers"]["amount"] for claim in invested] == [2_000_000_000]


def test_a_question_with_evidence(run: Run, built: Path) -> None:
    """Parameters are names, aliases or tickers; evidence is a list in JSON."""
    done = run("query", "investments-by", "--by", "nvda", "--evidence", "--format", "json", "--store", built)
    assert (done.returncode, done.stderr) == (0, "")
    row = next(row for row in json.loads(done.stdout) if row["investee"] == "Coherent")
    assert (row["investor"], row["amount"], row["currency"]) == ("NVIDIA Corporation", 2_000_000_000, "USD")
    assert (row["start"], row["end"]) == ("2026-03-01", "2026-03-31")
    assert SENTENCE in row["sentences"]
    assert "2026-03-02" in row["dates"]


def test_known_by_says_what_it_leaves_out(run: Run, built: Path) -> None:
    """The notice goes to standard error, the rows to standard output."""
    done = run("query", "investments-by", "--known-by", "2026-03-01", "--format", "json", "--store", built)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "on nothing dated by 2026-03-01" in done.stderr


def test_every_form_of_rows(run: Run, built: Path) -> None:
    """The same row comes as table, JSON, CSV, Markdown and W3C JSON."""
    forms = {
        form: run("query", "suppliers-of", "--layer", "laser", "--format", form, "--store", built).stdout
        for form in ("table", "json", "csv", "markdown", "sparql-json")
    }
    assert forms["table"].splitlines()[-1].split() == ["Coherent", "laser"]
    assert json.loads(forms["json"]) == [{"supplier": "Coherent", "supplied": "laser", "since": None}]
    assert list(csv.reader(io.StringIO(forms["csv"]))) == [["supplier", "supplied", "since"], ["Coherent", "laser", ""]]
    assert forms["markdown"].splitlines()[-1] == "| Coherent | laser |  |"
    assert json.loads(forms["sparql-json"])["head"]["vars"] == ["supplier", "supplied", "since"]


def test_queries_lists_the_library(run: Run) -> None:
    """Names, parameters and summaries; a topic narrows the list."""
    listed = json.loads(run("queries", "--format", "json").stdout)
    assert {"question", "topic", "parameters", "summary"} == set(listed[0])
    assert len(listed) == 109
    chosen = json.loads(run("queries", "competency", "--format", "json").stdout)
    assert len(chosen) == 26


def test_sparql_from_text_file_and_standard_input(run: Run, built: Path, tmp_path: Path) -> None:
    """The query may be an argument, a file or piped in; ASK prints true or false."""
    query = "ASK { ?s aii:investsIn/skos:prefLabel 'Coherent'@en }"
    (tmp_path / "ask.rq").write_text(query, encoding="utf-8")
    for words, piped in (([query], None), ([tmp_path / "ask.rq"], None), (["-"], query)):
        done = run("sparql", *words, "--store", built, input=piped)
        assert (done.returncode, done.stdout, done.stderr) == (0, "true\n", "")
    told = run("sparql", query, "--format", "sparql-json", "--store", built)
    assert json.loads(told.stdout) == {"head": {}, "boolean": True}


def test_rows_beyond_the_limit_are_announced(run: Run, built: Path) -> None:
    """Nothing is cut in silence, quiet or not."""
    done = run(
        "sparql", "SELECT ?s { ?s a aii:NamedThing }", "--limit", "1", "--format", "json", "--quiet", "--store", built
    )
    assert len(json.loads(done.stdout)) == 1
    assert done.stderr == "note: only the first 1 rows are shown; --limit changes that\n"


def test_explain_shows_facts_with_their_sentences(run: Run, built: Path) -> None:
    """The head says what the thing is, then come its facts."""
    done = run("explain", "coherent", "--store", built)
    assert done.stdout.startswith("Coherent (Company)\nhttps://w3id.org/ai-infrastructure/id/organization/coherent\n")
    assert "NVIDIA invested $2 billion in Coherent" in " ".join(done.stdout.split())
    rows = json.loads(run("explain", "coherent", "--format", "json", "--store", built).stdout)
    assert {"subject", "relation", "object", "details", "standing", "sentences", "sources", "dates"} == set(rows[0])


def test_documents_and_forget(run: Run, store: Path, contents: Callable[[Path], str]) -> None:
    """A document is forgotten by its name, and nothing that only it said is left."""
    listed = json.loads(run("documents", "--format", "json", "--store", store).stdout)
    assert [(row["title"], row["name"]) for row in listed] == [("Money for the optical layer", "page.txt")]
    done = run("forget", "page.txt", "--store", store)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("forgot Money for the optical layer: ")
    assert run("documents", "--format", "json", "--store", store).stdout == "[]\n"
    assert SENTENCE not in contents(store)


@pytest.mark.parametrize(
    ("form", "rdf"), [("ttl", "TURTLE"), ("trig", "TRIG"), ("nq", "N_QUADS"), ("jsonld", "JSON_LD")]
)
def test_exports_can_be_read_again(run: Run, built: Path, tmp_path: Path, form: str, rdf: str) -> None:
    """Each form holds the investment; a file and standard output get the same bytes."""
    out = tmp_path / f"graph.{form}"
    done = run("export", form, out, "--store", built)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    predicates = {quad.predicate.value for quad in ox.parse(out.read_bytes(), format=getattr(ox.RdfFormat, rdf))}
    assert "https://w3id.org/ai-infrastructure/ontology/investsIn" in predicates
    assert run("export", form, "-", "--store", built).stdout == out.read_text(encoding="utf-8")


def test_page_and_validate(run: Run, built: Path, tmp_path: Path) -> None:
    """The page is one file; the graph conforms to the shapes."""
    done = run("page", tmp_path / "out.html", "--store", built)
    assert done.returncode == 0
    assert (tmp_path / "out.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    checked = run("validate", "--store", built)
    assert (checked.returncode, checked.stdout if "Violation" in checked.stdout else "") == (0, "")
    assert "the graph conforms to the shapes" in checked.stderr


def test_the_store_may_come_from_the_environment(run: Run, built: Path) -> None:
    """THEMEGRAPH_STORE stands for --store."""
    done = run("documents", "--format", "csv", env={"THEMEGRAPH_STORE": str(built)})
    assert done.returncode == 0
    assert "page.txt" in done.stdout


@pytest.mark.slow
def test_demo(run: Run, tmp_path: Path) -> None:
    """The demo prints a summary, three answers with sentences and a verdict, and leaves a page and no store."""
    done = run("demo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("$ themegraph query ") == 3
    assert done.stdout.count("“") >= 3
    assert "the graph conforms to the shapes" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["ai-infrastructure.html"]
