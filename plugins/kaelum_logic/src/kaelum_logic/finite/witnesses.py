"""The world of a puzzle about who did it and who lies: its people, and what is true or false of them.

For every person there is a variable ``<name> truthful`` (1: what they say is
true), for every suspect ``<name> guilty``; in places where a third sort of
people lives who may do either, also a ``<name> role``. A treasure behind one of
three doors is a secret like a theft: the door that hides it is the *guilty*
one, so that one grammar reads both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from kaelum_logic.finite.cast import Cast, Entity, make_category
from kaelum_logic.finite.constraints import AnyOf, Compare, Constraint, Count
from kaelum_logic.finite.scales import Plan
from kaelum_logic.finite.text import singular, stem, words

__all__ = ["CULPRITS", "Kinds", "World", "base", "kinds_of_people", "make_world"]

TRUTH_TELLER, LIAR, EITHER = 1, 0, 2

_PAST = {
    "stole": "steal", "stolen": "steal", "ate": "eat", "eaten": "eat", "broke": "break",
    "broken": "break", "took": "take", "taken": "take", "hid": "hide", "hidden": "hide",
    "threw": "throw", "thrown": "throw", "drank": "drink", "drunk": "drink", "wrote": "write",
    "written": "write", "did": "do", "done": "do", "does": "do", "left": "leave", "won": "win",
    "lost": "lose", "shot": "shoot", "spilt": "spill", "sent": "send", "bought": "buy",
    "forgot": "forget", "tore": "tear", "torn": "tear", "burnt": "burn", "let": "let",
    "made": "make", "rang": "ring", "sold": "sell", "drew": "draw", "drawn": "draw",
    "held": "hold", "has": "have", "had": "have", "having": "have", "kept": "keep",
    "killed": "kill", "murdered": "murder",
}  # fmt: skip

CULPRITS = frozenset(
    "thief culprit murderer killer criminal burglar robber offender perpetrator vandal kidnapper "
    "poisoner arsonist prankster hacker forger blackmailer traitor wrongdoer".split()
)
"""Nouns for whoever did it."""


def base(word: str) -> str:
    """What the forms of a verb have in common, for comparing words only."""
    return stem(_PAST.get(word, word))


@frozen
class Kinds:
    """What the people who tell the truth, who lie, and who may do either are called."""

    truthful: str = "truth-teller"
    liar: str = "liar"
    either: str = ""

    def role(self, noun: str) -> int | None:
        """The role that a noun names."""
        noun = singular(noun.replace("-", " ").split()[-1] if noun else noun)
        names = {TRUTH_TELLER: (self.truthful,), LIAR: (self.liar,), EITHER: (self.either,)}
        for role, nouns in names.items():
            if any(
                noun and noun == singular(name.replace("-", " ").split()[-1])
                for name in nouns
                if name
            ):
                return role
        return {"teller": TRUTH_TELLER, "liar": LIAR}.get(noun)


_TELLS = r"(?:(?:always|only|can only|must|never fails? to) )*(?:tells?|speaks?|says?) (?:only )?(?:the )?truth|(?:never|do not|does not) lies?"
_LIES = r"(?:(?:always|only|can only|must) )*(?:lies?|tells? (?:only )?lies)|never (?:tells?|speaks?) the truth"
_EITHER = r"(?:can|may|might|could|is free to|does) (?:sometimes )?(?:do |say )?(?:either|anything|both|lie or|tell the truth or)\b|sometimes (?:lies?|tells?)\b"
_NOUN = r"\b(?P<noun>[a-z]+(?:-[a-z]+)?)(?: ?[,(])?(?: (?:who|which|that|and))? "


def kinds_of_people(text: str) -> Kinds | None:
    """The names of the kinds in ``text``, if it explains or uses such names."""
    plain = re.sub(r"\s+", " ", text.lower().replace("truth tellers", "truth-tellers"))
    found: dict[str, str] = {}
    for kind, verb in (("truthful", _TELLS), ("liar", _LIES), ("either", _EITHER)):
        for match in re.finditer(_NOUN + rf"(?:{verb})", plain):
            noun = singular(match["noun"])
            if not {noun, match["noun"]} & _NO_KINDS and (
                kind != "either" or noun not in found.values()
            ):
                found.setdefault(kind, noun)
    if "truthful" in found and "liar" in found:
        return Kinds(found["truthful"], found["liar"], found.get("either", ""))
    if re.search(r"\bknights?\b", plain) and re.search(r"\bknaves?\b", plain):
        return Kinds("knight", "knave")
    return None


_NO_KINDS = CULPRITS | frozenset(
    "and or he she it they who one other always that which only also either always each both "
    "everyone everybody people person two three the a must others rest islander native inhabitant "
    "never boy girl suspect brother sister twin guard door them us will can guilty innocent man "
    "woman statement here us all me you so friend villager".split()
)


@frozen
class World:
    """Who there is, and how what is said of them is written.

    Attributes:
        cast: all people and places that are mentioned by name.
        suspects: those of whom one may be guilty (or hide the treasure).
        speakers: those who say something.
        kinds: what truth-tellers and liars are called.
        deeds: the verbs of the deed.
        treasure: stems of what is hidden, if something is.
    """

    cast: Cast
    suspects: tuple[Entity, ...]
    speakers: tuple[Entity, ...]
    kinds: Kinds
    named_kinds: bool
    deeds: frozenset[str]
    treasure: str = ""

    @property
    def people(self) -> tuple[Entity, ...]:
        """Everybody who may be spoken of as *us* and *them*."""
        everyone = self.cast.entities()
        return everyone if not self.speakers or self.named_kinds else self.speakers

    def guilty(self, entity: Entity) -> Constraint:
        """That ``entity`` did it; impossible for one who is no suspect."""
        return Compare(f"{entity.name} guilty", "=", 1) if entity in self.suspects else AnyOf(())

    def truthful(self, entity: Entity) -> Constraint:
        """That what ``entity`` says is true."""
        return Compare(f"{entity.name} truthful", "=", 1)

    def is_role(self, entity: Entity, role: int) -> Constraint:
        """That ``entity`` is a truth-teller, a liar or one of those who may do either."""
        if self.kinds.either:
            return Compare(f"{entity.name} role", "=", role)
        return Compare(f"{entity.name} truthful", "=", role)

    def domain(self, variable: str) -> tuple[int, ...]:
        """The values of ``variable``."""
        return (0, 1, 2) if variable.endswith(" role") else (0, 1)

    def roles_rule(self, entity: Entity) -> Iterable[Constraint]:
        """What a role says of truth, where there are roles besides."""
        if self.kinds.either:
            for role in (TRUTH_TELLER, LIAR):
                says = Compare(f"{entity.name} truthful", "=", role)
                yield AnyOf((Compare(f"{entity.name} role", "!=", role), says))

    def exactly_one_guilty(self) -> Constraint:
        """That one of the suspects did it, and no other."""
        return Count([self.guilty(item) for item in self.suspects], "=", 1)


def make_world(
    names: Sequence[str],
    suspects: Sequence[str],
    speakers: Sequence[str],
    text: str,
    deeds: Iterable[str],
    treasure: str,
) -> World:
    """The world of ``names``, of whom some are suspects and some speakers."""
    cast = Cast((make_category(0, "", names),), len(names), Plan(("place",), {}))
    by_name = {entity.name.lower(): entity for entity in cast.entities()}
    kinds = kinds_of_people(text)
    return World(
        cast,
        tuple(by_name[name.lower()] for name in suspects),
        tuple(by_name[name.lower()] for name in speakers),
        kinds or Kinds(),
        kinds is not None,
        frozenset(map(base, deeds)),
        " ".join(map(stem, words(treasure))),
    )
