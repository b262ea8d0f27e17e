"""What a clause of a scene states: records, rates, parts, comparisons and totals."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.linear import ZERO, Linear, constant, total
from kaelum_math.story.scene.actors import RELATIVES, Actors, is_name, is_someone
from kaelum_math.story.scene.clauses import Allotted, Beside, Clause, Item, Subject
from kaelum_math.story.scene.ledger import GROUP, Ledger, Rate, Record, covers
from kaelum_math.story.scene.phrases import MONEY, Compare, Per, Phrase
from kaelum_math.story.slots import Noun

__all__ = ["Teller"]

_TOGETHER: Final = frozenset(
    {
        "altogether",
        "together",
        "in total",
        "in all",
        "combined",
        "a total of",
        "all together",
        "both together",
    }
)
_NOW: Final = frozenset(
    {"now", "after that", "then", "left", "remaining", "in the end", "at the end", "left over"}
)
NO_GOODS: Final = frozenset({"span", "base", "part", "need", "one", "pay"})
"""Kinds of records that are nothing that somebody has or does with things."""
_HANDED: Final = frozenset("give lend send donate pay sell throw mail".split())
_TAKING: Final = frozenset("get receive borrow take buy collect".split())


@frozen
class _Pending:
    """A record whose amount is compared with another's."""

    record: Record
    compare: Compare
    before: Record | None


