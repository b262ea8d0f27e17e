"""Signs that a text was understood word by word only.

"John has a busy schedule" and "people with busy schedules" are different
predicates to a reader that knows no synonyms. As long as a proof is found that
does no harm; but when nothing follows, the reason may lie in the reading. So
names that share a word, and may be meant to be related, are looked for.
"""

from __future__ import annotations

import difflib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from kaelum_logic.english.adjuncts import is_measure
from kaelum_logic.english.lexicon import NUMBERS, base_form
from kaelum_logic.english.opposites import contraries, either_of, opposed
from kaelum_logic.formula import (
    And,
    Const,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Pred,
    Var,
    predicates,
    terms,
)

__all__ = ["Assumption", "assumptions", "loose_ends", "numbers_said", "unconnected"]

_SORTS = frozenset(
    "animal person human man woman creature being thing product item place country food vehicle "
    "number object book movie film game student worker player app".split()
)
_WITH_LAWS = frozenset(
    "before after above below under over inside within outside left right north south east west "
    "between behind front next near beside same equal ancestor descendant sibling brother sister "
    "parent child mother father son daughter grandmother grandfather grandparent cousin uncle aunt "
    "nephew niece husband wife spouse marry married opposite contain part earlier later precede "
    "follow border adjacent neighbor neighbour".split()
)
"""Words for relations that have laws of their own, of which a reader by words knows nothing."""

_TRANSITIVE = frozenset(
    "in inside within above below under over behind before after part of north south east west "
    "ahead older younger".split()
)
_SYMMETRIC = frozenset(
    "live_with married_to marry next_to beside near adjacent_to border meet related_to equal_to "
    "identical_to similar_to friend_with neighbor_of neighbour_of sibling_of cousin_of".split()
)
_KIN = (
    "brother sister sibling parent child mother father son daughter cousin uncle aunt nephew niece "
    "husband wife spouse ancestor descendant twin"
).split()
_RELATIONAL = frozenset(
    "other except same different equal twice thrice half double "
    "smallest largest greatest maximum minimum possible".split()
)
"""Words that compare one thing with others, of which a reader by words knows nothing either."""
_WIDEST = frozenset({"number", "person", "human", "creature", "thing", "object"})
_AMOUNTS = frozenset(NUMBERS) - {"one"}
_SHORTEST_ROOT = 4
_PREFIXES = ("a", "un", "in", "im", "ir", "il", "dis", "non", "mis", "re")
_MISSPELT = 0.88
_MOST_WORDS = 3
_COMMON = 3
_EMPTY = frozenset(
    "a an the of in on at by for with from to into onto about as than their self not no and or can "
    "may must should be is are was do does has have get at least most more less very one some all "
    "any there that which who my mine our ours your yours it up out off over under between through".split()
)


def loose_ends(
    premises: Sequence[Formula], goal: Formula, *, strict: bool
) -> tuple[str, str] | None:
    """Two names in the formulae that may be meant to be related, if there are such.

    ``strict``: that they share words is enough; else the one must contain the other.
    """
    formulas = (*premises, goal)
    settled = {name for pair in opposed(formulas) for name in pair}
    phrases = {name: _content(name) for name in sorted(_predicates(formulas) - settled)}
    for (left, mine), (right, other) in itertools.combinations(phrases.items(), 2):
        shared = mine & other
        if shared == _leading(left) & _leading(right) and not (mine <= other or other <= mine):
            continue  # one verb with different objects: "like tea", "like coffee"
        smaller = min(len(mine), len(other))
        if shared and (2 * len(shared) >= smaller if strict else len(shared) == smaller):
            return left, right
    used = {pair for formula in premises for pair in predicates(formula)}
    for name, arity in sorted(predicates(goal)):
        if any(other == name and other_arity != arity for other, other_arity in used):
            return name, f"{name} of something else"  # "the door is open", "Ann opened the door"
    for name in sorted((*phrases, *_constants(formulas))):
        if not _RELATIONAL.isdisjoint(name.split("_")):
            return name, "what else is said"
    amounts = [name for name in sorted(_predicates(formulas)) if is_measure(name)]
    numbers = [name for name in sorted((*phrases, *_constants(formulas))) if name.isdecimal()]
    if amounts and numbers:
        return amounts[0], numbers[0]  # "over 18", "is 20"
    kin = sorted(name for name in _constants(formulas) if _is_kin(name))
    if len(kin) > 1:
        return kin[0], kin[1]  # "bob_sister" and "bob_stepsister"
    if not strict:
        return None
    states = {name for formula in formulas for name, arity in predicates(formula) if arity == 1}
    empty = [name for name, phrase in phrases.items() if not phrase and name not in states]
    if len(empty) > 1:
        return empty[0], empty[1]  # "in" and "from"
    for name, phrase in phrases.items():
        if len(phrase) > _MOST_WORDS:
            return name, "its parts"
    for name, arity in sorted(pair for formula in formulas for pair in predicates(formula)):
        if arity > 1 and not _WITH_LAWS.isdisjoint(name.split("_")):
            return name, "its laws"
    if (pair := _same_root((*phrases, *_constants(formulas)))) is not None:
        return pair
    constants = {name: _content(name) for name in sorted(_constants(formulas))}
    for (left, mine), (right, other) in itertools.combinations(constants.items(), 2):
        if mine and other and (mine <= other or other <= mine) and not _is_of(left, right):
            return left, right
    for constant, words in constants.items():
        for name, phrase in phrases.items():
            if constant.startswith(f"{name}_of_"):
                continue
            if words and phrase and (words <= phrase or (len(words) > 1 and phrase <= words)):
                return constant, name
    return None


