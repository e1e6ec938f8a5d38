"""A filing in XML put together: the form found in its sections, its sheets, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.metadata import safe_words
from themegraph.loaders.readers.base import Parsed
from themegraph.loaders.readers.sec.facts import iso
from themegraph.loaders.readers.sec_xml import ncen, nport, thirteen_f
from themegraph.loaders.readers.sec_xml.enclosures import enclosures
from themegraph.loaders.readers.sec_xml.sections import sections_of
from themegraph.loaders.readers.sec_xml.sheets import FIELDS, Draft, rendered
from themegraph.loaders.readers.sec_xml.signs import Form, form_at
from themegraph.loaders.readers.sec_xml.trees import VALID, Element, local, tree_of

_ACCESSION = re.compile(r"\d{10}-\d\d-\d{6}", re.ASCII)
# What a submission's header says that the forms themselves may lack, by the names that the facts give it.
_HEADER = {
    "ACCESSION NUMBER": "accession",
    "CONFORMED SUBMISSION TYPE": "type",
    "CONFORMED PERIOD OF REPORT": "period",
    "FILED AS OF DATE": "filed",
    "COMPANY CONFORMED NAME": "filer",
    "CENTRAL INDEX KEY": "cik",
}
_WHO: Mapping[Form, tuple[str, ...]] = {
    "nport": ("formData.genInfo.seriesName", "formData.genInfo.regName"),
    "13f": ("formData.coverPage.filingManager.name", "header.filer"),
    "ncen": ("formData.registrantInfo.registrantFullName",),
}
_FILER: Mapping[Form, tuple[str, ...]] = {**_WHO, "nport": ("formData.genInfo.regName",)}
_PERIOD: Mapping[Form, tuple[str, ...]] = {
    "nport": ("formData.genInfo.repPdDate",),
    "13f": ("formData.coverPage.reportCalendarOrQuarter", "headerData.filerInfo.periodOfReport", "header.period"),
    "ncen": ("formData.generalInfo@reportEndingPeriod",),
}


def parse(data: bytes, where: str) -> Parsed:
    """Return the form in a file as text and sheets. Raises ReadError where there is none, or more than one form."""
    sections = sections_of(data, where)
    found = [(form, tree_of(part.text, where, part.line)) for part in sections.parts if (form := _form(part.text))]
    inside = [enclosed for _, root in found for enclosed in enclosures(root, where)]
    found += [(form, enclosed.root) for enclosed in inside if enclosed.root is not None and (form := enclosed.form)]
    left_out = (*sections.left_out, *(enclosed.type for enclosed in inside if enclosed.root is None))
    forms = {form for form, _ in found}
    if len(forms) != 1:
        what = "several forms in one file" if forms else "XML that is none of the forms read"
        raise ReadError(what, where=where, valid=VALID)
    form = found[0][0]
    drafts = list(_drafts(form, [root for _, root in found], where))
    facts = _facts(drafts, sections.header, left_out)
    page = rendered(drafts, form, facts, where)
    if not page.sheets:
        raise ReadError("a form without a value in it", where=where, valid=VALID)
    media_type = "text/plain" if sections.header else "application/xml"
    return Parsed(page.text, (), _metadata(form, facts), media_type, page.sheets)


def _form(text: str) -> Form:
    """Return the form of a section; the markup of a page before its first element makes it none."""
    return form_at(text[:16_384].encode("utf-8", "replace"))


def _drafts(form: Form, roots: Sequence[Element], where: str) -> Iterator[Draft]:
    if form == "13f":
        tables = [root for root in roots if local(root) == "informationTable"]
        yield from (thirteen_f.cover(root) for root in roots if local(root) == "edgarSubmission")
        yield from (thirteen_f.table(root, number) for number, root in enumerate(tables, start=1))
        return
    if len(roots) > 1:
        raise ReadError(f"{len(roots)} reports in one file", where=where, valid="one report a file")
    yield from nport.drafts(roots[0]) if form == "nport" else ncen.drafts(roots[0])


def _facts(drafts: Iterable[Draft], header: Mapping[str, str], left_out: Iterable[str]) -> dict[str, str]:
    """Return the values that hold for the whole filing, by path; those of the submission's header begin with it."""
    facts: dict[str, str] = {}
    for draft in drafts:
        if draft.first == FIELDS:
            facts |= {values["field"]: values["value"] for values in draft.rows}
    facts |= {f"header.{name}": header[key] for key, name in _HEADER.items() if header.get(key)}
    others = ", ".join(dict.fromkeys(left_out))
    return facts | ({"header.others": others} if others else {})


def _metadata(form: Form, facts: Mapping[str, str]) -> Metadata:
    """Return what the filing says of itself: form, fund or manager and period as its title."""
    who, filer = _first(facts, _WHO[form]), _first(facts, _FILER[form])
    period = _day(_first(facts, _PERIOD[form]))
    kind = facts.get("headerData.submissionType") or facts.get("header.type", "")
    title = f"{kind} of {who}{f', {period}' if period else ''}" if kind and who else ""
    issued = _day(facts.get("header.filed", "")) or _day(_signed(facts))
    return Metadata(safe_words(title), issued, safe_words(filer), _address(facts), safe_words(who))


def _address(facts: Mapping[str, str]) -> str:
    """Return where EDGAR keeps a submission, by the number and the filer that its header gives."""
    number, cik = facts.get("header.accession", ""), facts.get("header.cik", "").lstrip("0")
    known = _ACCESSION.fullmatch(number) and cik.isascii() and cik.isdigit()
    return f"https://www.sec.gov/Archives/edgar/data/{cik}/{number}.txt" if known else ""


def _first(facts: Mapping[str, str], names: Iterable[str]) -> str:
    return next((facts[name] for name in names if facts.get(name, "N/A") != "N/A"), "")


def _signed(facts: Mapping[str, str]) -> str:
    names = ("formData.signature.dateSigned", "formData.signatureBlock.signatureDate", "formData.signature@signedDate")
    return _first(facts, names)


def _day(text: str) -> str:
    """Return a date as forms print it, 2024-12-31, 20241231 or 12-31-2024, in ISO form; "" where it is none."""
    month, _, rest = text.partition("-")
    day, _, year = rest.partition("-")
    return iso(f"{year}-{month}-{day}" if len(year) == 4 else text)
