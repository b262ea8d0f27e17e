"""Whether the words of a puzzle warrant its frame: who is there, where, and one thing for each.

To be solved, a puzzle is laid out as places in a row, each with one thing of each
kind. Everyday sentences often warrant less: several people may speak one language
or work on one day, others may be there who go unnamed, and people who sit next to
each other need not sit in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from kaelum_logic.finite.arrangement import Clue
from kaelum_logic.finite.cast import Cast, Category, key
from kaelum_logic.finite.constraints import (
    AllOf,
    AnyOf,
    Apart,
    Compare,
    Constraint,
    Count,
    Not,
    Variable,
)
from kaelum_logic.finite.scales import ROW
from kaelum_logic.finite.setting import Setting
from kaelum_logic.finite.solver import Network
from kaelum_logic.finite.text import NUMBERS, number, words
from kaelum_logic.finite.vocabulary import HAVING

__all__ = ["unwarranted"]

_NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
_DISTINCT = re.compile(
    rf"(?i)\b(?:(?<!two )(?<!three )(?<!four )(?<!five )different|distinct|unique|respectively|apiece)\b|\bno (?:two|{_NUMBER}|one else)\b|\bone (?:\w+ )?each\b"
    r"|\b(?:exactly |only )?one (?:\w+ )?(?:on|at|in|for|to|per|of|an?) (?:each|every)\b|\bone (?:\w+ )?(?:per|an?) \w+"
    r"|\bin (?:some|that|this|any particular|the same) order\b|\beach other's\b"
    r"|\bone (?:of them )?(?:is|has|had|likes|plays|drinks|wears|owns)\b.*\bone\b|\bnames of\b"
)
"""Words that give each his own."""
_ONE_FOR_EACH = re.compile(
    r"(?i)\b(?:an?|one|its own|their own|his own|her own) (?:\w+ )?each\b|"
    r"\b(?:each|every)\b(?: \w+)*? (?:an?|one|exactly one|only one|its own|their own|his own|her own)\b(?!(?: \w+){0,2} (?:of|from|among|out)\b)"
)
"""Each has one, which is his own if there are as many things as people."""
_SHARING = re.compile(
    r"(?i)\bat least\b|\bat most\b|\bup to\b|\bor (?:more|both)\b|\bshar(?:e|es|ed|ing)\b|\b(?:may|can|could|might) (?:have|own|be|pick|choose|share)\b"
)
_SOME_OF = re.compile(
    r"(?i)\b(?:(?<!come )(?<!comes )(?<!came )from(?! \w+ (?:to|through)\b)|among|either|or|any|some|one of)\b"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_IS_OR_WEARS = re.compile(
    r"(?i)^(?!.*\bit\b.*\bit\b)|\bit\s*,? (?:are|were|wear|wore|are wearing|were wearing|are called|are named)(?: the)?(?: (?:jobs|professions|occupations|trades|roles|titles|names|ages|colou?rs) of)?\s+it\b"
)
"""Two lists of which one is the other or wears it, or one list by itself."""
_POLAR = re.compile(r"(?i)(?:is|are|was|were|do|does|did|has|have|will|can|must)\b")
_HOUSES = re.compile(r"(?i)\bhouses?\b|\bnumbered\b|\badjacent\b")
_AT_HOUSES = re.compile(
    r"(?i)\bhouses?\b|\bnext\b|\bneighbou?r\b|\bleft\b|\bright\b|\bends?\b|\bfirst\b|\blast\b|\bmiddle\b"
)
_LINE = re.compile(
    r"(?i)\b(?:rows?|lines?|lined|queue|houses|street|road|seats?|chairs?|bench|shelf|shelves|sofa|couch|pew|numbered|"
    r"side by side|ends?|middle|left|right|first|last|front|back|slots?|lockers?|floors?|consecutive|order)\b"
)
_OTHERS = re.compile(
    rf"(?i)\b(?:with|against|among|amongst|besides|alongside|and|plus|including)\s+(?:(?:{_NUMBER}|some|several|many|a few|various|more|at least|a number of)\s+)*others?\b"
    r"|\binclud(?:e|es|ed|ing)\b"
    r"|\bwith (?:an?|some|several|many|a few) (?:strangers?|people|person|m[ae]n|wom[ae]n|boys?|girls?|child|children|friends?|guests?|visitors?|tourists?|neighbou?rs?|players?|runners?)\b"
)
_COMPARED = r"\b(?!older\b|younger\b)(?:\w+er|(?:more|less) \w+) than\b"
_WAS = re.compile(rf"(?i)\b(?:was|were)\b.*{_COMPARED}")
_IS = re.compile(rf"(?i)\b(?:is|are)\b.*{_COMPARED}")
"""Comparisons that held, and such as hold; who was older is so still."""
_HEAD = re.compile(rf"(?i)^(?:the |these |my |our |in |on )?({_NUMBER}) (?:\w+ )?\w+\b")
_OWN = HAVING - {key("wear"), key("wore")}
"""Doings that several people may share, or do more than once; one wears one hat."""
_AT_TIMES = (
    _OWN | set(map(key, "free available busy open closed away off absent duty".split()))
) - set(map(key, "has have had comes come takes take took holds held".split()))
"""Those that several may do at one time; what *takes place* then has its own."""


def unwarranted(
    setting: Setting,
    clues: Sequence[Clue],
    claims: Iterable[Constraint],
    questions: Sequence[str],
) -> str:
    """Why the frame of ``setting`` is more than its words say; empty if it is not.

    ``claims`` are what is asked about, in formal dress, and ``questions`` the same in words.
    """
    told = (*setting.scenery, *(clue.text for clue in clues))
    cast = setting.cast
    unnamed = cast.vacant or not all(entity.named for entity in cast.entities())
    if not unnamed and any(map(_OTHERS.search, told)):
        return "others are there who are not named"
    if any(_miscounted(sentence, cast) for sentence in setting.scenery):
        return "there are not as many in the list as there are said to be"
    if _in_no_row(cast, told, (*(clue.constraint for clue in clues), *claims)):
        return "that they are in one row is not said"
    if _of_two_times([clue.text for clue in clues], questions):
        return "whether what was so is still so is not said"
    if not _each_his_own(setting, clues, questions):
        return "whether each has one of his own, or several may have the same, is not said"
    return ""


def _of_two_times(told: Sequence[str], questions: Sequence[str]) -> bool:
    """Whether a comparison in the past tense is used beside one in the present."""
    present = (*told, *filter(_POLAR.match, questions))
    return any(map(_WAS.search, told)) and any(map(_IS.search, present))


def _miscounted(sentence: str, cast: Cast) -> bool:
    """Whether a list of ``sentence`` has one more or fewer than there are said to be."""
    match = _HEAD.match(sentence)
    if match is None:
        return False
    stated = number(match.group(1).lower()) or 0
    listed = [item for item in cast.categories if _lists(sentence, item)]
    sizes = [len(item.entities) for item in listed if not item.fixed]
    return bool(sizes) and stated > 1 and stated not in sizes and stated + 1 in sizes


def _lists(sentence: str, category: Category) -> bool:
    text = sentence.lower()
    return all(entity.name.lower() in text for entity in category.entities if entity.named)


def _in_no_row(cast: Cast, told: Sequence[str], said: Iterable[Constraint]) -> bool:
    """Whether neighbours are spoken of, but no row or circle that they are in."""
    if cast.circle or cast.axes not in (("place",), (ROW,)):
        return False
    return not any(map(_LINE.search, told)) and any(map(_neighbours, said))


def _neighbours(constraint: Constraint) -> bool:
    match constraint:
        case Apart():
            return True
        case Not(body):
            return _neighbours(body)
        case AllOf(parts) | AnyOf(parts) | Count(parts, _, _):
            return any(map(_neighbours, parts))
        case _:
            return False


def _each_his_own(setting: Setting, clues: Sequence[Clue], questions: Sequence[str]) -> bool:
    """Whether no two of one kind go with the same of another: said, usual, or told by the clues."""
    cast = setting.cast
    if len(cast.categories) < 2:
        return True
    told = (*setting.scenery, *(clue.text for clue in clues))
    if any(map(_DISTINCT.search, setting.scenery)):
        return True
    around = _around_lists(setting)
    shared = any(map(_SHARING.search, setting.scenery))
    sizes = {len(item.entities) for item in cast.categories}
    even = sizes == {cast.places} or (
        max(sizes) == cast.places and any(_counts(item, cast.places) for item in told)
    )
    loose = shared or not even
    things = {part for entity in cast.entities() for part in entity.keys}
    chosen = any(_SOME_OF.search(_ASIDE.sub("", sentence)) for sentence in setting.scenery)
    if any(item.fixed for item in cast.categories):
        many = _done_by_many(told, _AT_TIMES - things)
        polar = any(map(_POLAR.match, questions))
        return not (loose or chosen or many) or (not (many and polar) and _kept_apart(cast, clues))
    at_houses = any(_AT_HOUSES.search(clue.text) for clue in clues)
    if not shared and at_houses and any(map(_HOUSES.search, told)):
        return True
    if loose or chosen:
        return False
    if len(cast.categories) > 2 or any(map(_ONE_FOR_EACH.search, around)):
        return True
    return all(map(_IS_OR_WEARS.search, around)) and not _done_by_many(
        (*told, *questions), _OWN - things
    )


def _around_lists(setting: Setting) -> list[str]:
    """What is said of the lists and beside them, each list standing as *it*."""
    cast = setting.cast
    beside = [
        sentence
        for sentence in setting.scenery
        if not any(_lists(sentence, category) for category in cast.categories)
    ]
    return [category.name for category in cast.categories if category.name] + beside


def _counts(sentence: str, places: int) -> bool:
    match = _HEAD.match(sentence)
    return match is not None and number(match.group(1).lower()) == places


def _done_by_many(sentences: Iterable[str], doings: AbstractSet[str]) -> bool:
    """Whether ``sentences`` tell of any of ``doings``, which several may do alike."""
    return any(
        not doings.isdisjoint(key(word) for word in words(sentence)) for sentence in sentences
    )


def _kept_apart(cast: Cast, clues: Sequence[Clue]) -> bool:
    """Whether the clues by themselves put each into a place of its own."""
    if len(cast.axes) > 1:
        return False
    places = tuple(range(1, cast.places + 1))
    names = dict.fromkeys(cast.variable(entity) for entity in cast.entities())
    variables = tuple(Variable(name, places) for name in names)
    fixed: list[Constraint] = [
        Compare(cast.variable(entity), "=", place)
        for category in cast.categories
        if category.fixed
        for place, entity in enumerate(category.entities, start=1)
    ]
    network = Network(variables, (*fixed, *(clue.constraint for clue in clues)))
    together = [
        Compare(cast.variable(a), "=", cast.variable(b))
        for category in cast.categories
        for a, b in combinations(category.entities, 2)
        if not category.fixed
    ]
    return network.solution(AnyOf(tuple(together))) is None
