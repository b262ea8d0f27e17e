"""Comparisons and totals, resolved once everything is told."""

from __future__ import annotations

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.linear import total
from kaelum_math.story.scene.actors import is_name
from kaelum_math.story.scene.clauses import (
    Clause,
)
from kaelum_math.story.scene.groups import Grouped
from kaelum_math.story.scene.ledger import GROUP, Record, covers
from kaelum_math.story.scene.state import Pending
from kaelum_math.story.scene.things import (
    Compare,
)
from kaelum_math.story.slots import Noun

__all__ = ["Compared"]


class Compared(Grouped):
    """Resolves comparisons and totals."""

    def total(self, clause: Clause, owners: list[str]) -> None:
        """``Together they have 48``: entered when all records are known."""
        phrases = clause.all("amount")
        if (
            len(phrases) != 1
            or phrases[0].value is None
            or phrases[0].compare
            or phrases[0].share
            or phrases[0].per
        ):
            raise NotUnderstood("It is unclear what they have together.")
        thing = phrases[0].noun
        value = self.fact(f"{thing or 'all'} together", phrases[0].value)
        kind = "hold" if clause.verb.kind == "be" else clause.verb.kind
        self.totals.append((owners, kind, thing, value))

    def close(self) -> None:
        """Resolve what was compared, and then the totals."""
        for pending in self.pending:
            self._resolve(pending)
        for owners, kind, thing, value in self.totals:
            found = [
                r for r in self.ledger.records
                if r.kind == kind and (r.actor in owners or owners in ([], [GROUP])) and (not thing or self._counts(r, thing))
            ]  # fmt: skip
            if len(found) < 2:
                raise NotUnderstood("It is unclear what is counted together.")
            self.ledger.say(total([r.amount for r in found]), value)

    def _counts(self, record: Record, thing: str) -> bool:
        return covers(thing, record.thing) or thing not in self.ledger.things()

    def _resolve(self, pending: Pending) -> None:
        record, compare = pending.record, pending.compare
        others = [
            r
            for r in self.ledger.records
            if r is not record and r.lemma == record.lemma and r.kind == record.kind
        ]
        if compare.who is None and not compare.moment:
            if pending.before is None:
                raise NotUnderstood("It is unclear what is compared.")
            found = [pending.before]
        elif compare.moment:
            found = [r for r in others if compare.moment in r.moment and r.actor == record.actor]
        else:
            found = self._referred(record, compare, others)
        if len(found) != 1:
            raise NotUnderstood("It is unclear with what an amount is compared.")
        reference = found[0].amount
        self.ledger.say(record.amount, reference.times(compare.factor).plus(compare.offset))

    def _who(self, who: Noun, record: Record) -> str:
        """Whose amount "Tom", "Tom's apples" or "Tom's team" refers to."""
        known = {r.actor for r in self.ledger.records}
        if who.owner is not None:
            name = self.actors.find(who)
            of_things = covers(record.thing, who.name) or who.name in {"number", "amount", "money"}
            return self.actors.find(who.owner) if name not in known and of_things else name
        name = self.actors.find(who)
        owned = [actor for actor in known if actor.startswith(f"{name}'s ")]
        return owned[0] if name not in known and len(owned) == 1 else name

    def _referred(self, record: Record, compare: Compare, others: list[Record]) -> list[Record]:
        who = compare.who
        if who is None:
            return []
        if (
            who.words
            and who.owner is None
            and (
                found := [
                    r for r in others if covers(who.name, r.thing) and r.actor == record.actor
                ]
            )
        ):
            return found
        if (
            who.words
            and who.plural
            and not is_name(who)
            and record.thing != who.name
            and not self.actors.knows(who)
        ):
            made = Record(
                record.actor, record.lemma, record.kind, who.name, self.ledger.quantity(who.name)
            )
        else:
            actor = self._who(who, record)
            if actor == record.actor:
                raise NotUnderstood("Something is compared with itself.")
            found = [r for r in others if r.actor == actor and covers(record.thing, r.thing)]
            if found:
                return found
            name = f"{record.thing} {record.lemma}({actor})"
            made = Record(
                actor, record.lemma, record.kind, record.thing, self.ledger.quantity(name)
            )
        self.enter(made)
        return [made]
