"""Who a scene speaks of, and whom a pronoun means: the one that did something before."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.lexicon import FEMALE, MALE, PEOPLE
from kaelum_math.story.scene.ledger import GROUP
from kaelum_math.story.slots import Noun

__all__ = ["RELATIVES", "Actors", "is_name", "is_someone"]

_SHE: Final = frozenset({"she", "her", "hers"})
_HE: Final = frozenset({"he", "him", "his"})
_SPEAKER: Final = frozenset({"i", "me", "we", "us", "my", "you", "your", "mine", "our"})


class Actors:
    """The actors of a scene; those who were the subject of a clause come first.

    Args:
        names: words that are always written with a capital letter.
    """

    def __init__(self, names: AbstractSet[str] = frozenset()) -> None:
        self._names = names
        self.subjects: list[str] = []
        self.others: list[str] = []
        self.people: set[str] = set()

    def all(self) -> list[str]:
        """Everybody who has done something."""
        return [name for name in (*self.subjects, *self.others) if name != GROUP]

    def knows(self, noun: Noun) -> bool:
        """Whether ``noun`` has come up as an actor."""
        return noun.name in (*self.subjects, *self.others)

    def subject(self, noun: Noun) -> str:
        """The actor that ``noun`` stands for as a subject."""
        name = self.find(noun)
        if name in self.others:
            self.others.remove(name)
        if name not in self.subjects and name != "they":
            self.subjects.append(name)
            if self._is_person(noun):
                self.people.add(name)
        return name

    def other(self, noun: Noun, subject: str) -> str:
        """The actor that ``noun`` stands for beside ``subject``."""
        name = self.find(noun, subject)
        if name == subject:
            raise NotUnderstood("It is unclear who gives to whom.")
        if name not in self.subjects and name not in self.others:
            self.others.append(name)
            if self._is_person(noun):
                self.people.add(name)
        return name

    def find(self, noun: Noun, excluded: str = "") -> str:
        """The name of what ``noun`` stands for. Raises NotUnderstood if that is unclear."""
        if not noun.words:
            return self._pronoun(noun.lead, excluded)
        if noun.owner is not None:
            owner = self.find(noun.owner)
            if owner not in (*self.subjects, *self.others):
                self.others.append(owner)
                if self._is_person(noun.owner):
                    self.people.add(owner)
            return f"{self.find(noun.owner)}'s {noun.name}"
        if noun.lead in _SHE | _HE | _SPEAKER:
            return f"{self._pronoun(noun.lead, '')}'s {noun.name}"
        if noun.lead in {"their", "its"}:
            return f"their {noun.name}"
        known = [
            n
            for n in (*self.subjects, *self.others)
            if n == noun.name or n.endswith(f" {noun.name}")
        ]
        return known[0] if len(known) == 1 else noun.name

    def _is_person(self, noun: Noun) -> bool:
        """Whether ``noun`` is a name, or a word for somebody."""
        if not noun.words:
            return False
        return set(noun.words) <= self._names or is_name(noun) or is_someone(noun.name)

    def _may_be(self, word: str, name: str) -> bool:
        last = name.rsplit(maxsplit=1)[-1]
        if word in _HE:
            return last not in FEMALE and name in self.people
        if word in _SHE:
            return last not in MALE and name in self.people
        return name not in self.people

    def _pronoun(self, word: str, excluded: str) -> str:
        if word == "there":
            return GROUP
        if word in _SPEAKER:
            return "i"
        if word in {"they", "them"}:
            return "they"
        for names in (self.subjects, self.others):
            found = [n for n in names if n not in {excluded, GROUP, "i"} and self._may_be(word, n)]
            if len(found) == 1:
                return found[0]
            if found:
                raise NotUnderstood(f"It is unclear who {word!r} is.")
        raise NotUnderstood(f"It is unclear what {word!r} stands for.")


def is_name(noun: Noun) -> bool:
    """Whether ``noun`` is a first name: the "s" of James is no plural."""
    return bool({noun.head, f"{noun.head}s"} & (MALE | FEMALE))


def is_someone(name: str) -> bool:
    """Whether ``name`` is a word for somebody: a trader, a farmer, her mother."""
    word = name.rsplit(maxsplit=1)[-1]
    if word in PEOPLE | MALE | FEMALE | RELATIVES | _OTHERS:
        return True
    return word.endswith(("er", "or", "ist", "man")) and word not in _NO_PEOPLE


RELATIVES: Final = frozenset(
    "brother sister sibling cousin twin parent grandparent aunt uncle relative".split()
)
_OTHERS: Final = frozenset(
    "neighbor neighbour roommate chef coach clerk cook nurse guard baby boss".split()
)
_NO_PEOPLE: Final = frozenset(
    """
    container drawer folder paper letter number printer computer flower counter locker ticker sticker poster
    hamburger burger trailer tractor water layer order river corner spider tiger sweater pitcher ruler eraser
    marker floor door color tower shower cooker boiler freezer cucumber cracker quarter dinner binder sharpener
    planter butter sugar pepper finger ladder gutter dollar hammer summer winter river ribbon mirror tutor
    elevator refrigerator calculator motor meter liter litre metre hour theater cover paper cluster
    """.split()
)
