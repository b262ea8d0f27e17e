"""Reading an answer text into its canonical form."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from kaelum_core.equivalence import brackets, numerals
from kaelum_core.equivalence.dress import undress
from kaelum_core.protocols import Equivalence

__all__ = ["canonical", "equivalent", "partition"]

MAX_LENGTH = 20_000
"""Characters; longer answers are compared as they stand, but for space around them."""

MAX_DEPTH = 12
"""Brackets within brackets that are looked into."""

MAX_NAME_WORDS = 3
"""Words that one entry of a list may have before "and", "or" and commas are prose."""


def canonical(
    text: str, options: Sequence[str] = (), *, plugins: Sequence[Equivalence] = ()
) -> str:
    """The canonical form of an answer: equal for equivalent answers, else different.

    Args:
        text: the answer, any text at all.
        options: the answer options of the query, labels included.
        plugins: canonicalising functions that know more; the first that can
            read a text that the core cannot has its say, and what it gives is
            read by the core again, so that ``sqrt(4)`` can become ``2``.

    Returns:
        a text to compare or to use as a key; its layout is no contract.
    """
    if len(text) > MAX_LENGTH:
        return _write(["long", text.strip()])
    reader = _Reader(tuple(plugins))
    if options:
        index = _option(text, options, reader)
        if index is not None:
            return _write(["option", index])
    return _write(reader.read(text).form)


def equivalent(
    first: str,
    second: str,
    options: Sequence[str] = (),
    *,
    plugins: Sequence[Equivalence] = (),
) -> bool:
    """Whether two answers to one query are the same answer; see :func:`canonical`."""
    return canonical(first, options, plugins=plugins) == canonical(second, options, plugins=plugins)


def partition(
    answers: Sequence[str], options: Sequence[str] = (), *, plugins: Sequence[Equivalence] = ()
) -> list[list[int]]:
    """Answers to one query, sorted into those that say the same.

    Coarser than :func:`equivalent` in one point, which only answers side by
    side can settle: a bare number joins the same number with a unit, as ``18``
    does ``$18``, when no other unit is named with it.

    Returns:
        groups of positions in ``answers``, in order of first appearance.
    """
    groups: dict[str, list[int]] = {}
    for index, answer in enumerate(answers):
        groups.setdefault(canonical(answer, options, plugins=plugins), []).append(index)
    with_unit: dict[str, list[str]] = {}
    for key in groups:
        kind, *parts = json.loads(key)
        if kind == "quantity":
            with_unit.setdefault(_write(["number", parts[0]]), []).append(key)
    for number, keys in with_unit.items():
        if number in groups and len(keys) == 1:
            groups[keys[0]] += groups.pop(number)
    return sorted(sorted(group) for group in groups.values())


def _write(form: Any) -> str:
    return json.dumps(form, separators=(",", ":"))


# -- options ---------------------------------------------------------------------

_LABELLED = re.compile(r"\s*[(\[]?([A-Za-z]|[0-9]{1,2})[)\].:]\s+(\S.*)", re.DOTALL)
_LABEL = re.compile(
    r"(?:option|choice|answer)?\s*[(\[]?([A-Za-z]|[0-9]{1,2})[)\]]?[.:]?", re.IGNORECASE
)


def _option(text: str, options: Sequence[str], reader: _Reader) -> int | None:
    """Which of ``options`` the answer names; None when that is not clear."""
    split = [_LABELLED.fullmatch(option) for option in options]
    if all(split):
        labels = [match[1].upper() for match in split if match]
        bodies = [match[2] for match in split if match]
    else:
        labels = [chr(ord("A") + index) for index in range(min(len(options), 26))]
        bodies = list(options)
    forms = [reader.read(body).form for body in bodies]
    if len(set(labels)) < len(labels):
        labels = []

    def by_text(body: str) -> set[int]:
        form = reader.read(body).form
        return {forms.index(form)} if form in forms else set()

    def by_label(label: str) -> set[int]:
        place = label.upper()
        return {forms.index(forms[labels.index(place)])} if place in labels else set()

    bare = undress(text)
    named = by_text(bare)
    if match := _LABEL.fullmatch(bare):
        named |= by_label(match[1])
    elif (match := _LABELLED.fullmatch(bare)) and (body := by_text(match[2])):
        named |= by_label(match[1]) | body
    return named.pop() if len(named) == 1 else None  # a label against its text names none


# -- reading ---------------------------------------------------------------------


@frozen
class _Form:
    """How a text was read.

    Attributes:
        form: nested lists of texts, unambiguous as JSON.
        known: the core understood all of it, so no plugin is asked.
    """

    form: Any
    known: bool


_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_EMPTY = {"\u2205", "empty set", "the empty set", "no solution", "no solutions"}
_INFINITY = {"\u221e": "+", "+\u221e": "+", "-\u221e": "-", "infinity": "+", "-infinity": "-"}
_ASSIGNMENT = re.compile(
    r"([^\W\d_]\w{0,19})\s*(?:=|\u2208|\bin\b(?=\s*\{))\s*([^=<>].*)", re.DOTALL
)
_PLUS_MINUS = re.compile(r"(?:\u00b1|\+/?-)\s*(.+)")
_EITHER = re.compile(r"^either\s+(?=.*\sor\s)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SYMBOLIC = re.compile(r"[+*/^=<>|&~\\_{}\[\]\u2208\u00b1]|\w\(|[0-9][^\W\d_]|[^\W\d_][0-9]")


class _Reader:
    """Reads answers, with what the plugins know."""

    def __init__(self, plugins: tuple[Equivalence, ...]) -> None:
        self._plugins = plugins

    def read(self, text: str) -> _Form:
        """The form of a whole answer: the core's, a plugin's, or a mix of both."""
        bare = undress(text)
        by_core = _CORE.value(bare)
        if by_core.known or not self._plugins:
            return by_core
        return self._ask(bare) or self.value(bare)

    def value(self, text: str, depth: int = 0) -> _Form:
        """Anything: an atom, a bracket, a list, an assignment, or plain words."""
        text = text.strip()
        if form := _atom(text):
            return form
        if depth < MAX_DEPTH:
            for attempt in (self._bracketed, self._listed, self._assigned):
                if form := attempt(text, depth + 1):
                    return form
        return self._leaf(text)

    def _ask(self, text: str) -> _Form | None:
        for plugin in self._plugins:
            try:
                said = plugin(text)
            except Exception as error:  # noqa: BLE001 - a plugin may raise anything
                name = getattr(plugin, "__qualname__", repr(plugin))
                warnings.warn(f"the equivalence {name} failed: {error!r}", stacklevel=2)
            else:
                if isinstance(said, str):
                    return _CORE.read(said[:MAX_LENGTH])
        return None

    def _leaf(self, text: str) -> _Form:
        if said := self._ask(text):
            return said
        if quantity := numerals.quantity(text):
            amount, unit = quantity
            return _Form(["quantity", numerals.write(amount), _unit(unit)], known=False)
        return _Form(["text", _plain(text)], known=False)

    def _bracketed(self, text: str, depth: int) -> _Form | None:
        if text[:1] not in brackets.PAIRS or brackets.closes(text, 0) != len(text) - 1:
            return None
        kind, inside = text[0] + text[-1], text[1:-1].strip()
        if kind not in {"()", "[]", "{}", "(]", "[)"} or numerals.GROUPED.search(inside):
            return None  # {1,234} is one number or two: unclear
        entries, marks = brackets.split(inside)
        if set(marks) - {","}:
            entries = [inside]
        items = [self.value(entry, depth) for entry in entries if inside]
        if kind == "()" and len(items) == 1:
            return items[0]
        return _set(items) if kind == "{}" else _sequence(kind, items)

    def _listed(self, text: str, depth: int) -> _Form | None:
        """``a or b``, ``a, b``, ``a and b``, unions, several assignments."""
        entries, marks = brackets.split(_EITHER.sub("", text))
        if not marks or not all(entries):
            return None
        assigned = [match for entry in entries if (match := _ASSIGNMENT.fullmatch(entry))]
        if len(assigned) == len(entries):
            return self._assignments(assigned, marks, depth)
        if assigned:
            return self._values_of_one(entries, assigned, marks, depth)
        items = [self.value(entry, depth) for entry in entries]
        if any(_is_prose(item) for item in items):
            return None
        if set(marks) == {"\u222a"}:
            return _Form(["union", *_unordered(items)], all(item.known for item in items))
        *others, last = marks
        if "\u222a" in marks or not set(others) <= {",", last}:
            return None  # "a and b or c" does not say what belongs together
        return _set(items) if last == "or" else _sequence(",", items)

    def _assignments(
        self, assigned: Sequence[re.Match[str]], marks: Sequence[str], depth: int
    ) -> _Form | None:
        """``x = 2 or x = 3``; ``x = 1, y = 2``; ``x = 1, y = 2 or x = 3, y = 4``."""
        if "\u222a" in marks:
            return None
        values = [self.value(match[2], depth) for match in assigned]
        names = [match[1] for match in assigned]
        if len(set(names)) == 1:  # several values of one unknown, whatever the word between
            return _set(values)
        groups: list[dict[str, _Form]] = [{}]
        for name, value, mark in zip(names, values, ["", *marks], strict=True):
            if mark == "or":
                groups.append({})
            if name in groups[-1]:
                return None
            groups[-1][name] = value
        alternatives = [_all_of(group) for group in groups]
        return alternatives[0] if len(alternatives) == 1 else _set(alternatives)

    def _values_of_one(
        self,
        entries: Sequence[str],
        assigned: Sequence[re.Match[str]],
        marks: Sequence[str],
        depth: int,
    ) -> _Form | None:
        """``x = 2, 3`` and ``x = 2 or 3``: one unknown, several values."""
        first = _ASSIGNMENT.fullmatch(entries[0])
        if len(assigned) > 1 or first is None or "\u222a" in marks:
            return None
        values = [self.value(entry, depth) for entry in (first[2], *entries[1:])]
        return _set(values) if all(value.known for value in values) else None

    def _assigned(self, text: str, depth: int) -> _Form | None:
        match = _ASSIGNMENT.fullmatch(text)
        if match is None or brackets.split(match[2])[1]:
            return None
        value = self.value(match[2], depth)
        return value if value.known or value.form[0] == "quantity" else _all_of({match[1]: value})


_CORE = _Reader(())


def _atom(text: str) -> _Form | None:
    """Numbers, ``\u00b12``, truth values, infinities, and the names of the empty set."""
    both = _PLUS_MINUS.fullmatch(text)
    number = numerals.read(both[1] if both else text)
    if number is not None:
        return _set([_number(number), _number(-number)]) if both else _number(number)
    word = text.casefold()
    if word in _TRUTH:
        return _Form(["truth", _TRUTH[word]], known=True)
    if word in _EMPTY:
        return _set([])
    if word in _INFINITY:
        return _Form(["infinity", _INFINITY[word]], known=True)
    return None


def _number(value: numerals.Fraction) -> _Form:
    return _Form(["number", numerals.write(value)], known=True)


def _unordered(items: Sequence[_Form]) -> list[Any]:
    distinct = {_write(item.form): item.form for item in items}
    return [distinct[key] for key in sorted(distinct)]


def _set(items: Sequence[_Form]) -> _Form:
    return _Form(["set", *_unordered(items)], all(item.known for item in items))


def _sequence(kind: str, items: Sequence[_Form]) -> _Form:
    return _Form(["sequence", kind, *(item.form for item in items)], all(i.known for i in items))


def _all_of(values: Mapping[str, _Form]) -> _Form:
    """Assignments that hold together."""
    form = ["all", *([name, values[name].form] for name in sorted(values))]
    return _Form(form, all(value.known for value in values.values()))


def _is_prose(item: _Form) -> bool:
    return bool(item.form[0] == "text" and len(item.form[1].split()) > MAX_NAME_WORDS)


# -- words -----------------------------------------------------------------------


def _plain(text: str) -> str:
    """Words without case; symbols, where x is not X, as they stand."""
    if _SYMBOLIC.search(text):
        return re.sub(r"\s*([^\w\s])\s*", r"\1", text)
    if len(text) == 1:
        return text.casefold()
    text = re.sub(r"^A (?=[^\W\d_])", "a ", text)
    return re.sub(r"\s+([,;:.!?])", r"\1", _WORD.sub(lambda match: _fold(match[0]), text))


def _fold(word: str) -> str:
    """``Rain`` and ``RAIN`` are ``rain``; but Co is not CO, x is not X, MHz is not mHz."""
    plain = word.islower() or (word[1:].islower()) or (len(word) > 2 and word.isupper())
    return word.casefold() if plain and len(word) > 1 else word


_UNITS = {
    **dict.fromkeys(("dollar", "dollars", "usd"), "$"),
    **dict.fromkeys(("euro", "euros", "eur"), "\u20ac"),
    **dict.fromkeys(("degree", "degrees"), "\u00b0"),
}


def _unit(text: str) -> str:
    """Short units keep their case (mW is not MW), words do not."""
    if text.casefold() in _UNITS:
        return _UNITS[text.casefold()]
    folded = _WORD.sub(lambda match: _fold(match[0]) if len(match[0]) > 3 else match[0], text)
    return re.sub(r"\s*([/^*])\s*", r"\1", folded)
