"""Clause patterns: a small language of words, word classes and typed slots, compiled to regular expressions over tokens.

A unit of text is encoded as tokens, each followed by one space; a mention or figure is one token of two private-use
characters (kind, index). Elements of a pattern:

    word        that word, in any case; `commit*` any word that begins so
    <invest>    a word class of vocabulary.yaml; <also> takes a date as well ("on Tuesday")
    <<aside>>   a part of a pattern that vocabulary.yaml names, put in as it stands
    {name:Type|Type}    one mention or figure of the types; `{name:Type+}` a list of them ("A, B and C");
                `{name:Type!}` one whose type is known, no mere name
    {name:<class>} a phrase of a word class, kept; `{name:..<class>}` with up to three words before it
    {name:Text} words up to the next element or the clause's end; `{name:Phrase}` without commas, `{name:List}` with those of a list, `{name:Rest}` to the unit's end,
                `{name:Code}` a model code such as H200
    [x]  (x|y)  optional; alternatives
    ...  ...3   a gap of at most 8 (or 3) tokens inside the clause; `***` anything within the unit
    ^  $        the unit's beginning and end (a final full stop aside)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from themegraph.errors import RuleError
from themegraph.loaders.extraction.kinds import (
    CODE_MARK,
    FIGURES,
    INDEX,
    MODIFIER,
    NAME,
    kind_characters,
    kind_codes,
    token,
)
from themegraph.loaders.extraction.tokens import words_of
from themegraph.loaders.extraction.vocabulary import Vocabulary

_ITEM = re.compile(
    r"\s*(?:"
    r"\{(?P<slot>\w+):(?P<before>\.\.)?(?:<(?P<words>[\w-]+)>|(?P<types>[\w|]+))(?P<known>!?)(?P<many>\+?)\}"
    r"|<(?P<word_class>[\w-]+)>"
    r"|(?P<anything>\*\*\*)"
    r"|\.\.\.(?P<gap>\d*)"
    r"|(?P<mark>[\[\]()|^$])"
    r"|\\(?P<escaped>.)"
    r"|(?P<word>[\w’'&%+-]+\*?|[,;:.?!/“”\"·—–¶])"
    r")"
)
_BOUND = r"(?![;:.?!¶] )"
_ELEMENTS = ("slot", "word_class", "anything", "gap", "mark", "escaped", "word")
_NO_COMMA = r"(?![,;:.?!()¶—–] )"
# the further members of a list in free words: “, research, and sales”; no clause, no further verb
_MEMBER = (
    r"(?!(?:a|an|the|its|which|that|where|who|with|as|while|after|before|following|according|backed|led|one|part|including|such|to|in|at|by|will|would"
    r"|is|are|was|were|has|have|had|plans|plan|pay|create|creates|creating|adding|bringing|marking|making|starting|beginning|increasing|giving|helping|"
    r"generating|hiring|supporting|expanding|and|or|it|they|said|announced|up|down) )"
)
_NO_OPENING = (
    r"(?!(?:and|or|with|of|the|a|an|our|its|their) )"  # what no phrase of a word class begins with, or goes over
)
FREE = frozenset({"Text", "Phrase", "List", "Rest", "Code"})
_BARRED = {"Text": _BOUND, "Phrase": _NO_COMMA, "List": _NO_COMMA, "Rest": r"(?![.?!] (?:$|¶)|¶)"}
_DETERMINER = r"(?:(?:the|a|an|its|their|our|this|these|those|both|such|other|certain) )?"
_WHEN = rf"(?:on |, )?[{kind_characters(('Date',))}]{INDEX} (?:, )?"
_PLAIN = r"(?!(?:[,;:.?!()¶—–]|that|which|and|or|of|in|to|with|for|by|from|as|is|was|will|has|have|had|it|its) )"
# whose a further member of a list is: “A and Japan's B”
_NATION = rf"(?:(?:the )?[{kind_characters(('Country', 'Place'), named=False)}]{INDEX}{MODIFIER}? (?:'s |- based )?)?"
_SEAT = rf"(?:[{kind_characters(('Country', 'Place'), named=False)}]{INDEX}{MODIFIER}? - based )?"
_JOIN = r"(?:, (?:and |or |& )?(?:to |with |from )?|and (?:to |with |from )?|or |& |/ |as well as |along with )"
# what a list says of a member in passing: “A (which makes switches), B and C”
_ASIDE = r"(?:\( (?:(?![()¶] )\S+ ){1,14}\) )?"
# a word of a company's that no registry knows, behind its name: “Foo Cloud”
_UNIT = rf"(?:{token(NAME, 0)[0]}{INDEX}{MODIFIER}? |cloud |foundry )?"
_ENDS_MEMBER = r"(?=[;,.)] |and |$)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as a regular expression: `groups` maps a regular-expression group to its slot, `needs` are words, `kinds` kinds of
    annotation, of which each set must occur; `order` holds both in the order in which they must."""

    source: str
    expression: str
    groups: dict[str, str]
    slots: dict[str, tuple[str, ...]]
    lists: frozenset[str]
    needs: tuple[frozenset[str], ...]
    kinds: tuple[frozenset[str], ...] = ()
    order: tuple[frozenset[str], ...] = ()

    @property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first needed: most patterns never are in one run."""
        return _compiled(self.expression)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@cache
def _phrase(phrase: str) -> tuple[str, frozenset[str]]:
    """Return the expression of a phrase and its first word."""
    tokens = words_of(phrase)
    return "".join(re.escape(token) + " " for token in tokens), frozenset({tokens[0].casefold()})


@cache
def _phrases(phrases: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """Return the expression of a word class, its longest phrases first, and the first words of its phrases."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(_phrase(each)[0] for each in ordered) + ")", frozenset(words_of(p)[0] for p in phrases)


