"""Finite sets: union, intersection, difference, product, membership, subsets, sizes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood, TooLarge
from kaelum_math.expr.nodes import number
from kaelum_math.task import Value
from kaelum_math.words import form
from kaelum_math.words.task import TwoWays

__all__ = ["SetQuestion", "read"]

MAX_ELEMENTS: Final = 500
MAX_LISTED: Final = 6
"""Most elements of a set whose subsets are listed."""

Tree = tuple[Any, ...]
"""``("set", elements)`` or an operation with two trees."""

_SIGNS: Final = {
    "union": "∪",
    "intersection": "∩",
    "difference": "-",
    "symmetric": "Δ",
    "product": "×",
}


@frozen
class SetQuestion(TwoWays):
    """What is asked (``value``, ``size``, ``subsets``, ``member``, ``subset``, ``equal``, ``power set``) of sets."""

    what: str
    left: Tree
    right: Tree | None = None

    method = "deciding for each element whether it belongs"

    def describe(self) -> str:
        text = _shown(self.left)
        return f"{self.what} of {text}" + (f" in {_shown(self.right)}" if self.right else "")

    def first(self) -> Any:
        left = _evaluated(self.left)
        right = () if self.right is None else _evaluated(self.right)
        match self.what:
            case "size":
                return len(left)
            case "subsets":
                return 2 ** len(left)
            case "member" | "subset":
                return set(left) <= set(right)
            case "equal":
                return set(left) == set(right)
            case "power set":
                sizes = range(len(_small(left)) + 1)
                return tuple(
                    "".join(("{", ", ".join(part), "}"))
                    for k in sizes
                    for part in combinations(_ordered(left), k)
                )
        return left

    def second(self) -> Any:
        everything = tuple(dict.fromkeys((*_atoms(self.left), *_atoms(self.right or ("set", ())))))
        if "×" in _shown(self.left):
            everything = tuple(f"({a}, {b})" for a in everything for b in everything) + everything
        inside = [e for e in everything if _belongs(e, self.left)]
        other = [e for e in everything if self.right is not None and _belongs(e, self.right)]
        match self.what:
            case "size":
                return len(inside)
            case "subsets":
                return (
                    sum(1 for _ in range(1 << len(inside)))
                    if len(inside) < 17
                    else 1 << len(inside)
                )
            case "member" | "subset":
                return all(e in other for e in inside)
            case "equal":
                return all(e in other for e in inside) and all(e in inside for e in other)
        if self.what == "power set":
            return _subsets(_ordered(_small(inside)))
        return tuple(inside)

    def write(self, result: Any) -> str:
        if isinstance(result, bool):
            return "yes" if result else "no"
        if isinstance(result, int):
            return str(result)
        key = _subset_order if self.what == "power set" else _order
        return "{" + ", ".join(sorted(result, key=key)) + "}"

    def worth(self, result: Any) -> Value:
        return (
            result
            if isinstance(result, bool)
            else number(result)
            if isinstance(result, int)
            else None
        )


def _small(elements: Sequence[str]) -> Sequence[str]:
    """``elements``, if they have few enough subsets to be listed."""
    if len(elements) > MAX_LISTED:
        raise TooLarge(f"Subsets of at most {MAX_LISTED} elements are listed.")
    return elements


def _ordered(elements: Sequence[str]) -> list[str]:
    return sorted(elements, key=_order)


def _subsets(elements: Sequence[str]) -> tuple[str, ...]:
    """All subsets, by taking or leaving each element in turn."""
    found: list[tuple[str, ...]] = [()]
    for element in elements:
        found += [(*subset, element) for subset in found]
    return tuple("".join(("{", ", ".join(subset), "}")) for subset in found)


def _subset_order(subset: str) -> tuple[int, list[tuple[int, Fraction, str]]]:
    elements = [e for e in subset[1:-1].split(", ") if e]
    return len(elements), [_order(e) for e in elements]


def _order(element: str) -> tuple[int, Fraction, str]:
    if re.fullmatch(r"-?\d+(\.\d+)?(/[1-9]\d*)?", element):
        top, _, bottom = element.partition("/")
        return 0, Fraction(top) / Fraction(bottom or 1), element
    return 1, Fraction(0), element


def _shown(tree: Tree) -> str:
    if tree[0] == "set":
        return "{" + ", ".join(tree[1]) + "}"
    return f"({_shown(tree[1])} {_SIGNS[tree[0]]} {_shown(tree[2])})"


def _atoms(tree: Tree) -> tuple[str, ...]:
    return tree[1] if tree[0] == "set" else (*_atoms(tree[1]), *_atoms(tree[2]))


def _evaluated(tree: Tree) -> tuple[str, ...]:
    if tree[0] == "set":
        return tuple(dict.fromkeys(tree[1]))
    a, b = _evaluated(tree[1]), _evaluated(tree[2])
    if len(a) * len(b) > MAX_ELEMENTS * MAX_ELEMENTS:
        raise TooLarge("The sets are too large.")
    match tree[0]:
        case "union":
            return tuple(dict.fromkeys((*a, *b)))
        case "intersection":
            return tuple(e for e in a if e in set(b))
        case "difference":
            return tuple(e for e in a if e not in set(b))
        case "symmetric":
            return tuple(e for e in (*a, *b) if (e in set(a)) != (e in set(b)))
    return tuple(f"({x}, {y})" for x in a for y in b)


def _belongs(element: str, tree: Tree) -> bool:
    """The characteristic function of ``tree``."""
    if tree[0] == "set":
        return element in tree[1]
    if tree[0] == "product":
        pair = re.fullmatch(r"\((.+), (.+)\)", element)
        return pair is not None and _belongs(pair[1], tree[1]) and _belongs(pair[2], tree[2])
    left, right = _belongs(element, tree[1]), _belongs(element, tree[2])
    match tree[0]:
        case "union":
            return left or right
        case "intersection":
            return left and right
        case "difference":
            return left and not right
    return left is not right


_TOKEN: Final = re.compile(
    r"\s*(?:(?P<set>\{[^{}]*\})|(?P<op>(?i:symmetric difference|cartesian product|complement|union|intersect(?:ion|ed with)?"
    r"|difference|minus|without)|[∪∩×∆△Δ*\\-])|(?P<word>of|and|with|the|sets?|from|between|by)\b|(?P<name>[a-zA-Z])\b|(?P<bar>[()|]))"
)
_NAMES: Final = {
    "∪": "union", "union": "union", "∩": "intersection", "intersection": "intersection",
    "intersect": "intersection", "intersected with": "intersection", "difference": "difference",
    "minus": "difference", "without": "difference", "-": "difference", "\\": "difference", "×": "product", "*": "product",
    "cartesian product": "product", "symmetric difference": "symmetric", "∆": "symmetric",
    "△": "symmetric", "Δ": "symmetric",
}  # fmt: skip
_DEFINITION: Final = re.compile(
    r"(?:\b(?i:let|given|if|suppose|and|where|with)\s+)?(?:(?i:the)\s+)?(?:sets?\s+)?\b(?P<name>[A-Z])\s*=\s*(?P<set>\{[^{}]*\})\s*(?:[,;.]|and\b)?\s*"
)
_ASK: Final = re.compile(
    r"^\s*(?:please\s+)?(?:(?:what(?:'s| is| are)|find|compute|determine|calculate|give|list|work out|evaluate)\s+)?"
    r"(?:the\s+)?",
    re.IGNORECASE,
)
_QUESTIONS: Final = (
    ("power set", re.compile(r"^(?:what(?:'s| is) |find |list |give |write )?(?:the )?power ?set of (?:the set )?(?P<a>\{[^{}]*\}|[A-Z])$", re.IGNORECASE)),
    ("subsets", re.compile(r"^how many subsets (?:does|has|are there (?:in|of)) (?:the set )?(?P<a>.+?)(?: have)?$", re.IGNORECASE)),
    ("size", re.compile(r"^(?:how many elements (?:does|are (?:there )?in|has)|(?:the )?(?:number of elements (?:in|of)|cardinality of|size of)) "
                        r"(?:the set )?(?P<a>.+?)(?: have| contain)?$", re.IGNORECASE)),
    ("subset", re.compile(r"^is (?P<a>\{.*\}|[A-Z]) a (?:proper )?subset of (?P<b>\{.*\}|[A-Z])$", re.IGNORECASE)),
    ("member", re.compile(r"^is (?P<e>[\w.+/-]+) (?:an element of|a member of|in|contained in) (?:the set )?(?P<b>\{.*\}|[A-Z])$", re.IGNORECASE)),
    ("equal", re.compile(r"^(?:is|are) (?P<a>\{.*\}) (?:equal to|the same (?:set )?as|and) (?P<b>\{[^{}]*\})(?: equal| the same set)?$", re.IGNORECASE)),
)  # fmt: skip


def _continued(elements: list[str]) -> list[str]:
    """``elements`` with ``1, ..., 10`` or ``1, 3, ..., 9`` filled in."""
    if "..." not in elements:
        return elements
    at = elements.index("...")
    known = [*elements[:at], *elements[at + 1 :]]
    if at == 0 or at != len(elements) - 2 or not all(re.fullmatch(r"-?\d{1,6}", e) for e in known):
        raise NotUnderstood("It is unclear how the elements of the set go on.")
    values = [int(e) for e in known]
    step = values[1] - values[0] if at > 1 else 1
    filled = range(values[0], values[-1] + 1, step) if step > 0 else range(0)
    if len(filled) > MAX_ELEMENTS or list(filled[:at]) != values[:at] or filled[-1] != values[-1]:
        raise NotUnderstood("It is unclear how the elements of the set go on.")
    return [str(value) for value in filled]


class _Reader:
    """Reads a set expression, infix or ``union of A and B``."""

    def __init__(self, text: str, named: dict[str, Tree]) -> None:
        self._items: list[tuple[str, str]] = []
        self._named = named
        at = 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if match is None:
                raise NotUnderstood(f"I do not understand {text[at:].split(maxsplit=1)[0]!r} here.")
            kind = str(match.lastgroup)
            self._items.append((kind, match.group(kind)))
            at = match.end()

    def read(self) -> Tree:
        tree = self._chain()
        if self._items:
            raise NotUnderstood(f"I do not understand {self._items[0][1]!r} here.")
        return tree

    def _skip(self, *words: str) -> bool:
        skipped = False
        while self._items and self._items[0][0] == "word" and self._items[0][1] in words:
            self._items.pop(0)
            skipped = True
        return skipped

    def _chain(self) -> Tree:
        tree, previous = self._atom(), ""
        while self._items and self._items[0][0] == "op":
            name = _NAMES[self._items.pop(0)[1].lower()]
            if previous and name != previous:
                raise NotUnderstood("Brackets are needed to know which operation comes first.")
            tree, previous = (name, tree, self._atom()), name
        return tree

    def _atom(self) -> Tree:
        self._skip("the", "set", "sets")
        if not self._items:
            raise NotUnderstood("A set is missing.")
        kind, text = self._items.pop(0)
        if kind == "set":
            elements = _continued([e.strip() for e in text[1:-1].split(",")])
            if any(not e for e in elements) and len(elements) > 1:
                raise NotUnderstood("An element is missing in a set.")
            return ("set", tuple(e for e in elements if e))
        if kind == "name" and text in self._named:
            return self._named[text]
        if kind == "op" and text.lower() == "complement":
            self._skip("of")
            if "U" not in self._named:
                raise NotUnderstood("The universal set is not given.")
            return ("difference", self._named["U"], self._atom())
        if kind == "bar" and text == "(":
            tree = self._chain()
            if not self._items or self._items.pop(0)[1] != ")":
                raise NotUnderstood("A bracket is not closed.")
            return tree
        if kind == "op" and self._skip("of", "between"):
            left = self._atom()
            if not self._skip("and", "with", "from", "by", "the", "set"):
                raise NotUnderstood("A second set is missing.")
            return (_NAMES[text.lower()], left, self._atom())
        raise NotUnderstood(f"I do not understand {text!r} here.")


def read(text: str) -> SetQuestion | None:
    """The question in normalised ``text``, or None if it shows no set.

    Raises:
        NotUnderstood: it is not read completely.
    """
    if "{" not in text:
        return None
    plain = form.split(text)[0].replace("\\cup", "∪").replace("\\cap", "∩")
    named: dict[str, Tree] = {}
    while definition := _DEFINITION.match(plain):
        if definition["name"] in named:
            raise NotUnderstood("A set is defined twice.")
        named[definition["name"]] = _Reader(definition["set"], {}).read()
        plain = plain[definition.end() :]
    plain = plain.strip().rstrip("?.! ")
    for what, pattern in _QUESTIONS:
        found = pattern.match(plain if what != "size" else _ASK.sub("", plain))
        if found is not None:
            return _question(what, found, named)
    return SetQuestion("value", _Reader(_ASK.sub("", plain), named).read())


def _question(what: str, found: re.Match[str], named: dict[str, Tree]) -> SetQuestion:
    if what == "member":
        return SetQuestion(what, ("set", (found["e"],)), _Reader(found["b"], named).read())
    if what in {"subset", "equal"}:
        if "proper" in found.group():
            raise NotUnderstood("Whether a subset is proper is not decided here.")
        return SetQuestion(
            what, _Reader(found["a"], named).read(), _Reader(found["b"], named).read()
        )
    return SetQuestion(what, _Reader(found["a"], named).read())
