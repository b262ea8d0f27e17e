"""Lists in the sentences that set a scene: who there is, and what they may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from kaelum_logic.finite.cast import LOGICAL
from kaelum_logic.finite.scales import direction_phrase, superlative
from kaelum_logic.finite.text import NUMBERS, WEEKDAYS, number, split_list, words

__all__ = ["STARTERS", "Declared", "declared", "is_background", "ordered", "unfolded"]

_NAME = r"[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*){0,3}"
_THING = r"\b(?:[Aa]|an|the|one|some|her|his)\s+[\w’'-]+(?:\s+(?!(?:an?|the)\b)[\w’'-]+){0,3}?"
_JOIN = r"\s*(?:,\s*(?:and|or|&)?|\b(?:and|or)\b|&)\s*"
_NAMES = re.compile(rf"{_NAME}(?:{_JOIN}{_NAME})+")
_THINGS = re.compile(
    rf"{_THING}(?:\s*,\s*{_THING})+,?\s*(?:and|or)\s+{_THING}(?=\s*[,.;:)?!]|$|\s+(?:are|were|is|was|in|on|at|sit|sat|stand|that|which|will|each|have|has|must|can|live|work|come|go|play)\b)"
)
_BARE_ITEM = r"(?!(?:and|or)\b)[\w’'-]+(?:\s+(?!(?:and|or)\b)[\w’'-]+)?"
_BARE = re.compile(rf"\b(?:are|were|wears?|wearing|wore|in|with|drinks?|owns?|own|likes?|like|have|has|sells?|stocks?|offers?|serves?|bought|grows?|ordered|orders|chose|picked|played|plays?|wants?|own|colors?|colours?|of)\s+((?:{_BARE_ITEM}\s*,\s*)+(?:and|or)?\s*{_BARE_ITEM}(?:\s+(?:and|or)\s+{_BARE_ITEM})?|{_BARE_ITEM}\s*,\s*{_BARE_ITEM}\s+(?:and|or)\s+{_BARE_ITEM})")  # fmt: skip
_WORDS = re.compile(
    r"(?:^[A-Z]|\b(?!(?:and|or|the|an?)\b)[a-z])[\w-]*(?:\s*,\s*(?!(?:and|or|the|an?)\b)[a-z][\w-]*)+\s*,?\s+(?:and|or)\s+"
    r"(?!(?:the|an?)\b)[a-z][\w-]*"
)
"""A list of single words: ``red, green and blue``."""
_NUMBERS = re.compile(
    r"\b\d{1,4}(?:[:.]\d\d)?(?: ?[ap]m)?(?:\s*,\s*\d{1,4}(?:[:.]\d\d)?(?: ?[ap]m)?)+\s*,?\s+(?:and|or)\s+\d{1,4}(?:[:.]\d\d)?(?: ?[ap]m)?"
)
"""A list of numbers or times of day."""
_COLON = re.compile(r"^(?P<lead>.*?)(?:(?<!\d):|:(?!\d\d))\s*(?P<list>(?:[^:]|(?<=\d):(?=\d))+?)\.?\s*$", re.DOTALL)  # fmt: skip
_BRACKETS = re.compile(r"^(?P<lead>.*?)\s*[(\[](?P<list>[^()\[\]]+)[)\]]")
_BRACKETED = re.compile(r"((?:\w+ ){0,3}\w+)\s*\(([^()]+)\)")
"""One of several lists in brackets, and the words before it."""
_DASHED = re.compile(
    r"^(?P<lead>.*?)\s+[—–-]\s+(?P<list>.+?)\s+[—–-]\s+(?P<rest>.*)$|^(?P<lead2>.*?)—(?P<list2>.+?)—(?P<rest2>.*)$"
)
_DASH = re.compile(r"\s+[—–-]\s+|—")
_DAYS = re.compile(
    rf"(?i)\b({'|'.join(WEEKDAYS)})s?\s*(?:through|to|-|–|until|till)\s*({'|'.join(WEEKDAYS)})\b"
)
_PLURAL = re.compile(r"[A-Z][a-z]+s [A-Z][\w-]*$")
"""``Nurses Kim``, where a list of names begins with what they are."""
_ONE_IS = re.compile(
    r"(?i)\b(?:another |the other )?one (?:of them )?(?:is|has|owns|likes|plays|drinks|wears|works as|was) (?:an? |the )?([\w -]+?)(?=\s*,|\s+and (?:the other )?one\b|\s*\.?$)"
)
_ONE_HAS = re.compile(
    r"(?i)^one (?:of them )?(?:is|has|had|owns|likes|plays|drinks|wears|eats|ate|ordered|orders|drives|chose|bought|got) "
    r"(?P<list>[^,]+(?:, (?:and )?(?:another |the other )?one (?!is\b|has\b)[^,]+?)+(?: and one [^,]+)?)$"
)
_ONE = re.compile(r"(?i),?\s+(?:and )?(?:another |the other )?one\s+")
_SEQUENCES = (
    ("dawn", "morning", "noon", "midday", "afternoon", "evening", "night", "midnight"),
    ("breakfast", "brunch", "lunch", "tea", "dinner", "supper"),
    ("spring", "summer", "autumn", "fall", "winter"),
)
"""Other things that come in an order of their own."""
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
STARTERS = frozenset(
    "there each every they the in on at a an all these those its his her their people everyone "
    "my our your five four three six seven eight two if of one who which what it today as we however and but "
    "also both neither either no nobody some someone suppose given".split()
) | frozenset(NUMBERS)

_HARMLESS = tuple(
    re.compile(pattern)
    for pattern in (
        r"the following paragraphs? .*",
        r"the statements are logically consistent.*",
        r"(?:arranged|listed|placed|standing|seated|sitting|lined up) in (?:a |some )?(?:fixed |certain |particular |specific |unknown )?(?:order|row|line)",
        r"\(?\s*numbered (?:consecutively )?(?:from )?(?:1|one)(?: on the (?:far )?left)?\s*(?:,|to|through|and)\s*\w+(?: on the (?:far )?right)?(?:,? from left to right)?\s*\)?",
        r"from the perspective of .*|as (?:seen|viewed) (?:from|by) .*",
        r"(?:two|three|four|five|six) neighbou?rs",
        r"\b(?:all )?(?:of it )?facing (?:the (?:same )?(?:cent(?:er|re)|middle|direction|front|stage)|(?:towards? )?(?:the )?(?:cent(?:er|re)|inside|outside)|(?:in|out)wards?|north)(?: of the (?:table|circle))?",
        r"\b(?:with )?one (?:\w+ )?(?:on|at|in) (?:each|every) (?:side|seat|chair|corner)|at equal distances?|evenly spaced|equally spaced",
        r"each (?:of (?:it |them )?)?(?:in |with |painted |having )?(?:a |its own )?different \w+(?: \w+)?",
        r"in (?:some|no particular|any|an unknown) order|in sequence|consecutive|back to back",
        r",? ?\b(?:exactly )?one (?:\w+ )?(?:each|(?:a|per|in each|on each|for each|to each|at a|in every|on every) \w+)|each on (?:a )?different \w+",
        r"\b(?:three|four|five|six|seven|adjacent|neighbou?ring)? ?adjacent \w+",
        r"\band (?:each )?(?:they )?(?:\w+ ){1,4}it\b",
        r"(?:are|is|was|were) (?:all )?(?:of )?different (?:ages|heights|sizes|weights|colou?rs)",
        r"\bby (?:height|age|size|weight|speed|price)\b ?,? ?(?:\w+est|\w+est first)?(?: first)?",
        r"(?:with )?no two (?:of (?:it|them|these) )?\w+ (?:\w+ ){0,2}(?:overlap|at the same (?:scheduled )?time|coincide)",
        r"determine the order in which \w+ (?:of (?:his|her|their|its|the) )?(?:\w+)?",
        r"each(?: of (?:it|them|the \w+))? \w+ (?:\w+ )?(?:exactly |only )?one \w+(?: per \w+)?|, and their order|from first (?:through|to) \w+",
        r"and (?:their|the) order\b",
        r"\b(?:to|in|into|on|for) (?:\w+ )?(?:numbered )?(?:1|one) (?:to|through) \w+",
        r"exactly (?:two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,2}\w+",
        r"we need to schedule|one after (?:the other|another)|at a time|one by one",
        r"from (?:the )?(?:\w+est|least \w+|most \w+) to (?:the )?(?:\w+est|least \w+|most \w+)",
        r"from (?:the )?(?:left to right|right to left|first to last|top to bottom|front to back|bottom to top)",
        r"\bit (?:each )?(?:has|have|owns?|plays?|likes?|drinks?|keeps?|wears?|is|gets?|drives?|orders?) exactly one [\w ]*",
        r"on top of (?:each other|one another)",
        r"left to right|next to each other in a (?:row|line)|side by side|in a (?:straight )?(?:row|line|circle)",
        r"not necessarily in (?:that|this|the given|any particular|the same|the order given) ?order",
        r"no two (?:[\w ]+ )?(?:have|had|share|shared|finish|finished|are|were|live|own|drink|arrive|arrived|got|get|at) [\w ]*",
        r"there (?:are|were|is|was) no ties?|no ties|without (?:any )?ties|no one tied|nobody tied|none of them tied",
        r"(?:each|every|all)(?: of (?:it|them|these|the \w+))?(?: \w+)? (?:has|have|owns?|lives?|is|are|likes?|drinks?|keeps?|works?|had|plays?) [\w ]*(?:different|unique|distinct|own|exactly one|one)[\w ]*",
        r"in (?:each|every) (?:house|position|seat|place) [\w ]*",
        r"all (?:of )?(?:different|distinct)[\w ]*|at different times",
        r"exactly one (?:of each|person (?:per|in each) \w+|\w+ (?:each|per \w+))",
        r"(?:from|one at) one end to (?:the|an)other",
    )
)


@frozen
class Declared:
    """A list of things, and the words around it that say what they are."""

    lead: str
    values: tuple[str, ...]


def is_background(sentence: str) -> bool:
    """Whether a sentence without any entity only sets the scene: it carries no logic."""
    text = " ".join(words(sentence))
    if _COUNTED_BACK.search(text):
        return False
    for pattern in _HARMLESS:
        text = pattern.sub(_without, text)
    text = re.sub(r"^[\s,]*and\b|\band[\s,]*$", " ", text)
    found = text.split()
    if set(found) & (LOGICAL - {"each", "every", "all", "end", "only", "then"}):
        return False
    return not any(
        direction_phrase(tuple(found), at) or superlative(tuple(found), at)
        for at in range(len(found))
    )


_COUNTED_BACK = re.compile(
    r"\b(?:number|count|label)\w*\b.*\bfrom (?:the )?(?:right (?:end )?to|top to|back to|last to|east to|west to|north to|south to|(?:right|back|top|end)$)"
)
"""Places that are numbered another way than from the left, the front or the bottom."""
_RELATING = frozenset("between next before after beside behind ahead above below opposite".split())


def _without(match: re.Match[str]) -> str:
    """A harmless phrase taken out, unless a relation slipped into one of its open places."""
    slipped = _RELATING & set(match.group().split())
    return match.group() if any(word not in match.re.pattern for word in slipped) else " "


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


def declared(sentence: str, known: set[str]) -> list[Declared]:
    """The lists that ``sentence`` introduces: none for a clue or a question."""
    if sentence.rstrip().endswith("?"):
        return []
    if "—" in sentence:
        sentence = _DASH.sub(", ", sentence)
    if match := _DAYS.search(sentence):
        start, end = (WEEKDAYS.index(match.group(n).lower()) for n in (1, 2))
        if start < end:
            days = Declared("day", tuple(day.capitalize() for day in WEEKDAYS[start : end + 1]))
            around = f"{sentence[: match.start()]} it {sentence[match.end() :]}"
            return [*_listed(around, known), days] if is_background(_unlisted(around)) else []
    if (each := _one_each(sentence)) is not None:
        return [each]
    ones = _ONE_IS.findall(sentence)
    if len(ones) >= 2 and len(ones) == len(re.findall(r"(?i)\bone\b", sentence)):
        return [Declared("", tuple(ones))]
    if (dashed := _DASHED.search(sentence)) and (
        found := _listed(_DASH.sub(", ", sentence), known)
    ):
        return [*_left_out(_items(dashed["list"] or dashed["list2"]), found), *found]
    if len(bracketed := _BRACKETED.findall(sentence)) > 1:
        around = _BRACKETED.sub(" ", sentence)
        lists = [Declared(lead, _items(values)) for lead, values in bracketed]
        named = _listed(around, known)
        if named and all(item.values and not _logical(item.values) for item in lists):
            return [*named, *lists]
    for pattern in (_COLON, _BRACKETS, _DASHED):
        if match := pattern.search(sentence):
            groups = match.groupdict()
            lead = groups.get("lead") or groups.get("lead2") or ""
            values = _items(groups.get("list") or groups.get("list2") or "")
            if len(values) >= 2 and not _logical(values):
                before = _listed(lead, known) if pattern is not _DASHED else []
                after = _listed(sentence[match.end() :], known) if pattern is _BRACKETS else []
                return [*before, Declared(_unlisted(lead), values), *after]
    return _listed(sentence, known)


def _left_out(values: tuple[str, ...], found: Sequence[Declared]) -> list[Declared]:
    """The list of ``values`` between dashes, unless ``found`` has it already."""
    read = {value for item in found for value in item.values}
    fresh = len(values) >= 2 and not _logical(values) and read.isdisjoint(values)
    return [Declared("", values)] if fresh else []


def _one_each(sentence: str) -> Declared | None:
    """``One has pasta, one salad and one a soup``: one verb for all."""
    match = _ONE_HAS.match(sentence.rstrip(". "))
    if match is None:
        return None
    values = [re.sub(r"(?i)^(?:an?|the)\s+", "", item) for item in _ONE.split(match["list"])]
    plain = all(1 <= len(value.split()) <= 3 for value in values)
    return Declared("", tuple(values)) if plain and not _logical(values) else None


def _unlisted(sentence: str) -> str:
    """``sentence`` with the lists in it replaced by a pronoun."""
    for pattern in (_NAMES, _THINGS):
        sentence = pattern.sub(" it ", sentence)
    return sentence


def _logical(values: Sequence[str]) -> bool:
    found = [words(value) for value in values]
    related = any(direction_phrase(value, at) for value in found for at in range(1, len(value)))
    return related or any(set(value) & (LOGICAL | {"is", "are"}) for value in found)


def _listed(sentence: str, known: set[str]) -> list[Declared]:
    """The lists inside a sentence that says nothing else.

    ``Five friends, Ann, Bob and Cal, ...``, ``Ann, Bob and Cal own a cat, a dog and a fish``.
    """
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for pattern in (_NAMES, _THINGS, _BARE, _WORDS, _NUMBERS):
        for match in pattern.finditer(sentence):
            start, end = match.span(1 if pattern is _BARE else 0)
            if any(start < other_end and other < end for other, other_end, _ in found):
                continue
            values = list(_items(sentence[start:end]))
            if len(values) > 1 and _PLURAL.match(values[0]) and " " not in "".join(values[1:]):
                values[0] = values[0].partition(" ")[2]
            if counted := _counted(sentence[:start], values):
                values = values[1:]
                if len(values) != counted:
                    return []
            if values and len(values[0]) > 1 and values[0].split()[0].lower() in STARTERS:
                rest = values[0].partition(" ")[2].removeprefix("of ")
                values = [rest, *values[1:]] if rest else values[1:]
            if pattern is _BARE and values:
                values = _single_words(values)
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
        [Declared(around, values) for *_, values in sorted(found)] if is_background(around) else []
    )


def _hour(value: int, half: str | None) -> int:
    """``value`` o'clock as an hour of the day, ``half`` of it being *am*, *pm* or unsaid."""
    return value % 12 + 12 * half.startswith("p") if half else value


