"""The setting of a puzzle: which things there are, how many places, and in what shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from kaelum_logic.finite.cast import LOGICAL, Cast, Category, key, make_category, nameless
from kaelum_logic.finite.gathering import gathered_names
from kaelum_logic.finite.implied import implied
from kaelum_logic.finite.lists import Declared, declared, is_background, ordered
from kaelum_logic.finite.scales import Plan, direction_phrase, make_plan, superlative
from kaelum_logic.finite.text import NUMBERS, WEEKDAYS, number, stem, words
from kaelum_logic.finite.ties import with_ties
from kaelum_logic.finite.vocabulary import HAVING, UNITS

__all__ = ["Setting", "read_setting"]

MAX_PLACES = 20
MAX_CATEGORIES = 12


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


_SHAPE = re.compile(r"(?i)\b(?:round|circular)\s+table|\bin a circle\b|\b(?:sits?|sitting|sat|seated)\s+(?:around|round)\b|\bcircular(?:ly)?\b")  # fmt: skip
_SEATS = re.compile(
    rf"(?i)\b({'|'.join(NUMBERS)}|\d{{1,2}})\s+(?:[\w-]+\s+){{0,2}}?(houses?|seats?|chairs?|positions?|floors?|lockers?|rooms?|"
    r"offices?|slots?|spots?|spaces?|lanes?|apartments?|desks?|cabins?|stalls?)\b"
)


_NOBODY = frozenset("nothing nobody everything everybody everyone something someone".split())
_HOW_MANY = re.compile(
    rf"(?i)(?:^|\b(?:there (?:are|were)|(?:race|queue|line|row|group|family|team|class|stack|set|contest|of) (?:of|with|between|among)|^of|among|^(?:in|at|during|for) an? (?:[\w'-]+ ){{1,3}}(?:of|with|between|among)) (?:the )?)({'|'.join(NUMBERS)}|\d{{1,2}})"
    r"(?: (?!(?:of|minutes?|hours?|days?|points?|years?|months?|weeks?|places?|positions?|seconds?|dollars?|miles?|people (?:are|were|finished|sat|sit|stand) (?:before|after|between|ahead|behind|taller|shorter|older|younger))\b)\w+|(?=[,.;]))"
)
"""How many things there are, said where a scene is set; not how many stand before one."""


def read_setting(
    sentences: Sequence[str], questions: Sequence[str], options: Sequence[str] = ()
) -> Setting | None:
    """The setting of ``sentences``; questions and options are only searched for axes and names.

    None if no things to arrange can be made out.
    """
    lists: list[Declared] = []
    scenery: list[str] = []
    rest: list[str] = []
    known: set[str] = set()
    for sentence in sentences:
        found = declared(sentence, known)
        if not found or len(lists) >= MAX_CATEGORIES:
            rest.append(sentence)
            continue
        lists += found
        scenery.append(sentence)
        known.update(value.lower() for item in found for value in item.values)
    count = max(_stated_counts((*scenery, *rest)), default=0)
    if not lists:
        lists = implied((*rest, *questions), count)
    days = _days_of_week(lists, rest, sentences)
    lists = [*lists, *days]
    gathered = all(ordered(item.values) for item in lists)
    names = _unlisted_names(lists, rest, questions, count)
    if len(lists) == 1 and names and len(names) + len(lists[0].values) == count and not gathered:
        lists, names = [Declared("name", (*names, *lists[0].values))], ()  # one list, told in parts
    if days and not names and len(lists) == 1:
        lists = [_compared_days(days[0], rest)]  # they are no places here but what is compared
    values = (value for item in lists for value in item.values)
    if _NOBODY & {name.lower() for name in (*names, *values)}:
        return None
    if len(names) < 2 and not lists:
        return None
    if gathered or 2 <= len(names) <= max(count, *(len(item.values) for item in lists)):
        lists = [Declared("name", names), *lists] if names else lists
        gathered = gathered and len(names) != count
    return _setting(lists, scenery, rest, [*questions, *options], gathered=gathered)


def _unlisted_names(
    lists: Sequence[Declared], rest: Sequence[str], questions: Sequence[str], count: int
) -> tuple[str, ...]:
    """Names in the clues that no list has; of lower-case things only if nothing is listed.

    Where one of the ``count`` things that there are is only named by a question,
    that name is taken too.
    """
    taken = {key(word) for item in lists for value in item.values for word in words(value)}
    plain = all(ordered(item.values) for item in lists)

    def fresh(name: str) -> bool:
        return not taken & set(map(key, words(name))) and (plain or name[0].isupper())

    names = tuple(filter(fresh, gathered_names(rest)))
    if len(names) == count - 1:
        asked = filter(fresh, gathered_names([item.rstrip("?") for item in questions]))
        more = [name for name in asked if name not in names]
        return (*names, *more) if len(more) == 1 else names
    return names


_WORKING_WEEK = re.compile(
    r"(?i)\bweek ?days?\b|\bwork(?:ing)? ?(?:days?|week)\b|\bmonday (?:to|through|-) friday\b"
)
_DAY = re.compile(rf"(?i)\b(?:{'|'.join(WEEKDAYS)})s?\b")


def _days_of_week(
    lists: Sequence[Declared], rest: Sequence[str], sentences: Sequence[str]
) -> list[Declared]:
    """The days of the week, where clues speak of them and no list does."""
    days = {match.group().lower().removesuffix("s") for one in rest for match in _DAY.finditer(one)}
    listed = {value.lower() for item in lists for value in item.values}
    whole = _WORKING_WEEK.search(" ".join(sentences))
    if listed & set(WEEKDAYS) or not (days or whole):
        return []
    if whole and not days & {"saturday", "sunday"}:
        return [Declared("day", tuple(day.capitalize() for day in WEEKDAYS[:5]))]
    return [Declared("day", tuple(day.capitalize() for day in WEEKDAYS))] if days else []


def _compared_days(days: Declared, rest: Sequence[str]) -> Declared:
    """Those of ``days`` that the clues speak of."""
    said = {match.group().lower() for one in rest for match in _DAY.finditer(one)}
    return Declared(days.lead, tuple(day for day in days.values if day.lower() in said))


def _stated_counts(sentences: Iterable[str], *, places: bool = True) -> list[int]:
    """How many things there are said to be; without ``places``, only things that may be in one."""
    return [
        number(match[1].lower()) or 0
        for sentence in sentences
        for match in _HOW_MANY.finditer(sentence)
        if places or match.group().split()[-1].lower() not in UNITS - {"person", "people"}
    ]


def _setting(
    lists: Sequence[Declared],
    scenery: Sequence[str],
    rest: Sequence[str],
    others: Sequence[str],
    *,
    gathered: bool,
) -> Setting | None:
    categories: list[Category] = []
    for item in lists:
        if len({value.lower() for value in item.values}) < len(item.values):
            return None
        fixed = ordered(item.values) and len(lists) > 1
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
    places = max(places, *_stated_counts((*scenery, *rest)), 0)
    if places > MAX_PLACES:
        return None
    alone = gathered or len(categories) == 1
    vacant = alone and places > len(categories[0].entities)
    if vacant and places in _stated_counts((*scenery, *rest), places=False):
        categories, vacant = _completed(categories, places), False
    cast = Cast(
        tuple(categories),
        places,
        plan,
        circle=bool(_SHAPE.search(text)),
        light=_light_verbs(scenery, rest),
        scene=_scene_nouns(scenery, categories),
        vacant=vacant,
    )
    cast, level = with_ties(cast, rest)
    left = [
        sentence for sentence in rest if sentence not in level and not _is_scene(sentence, cast)
    ]
    scenes = [sentence for sentence in rest if sentence not in left]
    return Setting(cast, (*scenery, *scenes), tuple(left), open=gathered)


def _completed(categories: Sequence[Category], places: int) -> list[Category]:
    """``categories``, the first with one for each place: those that are there but not named."""
    first, *others = categories
    missing = nameless(places - len(first.entities), 0)
    return [evolve(first, entities=(*first.entities, *missing)), *others]


_SCENE_VERB = re.compile(
    r"(?i)\b(?:(?:is|are|was|were|be|been|being) (?:each |all |now )?(\w+(?:ed|en|wn|ung|eld|ead|old|uilt|oted))\b|"
    r"(?:will|must|to) (?:each )?(?!be\b|the\b|determine\b)([a-z]+)\b|\beach ([a-z]+) exactly\b)"
)


def _light_verbs(scenery: Sequence[str], rest: Sequence[str]) -> frozenset[str]:
    """Stems of the verbs for what happens to each thing in turn: of the scene, or of most clues."""
    verbs = [_verbs_of(sentence) for sentence in scenery]
    clues = Counter(verb for sentence in rest for verb in _verbs_of(sentence))
    common = {verb for verb, times in clues.items() if 2 * times > len(rest) and times > 1}
    return frozenset(common).union(*verbs)


def _verbs_of(sentence: str) -> frozenset[str]:
    found = {verb.lower() for group in _SCENE_VERB.findall(sentence) for verb in group if verb}
    return frozenset(stem(verb) for verb in found - UNITS - LOGICAL if key(verb) not in HAVING)


def _scene_nouns(scenery: Sequence[str], categories: Sequence[Category]) -> frozenset[str]:
    """Stems of the nouns of the scene that stand for no place and none of the things."""
    things = {part for item in categories for entity in item.entities for part in entity.keys}
    nouns = {
        word
        for sentence in scenery
        for word in words(sentence)
        if word.isalpha() and word not in UNITS | LOGICAL and number(word) is None
    }
    return frozenset(stem(word) for word in nouns if key(word) not in things and len(word) > 1)


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
