"""People described in terms of others: *my father's only son*, *the wife of that man*."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import field, frozen

from kaelum_logic.finite.kin_worlds import Link
from kaelum_logic.finite.kinship import KIN

__all__ = [
    "ANY_KIN",
    "ME",
    "NAME",
    "NOUN",
    "THAT",
    "Equation",
    "Term",
    "claim",
    "equations",
    "term",
]

_LONGEST = 8
ANY_KIN = "|".join(sorted((re.escape(word) for word in KIN), key=len, reverse=True))
_MODIFIER = r"(?:only|elder|older|younger|eldest|youngest|own|late|dear|twin|maternal|paternal)"
NOUN = r"(?:man|woman|boy|girl|lady|gentleman|person|child|guy)"
NAME = r"[A-Z][a-z]+"
_LINKED = re.compile(rf"(?P<mods>(?:{_MODIFIER}\s+)*)(?P<kin>{ANY_KIN})", re.IGNORECASE)
_OF = re.compile(
    rf"(?:the|an?|one)\s+(?P<link>(?:{_MODIFIER}\s+)*(?:{ANY_KIN}))\s+of\s+(?P<of>.+)",
    re.IGNORECASE,
)
_HAS = re.compile(
    rf"(?P<owner>.+?)\s+(?:has|have)\s+(?:an?|one)\s+(?P<link>(?:{_MODIFIER}\s+)*(?:{ANY_KIN}))"
    rf"(?:,?\s+(?:called|named)\s+(?P<name>{NAME}))?",
    re.IGNORECASE,
)
_SELF = re.compile(r"(?:my|me|i|myself)", re.IGNORECASE)
_POINTED = re.compile(
    rf"(?:he|him|his|she|her|(?:that|this|the|a)\s+{NOUN}"
    r"(?:\s+in\s+the\s+(?:photo(?:graph)?|picture|portrait))?)",
    re.IGNORECASE,
)


def _chain(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(links)


@frozen
class Term:
    """The people at the end of a chain from ``root`` (``me``, ``that one``, or a name)."""

    root: str
    chain: tuple[Link, ...] = field(default=(), converter=_chain)

    def __str__(self) -> str:
        links = (f"'s {'only ' if link.only else ''}{link.word}" for link in self.chain)
        return f"{self.root}{''.join(links)}"


ME, THAT = "me", "that one"
"""Whoever speaks, and whoever is spoken of without a name."""
Equation = tuple[Term, Term]
"""Two descriptions of the same person."""


def term(text: str) -> Term | None:
    """Whom ``text`` describes; None if that is not understood."""
    text = text.strip()
    if match := _OF.fullmatch(text):
        inner, link = term(match["of"]), _links(match["link"])
        return None if inner is None or link is None else Term(inner.root, (*inner.chain, *link))
    first, *others = re.split(r"'s\s+", text)
    own = re.match(r"(?i)(?P<root>my|his|her)\s+(?P<rest>.+)", first)
    if own:
        first, others = own["root"], [own["rest"], *others]
    elif match := re.fullmatch(r"(.+)'s", first):
        first = match[1]
    root = _root(first)
    links = [_links(other) for other in others]
    if root is None or None in links or len(links) > _LONGEST:
        return None
    return Term(root, [link for part in links if part for link in part])


def _root(text: str) -> str | None:
    if _SELF.fullmatch(text):
        return ME
    if _POINTED.fullmatch(text):
        return THAT
    return text if re.fullmatch(NAME, text) else None


def _links(text: str) -> tuple[Link, ...] | None:
    match = _LINKED.fullmatch(text.strip())
    if match is None:
        return None
    word, modifiers = match["kin"].lower(), match["mods"].lower().split()
    only = "only" in modifiers
    side = {"maternal": "mother", "paternal": "father"}
    parent = next((side[modifier] for modifier in modifiers if modifier in side), None)
    if parent is None:
        return (Link(word, only),)
    nearer = {"grandmother": "mother", "grandfather": "father", "uncle": "brother",
              "aunt": "sister", "grandparent": "parent"}  # fmt: skip
    return (Link(parent), Link(nearer[word], only)) if word in nearer else None


def equations(statement: str) -> list[Equation]:
    """What a statement says, or each of those that it joins; nothing if not all is understood."""
    whole = _equation(statement)
    if whole is not None:
        return [whole]
    parts = [_equation(part) for part in re.split(r"\s+and\s+", statement)]
    found = [part for part in parts if part is not None]
    return found if len(found) == len(parts) > 1 else []


def _equation(statement: str) -> Equation | None:
    """``<somebody> is <somebody>``, in which both are described; or ``<somebody> has a son``."""
    if match := _HAS.fullmatch(statement):
        owner, link = term(match["owner"]), _links(match["link"])
        if owner is not None and link is not None:
            return Term(match["name"] or THAT), Term(owner.root, (*owner.chain, *link))
    for match in re.finditer(
        r"\s+(?:is|was|are)\s+(?:also\s+)?(?:(?:an?\s+\w+\s+)?(?:called|named)\s+)?", statement
    ):
        left, right = term(statement[: match.start()]), term(statement[match.end() :])
        if left is not None and right is not None:
            return left, right
    return None


def claim(question: str) -> Equation | None:
    """``Is <somebody> <somebody's kin>``."""
    text = re.sub(r"(?i)^(?:is|was)\s+", "", question)
    for space in re.finditer(r"\s+", text) if text != question else ():
        left, right = term(text[: space.start()]), term(text[space.end() :])
        if left is not None and right is not None and right.chain:
            return left, right
    return None
