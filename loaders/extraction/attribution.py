"""Whose figure a sentence gives: “…, according to Foo”, “According to Foo, …”, “…, Foo estimates”."""

from __future__ import annotations

import re
from dataclasses import replace

from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.lexicon import Mention

_RELATIONS = frozenset({"marketEstimate", "growth"})
_SPEAKERS = frozenset({"Company", "Organization", "Government", "Name", ""})
_TRADE = (
    r"(?:(?:the|a|an|its|new|recent|latest|analysts|researchers|economists|forecasters|research|market|industry|firm|house|group|company"
    r"|consultancy|consultants|researcher|forecaster|provider|data|estimates|figures|numbers|forecast|report|study|analysis|by|from|at|of|published)\s+)*"
)
_BEHIND = re.compile(rf"[^.;$€£¥]{{0,60}}?(?:according to|as per|per|as estimated by|as forecast by)\s+{_TRADE}")
_AHEAD = re.compile(rf"\W*(?:according to|per)\s+{_TRADE}", re.IGNORECASE)
_THEN = re.compile(rf"[^.;$€£¥]{{0,40}}?,\s+{_TRADE}")
_SAYS = re.compile(
    r"\s+(?:said|says|estimates|estimated|forecasts|forecast|predicts|predicted|projects|projected|reckons|found|calculates)\b[^,;]{0,60}$"
)


def attributed(draft: Draft) -> Draft:
    """Return a draft of a market's figure with the one whom its sentence names for it; as it is where none is named."""
    if draft.claimant is not None or draft.relation not in _RELATIONS or draft.unit.kind != "sentence":
        return draft
    text, span = draft.unit.text, draft.span
    for mention in draft.unit.annotations:
        if not isinstance(mention, Mention) or mention.entity.type not in _SPEAKERS or mention.entity == draft.subject:
            continue
        between = text[span.end : mention.start] if mention.start >= span.end else ""
        if (
            _BEHIND.fullmatch(between)
            or (mention.end <= span.start and _AHEAD.fullmatch(text[: mention.start]))
            or (_THEN.fullmatch(between) and _SAYS.match(text, mention.end))
        ):
            return replace(draft, claimant=mention.entity)
    return draft
