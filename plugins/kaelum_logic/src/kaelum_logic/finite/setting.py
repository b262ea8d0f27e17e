"""The setting of a puzzle: which things there are, how many places, and in what shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from kaelum_logic.finite.cast import LOGICAL, Cast, Category, key, make_category
from kaelum_logic.finite.scales import Plan, direction_phrase, make_plan, superlative
from kaelum_logic.finite.text import NUMBERS, WEEKDAYS, number, split_list, words

__all__ = ["Setting", "is_background", "read_setting", "unfolded"]

MAX_PLACES = 20
MAX_CATEGORIES = 12

_NAME = r"[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*){0,3}"
_THING = r"\b(?:[Aa]|an|the|one|some|her|his)\s+[\w’'-]+(?:\s+[\w’'-]+){0,3}?"
_JOIN = r"\s*(?:,\s*(?:and|or|&)?|\b(?:and|or)\b|&)\s*"
_NAMES = re.compile(rf"{_NAME}(?:{_JOIN}{_NAME})+")
_THINGS = re.compile(
    rf"{_THING}(?:\s*,\s*{_THING})+,?\s*(?:and|or)\s+{_THING}(?=\s*[,.;:)?!]|$|\s+(?:are|were|is|was|in|on|at|sit|sat|stand|that|which)\b)"
)
_BARE_ITEM = r"(?!(?:and|or)\b)[\w’'-]+(?:\s+(?!(?:and|or)\b)[\w’'-]+)?"
_BARE = re.compile(rf"\b(?:are|were|wears?|wearing|wore|in|with|drinks?|owns?|own|likes?|like|have|has|sells?|stocks?|offers?|serves?|bought|grows?|ordered|orders|chose|picked|played|plays?|wants?|own|colors?|colours?|of)\s+((?:{_BARE_ITEM}\s*,\s*)+(?:and|or)?\s*{_BARE_ITEM}(?:\s+(?:and|or)\s+{_BARE_ITEM})?|{_BARE_ITEM}\s*,\s*{_BARE_ITEM}\s+(?:and|or)\s+{_BARE_ITEM})")  # fmt: skip
_COLON = re.compile(r"^(?P<lead>.*?):\s*(?P<list>[^:]+?)\.?\s*$", re.DOTALL)
_BRACKETS = re.compile(r"^(?P<lead>.*?)\s*[(\[](?P<list>[^()\[\]]+)[)\]]")
_DASHED = re.compile(
    r"^(?P<lead>.*?)\s+[—–-]\s+(?P<list>.+?)\s+[—–-]\s+(?P<rest>.*)$|^(?P<lead2>.*?)—(?P<list2>.+?)—(?P<rest2>.*)$"
)
_DAYS = re.compile(
    rf"(?i)\b({'|'.join(WEEKDAYS)})s?\s*(?:through|to|-|–|until|till)\s*({'|'.join(WEEKDAYS)})\b"
)
_ONE_IS = re.compile(
    r"(?i)\b(?:another |the other )?one (?:of them )?(?:is|has|owns|likes|plays|drinks|wears|works as|was) (?:an? |the )?([\w -]+?)(?=\s*,|\s+and (?:the other )?one\b|\s*\.?$)"
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_STARTERS = frozenset(
    "there each every they the in on at a an all these those its his her their people everyone "
    "five four three six seven eight two if of one who which what it today as we however and but "
    "also both neither either no nobody some someone suppose given".split()
)

_HARMLESS = tuple(
    re.compile(pattern)
    for pattern in (
        r"the following paragraphs? .*",
        r"the statements are logically consistent.*",
        r"(?:arranged|listed|placed|standing|seated|sitting|lined up) in (?:a |some )?(?:fixed |certain |particular |specific |unknown )?(?:order|row|line)",
        r"\(?\s*numbered (?:consecutively )?(?:from )?(?:1|one)(?: on the (?:far )?left)?\s*(?:,|to|through|and)\s*\w+(?: on the (?:far )?right)?(?:,? from left to right)?\s*\)?",
        r"from the perspective of .*|as (?:seen|viewed) (?:from|by) .*",
        r"from (?:the )?(?:\w+est|least \w+|most \w+) to (?:the )?(?:\w+est|least \w+|most \w+)",
        r"from (?:the )?(?:left to right|right to left|first to last|top to bottom|front to back|bottom to top)",
        r"\bit (?:each )?(?:has|have|owns?|plays?|likes?|drinks?|keeps?|wears?|is|gets?|drives?|orders?) exactly one [\w ]*",
        r"on top of (?:each other|one another)",
        r"left to right|next to each other in a (?:row|line)|side by side|in a (?:straight )?(?:row|line|circle)",
        r"not necessarily in (?:that|this|the given|any particular|the same|the order given) ?order",
        r"no two [\w ]+ (?:have|had|share|shared|finish|finished|are|were|live|own|drink|arrive|arrived|got|get|at) [\w ]*",
        r"there (?:are|were|is|was) no ties?|no ties|without (?:any )?ties|no one tied|nobody tied|none of them tied",
        r"(?:each|every|all)(?: of (?:it|them|these|the \w+))?(?: \w+)? (?:has|have|owns?|lives?|is|are|likes?|drinks?|keeps?|works?|had|plays?) [\w ]*(?:different|unique|distinct|own|exactly one|one)[\w ]*",
        r"in (?:each|every) (?:house|position|seat|place) [\w ]*",
        r"all (?:of )?(?:different|distinct)[\w ]*|at different times",
        r"exactly one (?:of each|person (?:per|in each) \w+|\w+ (?:each|per \w+))",
        r"(?:from|one at) one end to (?:the|an)other",
    )
)


@frozen
class Setting:
    """The cast, and what became of the sentences that set the scene.

    Attributes:
        cast: who and what there is, and where.
        scenery: sentences that only set the scene, as written.
        rest: the sentences that are left: clues and questions.
        open: whether the cast was gathered from the clues themselves.
    """

    cast: Cast
    scenery: tuple[str, ...]
    rest: tuple[str, ...]
    open: bool = False


@frozen
class _Declared:
    lead: str
    values: tuple[str, ...]


def is_background(sentence: str) -> bool:
    """Whether a sentence without any entity only sets the scene: it carries no logic."""
    text = " ".join(words(sentence))
    for pattern in _HARMLESS:
        text = pattern.sub(" ", text)
    found = text.split()
    if set(found) & (LOGICAL - {"each", "every", "all", "end", "only", "then"}):
        return False
    return not any(
        direction_phrase(tuple(found), at) or superlative(tuple(found), at)
        for at in range(len(found))
    )


def unfolded(sentences: Iterable[str]) -> list[str]:
    """``sentences``, where a lead such as ``Five runners: ...`` before a clue stands apart."""
    result: list[str] = []
    for sentence in sentences:
        match = _COLON.match(sentence)
        if match is None or sentence.endswith("?") or not is_background(match["lead"]):
            result.append(sentence)
            continue
        values = _items(match["list"])
        plain = len(values) >= 2 and not _logical(values)
        result += [sentence] if plain else [match["lead"], match["list"]]
    return result


def _items(text: str) -> tuple[str, ...]:
    items = split_list(text)
    plain = all(len(item.split()) <= 5 for item in items)
    return items if plain and len(items) >= 2 else ()


def _declares(sentence: str, known: set[str]) -> list[_Declared]:
    """The lists that ``sentence`` introduces: none for a clue or a question."""
    if sentence.rstrip().endswith("?"):
        return []
    if match := _DAYS.search(sentence):
        start, end = (WEEKDAYS.index(match.group(n).lower()) for n in (1, 2))
        if start < end:
            days = _Declared("day", tuple(day.capitalize() for day in WEEKDAYS[start : end + 1]))
            around = f"{sentence[: match.start()]} it {sentence[match.end() :]}"
            return [*_listed(around, known), days] if is_background(_unlisted(around)) else []
    ones = _ONE_IS.findall(sentence)
    if len(ones) >= 2 and len(ones) == len(re.findall(r"(?i)\bone\b", sentence)):
        return [_Declared("", tuple(ones))]
    for pattern in (_COLON, _BRACKETS, _DASHED):
        if match := pattern.search(sentence):
            groups = match.groupdict()
            lead = groups.get("lead") or groups.get("lead2") or ""
            values = _items(groups.get("list") or groups.get("list2") or "")
            if len(values) >= 2 and not _logical(values):
                before = _listed(lead, known) if pattern is not _DASHED else []
                return [*before, _Declared(_unlisted(lead), values)]
    return _listed(sentence, known)


def _unlisted(sentence: str) -> str:
    """``sentence`` with the lists in it replaced by a pronoun."""
    for pattern in (_NAMES, _THINGS):
        sentence = pattern.sub(" it ", sentence)
    return sentence


def _logical(values: Sequence[str]) -> bool:
    return any(LOGICAL & set(words(value)) or set(words(value)) & {"is", "are"} for value in values)


def _listed(sentence: str, known: set[str]) -> list[_Declared]:
    """The lists inside a sentence that says nothing else.

    ``Five friends, Ann, Bob and Cal, ...``, ``Ann, Bob and Cal own a cat, a dog and a fish``.
    """
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for pattern in (_NAMES, _THINGS, _BARE):
        for match in pattern.finditer(sentence):
            start, end = match.span(1 if pattern is _BARE else 0)
            if any(start < other_end and other < end for other, other_end, _ in found):
                continue
            values = list(_items(sentence[start:end]))
            if values and len(values[0]) > 1 and values[0].split()[0].lower() in _STARTERS:
                rest = values[0].partition(" ")[2].removeprefix("of ")
                values = [rest, *values[1:]] if rest else values[1:]
            if pattern is _BARE and values:
                values[-1] = values[-1].split()[0]
                values = [value for value in values if len(value.split()) == 1]
            days = [value for value in values if value.lower() in WEEKDAYS]
            if days and values[: len(days)] == days and len(days) < len(values):
                end = start + sentence[start:end].index(values[len(days)])
                found.append((end, match.end(), tuple(values[len(days) :])))
                values = days
            size = re.search(r"(?i)\b(two|2|both)\b", sentence)
            fresh = not any(value.lower() in known for value in values)
            if len(values) >= (2 if size else 3) and fresh and not _logical(values):
                found.append((start, end, tuple(values)))
    around, last = "", 0
    for start, end, _ in sorted(found):
        around += f"{sentence[last:start]} it "
        last = end
    around += sentence[last:]
    return (
        [_Declared(around, values) for *_, values in sorted(found)] if is_background(around) else []
    )


_SHAPE = re.compile(r"(?i)\b(?:round|circular)\s+table|\bin a circle\b|\b(?:sits?|sitting|sat|seated)\s+(?:around|round)\b|\bcircular(?:ly)?\b")  # fmt: skip
_SEATS = re.compile(
    rf"(?i)\b({'|'.join(NUMBERS)}|\d{{1,2}})\s+(?:[\w-]+\s+){{0,2}}?(houses?|seats?|chairs?|positions?|floors?|lockers?|rooms?|"
    r"offices?|slots?|spots?|spaces?|lanes?|apartments?|desks?|cabins?|stalls?)\b"
)


_HOW_MANY = re.compile(
    rf"(?i)(?:^|\b(?:there (?:are|were)|(?:race|queue|line|row|group|family|team|class|stack|set|contest|of) (?:of|with|between|among)|^of|among) (?:the )?)({'|'.join(NUMBERS)}|\d{{1,2}}) "
    r"(?!(?:of|minutes?|hours?|days?|points?|years?|months?|weeks?|places?|positions?|seconds?|dollars?|miles?|people (?:are|were|finished|sat|sit|stand) (?:before|after|between|ahead|behind|taller|shorter|older|younger))\b)\w+"
)
"""How many things there are, said where a scene is set; not how many stand before one."""


def _ordered(values: Sequence[str]) -> bool:
    """Whether ``values`` come in a natural order of their own: days, months, numbers, times."""
    lowered = [value.lower() for value in values]
    for names in (WEEKDAYS, _MONTHS):
        if all(value in names for value in lowered):
            ranks = [names.index(value) for value in lowered]
            return ranks == sorted(ranks)
    numbers = [re.fullmatch(r"(\d{1,4})(?::00)?\s*(am|pm|a\.m|p\.m)?", value) for value in lowered]
    if not all(numbers):
        return False
    clock = [
        int(match.group(1)) % 12 + (12 if (match.group(2) or "").startswith("p") else 0)
        if match.group(2)
        else int(match.group(1))
        for match in numbers
        if match
    ]
    return all(a < b for a, b in pairwise(clock))


def read_setting(sentences: Sequence[str], others: Sequence[str]) -> Setting | None:
    """The setting of ``sentences``; ``others`` (options) are only searched for axes.

    None if no things to arrange can be made out.
    """
    declared: list[_Declared] = []
    scenery: list[str] = []
    rest: list[str] = []
    known: set[str] = set()
    for sentence in sentences:
        found = _declares(sentence, known)
        if not found or len(declared) >= MAX_CATEGORIES:
            rest.append(sentence)
            continue
        declared += found
        scenery.append(sentence)
        known.update(value.lower() for item in found for value in item.values)
    gathered = not declared
    if gathered:
        names = _gathered(rest)
        if len(names) < 2:
            return None
        declared = [_Declared("name", names)]
    return _setting(declared, scenery, rest, others, gathered=gathered)


def _setting(
    declared: Sequence[_Declared],
    scenery: Sequence[str],
    rest: Sequence[str],
    others: Sequence[str],
    *,
    gathered: bool,
) -> Setting | None:
    categories: list[Category] = []
    for item in declared:
        if len({value.lower() for value in item.values}) < len(item.values):
            return None
        fixed = _ordered(item.values) and len(declared) > 1
        categories.append(make_category(len(categories), item.lead, item.values, fixed=fixed))
    if not all(entity.keys for category in categories for entity in category.entities):
        return None  # an article by itself is no thing
    text = " ".join((*scenery, *rest))
    plan = _plan((*scenery, *rest, *others))
    places = max(len(category.entities) for category in categories)
    for match in _SEATS.finditer(text):
        count = number(match.group(1).lower())
        if (
            count is not None
            and places <= count <= MAX_PLACES
            and _in_scenery(match.group(), scenery, rest)
        ):
            places = count
    for sentence in (*scenery, *rest):
        for match in _HOW_MANY.finditer(sentence):
            places = max(places, number(match.group(1).lower()) or 0)
    if places > MAX_PLACES:
        return None
    cast = Cast(tuple(categories), places, plan, circle=bool(_SHAPE.search(text)))
    left = [sentence for sentence in rest if not _is_scene(sentence, cast)]
    scenes = [sentence for sentence in rest if sentence not in left]
    return Setting(cast, (*scenery, *scenes), tuple(left), open=gathered)


def _in_scenery(phrase: str, scenery: Sequence[str], rest: Sequence[str]) -> bool:
    if any(phrase in sentence for sentence in scenery):
        return True
    return any(phrase in sentence and is_background(sentence) for sentence in rest)


def _is_scene(sentence: str, cast: Cast) -> bool:
    if sentence.rstrip().endswith("?"):
        return False
    keys = {key(word) for word in words(sentence)}
    mentions = any(set(entity.keys) <= keys for entity in cast.entities())
    return not mentions and is_background(sentence)


def _plan(sentences: Iterable[str]) -> Plan:
    used: set[str] = set()
    tokens: list[str] = []
    for sentence in sentences:
        if re.match(r"(?i)the following paragraphs?\b", sentence):
            continue
        found = words(sentence)
        tokens += found
        for at in range(len(found)):
            named = direction_phrase(found, at) or superlative(found, at)
            if named is not None:
                used.add(named[0].axis)
        text = " ".join(found)
        if re.search(
            r"\bfrom (?:the )?(?:far )?(?:left|right)\b|\bfar (?:left|right)\b|\b(?:left|right) end\b|'s (?:immediate )?(?:left|right)\b|\bon the (?:left|right)\b",
            text,
        ):
            used.add("row")
    return make_plan(used, tokens)


_CAPITAL = re.compile(r"(?<![\w'])[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*")


def _gathered(sentences: Sequence[str]) -> tuple[str, ...]:
    """Names of the things that the clues of ``sentences`` are about, in order of appearance."""
    names: dict[str, None] = {}
    for sentence in sentences:
        if sentence.rstrip().endswith("?"):
            continue
        for match in _CAPITAL.finditer(sentence):
            name = match.group()
            first, _, others = name.partition(" ")
            lettered = name == "A" and re.search(r"\b[B-Z]\b", sentence)
            if first.lower() in _STARTERS | _COMMON and not lettered:
                name = others
            if name and (lettered or name.lower() not in _COMMON):
                names.setdefault(name)
    for sentence in sentences:
        if not sentence.rstrip().endswith("?"):
            for name in _things(words(sentence)):
                names.setdefault(name)
    return tuple(names)


_COMMON = frozenset(
    "who which what when where how is are was were does did do if then therefore so since because "
    "true false answer not only just immediately directly exactly finally first last assume determine "
    "i you he she we they it that this these those here name list find give tell nobody everyone "
    "noone not next between to right left behind before after yesterday today tomorrow meanwhile later "
    "earlier once afterwards unfortunately luckily surprisingly similarly likewise".split()
)


def _things(found: Sequence[str]) -> list[str]:
    """The noun phrases with *the* on both sides of a relation."""
    names: list[str] = []
    if found[:1] == ("the",) and any(superlative(found, at) for at in range(len(found))):
        names += [" ".join(_phrase(found[1:]))]
    if found[:1] == ("the",) and set(found) & {
        "top",
        "bottom",
        "first",
        "last",
        "middle",
        "left",
        "right",
    }:
        names += [" ".join(_phrase(found[1:]))]
    for at in range(1, len(found)):
        named = direction_phrase(tuple(found), at)
        if named is None:
            continue
        for side in (found[:at], found[named[1] :]):
            if "the" in side:
                names.append(" ".join(_phrase(side[side.index("the") + 1 :])))
    return [name for name in names if name]


def _phrase(found: Sequence[str]) -> list[str]:
    """The noun phrase at the start of ``found``, of at most three words."""
    phrase: list[str] = []
    for word in found:
        if word in LOGICAL or word in _VERBS or not word.isalpha() or superlative((word,), 0):
            break
        phrase.append(word)
    return phrase if len(phrase) <= 3 and not set(phrase) & _NO_THINGS else []


_NO_THINGS = frozenset(
    "immediate floor day house seat place position row line race end table shelf bench queue one "
    "person other others hour lane spot room rest group".split()
)


_VERBS = frozenset(
    "is are was were be sits sit sat stands stood finished came arrived has have costs cost weighs "
    "lives does did can will would must ran runs ranks ranked in on at of the who that".split()
)
