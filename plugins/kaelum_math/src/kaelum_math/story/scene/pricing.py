"""Prices, contents and rates that a scene states."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.linear import Linear, constant
from kaelum_math.story.scene.actors import is_someone
from kaelum_math.story.scene.clauses import (
    Allotted,
    Clause,
    Subject,
)
from kaelum_math.story.scene.ledger import GROUP, Record, covers, factor
from kaelum_math.story.scene.state import Scene
from kaelum_math.story.scene.things import (
    MONEY,
    Compare,
    Per,
    Phrase,
)
from kaelum_math.story.slots import Noun

__all__ = ["Priced"]


class Priced(Scene):
    """Enters prices, contents and rates."""

    def allotted(self, owner: str, allotted: Allotted) -> None:
        """``paid $12 for 4 shirts``: their price; anything else is unclear."""
        records = self.ledger.records
        money = records and records[-1].thing in MONEY and records[-1].actor == owner
        phrase = allotted.phrase
        if (
            not money
            or allotted.word not in {"for", "on"}
            or phrase.value is None
            or not phrase.value
        ):
            raise NotUnderstood("It is unclear for how many things it is.")
        value = self.fact(f"{phrase.key} paid for", phrase.value)
        self.rate(
            records[-1].thing,
            (phrase.key,),
            self.ledger.quotient(records[-1].amount, value),
            "",
            "price",
        )

    def priced(self, phrase: Phrase, thing: str) -> None:
        """``for $3 each``."""
        price = phrase.price
        if price is None or price.value is None:
            return
        value = self.fact(f"price({thing})", price.value)
        if price.per:
            one = price.per[0]
            self.rate(
                price.noun, (thing if covers(one.noun, thing) else one.noun,), value, "", "price"
            )
            return
        if not price.each and not phrase.any and phrase.value not in {None, Fraction(1)}:
            if phrase.compare or phrase.share or not phrase.value:
                raise NotUnderstood("It is unclear whether the price is for each of them.")
            value = value.times(1 / phrase.value)
        self.rate(price.noun, (thing,), value, "", "price")

    def filled(self, phrase: Phrase, thing: str) -> None:
        """``with 15 candles each``."""
        inner = phrase.inner
        if inner is not None and inner.value is not None:
            value = self.fact(f"{inner.noun} per {thing}", inner.value)
            self.rate(inner.key, (thing,), value, "", "hold")

    def costs(self, thing: str, phrase: Phrase, pers: tuple[Per, ...]) -> None:
        """``Petrol costs $1.60 a litre``; "the jacket costs $80"."""
        if phrase.noun not in MONEY or phrase.value is None or phrase.compare or phrase.share:
            raise NotUnderstood("A price is not given in money.")
        value = self.fact(f"price({thing})", phrase.value)
        dens = tuple(p.noun for p in pers) or (thing,)
        self.rate(phrase.noun, dens, self.per(value, pers), "", "price")

    def any_(self, clause: Clause, subject: Subject) -> None:
        """``A pen costs $2``, ``each of the 8 tables has 4 chairs``, ``a hen lays 5 eggs a week``."""
        priced = any(phrase.noun in MONEY for phrase in clause.all("amount"))
        kind = ("cost" if priced else "hold") if clause.verb.kind == "be" else clause.verb.kind
        if subject.amount is not None:
            den = subject.amount.key
            count = subject.amount.value or Fraction(1)
            known = [r for r in self.ledger.records if r.thing == den and r.kind == "hold"]
            if known:
                raise NotUnderstood("It is said twice how many there are.")
            self.enter(Record(GROUP, "be", "hold", den, self.fact(den, count)))
        else:
            noun = subject.nouns[0]
            den = noun.name if noun.words else self.actors.subject(noun)
        if not subject.each:
            self.actors.subject(Noun(tuple(den.split()), "a"))
            if kind != "cost" and not any(
                r.kind == "one" and r.thing == den for r in self.ledger.records
            ):
                self.enter(Record(GROUP, "", "one", den, constant(1)))
        items = clause.all("amount")
        if not items or clause.all("times") or clause.all("span"):
            raise NotUnderstood("It is unclear what is said of each of them.")
        for phrase in items:
            if phrase.value is None or phrase.compare or phrase.share or phrase.price:
                raise NotUnderstood("A rate is not given as a number.")
            pers = (*phrase.per, *clause.all("per"))
            thing = self.thing(den, phrase)
            value = self.fact(f"{thing} per {den}", phrase.value)
            dens = (den, *(p.noun for p in pers))
            self.rate(thing, dens, self.per(value, pers), "", "price" if kind == "cost" else kind)
            self.filled(phrase, thing)

    def some(self, clause: Clause, subject: Subject, count: Phrase) -> None:
        """``5 pencils cost $3``, ``4 students each drank 2 cups``."""
        phrases = clause.all("amount")
        plain = (
            count.value
            and count.noun
            and not (count.share or count.compare or count.per or count.them)
        )
        if (
            len(phrases) != 1
            or not plain
            or count.value is None
            or clause.all("span")
            or clause.all("per")
        ):
            raise NotUnderstood("It is unclear how many there are of whom.")
        phrase: Phrase = phrases[0]
        if phrase.value is None or phrase.compare or phrase.share or phrase.per or phrase.price:
            raise NotUnderstood("A rate is not given as a number.")
        each = subject.each or phrase.each or "each" in clause.words()
        value = self.fact(f"{phrase.key} per {count.key}", phrase.value)
        number = self.fact(f"{count.key} counted", count.value)
        if clause.verb.kind == "cost" and not each:
            self.rate(phrase.noun, (count.key,), self.ledger.quotient(value, number), "", "price")
            return
        if not each:
            raise NotUnderstood("It is unclear whether it is said of each of them.")
        kind = "hold" if clause.verb.kind == "be" else clause.verb.kind
        self.rate(phrase.key, (count.key,), value, "", "price" if kind == "cost" else kind)
        self.enter(Record(GROUP, "be", "number", count.key, number))

    def inside(self, clause: Clause) -> bool:
        """``There are 30 sheets on a pad``: so many on each, if pads are counted."""
        places = [
            b.noun
            for b in clause.all("beside")
            if b.word in {"in", "on"} and b.noun.lead in {"a", "an"}
        ]
        phrases = clause.all("amount")
        known = [
            n
            for n in places
            if any(self.ledger.matches(n.name, t) is not None for t in self.ledger.things())
        ]
        if len(known) != 1 or len(phrases) != 1 or phrases[0].value is None or phrases[0].per:
            return False
        self.filled(Phrase(known[0].name, inner=phrases[0]), known[0].name)
        return True

    def is_any(self, clause: Clause, subject: Subject) -> bool:
        """Whether "a box" means any box: "a box holds 12 pens", not "a shop sold 40 pens"."""
        if subject.nouns and is_someone(subject.nouns[0].name or "it") and not subject.each:
            return False
        often = clause.all("per") or any(phrase.per for phrase in clause.all("amount"))
        return subject.each or bool(often) or clause.verb.kind in {"hold", "be", "cost"}

    def same_rate(self, clause: Clause, owner: str, kind: str, compare: Compare) -> bool:
        """``Karen earns twice what Lorie earns``: her rate, if only rates are known of that."""
        if any(r.lemma == clause.verb.lemma for r in self.ledger.records) or kind == "hold":
            return False
        rates = [r for r in self.ledger.rates if r.kind == kind and r.actor]
        if compare.who is not None:
            who = self.actors.find(compare.who)
            rates = [r for r in rates if r.actor == who]
        if len(rates) != 1 or rates[0].actor == owner or compare.moment:
            return False
        value = self.ledger.quantity(f"{rates[0].thing} per {rates[0].dens[0]}({owner})")
        self.ledger.say(value, rates[0].value.times(compare.factor).plus(compare.offset))
        self.ledger.rates.append(evolve(rates[0], value=value, actor=owner))
        return True

    def traded(self, clause: Clause, owner: str, kind: str, phrase: Phrase, amount: Linear) -> None:
        """The money for what is bought or sold."""
        price, thing = phrase.price, self.ledger.records[-1].thing
        if price is None or price.value is None or (kind == "out" and clause.verb.lemma != "give"):
            raise NotUnderstood("It is unclear who pays.")
        if kind in {"in", "out"} and clause.verb.lemma not in {"get", "take", "order"}:
            raise NotUnderstood("It is unclear who pays.")
        each = price.each or phrase.value == 1
        size: Fraction | None = Fraction(1)
        if price.per:
            size = factor(thing.partition(" of ")[0], price.per[0].noun)
            size = self.ledger.matches(price.per[0].noun, thing) if size is None else size
            each = True
        if size is None:
            raise NotUnderstood("It is unclear what costs so much.")
        total_price = amount.times(price.value * size) if each else constant(price.value)
        money = self.ledger.quantity(f"{price.noun} for {thing}({owner})")
        self.ledger.say(money, total_price)
        last = self.ledger.records[-1]
        sold = kind == "sell"
        self.ledger.records[-1] = evolve(last, kind="sold" if sold else "bought")
        self.filled(phrase, thing)
        self.enter(
            Record(
                owner,
                clause.verb.lemma,
                "in" if sold else "pay",
                price.noun,
                money,
                last.moment,
                self.sentence,
            )
        )