class Teller:
    """Enters what clauses state into a ledger, one after the other."""

    def __init__(self, names: AbstractSet[str] = frozenset()) -> None:
        self.ledger = Ledger()
        self.actors = Actors(names)
        self.sentence = 0
        self.whole = ZERO
        self._past = False
        self._pending: list[_Pending] = []
        self._totals: list[tuple[list[str], str, str, Linear]] = []
        self._last: Clause | None = None
        self._opening: dict[tuple[str, str], Linear] = {}
        self.paces: list[tuple[Record, Record]] = []

    # -- clauses -----------------------------------------------------------------------

    def tell(self, clause: Clause) -> None:
        """Enter ``clause``. Raises NotUnderstood if it is unclear what it says."""
        if clause.subject is None:
            if self._last is None:
                raise NotUnderstood("It is unclear who does it.")
            clause = evolve(clause, subject=self._last.subject)
        clause = self._relative(clause)
        self._last = clause
        subject = clause.subject
        if subject is None:
            return
        for pieces in clause.all("pieces"):
            self._filled(pieces, pieces.noun)
        if (
            clause.all("pieces")
            and clause.passive
            and not clause.all("amount")
            and not subject.amount
        ):
            return
        if clause.setting:
            for noun in subject.nouns:
                if not subject.one or is_someone(noun.name or "it"):
                    self.actors.subject(noun)
            return
        if subject.more:
            raise NotUnderstood("It is unclear what is said of how many.")
        if subject.amount and not subject.one and clause.all("amount") and not clause.passive:
            self._some(clause, subject, subject.amount)
            return
        if (
            clause.passive
            or clause.verb.kind in {"go", "come"}
            or (subject.amount and not subject.one)
        ):
            self._group_changes(clause, subject)
            return
        if clause.predicate:
            self._describes(clause)
            return
        if subject.one and self._is_any(clause, subject):
            self._any(clause, subject)
            return
        owners = [self.actors.subject(noun) for noun in subject.nouns]
        if clause.verb.kind == "be" and owners == [GROUP] and self._inside(clause):
            return
        everyone = owners == ["they"]
        if everyone:
            owners = self.actors.all()
            if (
                not clause.words() & (_TOGETHER | {"each"})
                and not subject.each
                and len(owners) != 1
            ):
                raise NotUnderstood("It is unclear whether they do it together.")
        together = len(owners) > 1 and not subject.each and "each" not in clause.words()
        if together or (clause.words() & _TOGETHER and clause.verb.kind in {"hold", "be"}):
            self._total(clause, [] if everyone else owners)
            return
        for owner in owners:
            self._does(clause, owner)

    def _inside(self, clause: Clause) -> bool:
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
        self._filled(Phrase(known[0].name, inner=phrases[0]), known[0].name)
        return True

    def _is_any(self, clause: Clause, subject: Subject) -> bool:
        """Whether "a box" means any box: "a box holds 12 pens", not "a shop sold 40 pens"."""
        often = clause.all("per") or any(phrase.per for phrase in clause.all("amount"))
        return subject.each or bool(often) or clause.verb.kind in {"hold", "be", "cost"}

    def _describes(self, clause: Clause) -> None:
        """A clause without any amount says nothing that counts, if its words are known."""
        raise NotUnderstood(f"It is unclear what {clause.predicate!r} means for the amounts.")

    def _relative(self, clause: Clause) -> Clause:
        """``who`` is who was named last."""
        subject = clause.subject
        if subject is None or [n.lead for n in subject.nouns] != ["who"] or self._last is None:
            return clause
        named = [p.compare.who for p in self._last.all("amount") if p.compare and p.compare.who]
        named += [b.noun for b in self._last.all("beside")]
        if len(named) > 1:
            raise NotUnderstood("It is unclear who is meant.")
        last = named[-1:] or list(self._last.subject.nouns if self._last.subject else ())
        return evolve(clause, subject=evolve(subject, nouns=tuple(last[-1:])))

    # -- someone does something ------------------------------------------------------------

    def _does(self, clause: Clause, owner: str) -> None:
        clause = _with_prices(clause)
        kind = "hold" if clause.verb.kind == "be" else clause.verb.kind
        pers = clause.all("per")
        moment = ""
        found = False
        previous: Phrase | None = None
        amounts = [k for k, item in enumerate(clause.items) if item.kind == "amount"]
        shared = (
            [i.value for i in clause.items[: amounts[0]] if i.kind == "moment"] if amounts else []
        )
        for at, item in enumerate(clause.items):
            if item.kind != "amount":
                continue
            phrase: Phrase = item.value
            following = next((k for k in amounts if k > at), len(clause.items))
            beside = [i.value for i in clause.items[at + 1 : following]]
            own = [i.value for i in clause.items[at + 1 : following] if i.kind == "moment"]
            moment = (
                " ".join([*own, *shared])
                or phrase.moment
                or (" ".join(clause.all("moment")) if len(amounts) == 1 else "")
            )
            if previous is not None and not phrase.noun and phrase.value is not None:
                phrase = evolve(phrase, noun=previous.noun)
            self._one(clause, owner, kind, phrase, tuple(pers), moment)
            self._handed(clause, owner, [b for b in beside if isinstance(b, Beside)])
            previous, found = phrase, True
        found = found or bool(clause.all("pieces"))
        for allotted in clause.all("for"):
            self._allotted(owner, allotted)
            found = True
        for times in clause.all("times"):
            self._times(owner, clause, times, tuple(pers))
            found = True
        for span in clause.all("span"):
            if span.per:
                self._one(clause, owner, "do", span, (), "")
            else:
                self._span(owner, clause, span)
            found = True
        if not found and (pers or clause.words() & (_TOGETHER | _NOW)):
            raise NotUnderstood("A clause has no amount.")

    def _allotted(self, owner: str, allotted: Allotted) -> None:
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
        value = self._fact(f"{phrase.key} paid for", phrase.value)
        self._rate(
            records[-1].thing,
            (phrase.key,),
            self.ledger.quotient(records[-1].amount, value),
            "",
            "price",
        )

    def _times(self, owner: str, clause: Clause, times: Fraction, pers: tuple[Per, ...]) -> None:
        value = self._fact(f"times({owner})", times)
        if pers:
            self._rate("time", tuple(p.noun for p in pers), self._per(value, pers), owner, "do")
        else:
            self._enter(Record(owner, clause.verb.lemma, "span", "time", value))

    def _span(self, owner: str, clause: Clause, span: Phrase) -> None:
        value = self._fact(f"{span.noun}({owner})", span.value or Fraction(1))
        before = self.ledger.records[-1:] if len(clause.all("amount")) == 1 else []
        self._enter(Record(owner, clause.verb.lemma, "span", span.noun, value))
        if before and before[0].actor == owner and before[0].lemma == clause.verb.lemma:
            self.paces.append((before[0], self.ledger.records[-1]))

    def _one(
        self,
        clause: Clause,
        owner: str,
        kind: str,
        phrase: Phrase,
        pers: tuple[Per, ...],
        moment: str,
    ) -> None:
        """One amount of a clause."""
        pers = (*phrase.per, *pers)
        if phrase.any:
            if pers or clause.verb.kind not in {"sell", "buy", "out", "in"}:
                raise NotUnderstood("It is unclear how many there are.")
            self._priced(phrase, phrase.key)
            return
        thing = self._thing(owner, phrase, clause.verb.lemma)
        if kind == "cost" or (clause.verb.kind == "be" and phrase.noun in MONEY):
            self._costs(owner, phrase, pers)
            return
        if pers:
            if phrase.value is None or phrase.compare or phrase.share:
                raise NotUnderstood("A rate is not given as a number.")
            value = self._fact(
                f"{thing} per {' and '.join(p.noun for p in pers)}({owner})", phrase.value
            )
            actor = "" if owner == GROUP else owner
            self._rate(thing, tuple(p.noun for p in pers), self._per(value, pers), actor, kind)
            self._priced(phrase, thing)
            return
        if (
            kind == "hold"
            and phrase.value is not None
            and not phrase.compare
            and self._is_result(clause, owner, thing)
        ):
            self.ledger.say(self.balance(owner, thing), constant(phrase.value))
            return
        if phrase.value is not None and not (phrase.compare or phrase.share):
            same = [
                p.record
                for p in self._pending
                if p.record.actor == owner
                and p.record.lemma == clause.verb.lemma
                and p.record.thing == thing
            ]
            if same and (kind == "hold" or clause.given):
                self.ledger.say(same[0].amount, constant(phrase.value))
                return
        amount = self._amount(clause, owner, kind, thing, phrase, moment)
        if kind in {"buy", "sell", "in", "out"} and phrase.price is not None:
            self._traded(clause, owner, kind, phrase, amount)
            return
        if kind == "hold":
            self._opening.setdefault((owner, thing), amount)
        self._priced(phrase, thing)
        self._filled(phrase, thing)

    def _traded(
        self, clause: Clause, owner: str, kind: str, phrase: Phrase, amount: Linear
    ) -> None:
        """The money for what is bought or sold."""
        price, thing = phrase.price, self.ledger.records[-1].thing
        if price is None or price.value is None or (kind == "out" and clause.verb.lemma != "give"):
            raise NotUnderstood("It is unclear who pays.")
        if kind in {"in", "out"} and clause.verb.lemma not in {"get", "take", "order"}:
            raise NotUnderstood("It is unclear who pays.")
        each = price.each or phrase.value == 1
        if price.per:
            each = covers(price.per[0].noun, thing)
            if not each:
                raise NotUnderstood("It is unclear what costs so much.")
        total_price = amount.times(price.value) if each else constant(price.value)
        money = self.ledger.quantity(f"{price.noun} for {thing}({owner})")
        self.ledger.say(money, total_price)
        last = self.ledger.records[-1]
        sold = kind == "sell"
        self.ledger.records[-1] = evolve(last, kind="sold" if sold else "bought")
        self._filled(phrase, thing)
        self._enter(
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

    def _is_result(self, clause: Clause, owner: str, thing: str) -> bool:
        """Whether "has 40 cards" says what has become of earlier amounts."""
        earlier = [
            r for r in self.ledger.records
            if r.actor == owner and r.thing == thing and r.kind not in NO_GOODS
        ]  # fmt: skip
        if not earlier or clause.words() & _NOW:
            return bool(earlier)
        changed = any(r.kind != "hold" for r in earlier)
        if changed and self._past and not clause.verb.past:
            return True
        if changed and not clause.given:
            raise NotUnderstood("It is unclear whether that is so before or after what was said.")
        return False

    def _amount(
        self, clause: Clause, owner: str, kind: str, thing: str, phrase: Phrase, moment: str
    ) -> Linear:
        """The amount of ``phrase``, entered as a record."""
        name = f"{thing} {clause.verb.lemma}({owner}{', ' + moment if moment else ''})"
        if phrase.share is not None:
            base = self._whole(owner, phrase)
            share = Fraction(1) if phrase.share.value is None else phrase.share.value
            amount = self.ledger.quantity(name)
            self.ledger.say(amount, base.times(share))
        elif phrase.compare is not None or phrase.value is None:
            amount = self.ledger.quantity(name)
        else:
            amount = self._fact(name, phrase.value)
        record = Record(owner, clause.verb.lemma, kind, thing, amount, moment, self.sentence)
        if phrase.compare is not None:
            before = next(
                (r for r in reversed(self.ledger.records) if r.lemma == record.lemma), None
            )
            self._pending.append(_Pending(record, phrase.compare, before))
        self._past = self._past or (clause.verb.past and kind != "hold")
        self._enter(record)
        return amount

    def _thing(self, owner: str, phrase: Phrase, lemma: str = "") -> str:
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

    def _whole(self, owner: str, phrase: Phrase) -> Linear:
        """What a part is a part of."""
        share = phrase.share
        if share is None:
            raise NotUnderstood("It is unclear of what a part is meant.")
        thing = self._thing(owner, phrase)
        if share.rest or share.value == 1:
            return self.balance(self._holder(owner, thing), thing)
        if share.of is None:
            raise NotUnderstood("It is unclear of what a part is meant.")
        if share.of.words and share.of.head in MONEY | {"money", "salary", "allowance"}:
            thing = self._currency()
        if not any(covers(thing, r.thing) for r in self.ledger.records) and share.of.lead in _OWN:
            self._enter(
                Record(
                    owner, "have", "hold", thing, self.ledger.quantity(f"{thing} at first({owner})")
                )
            )
        holder = self._holder(owner, thing)
        changes = [r for r in self._held(holder, thing) if r.kind != "hold"]
        if any(r.sentence != self.sentence for r in changes):
            raise NotUnderstood("It is unclear whether a part of what is left is meant.")
        before = [r for r in self._held(holder, thing) if r.kind == "hold"]
        if not before:
            raise NotUnderstood("It is unclear of what a part is meant.")
        return total([r.amount for r in before])

    def _holder(self, owner: str, thing: str) -> str:
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

    # -- rates -----------------------------------------------------------------------------

    def _fact(self, name: str, value: Fraction) -> Linear:
        made = self.ledger.quantity(name)
        self.ledger.say(made, constant(value))
        return made

    def _per(self, value: Linear, pers: tuple[Per, ...]) -> Linear:
        for one in pers:
            value = value.times(1 / one.value)
        return value

    def _rate(
        self, thing: str, dens: tuple[str, ...], value: Linear, actor: str, kind: str = "hold"
    ) -> None:
        if any(den.split()[-1] in RELATIVES for den in dens):
            raise NotUnderstood("Relatives are shared: what each has is not added up.")
        if kind in {"hold", "price"} and any(
            r.thing == thing and r.dens == dens and r.actor == actor and r.kind == kind
            for r in self.ledger.rates
        ):
            raise NotUnderstood("Two rates of the same kind are given.")
        self.ledger.rates.append(Rate(thing, dens, value, actor, kind))

    def _priced(self, phrase: Phrase, thing: str) -> None:
        """``for $3 each``."""
        price = phrase.price
        if price is None or price.value is None:
            return
        value = self._fact(f"price({thing})", price.value)
        if price.per:
            one = price.per[0]
            self._rate(
                price.noun, (thing if covers(one.noun, thing) else one.noun,), value, "", "price"
            )
            return
        if not price.each and not phrase.any and phrase.value not in {None, Fraction(1)}:
            if phrase.compare or phrase.share or not phrase.value:
                raise NotUnderstood("It is unclear whether the price is for each of them.")
            value = value.times(1 / phrase.value)
        self._rate(price.noun, (thing,), value, "", "price")

    def _filled(self, phrase: Phrase, thing: str) -> None:
        """``with 15 candles each``."""
        inner = phrase.inner
        if inner is not None and inner.value is not None:
            value = self._fact(f"{inner.noun} per {thing}", inner.value)
            self._rate(inner.key, (thing,), value, "", "hold")

    def _costs(self, thing: str, phrase: Phrase, pers: tuple[Per, ...]) -> None:
        """``Petrol costs $1.60 a litre``; "the jacket costs $80"."""
        if phrase.noun not in MONEY or phrase.value is None or phrase.compare or phrase.share:
            raise NotUnderstood("A price is not given in money.")
        value = self._fact(f"price({thing})", phrase.value)
        dens = tuple(p.noun for p in pers) or (thing,)
        self._rate(phrase.noun, dens, self._per(value, pers), "", "price")

    def _any(self, clause: Clause, subject: Subject) -> None:
        """``A pen costs $2``, ``each of the 8 tables has 4 chairs``, ``a hen lays 5 eggs a week``."""
        priced = any(phrase.noun in MONEY for phrase in clause.all("amount"))
        kind = ("cost" if priced else "hold") if clause.verb.kind == "be" else clause.verb.kind
        if subject.amount is not None:
            den = subject.amount.key
            count = subject.amount.value or Fraction(1)
            known = [r for r in self.ledger.records if r.thing == den and r.kind == "hold"]
            if known:
                raise NotUnderstood("It is said twice how many there are.")
            self._enter(Record(GROUP, "be", "hold", den, self._fact(den, count)))
        else:
            noun = subject.nouns[0]
            den = noun.name if noun.words else self.actors.subject(noun)
        if is_someone(den) and not subject.each:
            self._does(clause, self.actors.subject(Noun((den,), "a")))
            return
        if not subject.each:
            self.actors.subject(Noun(tuple(den.split()), "a"))
            if kind != "cost" and not any(
                r.kind == "one" and r.thing == den for r in self.ledger.records
            ):
                self._enter(Record(GROUP, "", "one", den, constant(1)))
        items = clause.all("amount")
        if not items or clause.all("times") or clause.all("span"):
            raise NotUnderstood("It is unclear what is said of each of them.")
        for phrase in items:
            if phrase.value is None or phrase.compare or phrase.share or phrase.price:
                raise NotUnderstood("A rate is not given as a number.")
            pers = (*phrase.per, *clause.all("per"))
            thing = self._thing(den, phrase)
            value = self._fact(f"{thing} per {den}", phrase.value)
            dens = (den, *(p.noun for p in pers))
            self._rate(thing, dens, self._per(value, pers), "", "price" if kind == "cost" else kind)
            self._filled(phrase, thing)

    def _some(self, clause: Clause, subject: Subject, count: Phrase) -> None:
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
        value = self._fact(f"{phrase.key} per {count.key}", phrase.value)
        number = self._fact(f"{count.key} counted", count.value)
        if clause.verb.kind == "cost" and not each:
            self._rate(phrase.noun, (count.key,), self.ledger.quotient(value, number), "", "price")
            return
        if not each:
            raise NotUnderstood("It is unclear whether it is said of each of them.")
        kind = "hold" if clause.verb.kind == "be" else clause.verb.kind
        self._rate(phrase.key, (count.key,), value, "", "price" if kind == "cost" else kind)
        self._enter(Record(GROUP, "be", "number", count.key, number))

    # -- groups ----------------------------------------------------------------------------

    def _group_changes(self, clause: Clause, subject: Subject) -> None:
        """``13 bottles break``, ``37 were sold``, ``9 got off``, ``the rest are blue``."""
        phrase = subject.amount
        kind = clause.verb.kind
        if phrase is None or subject.each or clause.all("amount") or clause.all("span"):
            raise NotUnderstood("It is unclear how many there are of whom.")
        if clause.predicate or kind == "be" or (kind == "come" and phrase.share):
            self._part(phrase, clause)
            return
        thing = self._thing(GROUP, phrase)
        owner = self._holder(GROUP, thing)
        gone = kind in {"go", "out", "sell"} or (
            clause.passive and kind in {"do", "buy", "in"} and clause.verb.lemma in _TAKEN
        )
        if not gone and kind != "come":
            self._part(phrase, clause)
            return
        self._amount(clause, owner, "out" if gone else "in", thing, evolve(phrase, noun=thing), "")

    def _part(self, phrase: Phrase, clause: Clause) -> None:
        """``12 of them are red``; ``the rest are blue``."""
        name = clause.said()
        of = phrase.share.of if phrase.share else None
        whole, thing = self._group(of.name if of is not None and of.words else phrase.noun)
        if (
            phrase.noun
            and phrase.noun != thing
            and not covers(phrase.noun, thing)
            and phrase.share is None
        ):
            raise NotUnderstood("It is unclear of what a part is meant.")
        self.whole = whole
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
        self._enter(Record(GROUP, clause.verb.lemma, "part", name, amount))

    def _group(self, noun: str = "") -> tuple[Linear, str]:
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
            return self._group(rates[0].thing)
        raise NotUnderstood("It is unclear of what a part is meant.")

    # -- others ------------------------------------------------------------------------------

    def _handed(self, clause: Clause, owner: str, beside: list[Beside]) -> None:
        """The other one's side of what is given or taken."""
        if not self.ledger.records:
            return
        record = self.ledger.records[-1]
        if record.actor != owner:
            return
        recipients = [b.noun for b in beside if b.word == "to"]
        recipients += [
            n for n in clause.all("noun") if clause.verb.lemma in _HANDED and _is_someone(n)
        ]
        if clause.verb.lemma in _HANDED and recipients:
            if len(recipients) > 1:
                raise NotUnderstood("It is unclear who gets it.")
            other = self.actors.other(recipients[0], owner)
            self._enter(evolve(record, actor=other, kind="in", lemma="get"))
        givers = [b.noun for b in beside if b.word == "from"]
        if clause.verb.lemma in _TAKING and givers and record.kind == "in":
            other = self.actors.other(givers[0], owner)
            self._enter(evolve(record, actor=other, kind="out", lemma="give"))

    def _total(self, clause: Clause, owners: list[str]) -> None:
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
        value = self._fact(f"{thing or 'all'} together", phrases[0].value)
        kind = "hold" if clause.verb.kind == "be" else clause.verb.kind
        self._totals.append((owners, kind, thing, value))

    # -- the end ------------------------------------------------------------------------------

    def _enter(self, record: Record) -> None:
        self.ledger.records.append(record)

    def close(self) -> None:
        """Resolve what was compared, and then the totals."""
        for pending in self._pending:
            self._resolve(pending)
        for owners, kind, thing, value in self._totals:
            found = [
                r for r in self.ledger.records
                if r.kind == kind and (r.actor in owners or owners in ([], [GROUP])) and (not thing or self._counts(r, thing))
            ]  # fmt: skip
            if len(found) < 2:
                raise NotUnderstood("It is unclear what is counted together.")
            self.ledger.say(total([r.amount for r in found]), value)

    def _counts(self, record: Record, thing: str) -> bool:
        return covers(thing, record.thing) or thing not in self.ledger.things()

    def _resolve(self, pending: _Pending) -> None:
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
        self._enter(made)
        return [made]


_OWN: Final = frozenset("his her their my its our your".split())
_TAKEN: Final = frozenset("take borrow buy read use pick".split())


def _with_prices(clause: Clause) -> Clause:
    """A price that stands after something else belongs to the amount before."""
    items: list[Item] = []
    amount = -1
    for item in clause.items:
        if item.kind == "price":
            before = items[amount].value if amount >= 0 else None
            if not isinstance(before, Phrase) or before.price or before.noun in MONEY:
                raise NotUnderstood("It is unclear what costs so much.")
            items[amount] = Item("amount", evolve(before, price=item.value))
            continue
        items.append(item)
        if item.kind == "amount":
            amount = len(items) - 1
    return evolve(clause, items=tuple(items))


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


def _is_someone(noun: Noun) -> bool:
    return noun.lead in {"him", "her", "me", "us"} or is_someone(noun.name) if noun.words else True
