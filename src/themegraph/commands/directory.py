"""The commands by name, and the parser that they share."""

from __future__ import annotations

import argparse
from typing import NoReturn

from themegraph.errors import UsageError

COMMANDS: dict[str, str] = {
    "build": "read documents, extract, check and store what they say",
    "extract": "print the claims of documents as JSON lines, without a store",
    "text": "print a document's text as read, the text that offsets count in",
    "rules": "check rule files with their sentences, or list the relations that they read",
    "map": "print a first mapping of a table of your own, to be edited",
    "query": "ask a question of the library",
    "queries": "list the questions of the library",
    "sparql": "run a read-only SPARQL query",
    "explain": "show all that is known of a thing, each fact with its sentence",
    "path": "show how two things are connected, each step with its sentence",
    "page": "write the graph as one interactive HTML file",
    "export": "write the graph as RDF, GraphML, GEXF, CSV or Parquet",
    "documents": "list the documents in the store",
    "entities": "list the entities in the store, or propose which are the same",
    "forget": "remove a document and all that only it said",
    "validate": "check the graph against the shapes",
    "demo": "build the bundled theme, ask three questions, write a page",
    "completion": "print the script that makes a shell complete commands, questions and names",
}
# What the scripts of `completion` call.
HIDDEN = ("complete",)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are raised, so that one place prints them."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the whole usage."""
        raise UsageError(message, valid=f"see '{self.prog} --help'")
