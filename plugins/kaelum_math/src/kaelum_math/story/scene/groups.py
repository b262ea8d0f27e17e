"""Groups that change as a whole, and their parts."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.linear import Linear, constant, total
from kaelum_math.story.scene.clauses import (
    Clause,
    Subject,
)
from kaelum_math.story.scene.ledger import GROUP, Record, covers
from kaelum_math.story.scene.pricing import Priced
from kaelum_math.story.scene.state import holding
from kaelum_math.story.scene.things import (
    Phrase,
)

__all__ = ["Grouped"]


class Grouped(Priced):
    """Enters what becomes of a group, and what its parts are."""

    def group_changes(self, clause: Clause, subject: Subject) -> None:
        """``13 bottles break``, ``37 were sold``, ``9 got off``, ``the rest are blue``."""
        phrase = subject.amount
        kind = clause.verb.kind
        if phrase is None or subject.each or clause.all("amount") or clause.all("span"):
            raise NotUnderstood("It is unclear how many there are of whom.")
        if clause.predicate or kind == "be" or (kind == "come" and phrase.share):
            self.part(phrase, clause)
            return
        thing = self.thing(GROUP, phrase)
        owner = self.holder(GROUP, thing)
        gone = kind in {"go", "out", "sell"} or (
            clause.passive and kind in {"do", "buy", "in"} and clause.verb.lemma in _TAKEN
        )
        if not gone and kind != "come":
            self.part(phrase, clause)
            return
        self.amount(clause, owner, "out" if gone else "in", thing, evolve(phrase, noun=thing), "")

    def part(self, phrase: Phrase, clause: Clause) -> None:
        """``12 of them are red``; ``the rest are blue``."""
        name = clause.said()
        of = phrase.share.of if phrase.share else None
        whole, thing = self._parted(of.name if of is not None and of.words else phrase.noun)
        if (
            phrase.noun
            and phrase.noun != thing
            and not covers(phrase.noun, thing)
            and phrase.share is None
        ):
            raise NotUnderstood("It is unclear of what a part is meant.")
        self.whole, self.group = whole, thing
        parts = [r for r in self.ledger.records if r.kind == "part"]
        amount = self.ledger.quantity(name or "part")
        if phrase.share is None:
            if phrase.value is None:
                raise NotUnderstood("It is unclear how many they are.")
            self.ledger.say(amount, constant(phrase.value))
        elif phrase.share.rest and phrase.share.value is None:
            if not parts or {r.lemma for r in parts} != {clause.verb.lemma}:
                raise NotUnderstood("It is unclear what the rest is.")
            self.ledger.say(amount, whole - total([r.amount for r in parts]))
        elif phrase.share.rest or phrase.share.value is None:
            raise NotUnderstood("It is unclear of what a part is meant.")
        else:
            self.ledger.say(amount, whole.times(phrase.share.value))
        self.enter(Record(GROUP, clause.verb.lemma, "part", name, amount))

    def _parted(self, noun: str = "") -> tuple[Linear, str]:
        """The only group that is spoken of, or all things of a kind."""
        derived = self.ledger.derive(noun, None, holding) if noun else None
        if derived is not None:
            return derived, noun
        held = [r for r in self.ledger.records if r.kind == "hold"]
        rates = [r for r in self.ledger.rates if r.kind == "hold"]
        told = [r for r in self.ledger.records if r.kind not in {"part", "span", "base"}]
        if told and len({(r.thing, r.kind) for r in told}) == 1 and not rates:
            return total([r.amount for r in told]), told[0].thing
        if not held and len(rates) == 1:
            return self._parted(rates[0].thing)
        raise NotUnderstood("It is unclear of what a part is meant.")


_TAKEN: Final = frozenset("take borrow buy read use pick".split())