@cache
def _trades(nouns: tuple[str, ...]) -> str:
    """Return the expression of a nationality and a trade before a company's name."""
    listed = "|".join(re.escape(" ".join(words_of(noun))) for noun in nouns)
    return rf"{_NATION}(?:(?:{_PLAIN}\S+ ){{0,4}}(?:\w+makers?|{listed}) )?" if nouns else ""


class _Compiler:
    """Recursive descent over a pattern's elements; keeps the slots it meets."""

    def __init__(self, source: str, vocabulary: Vocabulary, where: str) -> None:
        self.source, self.vocabulary, self.where = source, vocabulary, where
        self.items = self._items()
        self.at = 0
        self.depth = 0
        self.groups: dict[str, str] = {}
        self.slots: dict[str, tuple[str, ...]] = {}
        self.lists: set[str] = set()
        self.needs: list[frozenset[str]] = []
        self.kinds: list[frozenset[str]] = []
        self.order: list[frozenset[str]] = []

    def _items(self) -> list[re.Match[str]]:
        items, position = [], 0
        text = self.source.rstrip()
        while position < len(text):
            found = _ITEM.match(text, position)
            if found is None:
                raise RuleError(
                    f"pattern not understood at “{text[position : position + 20]}”", where=self.where, valid=_SYNTAX
                )
            items.append(found)
            position = found.end()
        return items

    def alternatives(self) -> str:
        """Compile `x|y` up to a closing mark."""
        parts = [self.sequence()]
        while self._peek("mark") == "|":
            self.at += 1
            parts.append(self.sequence())
        if self.depth == 0 and len(parts) > 1:  # what one alternative needs, another may do without
            self.needs.clear()
            self.kinds.clear()
            self.order.clear()
        return "|".join(parts)

    def sequence(self) -> str:
        """Compile elements up to a mark that closes or separates."""
        out = []
        while self.at < len(self.items) and self._peek("mark") not in {"]", ")", "|"}:
            out.append(self._element())
        return "".join(out)

    def _peek(self, group: str) -> str | None:
        return self.items[self.at].group(group) if self.at < len(self.items) else None

    def _element(self) -> str:
        item = self.items[self.at]
        self.at += 1
        name = next(group for group in _ELEMENTS if item[group] is not None)
        handler: Callable[[re.Match[str]], str] = getattr(self, f"_{name}")
        return handler(item)

    def _anything(self, _: re.Match[str]) -> str:
        return r"(?:\S+ ){0,80}?"

    def _escaped(self, item: re.Match[str]) -> str:
        return re.escape(item["escaped"]).casefold() + " "

    def _gap(self, item: re.Match[str]) -> str:
        return rf"(?:(?![,;:.?!¶] )\S+ ){{0,{item['gap'] or 8}}}?"

    def _mark(self, item: re.Match[str]) -> str:
        mark = item["mark"]
        if mark == "^":
            return r"(?:^|(?<=¶ ))"
        if mark == "$":
            return r"(?=(?:[.!?] )?(?:$|¶))"
        closing = {"[": "]", "(": ")"}[mark]
        if mark == "(":
            self._need(self._openers())
        self.depth += 1
        inner = self.alternatives()
        self.depth -= 1
        if self._peek("mark") != closing:
            raise RuleError(f"“{mark}” is not closed", where=self.where, valid=_SYNTAX)
        self.at += 1
        return f"(?:{inner})" + ("?" if mark == "[" else "")

    def _word_class(self, item: re.Match[str]) -> str:
        if item["word_class"] != "also":
            return self._class(item["word_class"])
        expression, _ = _phrases(self.vocabulary.phrases("also", self.where))
        return f"(?:{expression}|{_WHEN})"

    def _class(self, name: str) -> str:
        expression, openers = _phrases(self.vocabulary.phrases(name, self.where))
        self._need(openers)
        return expression

    def _word(self, item: re.Match[str]) -> str:
        word = item["word"].replace("’", "'").casefold()
        if word.endswith("*"):
            return re.escape(word[:-1]) + r"\S* "
        expression, openers = _phrase(word)
        self._need(openers)
        return expression

    def _need(self, words: AbstractSet[str]) -> None:
        if self.depth == 0 and words:
            self.needs.append(frozenset(words))
            self.order.append(self.needs[-1])

    def _need_kind(self, codes: Iterable[str]) -> None:
        if self.depth == 0:
            self.kinds.append(frozenset(codes))
            self.order.append(self.kinds[-1])

    def _openers(self) -> set[str]:
        """Return the words one of which opens the alternatives that follow; empty where one may open otherwise."""
        found: set[str] = set()
        depth, opens = 0, True
        for item in self.items[self.at :]:
            mark = item["mark"] or ""
            if depth == 0 and opens and not (words := self._first_words(item)):
                return set()
            if depth == 0 and opens:
                found |= words
            if mark in {"]", ")"} and depth == 0:
                return found
            depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(mark, 0)
            opens = depth == 0 and mark == "|"
        return set()

    def _first_words(self, item: re.Match[str]) -> set[str]:
        if item["word_class"]:
            return set(_phrases(self.vocabulary.phrases(item["word_class"], self.where))[1])
        word = (item["word"] or "").replace("’", "'").casefold()
        return {words_of(word)[0]} if word and not word.endswith("*") else set()

    def _slot(self, item: re.Match[str]) -> str:
        name, types = item["slot"], tuple((item["types"] or "").split("|"))
        group = f"{name}__{len(self.groups)}"
        self.groups[group] = name
        if item["words"]:
            self.slots.setdefault(name, ("Text",))
            before = rf"(?:{_BARRED['Phrase']}{_NO_OPENING}\S+ ){{0,3}}?" if item["before"] else ""
            return f"(?P<{group}>{before}{self._class(item['words'])})"
        if types[0] in FREE and len(types) == 1:
            self.slots.setdefault(name, types)
            return self._free(group, types[0])
        types = self.vocabulary.types(types, self.where)
        self.slots[name] = tuple(dict.fromkeys((*self.slots.get(name, ()), *types)))
        self._need_kind(kind_codes(types))
        ahead = "" if self._next_is("'s", "-") else "(?!'s |- )"
        kinds = kind_characters(types, named=not item["known"])
        # a name that ends a pattern must not modify a noun behind it
        ends = f"(?<!{MODIFIER} )" if self._is_last() and not set(types) & set(FIGURES) else ""
        trade = self._trade() if "Company" in types and "Country" not in types and len(self.groups) > 1 else ""
        one = f"{_DETERMINER}{trade}[{kinds}]{INDEX}{MODIFIER}? {ahead}"
        if not item["many"]:
            return f"(?P<{group}>{one}){ends}"
        self.lists.add(name)
        further = one if trade or "Company" not in types else (_SEAT if "Country" in types else self._trade()) + one
        if "Company" in types and "Country" not in types:
            one, further = one + _UNIT, further + _UNIT
        apart = f"|; (?:and |or )?{further}{_ENDS_MEMBER}" if "Company" in types else ""
        return f"(?P<{group}>{one}(?:{_ASIDE}(?:{_JOIN}{further}{apart}))*){ends}"

    def _trade(self) -> str:
        """Return what may stand before a company's name to say its trade: “network start-up”."""
        return _trades(self.vocabulary.words.get("trade", ()))

    def _is_last(self) -> bool:
        """Whether only optional elements, other alternatives and closing marks follow."""
        inside, skipped = 0, False
        for item in self.items[self.at :]:
            mark = item["mark"] or ""
            if mark in {"]", ")"}:
                inside, skipped = max(0, inside - 1), skipped and inside > 0
            elif mark == "[" or (mark == "(" and (inside or skipped)):
                inside += 1
            elif not inside and not skipped:
                if mark != "|":
                    return False
                skipped = True
        return True

    def _next_is(self, *words: str) -> bool:
        index = self.at
        while index < len(self.items) and self.items[index]["mark"] in {"[", "(", "]", ")"}:
            index += 1
        if index >= len(self.items):
            return False
        return (self.items[index]["word"] or "").replace("’", "'") in words

    def _free(self, group: str, kind: str) -> str:
        if kind == "Code":
            self._need_kind({CODE_MARK})
            return rf"(?P<{group}>{CODE_MARK}\S+ )"
        barred = _BARRED[kind]
        last = all(item["mark"] in {"]", ")"} for item in self.items[self.at :])
        if kind == "List":
            member = rf"{_MEMBER}(?:{barred}\S+ ){{1,7}}?"
            return (
                rf"(?P<{group}>(?!(?:and|or|more) )(?:{barred}\S+ )+?(?:(?:, {member}){{1,5}}, (?:and|or) {member})?)"
            )
        return rf"(?P<{group}>(?:{barred}\S+ )+" + (")" if last else "?)")


