"""Finding the people of a puzzle about guilt and lies, the deed, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kaelum_logic.finite.sayings import Testimony
from kaelum_logic.finite.text import split_list, words
from kaelum_logic.finite.witnesses import CULPRITS, World, base, kinds_of_people, make_world

__all__ = ["describe_world"]

_ARTICLED = r"(?:[Tt]he|[Aa]n?)\s+[a-z][\w-]*"
_LISTS = (
    re.compile(rf"{_ARTICLED}(?:\s*,\s*{_ARTICLED})*\s*,?\s+(?:and|or)\s+{_ARTICLED}\b"),
    re.compile(r"(?<=[,:] )[a-z]+(?:, [a-z]+)*,? (?:and|or) [a-z]+(?=\s*[.,;]|$)"),
    re.compile(
        r"(?<=['\"])[a-z ]+['\"](?:, ['\"][a-z ]+['\"])*,? (?:and|or) ['\"][a-z ]+(?=['\"])"
    ),
)
_TITLED = r"(?:(?:Mr|Mrs|Ms|Dr|Miss|Sir|Lady|Lord|Colonel|Professor|Captain)\.?\s+)"
_CAPITAL = re.compile(rf"(?<![\w'-]){_TITLED}?[A-Z][\w-]*")
_NUMBERED = re.compile(
    r"\b(?:[Bb]ox|[Dd]oor|[Gg]uard|[Cc]hest|[Ss]tatement|[Ss]ign|[Cc]asket|[Pp]erson|[Rr]obot|[Aa]ndroid|"
    r"[Aa]lien|[Mm]achine|[Cc]omputer|[Cc]up|[Rr]oom|[Cc]ave|[Tt]win|[Ss]uspect|[Pp]layer)\s+([A-Z]|\d)\b"
)
_NAMING_VERBS = frozenset(
    "is was are were did does has had says said lies lied tells told can could will would always "
    "never stole ate broke took hid claims claimed and or says's 's".split()
)
_NO_NAMES = frozenset(
    "i the a an on in at of one two three four five six seven eight nine ten all both each every "
    "everyone everybody exactly only someone somebody if it he she they we you there this that these "
    "those who which what where when either neither nobody none knights knaves liars truth truthers "
    "fibbers suspects statement box door sign guard at least most mr mrs ms dr here is are does do "
    "did was were police detective inspector assume suppose so then now also thus tell find determine "
    "yesterday today some his her their its my our for from to by and or but not no however since "
    "because given just hence yes".split()
)
_NO_PERSONS = CULPRITS | {
    "time",
    "night",
    "day",
    "truth",
    "crime",
    "scene",
    "others",
    "rest",
    "one",
}
_LABEL = r"(?:label|sign|inscription|note|plaque|lid|message)"
_LABEL_OF = re.compile(rf"(?i)^(?:(?P<a>.+?)'s {_LABEL}|{_LABEL} (?:on|of) (?:the )?(?P<b>.+))$")
"""What is written on something, for which that thing speaks."""
_WEEKDAY = re.compile(r"(?i)^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$")
_TREASURE = (
    re.compile(r"(?i)^where (?:is|was|are) (?:the |my |our )?([a-z]+(?: [a-z]+)?)(?: hidden| now)?\?"),
    re.compile(r"(?i)^(?:which|what) [a-z]+ (?:holds|contains|hides|has|conceals) (?:the |a )([a-z]+)\b"),
    re.compile(r"(?i)^(?:in|behind|under|inside) (?:which|what) [a-z]+ (?:is|was) (?:the )?([a-z]+)\b"),
)  # fmt: skip
_WHO_DID = re.compile(r"(?i)\bwho (?:has |had |really |actually )?([a-z]+)\b")
_OF_LIST = re.compile(r"(?i)\b(?:one|two|none|some) of\b")


def describe_world(told: Testimony, facts: Sequence[str], question: str) -> World | None:
    """The world that these sentences speak of; None if fewer than two people are named."""
    contents = [item.content for item in told.sayings]
    asides = [item.text.rpartition('"')[2] for item in told.sayings]
    text = " ".join((*facts, *(item.text for item in told.sayings), question))
    listed = _listed(facts)
    speakers = _speakers(told, listed)
    named = _capitalised([*facts, *contents, question, *asides])
    known = {word.lower() for name in (*listed, *speakers) for word in name.split()}
    names = _unique([*listed, *speakers, *(name for name in named if name.lower() not in known)])
    if len(names) < 2 or any(not words(name) for name in names):
        return None
    treasure = next((match[1] for pattern in _TREASURE if (match := pattern.match(question))), "")
    deeds = _deeds(facts, question, names)
    if treasure:
        deeds |= {"hold", "contain", "hide", "conceal", "have"}
    suspects = _suspects(facts, names, deeds, treasure)
    return make_world(names, suspects or names, speakers, text, deeds, treasure)


def _unique(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.lower(), name)
    return list(found.values())


def _listed(facts: Sequence[str]) -> list[str]:
    """The items of lists of common nouns and colours: *the cook, the maid or the gardener*."""
    items: list[str] = []
    for sentence in facts:
        for pattern in _LISTS:
            match = pattern.search(sentence)
            if match is None or re.search(
                r"(?i)\b(?:knights?|knaves?|liars?|truth|lies?)\b", match.group()
            ):
                continue
            found = [re.sub(r"(?i)^(?:the|an?)\s+", "", item) for item in split_list(match.group())]
            if _NO_PERSONS & {word for item in found for word in item.lower().split()}:
                continue
            if any(
                base(word) in ("tell", "ly") or word in _NO_NAMES - {"guard"}
                for item in found
                for word in item.split()
            ):
                continue
            tail = re.match(r"\s+([a-z]+)", sentence[match.end() :])
            noun = (
                tail and len(found) > 1 and tail[1] in ("casket", "box", "chest", "door", "guard")
            )
            items += found if noun or len(found) > 1 else []
            break
    return items


def _speakers(told: Testimony, listed: Sequence[str]) -> list[str]:
    """One name for each speaker: a listed item in the words for him, or those words."""
    names: list[str] = []
    for saying in told.sayings:
        plain = re.sub(
            r"(?i)^(?:and|but|then|finally|next|while|the)\s+", "", saying.speaker.strip()
        )
        plain = _LABEL_OF.sub(lambda match: match["a"] or match["b"], plain)
        inside = [item for item in listed if item.lower() in plain.lower().split()]
        capital = _NUMBERED.search(plain) or re.search(rf"{_TITLED}?\b[A-Z][\w-]*", plain)
        if inside:
            names.append(inside[0])
        elif match := _NUMBERED.search(plain):
            names.append(match[1])
        elif re.fullmatch(r"[A-Z][\w-]*(?:'s)? [a-z]+(?:'s)?(?: [a-z]+)?", plain):
            names.append(plain.split()[0].removesuffix("'s"))
        else:
            names.append(capital.group() if capital else plain)
    return _unique(names)


def _capitalised(sentences: Sequence[str]) -> list[str]:
    """Names in ``sentences``; at the start of one only before a verb, or if named elsewhere too."""
    inside: dict[str, None] = {}
    doubtful: dict[str, None] = {}
    for sentence in sentences:
        kinds = {
            match.start() for match in _NUMBERED.finditer(sentence)
        }  # the "Robot" of "Robot A"
        for match in _NUMBERED.finditer(sentence):
            inside.setdefault(match[1])
        for match in _CAPITAL.finditer(sentence):
            name = match.group().removesuffix("'s")
            if match.start() in kinds or name.lower() in _NO_NAMES or _WEEKDAY.match(name):
                continue
            following = re.match(r"[\s,]+([\w']+)", sentence[match.end() :])
            before = sentence[: match.start()].rstrip()
            within = before and not before.endswith((".", ":", '"', "'"))
            if re.search(r"(?i)\b(?:in|at|to|from|near)$", before):
                continue
            if within or (following and following[1].lower() in _NAMING_VERBS):
                inside.setdefault(name)
            elif following and following[1][0].isupper():
                doubtful.setdefault(name)
    inside |= {name: None for name in doubtful if name.lower() not in _NO_NAMES}
    return [
        name for name in inside if not (name.lower().endswith("s") and _is_kind(name, sentences))
    ]


def _is_kind(name: str, sentences: Sequence[str]) -> bool:
    kinds = kinds_of_people(" ".join(sentences))
    return kinds is not None and kinds.role(name.lower()) is not None


def _deeds(facts: Sequence[str], question: str, names: Sequence[str]) -> set[str]:
    """The verbs of the deed: *who stole it*, *one of Ann, Bob and Cal stole it*, *stolen by*."""
    verbs: set[str] = set()
    if match := _WHO_DID.search(question):
        verbs.add(match[1].lower())
    lowered = {word for name in names for word in words(name)}
    for sentence in facts:
        found = words(sentence)
        if "by" in found[1:]:
            verbs.add(found[found.index("by") - 1])
        if _OF_LIST.search(sentence) or found[:1] in (("someone",), ("somebody",)):
            last = max(
                (at for at, word in enumerate(found) if word in lowered or word == "them"),
                default=0 if found[0] in ("someone", "somebody") else len(found),
            )
            after = [word for word in found[last + 1 :] if word not in (",", "has", "have")]
            verbs.update(after[:1])
    return verbs - _NO_DEEDS - CULPRITS


_NO_DEEDS = frozenset(
    "is are was were be has had does the a an it that to of in on lies lie lied lying tells tell told "
    "telling truth always never guilty innocent can could must will would and or honest says said "
    "claims by , ; :".split()
)


def _suspects(
    facts: Sequence[str], names: Sequence[str], deeds: set[str], treasure: str
) -> list[str]:
    """Those among whom the one who did it is said to be."""
    bases = set(map(base, deeds))
    for sentence in facts:
        found = words(sentence)
        mentioned = [name for name in names if _mentions(found, words(name))]
        guilt = (
            set(found) & (CULPRITS | {"guilty", "suspects"})
            or {base(word) for word in found} & bases
        )
        placed = treasure and treasure.lower() in " ".join(found)
        if len(mentioned) > 1 and (guilt or placed) and found[0] != "if":
            return mentioned
    return []


def _mentions(found: Sequence[str], name: Sequence[str]) -> bool:
    size = len(name)
    return any(tuple(found[at : at + size]) == tuple(name) for at in range(len(found) - size + 1))
