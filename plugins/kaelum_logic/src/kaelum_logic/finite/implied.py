"""Kinds of things that a zebra puzzle leaves to its clues: colours, drinks, pets, people.

``The Brit lives in the red house. Tea is drunk in the green house. Who owns the
fish?`` names no list, but the words around a thing say of which kind it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kaelum_logic.finite.lists import Declared
from kaelum_logic.finite.text import singular

__all__ = ["implied"]

_COLOURS = frozenset(
    "red blue green yellow white black ivory pink orange purple brown grey gray violet beige gold "
    "silver turquoise cream".split()
)
_PEOPLES = frozenset(
    "english englishman brit briton british spaniard spanish ukrainian norwegian japanese swede "
    "swedish dane danish german french frenchman italian pole polish dutch dutchman american canadian "
    "mexican chinese indian russian greek turk turkish irish irishman scot scotsman welshman finn "
    "finnish belgian swiss austrian portuguese brazilian korean australian egyptian".split()
)
_KINDS: Mapping[str, tuple[str, str]] = {
    # kind: verbs before the thing, participles after it
    "drink": ("drinks?|drank|drinking|sips?", "drunk|sipped"),
    "pet animal": (
        "owns?|keeps?|breeds?|raises?|rears?|kept|owned|has|have|(?:man|woman|person|one|someone) with",
        "kept|owned|raised|bred",
    ),
    "smoke cigar": ("smokes?|smoked|smoking", "smoked"),
    "plays sport": ("plays?|played|playing", "played"),
    "eats food": ("eats?|ate|eating", "eaten"),
    "drives car": ("drives?|drove|driving", "driven"),
    "wears": ("wears?|wore|wearing", "worn"),
    "reads": ("reads?|reading", "read"),
}
_THING = r"(?:the |a |an |some )?([A-Za-z][\w-]*(?: [A-Za-z][\w-]*)?)"
_ENDS = frozenset(
    "lives in next to who is and but not the house a an of on at as with his her their either or "
    "nor also does has directly immediately somewhere one left right first last middle second third "
    "fourth fifth brand pets pet it what that same different exactly each every cigars cigar brands "
    "drink drinks animal animals neighbor neighbour".split()
)
_DRESS = frozenset("drink drinks pet pets brand smoker owner drinker cigar cigars house".split())
_SMOKER = re.compile(r"\b[Tt]he ([A-Z][\w-]*(?: [A-Z][\w-]*)?) smoker\b")
_MIN_KINDS = 2


def implied(sentences: Sequence[str], places: int) -> list[Declared]:
    """The lists that ``sentences`` (questions too) imply, where nothing is listed outright.

    Empty unless houses are spoken of, at least two kinds are found, and none has
    more members than there are ``places``.
    """
    text = " ".join(sentences)
    if not re.search(r"(?i)\bhouses?\b", text) or places < 3:
        return []
    found: dict[str, list[str]] = {"person nationality": [], "house color": []}
    found["house color"] = _unique(
        word.lower() for word in re.findall(r"(\w+) houses?\b", text) if word.lower() in _COLOURS
    )
    found["person nationality"] = _unique(
        word for word in re.findall(r"\b[A-Z][a-z]+\b", text) if word.lower() in _PEOPLES
    )
    for kind, (before, after) in _KINDS.items():
        found[kind] = _unique(_things(text, before, after))
    found["smoke cigar"] = _unique([*found["smoke cigar"], *_SMOKER.findall(text)])
    kinds = {kind: values for kind, values in found.items() if len(values) >= 2}
    if len(kinds) < _MIN_KINDS or any(len(values) > places for values in kinds.values()):
        return []
    return [Declared(kind, tuple(values)) for kind, values in kinds.items()]


def _things(text: str, before: str, after: str) -> Iterable[str]:
    patterns = (
        rf"\b(?:{before})\s+{_THING}",
        rf"\b{_THING} (?:is|are) (?:{after})\b",
        rf"\bthe {_THING} (?:owner|drinker|smoker|player)\b"
        if "owns" in before or "drinks" in before
        else r"(?!x)x",
        rf"\b(?:owner|keeper) of {_THING}" if "owns" in before else r"(?!x)x",
    )
    for number, pattern in enumerate(patterns):
        for match in re.finditer(pattern, text):
            words = match[1].split()
            if words[0].lower() in ("the", "a", "an"):
                words = words[1:]
            kept: list[str] = []
            for word in words:
                if word.lower() in _ENDS or (kept and word.lower() in _DRESS):
                    break
                kept.append(word)
            wrong = number == 2 and not _owns(match, before)
            named = len(kept) > 1 or (kept and kept[0].lower() not in _COLOURS | _PEOPLES)
            if kept and named and not wrong:
                yield (
                    " ".join([*kept[:-1], singular(kept[-1])])
                    if kept[-1].islower()
                    else " ".join(kept)
                )


def _owns(match: re.Match[str], before: str) -> bool:
    role = match.group().rsplit(" ", 1)[-1]
    return (role == "owner") == ("owns" in before) and role not in ("smoker", "player")


def _unique(values: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(value.lower(), value)
    return list(found.values())