def unconnected(premises: Sequence[Formula], goal: Formula) -> bool:
    """Whether ``goal`` has no property and no individual in common with ``premises``."""
    return _predicates(premises).isdisjoint(_predicates([goal])) and _constants(
        premises
    ).isdisjoint(_constants([goal]))


def numbers_said(premises: Sequence[Formula], goal: Formula) -> list[str]:
    """The numbers and amounts of which arithmetic may decide what holds.

    Those that ``goal`` says something of; or several anywhere, as in "at least
    65" and "is 70", which are mere names here.
    """
    asked = sorted(name for name in _constants([goal]) if _is_amount(name))
    formulas = (*premises, goal)
    said = [*filter(_is_amount, _predicates(formulas)), *filter(_is_amount, _constants(formulas))]
    return asked or (sorted(said) if len(said) > 1 else [])


def _is_amount(name: str) -> bool:
    """Whether a name begins with a number: "21", "20_years_old", "twelve"; not "room_12"."""
    return name[:1].isdigit() or name.split("_", maxsplit=1)[0] in _AMOUNTS


def _is_kin(name: str) -> bool:
    """Whether an individual is described as somebody's relative: "stepsister of Bob"."""
    words = name.split("_")
    return len(words) > 1 and any(word.endswith(kin) for word in words for kin in _KIN)


@frozen
class Assumption:
    """What a writer may take for granted.

    Attributes:
        words: the assumption in words.
        formulas: as formulae.
        obvious: whether hardly anyone would say it: that four is a number.
    """

    words: str
    formulas: tuple[Formula, ...]
    obvious: bool = False


def assumptions(
    premises: Sequence[Formula], goal: Formula, is_kind: Callable[[str], bool]
) -> Iterator[Assumption]:
    """What may go without saying in a text, so that nothing follows only by the letter.

    That someone the text speaks about is an animal, or a person, when rules
    are stated for animals, or people; that a class asked about has members; and
    that the one condition holds under which anything is said of someone. ``is_kind``
    tells whether a property is of a kind ("patient"), not one that comes and goes.
    """
    known = _constants(premises)
    for sort in _mere_conditions(premises, goal):
        members = sorted(_constants([goal]) & known) or sorted(known)
        facts = tuple(Pred(sort, (Const(name),)) for name in members)
        rest_is_met = is_kind(sort) and any(sort in _beside(premise) for premise in premises)
        obvious = sort in _WIDEST or rest_is_met
        if not facts:
            everything = ForAll((Var("x"),), Pred(sort, (Var("x"),)))
            yield Assumption(f"all are of the kind: {sort}", (everything,), obvious=obvious)
        else:
            yield Assumption(f"{', '.join(members)} is of the kind: {sort}", facts, obvious=obvious)
    for pair in opposed((*premises, goal)):
        words = f"what is not {pair[0]} is {pair[1]}"
        yield Assumption(words, (either_of(pair),), obvious=True)
    for pair, formula in contraries((*premises, goal)):
        yield Assumption(f"nothing is both {pair[0]} and {pair[1]}", (formula,), obvious=True)
    yield from _laws(goal)
    yield from _supposed(premises, goal)
    if isinstance(goal, ForAll) and isinstance(goal.body, Implies):
        yield Assumption("there are such", (Exists(goal.variables, goal.body.left),))
    if isinstance(goal, Exists):
        classes = tuple(_instances(premises))
        if classes:
            yield Assumption("there are such as the rules speak of", classes)


