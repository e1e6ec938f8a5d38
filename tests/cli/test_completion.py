"""Completion in shells: what is offered for each place of a command line, and the scripts that ask for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from themegraph.commands.complete import candidates
from themegraph.commands.completion import SCRIPTS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["quer"], ["query", "queries"]),
        (["query", "suppliers"], ["suppliers-of", "suppliers-to"]),
        (["query", "suppliers-of", "--la"], ["--layer"]),
        (["query", "suppliers-of", "--format", "sparql-x"], ["sparql-xml"]),
        (["query", "suppliers-of", "--evidence", "--kn"], ["--known-by"]),
        (["query", "no-such-question", "--evi"], ["--evidence"]),
        (["queries", "cap"], ["capital"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["build", ""], []),
        (["no-such-command", ""], []),
    ],
)
def test_what_is_offered(words: list[str], offered: list[str]) -> None:
    """Commands, questions, options of the question named, and choices of an option."""
    assert candidates(words[:-1], words[-1]) == offered


def test_names_come_from_the_store(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parameter is completed with things of its classes, whatever the case; so are the things of `explain`."""
    monkeypatch.setenv("THEMEGRAPH_STORE", str(built))
    assert "NVIDIA Corporation" in candidates(["query", "investments-by", "--by"], "nvi")
    assert candidates(["query", "suppliers-of", "--layer"], "nvi") == []
    assert "Coherent" in candidates(["explain"], "co")
    monkeypatch.delenv("THEMEGRAPH_STORE")
    assert "Coherent" in candidates(["explain", "--store", str(built)], "cohe")
    assert candidates(["explain", "--store", "/nowhere"], "cohe") == []
    assert candidates(["explain", "--store", "oxigraph+http://127.0.0.1:9"], "cohe") == []


@pytest.mark.parametrize("shell", SCRIPTS)
def test_scripts_are_valid(run: Run, shell: str) -> None:
    """The shell reads its script without complaint, where it is installed."""
    script = run("completion", shell).stdout
    assert "themegraph complete --" in script
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} on this machine")
    assert subprocess.run([program, "-n"], input=script, text=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this machine")
def test_bash_completes_a_name_with_a_space(run: Run, built: Path) -> None:
    """The script hands over the words and keeps a name of two words whole."""
    folder = Path(sys.executable).parent
    call = 'COMP_WORDS=(themegraph explain "nvi"); COMP_CWORD=2; compopt() { :; }; _themegraph; printf "%s|" "${COMPREPLY[@]}"'
    script = f'export PATH="{folder}:$PATH" THEMEGRAPH_STORE="{built}"\n{run("completion", "bash").stdout}{call}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert "NVIDIA Corporation" in done.stdout.split("|")
