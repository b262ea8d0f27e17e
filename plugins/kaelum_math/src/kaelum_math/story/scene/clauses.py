"""Clauses of a scene: who does what, with every amount and every word that stands beside it."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.scene.things import Phrase, Tokens
from kaelum_math.story.scene.verbs import Verb
from kaelum_math.story.slots import Noun

__all__ = ["BE", "EARN", "Allotted", "Beside", "Clause", "Item", "Subject", "Tries", "ends"]

BE: Final = Verb("be", "be")


EARN: Final = Verb("earn", "in")
"""What "is paid" says."""


class Tries:
    """How many readings of a sentence are tried, at most."""

    def __init__(self, most: int = 4000) -> None:
        self._left = most

    def one(self) -> None:
        """One more. Raises NotUnderstood after the last."""
        self._left -= 1
        if self._left < 0:
            raise NotUnderstood("A sentence is too winding to be read.")


@frozen
class Subject:
    """Who does it.

    Attributes:
        nouns: the actors; empty if an amount is spoken of, or nobody.
        amount: "12 hens", "3 of them", "the rest".
        each: whether it is said of each of them.
        one: whether it is said of any such thing: "a pen", "every box".
        more: further amounts: "5 pens and 2 books".
    """

    nouns: tuple[Noun, ...] = ()
    amount: Phrase | None = None
    each: bool = False
    one: bool = False
    more: tuple[Phrase, ...] = ()


@frozen
class Beside:
    """A preposition and a noun phrase."""

    word: str
    noun: Noun


@frozen
class Allotted:
    """A preposition and an amount."""

    word: str
    phrase: Phrase


@frozen
class Item:
    """What stands behind a verb.

    Attributes:
        kind: ``amount``, ``moment``, ``span`` (how long), ``per``, ``beside``, ``noun``,
            ``times`` or ``word``.
        value: what it is.
    """

    kind: str
    value: Any


_COUNTED: Final = frozenset({"amount", "span", "per", "times", "for", "of each", "pieces", "price"})
"""Kinds of items that say how much, how many, or how often."""


@frozen
class Clause:
    """A clause that states something.

    Attributes:
        subject: who does it; None: who was spoken of last.
        verb, items: what is done, and what stands behind the verb.
        passive: whether it is done to the subject.
        predicate: in "are on loan", on loan.
        setting: whether it says nothing that counts.
        given: whether "if" stands before it.
    """

    subject: Subject | None
    verb: Verb
    items: tuple[Item, ...]
    passive: bool = False
    predicate: str = ""
    setting: bool = False
    given: bool = False

    def all(self, kind: str) -> list[Any]:
        """The values of the items of ``kind``."""
        return [item.value for item in self.items if item.kind == kind]

    def only(self, *kinds: str) -> None:
        """Raises NotUnderstood if there are amounts of other than these ``kinds``."""
        if {item.kind for item in self.items} & _COUNTED - set(kinds):
            raise NotUnderstood("It is unclear what an amount belongs to.")

    def said(self) -> str:
        """What is said of the subject, in words: "red", "come by car"."""
        beside = [f"{b.word} {b.noun.name}" for b in self.all("beside")]
        words = [word for word in self.all("word") if word != "doing"]
        verb = [] if self.verb.kind == "be" else [self.verb.lemma]
        return " ".join([*verb, *self.predicate.split(), *beside, *words])

    def words(self) -> set[str]:
        """The words that say how: "left", "now", "altogether"."""
        return set(self.all("word"))


def ends(tokens: Tokens, at: int) -> bool:
    """Whether a clause may end at ``at``."""
    return at >= len(tokens) or tokens[at].text in _BOUNDS


_BOUNDS: Final = frozenset(", and but while then so : - who which if and how what when".split())