def _beside(premise: Formula) -> set[str]:
    """The properties that stand beside others in the condition of a rule, which may be met."""
    body = premise.body if isinstance(premise, ForAll) else premise
    further = isinstance(body, Implies) and isinstance(body.right, Implies | Iff)
    if not isinstance(body, Implies) or not (further or isinstance(body.left, And)):
        return set()
    return {name for name, arity in predicates(body.left) if arity == 1}


def _instances(premises: Iterable[Formula]) -> Iterator[Formula]:
    """That something is as each rule supposes."""
    for premise in premises:
        if isinstance(premise, ForAll) and isinstance(premise.body, Implies):
            yield Exists(premise.variables, premise.body.left)


def _laws(goal: Formula) -> Iterator[Assumption]:
    """The laws that everyone knows of the relations in ``goal``."""
    x, y, z = Var("x"), Var("y"), Var("z")
    for name, arity in sorted(predicates(goal)):
        words = set(name.split("_"))
        if arity == 2 and words <= _TRANSITIVE:
            chain = And((Pred(name, (x, y)), Pred(name, (y, z))))
            law = ForAll((x, y, z), Implies(chain, Pred(name, (x, z))))
            yield Assumption(f"what is {name} of what is {name} is so itself", (law,), obvious=True)
        if arity == 2 and name in _SYMMETRIC:
            law = ForAll((x, y), Implies(Pred(name, (x, y)), Pred(name, (y, x))))
            yield Assumption(f"{name} goes both ways", (law,), obvious=True)


def _supposed(premises: Sequence[Formula], goal: Formula) -> Iterator[Assumption]:
    """The condition on individuals in ``goal`` of whom no more is said than what follows from it.

    "If Jill works at a school, she is a teacher. Is Jill a child?" is rather a
    question about Jill as one who works at a school.
    """
    asked = _constants([goal])
    about = [premise for premise in premises if asked & _constants([premise])]
    if len(about) == 1 and isinstance(about[0], Implies):
        condition = about[0].left
        if predicates(goal).isdisjoint(predicates(about[0])) and _constants([condition]) & asked:
            yield Assumption(str(condition), (condition,))


def _mere_conditions(premises: Sequence[Formula], goal: Formula) -> list[str]:
    """Predicates that only ever are conditions of rules, as the kind of thing spoken of is."""
    conditions: Counter[str] = Counter()
    beside: set[str] = set()
    elsewhere = {name for name, arity in predicates(goal) if arity == 1}
    for premise in premises:
        body = premise.body if isinstance(premise, ForAll) else premise
        if not isinstance(body, Implies) or not isinstance(premise, ForAll):
            elsewhere |= {name for name, _ in predicates(premise)}
            continue
        left = {name for name, arity in predicates(body.left) if arity == 1}
        conditions.update(left)
        beside |= left if isinstance(body.left, And) else set()
        elsewhere |= {name for name, _ in predicates(body.right)}
    return sorted(
        name
        for name, count in conditions.items()
        if (name in _SORTS) or (name not in elsewhere and (count >= _COMMON or name in beside))
    )


def _is_of(one: str, other: str) -> bool:
    """Whether the one individual is known as the other one's: "boss_of_ann", "ann"."""
    return one.endswith(f"_of_{other}") or other.endswith(f"_of_{one}")


def _same_root(names: Iterable[str]) -> tuple[str, str] | None:
    """Two words of one root ("India", "Indian"; "wake", "awake"), or one spelt in two ways."""
    words = sorted({word for name in names for word in _content(name)})
    for word, following in itertools.pairwise(words):
        if len(word) >= _SHORTEST_ROOT and following.startswith(word):
            return word, following
    for word in words:
        for prefix in _PREFIXES:
            root = base_form(word.removeprefix(prefix))
            if word.startswith(prefix) and len(root) >= _SHORTEST_ROOT and root in words:
                return root, word  # "wake", "awake"; "married", "unmarried"
    long_words = [word for word in words if len(word) > _SHORTEST_ROOT + 1]
    for word, other in itertools.combinations(long_words, 2):
        if difflib.SequenceMatcher(None, word, other).ratio() > _MISSPELT:
            return word, other
    return None


def _leading(name: str) -> frozenset[str]:
    """The verb that a name begins with, as far as it has content."""
    return frozenset(name.split("_")[:1]) - _EMPTY


def _content(name: str) -> frozenset[str]:
    return frozenset(map(base_form, name.split("_"))) - _EMPTY - {""}


def _predicates(formulas: Iterable[Formula]) -> set[str]:
    return {name for formula in formulas for name, _ in predicates(formula)}


def _constants(formulas: Iterable[Formula]) -> set[str]:
    return {term.name for formula in formulas for term in terms(formula) if isinstance(term, Const)}