def _single_words(values: Sequence[str]) -> list[str]:
    """``values`` of one word each: ``rooms 1, 2 and 3`` without the noun in front."""
    first, *others = values
    noun, _, numeral = first.partition(" ")
    values = [numeral if noun and numeral.isdigit() else first, *others]
    values[-1] = values[-1].split()[0]
    return [value for value in values if len(value.split()) == 1]


def _counted(before: str, values: Sequence[str]) -> int:
    """How many there are by a count before the first of ``values``, if that says what they are.

    ``Three horses, arrow, blitz and comet``; 0 if all of ``values`` are things of one list.
    """
    last = before.split()[-1:]
    stated = number(last[0].lower()) or 0 if last else 0
    several = len(values) > 2 and values[0] == values[0].lower() and values[0].endswith("s")
    return stated if several and stated > 1 else 0


def ordered(values: Sequence[str]) -> bool:
    """Whether ``values`` come in a natural order of their own: days, months, numbers, times."""
    lowered = [value.lower() for value in values]
    for names in (WEEKDAYS, _MONTHS, *_SEQUENCES):
        if all(value in names for value in lowered):
            ranks = [names.index(value) for value in lowered]
            return ranks == sorted(ranks)
    numbers = [
        re.fullmatch(r"(\d{1,4})(?:[:.]([0-5]\d))?\s*(am|pm|a\.m|p\.m)?", value)
        for value in lowered
    ]
    if not all(numbers):
        return False
    clock = [
        60 * _hour(int(match.group(1)), match.group(3)) + int(match.group(2) or 0)
        for match in numbers
        if match
    ]
    return all(a < b for a, b in pairwise(clock))
