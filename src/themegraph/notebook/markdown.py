"""An executed notebook as Markdown with its pictures beside it, for a reader on a code host, where HTML files show as text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any

HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# What a code host takes out of HTML anyway.
DRESS = re.compile(r"""<style.*?</style>|\s(?:style|class|border)=(?:"[^"]*"|'[^']*')""", re.DOTALL)


def to_markdown(notebook: Any, stem: str) -> tuple[str, Mapping[str, bytes]]:
    """Return the text, and each picture under the name by which the text shows it: `images/STEM-1.svg` and so on.

    Of the forms of an output the first of picture, HTML and text is taken.
    """
    pictures: dict[str, bytes] = {}
    heading = ""
    parts: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = (HEADING.findall(cell.source) or [heading])[-1]
            parts.append(re.sub(r"(\]\([^):/]+)\.ipynb\)", r"\1.md)", cell.source))
        elif cell.cell_type == "code":
            parts.append(f"```python\n{cell.source}\n```")
            parts += _outputs(cell.outputs, stem, heading, pictures)
    return "\n\n".join(parts) + "\n", pictures


def _outputs(outputs: Any, stem: str, heading: str, pictures: dict[str, bytes]) -> Iterator[str]:
    """Yield each output of a cell, and put its picture among the others."""
    for output in outputs:
        data = output.get("data", {"text/plain": output.get("text", "")})
        name = f"images/{stem}-{len(pictures) + 1}"
        if "image/svg+xml" in data:
            pictures[f"{name}.svg"] = data["image/svg+xml"].encode("utf-8")
            yield f"![{heading}]({name}.svg)"
        elif "image/png" in data:
            pictures[f"{name}.png"] = base64.b64decode(data["image/png"])
            yield f"![{heading}]({name}.png)"
        elif "text/html" in data:
            # A blank line would end the HTML.
            yield "\n".join(line for line in DRESS.sub("", data["text/html"]).splitlines() if line.strip())
        else:
            yield f"```text\n{data['text/plain'].rstrip()}\n```"