_SYNTAX = "words, <class>, {slot:Type}, {slot:Type+}, [optional], (a|b), ..., ***, ^ and $"


_DETERMINERS = ("the", "a", "an", "its", "their", "our")
_PREPOSITIONS_NAMED = "for of by with from to into than as in at between among against near via"
_PREPOSITIONS = tuple(_PREPOSITIONS_NAMED.split())
# what follows a name that need not be a clause's subject
_APART = frozenset({",", "-", "'s", "’s", ":", ";"})


def _opening_guard(types: tuple[str, ...], *, subject: bool) -> str:
    """Return what may not stand before the name that opens a pattern.

    A name joined to one of its kind is part of a list, one behind a preposition is no subject, a determiner
    belongs to its name, and so does the place in "Foo Arizona".
    """
    joined = f"[{kind_characters(types, named='Place' not in types or 'Company' in types)}]{INDEX}"
    before = [f"{joined} and ", f"{joined} , and ", f"{joined} or ", *_by_width(subject)]
    if "Place" in types:
        before += [f"[{kind_characters(('Company', 'Organization'))}]{INDEX}{end} " for end in (MODIFIER, "")]
    return "".join(f"(?<!{text})" for text in before)


@cache
def _by_width(subject: bool) -> tuple[str, ...]:
    """Return the words that may not stand before, those of one length together, as a look-behind needs them."""
    words = sorted(_DETERMINERS + (_PREPOSITIONS if subject else ()), key=len)
    groups = ["|".join(group) for _, group in groupby(words, key=len)]
    return tuple(f"{edge}(?:{group}) " for group in groups for edge in (" ", "^"))


def compile_pattern(source: str, vocabulary: Vocabulary, *, where: str = "") -> Pattern:
    """Compile a pattern; raise RuleError, naming `where`, for what the language does not know."""
    source = vocabulary.expanded(source, where)
    compiler = _Compiler(source, vocabulary, where)
    body = compiler.alternatives()
    if compiler.at < len(compiler.items):
        raise RuleError(f"“{compiler.items[compiler.at].group().strip()}” closes nothing", where=where, valid=_SYNTAX)
    first = next(iter(compiler.groups.values()), "") if source.lstrip().startswith("{") else ""
    apart = (len(compiler.items) > 1 and (compiler.items[1]["word"] or "") in _APART) or (
        len(compiler.items) > 1 and bool(compiler.items[1]["escaped"])
    )
    guard = (
        _opening_guard(compiler.slots[first], subject=not apart)
        if first and compiler.slots[first][0] not in (*FREE, *FIGURES)
        else ""
    )
    return Pattern(
        source,
        rf"(?:(?<=\s)|^){guard}{body}",
        compiler.groups,
        compiler.slots,
        frozenset(compiler.lists),
        tuple(compiler.needs),
        tuple(compiler.kinds),
        tuple(compiler.order),
    )
