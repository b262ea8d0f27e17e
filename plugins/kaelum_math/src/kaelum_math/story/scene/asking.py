"""What a question of a scene asks of the ledger."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import evolve

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.lexicon import PARTNERS, base
from kaelum_math.story.linear import Linear, constant, total
from kaelum_math.story.scene.kinds import ANYTHING, SYMBOLS, is_counted
from kaelum_math.story.scene.ledger import GROUP, Rate, Record, Sign, covers, factor
from kaelum_math.story.scene.questions import Question
from kaelum_math.story.scene.signs import (
    at_moment,
    bought,
    doing,
    expense,
    holding_things,
    income,
    missing,
    needed,
    purse,
    remaining,
    stock,
)
from kaelum_math.story.scene.state import NO_GOODS, holding
from kaelum_math.story.scene.telling import Teller
from kaelum_math.story.scene.things import (
    MONEY,
    PERIODS,
    Compare,
    Per,
    Phrase,
)
from kaelum_math.story.task import Story

__all__ = ["answer"]

_LEFT: Final = frozenset(
    {"left", "remaining", "now", "left over", "in the end", "at the end", "still"}
)
_FIRST: Final = frozenset(
    {
        "at first",
        "originally",
        "initially",
        "in the beginning",
        "at the beginning",
        "to start with",
        "at the start",
        "to begin with",
    }
)
_SPENDING: Final = frozenset("spend pay cost".split())
_EARNING: Final = frozenset("earn make raise receive get collect save charge".split())


def answer(teller: Teller, asked: Question) -> Story:
    """The story whose solution is the answer to ``asked``.

    Raises:
        NotUnderstood: it is unclear what is asked, or not everything that was said is used.
    """
    return _Asking(teller, asked).story()


class _Asking:
    """One question being worked out."""

    def __init__(self, teller: Teller, asked: Question) -> None:
        self.teller = teller
        self.ledger = teller.ledger
        self.asked = asked
        self.clause = asked.clause
        self.words = asked.clause.words()
        self.count: Linear | None = None
        self.measure = ""

    def story(self) -> Story:
        """The equations and what is asked of them."""
        target = self._target()
        actors = self._actors()
        self._bases(actors)
        self._paces()
        value = self._value(target, actors)
        if len(self.ledger.equations) < 2:
            raise NotUnderstood("The story has a single amount.")
        unit = (self.measure or target).partition(" of ")[0]
        story = Story(
            tuple(self.ledger.equations),
            (value,),
            unit=unit if unit in SYMBOLS else "",
            whole=is_counted(unit),
            up=self.clause.verb.kind == "need" and not self.asked.more and is_counted(unit),
        )
        self._all_used(story)
        return story

    def _all_used(self, story: Story) -> None:
        """Refuse a story in which something that was said plays no part."""
        rows = story.solve().evidence["multipliers"]
        used = set(self.ledger.used)
        if isinstance(rows, list):
            for row in rows:
                if isinstance(row, list):
                    used.update(k for k, m in enumerate(row) if m != "0")
        if used < set(range(len(self.ledger.equations))):
            left = [str(e) for k, e in enumerate(self.ledger.equations) if k not in used]
            raise NotUnderstood(f"Not everything that is said was used: {'; '.join(left)}.")

    # -- what and whose --------------------------------------------------------------------

    def _target(self) -> str:
        target = self.asked.target
        things = self.ledger.things()
        if target in {"money", "change", "cost", "profit"} or (
            target == "much" and self.clause.verb.lemma != "weigh"
        ):
            money = sorted(t for t in things if t in MONEY)
            if len(money) != 1:
                raise NotUnderstood("It is unclear what is asked.")
            return money[0]
        if target in {"far", "long"}:
            kinds = {"far": {"length"}, "long": {"time", "months"}}[target]
            named = sorted({t for t in things if t in SYMBOLS and SYMBOLS[t].dimension in kinds})
            if len(named) != 1:
                raise NotUnderstood("It is unclear in which unit the answer is wanted.")
            return named[0]
        if target == "much" and self.clause.verb.lemma == "weigh":
            masses = sorted(t for t in things if t in SYMBOLS and SYMBOLS[t].dimension == "mass")
            if len(masses) == 1:
                return masses[0]
        if not target and self.teller.shared:
            return self.teller.shared[1]
        if not target and self.teller.group:
            return self.teller.group
        if not target:
            named = sorted({r.thing for r in self.ledger.records if r.kind not in NO_GOODS})
            if len(named) != 1:
                raise NotUnderstood("It is unclear what is asked.")
            return named[0]
        return f"{target} of {self.asked.of}" if self.asked.of else target

    def _actors(self) -> list[str] | None:
        """Whose amounts are asked; None: everybody's."""
        subject = self.clause.subject
        for beside in self.clause.all("beside") if self.clause.subject is None else ():
            if beside.word == "for" and beside.noun.words and self.teller.actors.knows(beside.noun):
                return [self.teller.actors.find(beside.noun)]
        if subject is None or not subject.nouns or self.asked.target == "change":
            return self._holders()
        actors: list[str] = []
        for noun in subject.nouns:
            if noun.lead == "it" and self.clause.verb.lemma in {"take", "cost", "last"}:
                return None
            name = self.teller.actors.find(noun)
            if name in {"they", GROUP}:
                return self._holders() if name == GROUP else None
            actors.append(name)
        known = {r.actor for r in self.ledger.records} | {r.actor for r in self.ledger.rates}
        if not any(actor in known for actor in actors):
            if len(actors) == 1:
                return self._unknown(actors[0])
            things = self.ledger.things()
            if not all(any(covers(actor, t) for t in things) for actor in actors):
                raise NotUnderstood(f"Nothing is said of {' and '.join(actors)}.")
            return None
        return actors

    def _holders(self) -> list[str] | None:
        """Whose things are asked for if nobody is named: whoever had them at first."""
        if not self.words & _LEFT:
            return None
        holders = {r.actor for r in self.ledger.records if r.kind == "hold"}
        return list(holders) if len(holders) == 1 and GROUP not in holders else None

    def _unknown(self, name: str) -> list[str] | None:
        """One who has come up nowhere: a thing that has a price, or somebody who is to pay."""
        plural = (
            any(noun.plural for noun in self.clause.subject.nouns) if self.clause.subject else False
        )
        if any(name in rate.dens for rate in self.ledger.rates):
            if plural:
                return None
            self._base(Phrase(name))
            return None
        if self.clause.verb.kind == "cost" and any(covers(name, t) for t in self.ledger.things()):
            self._base(Phrase(name))
            return None
        if name in {"i", "it"} or (
            self.clause.all("amount") and self.clause.verb.lemma in {"pay", "spend", "cost", "need"}
        ):
            return None
        if self.clause.subject is not None and self.clause.subject.each:
            return None
        if name in self.teller.actors.people and self.clause.verb.lemma in _SPENDING:
            return None
        raise NotUnderstood(f"Nothing is said of {name}.")

    def _bases(self, actors: list[str] | None) -> None:
        """What the question itself adds: "in 4 weeks", "12 hens", "5 pens and 2 notebooks"."""
        self.clause.only("amount", "for", "span", "times", "per")
        subject = self.clause.subject
        if subject is not None and subject.amount is not None:
            self._base(subject.amount)
            for phrase in subject.more:
                self._base(phrase)
        for phrase in self.clause.all("amount"):
            self._base(phrase)
        for allotted in self.clause.all("for"):
            self._base(allotted.phrase)
        for span in self.clause.all("span"):
            if not self._told_days(span):
                self._base(span)
        for times in self.clause.all("times"):
            self._base(Phrase("time", times))
        pers = [*self.clause.all("per"), *([self.asked.per] if self.asked.per else [])]
        if "on average" in self.words:
            pers = [one for one in pers if not one.noun.endswith("day")]
        if subject is not None and subject.each and subject.nouns and not actors:
            pers.append(Per(subject.nouns[0].name))
        for one in pers:
            self._per(one)

    def _paces(self) -> None:
        """What was earned "in 3 hours" is a rate, if another time is asked about."""
        asked = [r for r in self.ledger.records if r.kind == "base"]
        for record, span in self.teller.paces:
            if any(
                factor(r.thing, span.thing) is not None
                or self.ledger.matches(record.thing, r.thing) is not None
                for r in asked
            ):
                value = self.ledger.quotient(record.amount, span.amount)
                self.ledger.records.remove(record)
                self.ledger.records.remove(span)
                self.ledger.rates.append(
                    Rate(record.thing, (span.thing,), value, record.actor, record.kind)
                )

    def _told_days(self, span: Phrase) -> bool:
        """Whether "in the 3 days" are the days that were told of, one by one."""
        told = {r.moment for r in self.ledger.records if r.moment}
        return span.noun in PERIODS and span.value == len(told) > 1

    def _base(self, phrase: Phrase) -> None:
        if phrase.inner is not None and phrase.value == 1:
            phrase = phrase.inner
        if (
            phrase.value is None
            or phrase.compare
            or phrase.share
            or phrase.price
            or phrase.inner
            or phrase.per
        ):
            raise NotUnderstood("It is unclear what the question adds.")
        noun = phrase.key
        if not noun:
            raise NotUnderstood("It is unclear what the question counts.")
        amount = self.ledger.quantity(f"{noun} asked")
        self.ledger.say(amount, constant(phrase.value))
        self.ledger.records.append(Record("", "", "base", noun, amount))

    def _per(self, one: Per) -> None:
        """``per week``: for one week, or divided by their number if that is known."""
        if one.value != 1 or self.count is not None:
            raise NotUnderstood("It is unclear for how many it is asked.")
        spoken = any(
            self.ledger.matches(one.noun, r.thing) is not None
            for r in self.ledger.records
            if r.kind != "base"
        )
        if spoken:
            self.count = self.ledger.derive(one.noun, None, holding_things)
            if self.count is None:
                raise NotUnderstood("It is unclear among how many it is divided.")
            return
        self._base(Phrase(one.noun))

    # -- how much ----------------------------------------------------------------------------

    def _value(self, target: str, actors: list[str] | None) -> Linear:
        asked, verb = self.asked, self.clause.verb
        if self.teller.shared is not None:
            return self._each_share(target)
        if self.words & _FIRST:
            return self._opening(target, actors)
        if asked.target == "change":
            return self._paid() - self._sum(target, actors, bought)
        if asked.target == "profit":
            return self._sum(target, actors, income) - self._sum(target, actors, expense)
        if asked.more:
            return self._more(target, actors)
        part = self._part(target)
        if part is not None:
            return part
        value = self._sum(target, actors, self._sign(target, verb.kind, verb.lemma))
        if "on average" in self.words:
            return self._average(target, actors, value)
        if self.count is not None:
            return self.ledger.quotient(value, self.count)
        return value

    def _each_share(self, target: str) -> Linear:
        """How much each gets of what is shared equally."""
        if self.teller.shared is None:
            raise NotUnderstood("Nothing is shared.")
        amount, thing, among = self.teller.shared
        if self.ledger.matches(target, thing) is None or self.count is None:
            raise NotUnderstood("It is unclear what is asked of what is shared.")
        if self.ledger.known(self.count) != self.ledger.known(among.amount):
            raise NotUnderstood("It is unclear who gets how much.")
        return self.ledger.quotient(amount, among.amount)

    def _average(self, target: str, actors: list[str] | None, value: Linear) -> Linear:
        """The total, divided by the number of times that are told."""
        told = [
            r for r in self.ledger.records
            if self.ledger.matches(target, r.thing) is not None and (actors is None or r.actor in actors)
        ]  # fmt: skip
        if (
            len(told) < 2
            or len({(r.actor, r.moment) for r in told}) != len(told)
            or self.count is not None
        ):
            raise NotUnderstood("It is unclear of what the average is taken.")
        return value.times(Fraction(1, len(told)))

    def _sign(self, target: str, kind: str, lemma: str) -> Sign:
        """How records count for the verb of the question."""
        if target in MONEY:
            if lemma in _SPENDING or kind in {"buy", "cost"} or self.asked.target == "cost":
                return expense
            if self.words & _LEFT or kind in {"hold", "be"}:
                return purse
            if lemma == "save" and any(r.kind == "out" for r in self.ledger.rates):
                return purse
            if lemma in _EARNING or kind == "sell":
                return income
            raise NotUnderstood("It is unclear which money is meant.")
        if target in PERIODS and any(r.kind == "need" for r in self.ledger.records):
            return missing
        if self.words & _LEFT:
            return remaining
        if kind in {"hold", "be"}:
            return stock
        return doing(lemma, kind)

    def _sum(self, target: str, actors: list[str] | None, sign: Sign) -> Linear:
        """What all the actors have together."""
        moment = " ".join(self.clause.all("moment"))
        if moment and moment not in {"today", "this week"}:
            sign = at_moment(moment, sign)
        target = self._known_thing(target)
        self._not_mixed(target, sign)
        if actors is None:
            found = self.ledger.derive(target, None, sign)
            if found is None:
                raise NotUnderstood(f"What is said does not lead to {target}.")
            return found
        sums = []
        for actor in actors:
            found = self.ledger.derive(target, actor, sign)
            if found is None:
                raise NotUnderstood(f"What is said does not lead to {target}.")
            self.ledger.never_short(target, actor, sign)
            sums.append(found)
        return total(sums)

    def _not_mixed(self, target: str, sign: Sign) -> None:
        """Refuse to add what is told to be there to what the question supposes: "on 3 shelves"."""
        supposed = [r for r in self.ledger.records if r.kind == "base" and r.thing not in PERIODS]
        told = [
            r for r in self.ledger.records
            if r.kind not in {"base", "one"} and sign(r, 0) and self.ledger.matches(target, r.thing) is not None
        ]  # fmt: skip
        if told and any(self.ledger.matches(target, r.thing) is None for r in supposed):
            raise NotUnderstood("It is unclear whether what is asked belongs to what was told.")

    def _known_thing(self, target: str) -> str:
        """``target``, or "" for a word that covers everything that is counted: fruits."""
        things = self.ledger.things()
        if any(self.ledger.matches(target, t) is not None for t in things):
            return target
        if target in ANYTHING:
            return self._anything(target)
        return self._measured(target)

    def _anything(self, target: str) -> str:
        """Every counted thing is a ``target``: the name that stands for them all."""
        members = ANYTHING[target]
        things = {
            r.thing
            for r in self.ledger.records
            if r.thing not in SYMBOLS and r.kind not in NO_GOODS
        }
        if not things or (
            members and any(thing.split(" of ")[0].split()[-1] not in members for thing in things)
        ):
            raise NotUnderstood(f"It is unclear which of them are {target}.")
        return ""

    def _measured(self, target: str) -> str:
        """The measure of a stuff: "how much flour"."""
        things = self.ledger.things()
        named = {t for t in things if t.endswith(f" of {target}")}
        if not named:
            stuff = {"volume", "mass"}
            named = {t for t in things if t in SYMBOLS and SYMBOLS[t].dimension in stuff}
        if self.asked.much and len(named) == 1:
            self.measure = named.pop()
            return self.measure
        raise NotUnderstood(f"Nothing is said of {target}.")

    def _opening(self, target: str, actors: list[str] | None) -> Linear:
        found = [
            r for r in self.ledger.records
            if r.kind == "hold" and covers(target, r.thing) and (actors is None or r.actor in actors)
        ]  # fmt: skip
        if len(found) != 1:
            raise NotUnderstood("It is unclear what there was at first.")
        return found[0].amount

    def _paid(self) -> Linear:
        found = [
            r
            for r in self.ledger.records
            if (r.thing in MONEY and (r.lemma == "pay" or r.kind == "hold"))
            or (r.thing in MONEY and r.lemma == "give")
        ]
        if len(found) != 1:
            raise NotUnderstood("It is unclear what was paid.")
        return found[0].amount

    def _part(self, target: str) -> Linear | None:
        """A part of a group: "how many are red", "how many blue pencils are there"."""
        parts = [r for r in self.ledger.records if r.kind == "part"]
        if not parts and self.clause.predicate:
            raise NotUnderstood(f"Nothing is said of being {self.clause.predicate}.")
        if not parts:
            return None
        named = self.clause.subject is None and (self.clause.said() or None)
        wanted = self.clause.predicate or named or target
        negated = wanted.startswith("not ")
        wanted = wanted.removeprefix("not ")
        same = [r for r in parts if _says(r.thing, wanted, self.teller.group)]
        if not same and not self.clause.predicate:
            same = [r for r in parts if r.lemma == self.clause.verb.lemma != "be"]
        if (
            not same
            and PARTNERS.get(base(wanted)) in {base(r.thing) for r in parts}
            and len(parts) == 1
        ):
            same, negated = parts, not negated
        if len(same) != 1:
            raise NotUnderstood("It is unclear which of them are meant.")
        if negated:
            return self.teller.whole - same[0].amount
        return same[0].amount

    def _more(self, target: str, actors: list[str] | None) -> Linear:
        sign = self._sign(target, self.clause.verb.kind, self.clause.verb.lemma)
        if self.clause.verb.kind == "need":
            return self._sum(target, actors, needed) - self._sum(target, actors, holding)
        compare = self.asked.than
        if compare is None:
            return self._other(target, actors, sign).times(Fraction(self.asked.more))
        first = self._sum(target, actors, sign)
        if compare.moment:
            other = evolve(self.clause, items=(*self.clause.items,))
            del other
            raise NotUnderstood("Moments are not compared here.")
        second = self._than(target, actors, sign, compare)
        return (first - second).times(Fraction(self.asked.more))

    def _other(self, target: str, actors: list[str] | None, sign: Sign) -> Linear:
        """How much more it is than the only other one's."""
        everyone = self.teller.actors.all()
        if actors is None or len(actors) != 1 or len(everyone) != 2 or actors[0] not in everyone:
            raise NotUnderstood("It is unclear with what it is compared.")
        others = [name for name in everyone if name not in actors]
        return self._sum(target, actors, sign) - self._sum(target, others, sign)

    def _than(self, target: str, actors: list[str] | None, sign: Sign, compare: Compare) -> Linear:
        who = compare.who
        if who is None:
            raise NotUnderstood("It is unclear with what it is compared.")
        if who.words and any(covers(who.name, t) for t in self.ledger.things()):
            return self._sum(who.name, actors, sign)
        return self._sum(target, [self.teller.actors.find(who)], sign)


def _says(name: str, wanted: str, of: str) -> bool:
    words = wanted.split()
    if words and words[-1] in {of, f"{of}s"} and len(words) > 1:
        words = words[:-1]
    text = " ".join(words)
    return name in {text, f"{text}s"} or name == f"{text} {of}"


# -- how records count -------------------------------------------------------------------------
