"""What the trees of a whole text tell about its words.

Whether "fur" is a class of things or a part of "having fur", whether "Rex" is
an individual, whether "red" holds by itself in "red car": the text's own usage
decides, the same way for every sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import fields, has

from kaelum_logic.english.lexicon import NUMBERS, Lexicon, base_form
from kaelum_logic.english.tree import (
    NP,
    Act,
    Be,
    Clause,
    JoinNP,
    Name,
    Nominal,
    Pronoun,
    Quantified,
    Said,
    The,
    There,
)

__all__ = ["TextFacts", "walk"]


def walk(node: object) -> Iterator[object]:
    """``node`` and everything inside it, each before its parts."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, tuple):
            waiting.extend(reversed(one))
        elif names := _parts(type(one)):
            waiting.extend(getattr(one, name) for name in reversed(names))


_PARTS: dict[type, tuple[str, ...]] = {}


def _parts(kind: type) -> tuple[str, ...]:
    """The names of the attributes of a kind of node; none for what is no node."""
    if kind not in _PARTS:
        _PARTS[kind] = tuple(attribute.name for attribute in fields(kind)) if has(kind) else ()
    return _PARTS[kind]


_OWNERS = frozenset({"my", "our", "your"})


class TextFacts:
    """Facts about the words of a text.

    Args:
        clauses: the trees of its sentences.
        lexicon: for the stems of names.

    Attributes:
        has_individuals: whether it speaks of somebody, or of some one thing, by a name or by "the".
        sorts_matter: whether the text says of anyone that he is a person, so
            that "people" must not be taken for everyone.
        takes_up_objects: whether a pronoun is an object somewhere, so that "a
            cat" as an object must be kept as an individual to refer to.
        addresses_you: whether it says "you".
    """

    def __init__(self, clauses: Iterable[Clause], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._classes: set[str] = set()
        self._adjectives: set[str] = set()
        self._individuals: set[str] = set()
        self._transitive: set[str] = set()
        self._owned: set[tuple[str, ...]] = set()
        self._possessed: Counter[tuple[str, ...]] = Counter()
        self._bearers: dict[The, set[NP]] = {}
        self.has_individuals = False
        self.sorts_matter = False
        self.takes_up_objects = False
        self.addresses_you = False
        for clause in clauses:
            for node in walk(clause):
                if _parts(type(node)):
                    self._learn(node)

    def _learn(self, node: object) -> None:
        self.has_individuals |= isinstance(node, Name | The)
        self._learn_possession(node)
        match node:
            case Said(Quantified(det, nominal), _) if det not in {"mass", "the"}:
                self._learn_class(nominal)
            case Said(Name(text), _):
                self._individuals.add(text.lower())
            case Said(JoinNP(_, parts), _):
                for part in parts:
                    if isinstance(part, Name):
                        self._individuals.add(part.text.lower())
                    elif isinstance(part, Quantified) and part.det not in {"mass", "the"}:
                        self._learn_class(part.nominal)
            case The(_, True):
                self.takes_up_objects = True
            case Pronoun("you"):
                self.addresses_you = True
            case Act(parts):
                if len(parts) > 1 and isinstance(parts[0], str) and not isinstance(parts[1], str):
                    self._transitive.add(parts[0])
                self.takes_up_objects |= any(
                    isinstance(part, Pronoun) and not part.reflexive for part in parts
                )
            case There(Quantified(_, nominal)):
                self._learn_class(nominal)
            case Be(Quantified(_, nominal), _):
                self._learn_class(nominal)
                if len(nominal.words) == 1 and not nominal.extras:
                    self._adjectives.add(nominal.words[0])
                if not nominal.words and not nominal.extras and nominal.human is not None:
                    self.sorts_matter = True
            case _:
                pass

    def _learn_possession(self, node: object) -> None:
        match node:
            case The(nominal, _, owner) if owner is not None:
                self._possessed[nominal.words] += 1
            case Said(The(_, _, owner) as the_one, Be(Name() as who)) | Said(
                who, Be(The(_, _, owner) as the_one)
            ) if owner is not None:
                self._possessed[the_one.nominal.words] -= 1
                self._bearers.setdefault(the_one, set()).add(who)
                if isinstance(who, Name):
                    self._individuals.add(who.text.lower())
            case _:
                pass

    def _learn_class(self, nominal: Nominal) -> None:
        if nominal.words:
            self._classes.add(nominal.words[-1])
        if nominal.words and nominal.words[0].startswith("of_"):
            self._owned.add(nominal.words)
        for other in nominal.alternatives:
            self._learn_class(other)

    def is_class(self, nominal: Nominal) -> bool:
        """Whether the noun names a class: the text speaks of its members."""
        return bool(nominal.words) and nominal.words[-1] in self._classes

    def is_kind(self, name: str) -> bool:
        """Whether a predicate is that of a noun which the text uses as the name of a class."""
        return name in self._classes

    def owned_class(self, nominal: Nominal) -> Nominal | None:
        """The class that "my cousin" is one of, if the text speaks of all "my cousins"."""
        owner, *noun = nominal.words or ("",)
        of_owner = Nominal((f"of_{owner}", *noun))
        return of_owner if of_owner.words in self._owned else None

    def numbered_class(self, name: str) -> Nominal | None:
        """The class that a name tells by its number: "Claim 7" is a claim, and twelve a number."""
        match name.lower().split():
            case (noun, label) if len(label) == 1 or label.isdecimal() or label in NUMBERS:
                kind = Nominal((self._lexicon.noun(noun),))
                return kind if self.is_class(kind) else None
            case (number,) if number.isdecimal() or number in NUMBERS:
                kind = Nominal(("number",))
                return kind if self.is_class(kind) else None
            case _:
                return None

    def is_sole(self, the_one: The) -> bool:
        """Whether the text speaks of ``the_one``, "Ann's boss", as one alone: of something that
        is hers more is said than who it is, and nowhere are two said to be it."""
        bearers = self._bearers.get(the_one, set())
        return self._possessed[the_one.nominal.words] > 0 and len(bearers) < 2

    def passive(self, act: Act) -> str | None:
        """The verb whose passive "(was) fired" is, if the text also says who fires whom."""
        match act.parts:
            case (str(word),) if act.passive_by is None:
                verb = base_form(word)
                return verb if verb != word and verb in self._transitive else None
            case _:
                return None

    def is_individual(self, name: str) -> bool:
        """Whether the text says something of the bearer of ``name``."""
        return name.lower() in self._individuals

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of the words of a name that is used like an adjective."""
        return tuple(self._lexicon.noun(word) for word in text.lower().split())

    def predicates(self, nominal: Nominal) -> tuple[str, ...]:
        """The predicates that a noun with its modifiers stands for; owners are none."""
        *modifiers, head = nominal.words
        owners = [index for index, word in enumerate(modifiers) if word in _OWNERS]
        if owners:
            modifiers = modifiers[owners[-1] + 1 :]
        apart = nominal.apart or (
            bool(modifiers) and all(word in self._adjectives for word in modifiers)
        )
        words = (*modifiers, head) if apart else ("_".join((*modifiers, head)),)
        return tuple("".join(c for c in word if c.isalnum() or c == "_") for word in words)
