"""What a scene has told so far, and what its amounts and things refer to."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Final

from attrs import frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.linear import ZERO, Linear, constant, total
from kaelum_math.story.scene.actors import RELATIVES, Actors, is_someone
from kaelum_math.story.scene.clauses import (
    Clause,
)
from kaelum_math.story.scene.ledger import GROUP, Ledger, Rate, Record, covers
from kaelum_math.story.scene.things import (
    MONEY,
    Compare,
    Per,
    Phrase,
)

__all__ = ["NO_GOODS", "Pending", "Scene", "holding"]

NO_GOODS: Final = frozenset({"span", "base", "part", "need", "one", "pay"})
"""Kinds of records that are nothing that somebody has or does with things."""


@frozen
class Pending:
    """A record whose amount is compared with another's.

    Attributes:
        record: the record.
        compare: the comparison.
        before: the last record of the same verb, which is meant if nothing else is named.
    """

    record: Record
    compare: Compare
    before: Record | None


class Scene:
    """The ledger of a scene, its actors, and what is still to be resolved.

    Attributes:
        ledger, actors: what has been told of whom.
        sentence: number of the sentence being told.
        shared: what is shared equally, of what, and among how many.
        whole, group: how much of what the last part that was told is a part of.
        paces: amounts that took a time: a rate, if another time is asked about.
    """

    def __init__(self, names: AbstractSet[str] = frozenset()) -> None:
        self.ledger = Ledger()
        self.actors = Actors(names)
        self.sentence = 0
        self.shared: tuple[Linear, str, Record] | None = None
        self.whole = ZERO
        self.group = ""
        self.past = False
        self.several = False
        self.of_each: Phrase | None = None
        self.pending: list[Pending] = []
        self.totals: list[tuple[list[str], str, str, Linear]] = []
        self.last: Clause | None = None
        self.paces: list[tuple[Record, Record]] = []

    def fact(self, name: str, value: Fraction) -> Linear:
        """A quantity of a known value."""
        made = self.ledger.quantity(name)
        self.ledger.say(made, constant(value))
        return made

    def per(self, value: Linear, pers: tuple[Per, ...]) -> Linear:
        """``value`` for one of each: 30 every 15 minutes are 2 a minute."""
        for one in pers:
            value = value.times(1 / one.value)
        return value

    def rate(
        self, thing: str, dens: tuple[str, ...], value: Linear, actor: str, kind: str = "hold"
    ) -> None:
        """One more rate. Raises NotUnderstood if there is one already, or things are shared."""
        if any(den.split()[-1] in RELATIVES for den in dens):
            raise NotUnderstood("Relatives are shared: what each has is not added up.")
        if kind in {"hold", "price"} and any(
            r.thing == thing and r.dens == dens and r.actor == actor and r.kind == kind
            for r in self.ledger.rates
        ):
            raise NotUnderstood("Two rates of the same kind are given.")
        self.ledger.rates.append(Rate(thing, dens, value, actor, kind))

    def thing(self, owner: str, phrase: Phrase, lemma: str = "") -> str:
        """What is counted; if it is not said, the only thing of ``owner``, or the last one."""
        noun = phrase.noun
        if noun == "money":
            return self._currency()
        if noun:
            mine = {
                r.thing for r in self.ledger.records if r.actor == owner and covers(noun, r.thing)
            }
            if len(mine) == 1 and (phrase.them or phrase.share):
                return mine.pop()
            return phrase.key
        if phrase.compare:
            said = [r.thing for r in self.ledger.records if r.lemma == lemma]
            if said:
                return said[-1]
        held = {
            r.thing for r in self.ledger.records
            if r.actor in {owner, GROUP} and r.kind not in NO_GOODS
        }  # fmt: skip
        if not held:
            held = {r.thing for r in self.ledger.records if r.kind not in NO_GOODS}
        if len(held) != 1:
            raise NotUnderstood("It is unclear what is counted.")
        return held.pop()

    def _currency(self) -> str:
        found = {t for t in self.ledger.things() if t in MONEY}
        if len(found) > 1:
            raise NotUnderstood("There are several currencies.")
        return found.pop() if found else "$"

    def whole_(self, owner: str, phrase: Phrase) -> Linear:
        """What a part is a part of."""
        share = phrase.share
        if share is None:
            raise NotUnderstood("It is unclear of what a part is meant.")
        thing = self.thing(owner, phrase)
        if share.rest or share.value == 1:
            return self.balance(self.holder(owner, thing), thing)
        if share.of is None:
            raise NotUnderstood("It is unclear of what a part is meant.")
        if share.of.words and share.of.head in MONEY | {"money", "salary", "allowance"}:
            thing = self._currency()
        if not any(covers(thing, r.thing) for r in self.ledger.records) and share.of.lead in _OWN:
            self.enter(
                Record(
                    owner, "have", "hold", thing, self.ledger.quantity(f"{thing} at first({owner})")
                )
            )
        holder = self.holder(owner, thing)
        changes = [r for r in self._held(holder, thing) if r.kind != "hold"]
        if any(r.sentence != self.sentence for r in changes):
            raise NotUnderstood("It is unclear whether a part of what is left is meant.")
        before = [r for r in self._held(holder, thing) if r.kind == "hold"]
        if not before:
            raise NotUnderstood("It is unclear of what a part is meant.")
        return total([r.amount for r in before])

    def holder(self, owner: str, thing: str) -> str:
        """Who has the things: ``owner``, or the group if ``owner`` has none."""
        if any(self._held(owner, thing)):
            return owner
        holders = {
            r.actor for r in self.ledger.records if covers(thing, r.thing) and r.kind == "hold"
        }
        if not holders and self.ledger.derive(thing, None, holding) is not None:
            return GROUP
        if len(holders) != 1:
            raise NotUnderstood(f"It is not said how many {thing} there were.")
        return holders.pop()

    def _held(self, owner: str, thing: str) -> list[Record]:
        return [
            r for r in self.ledger.records
            if r.actor == owner and covers(thing, r.thing) and r.kind not in NO_GOODS
        ]  # fmt: skip

    def balance(self, owner: str, thing: str) -> Linear:
        """What ``owner`` has at this point. Raises NotUnderstood if that is not said."""
        amount = self.ledger.derive(thing, owner, holding)
        if amount is None:
            raise NotUnderstood(f"It is not said how many {thing} {owner} has.")
        return amount

    def amount(
        self, clause: Clause, owner: str, kind: str, thing: str, phrase: Phrase, moment: str
    ) -> Linear:
        """The amount of ``phrase``, entered as a record."""
        name = f"{thing} {clause.verb.lemma}({owner}{', ' + moment if moment else ''})"
        compared = [p.record for p in self.pending if kind == "hold"]
        same = next((r for r in compared if (r.actor, r.thing) == (owner, thing)), None)
        if phrase.share is not None:
            base = self.whole_(owner, phrase)
            share = Fraction(1) if phrase.share.value is None else phrase.share.value
            amount = self.ledger.quantity(name)
            self.ledger.say(amount, base.times(share))
        elif same is not None and phrase.compare is not None:
            self.pending.append(Pending(same, phrase.compare, None))
            return same.amount
        elif phrase.compare is not None or phrase.value is None:
            amount = self.ledger.quantity(name)
        elif self.of_each is not None and self.of_each.value is not None:
            number = self.fact(f"{self.of_each.key} counted", self.of_each.value)
            amount = self.ledger.quantity(name)
            self.ledger.say(amount, number.times(phrase.value))
        else:
            amount = self.fact(name, phrase.value)
        record = Record(owner, clause.verb.lemma, kind, thing, amount, moment, self.sentence)
        if phrase.compare is not None:
            before = next(
                (r for r in reversed(self.ledger.records) if r.lemma == record.lemma), None
            )
            self.pending.append(Pending(record, phrase.compare, before))
        self.past = self.past or (clause.verb.past and kind != "hold")
        self.enter(record)
        return amount

    def enter(self, record: Record) -> None:
        """One more record."""
        if "'s " in record.actor and not is_someone(record.actor):
            self.ledger.belongings.add(record.actor)
        self.ledger.records.append(record)


_OWN: Final = frozenset("his her their my its our your".split())


def holding(record: Record, depth: int) -> int:
    """How a record counts in what somebody has."""
    kind = record.kind
    if kind.startswith("rate"):
        return {"rate hold": 1, "rate in": 1, "rate out": -1}.get(kind, 0)
    if kind in {"hold", "in", "buy", "come", "bought"}:
        return 1
    if depth and kind == "number":
        return 1
    return -1 if kind in {"out", "go", "sell", "pay", "sold"} else 0
