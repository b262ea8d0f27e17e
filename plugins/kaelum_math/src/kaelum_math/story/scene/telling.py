"""What a clause of a scene states: records, rates, parts, comparisons and totals."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import evolve

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.linear import Linear, constant
from kaelum_math.story.scene.actors import is_someone
from kaelum_math.story.scene.clauses import (
    Beside,
    Clause,
    Item,
    Subject,
)
from kaelum_math.story.scene.comparing import Compared
from kaelum_math.story.scene.ledger import GROUP, Record
from kaelum_math.story.scene.state import NO_GOODS
from kaelum_math.story.scene.things import (
    MONEY,
    Per,
    Phrase,
)
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
_HANDED: Final = frozenset("give lend send donate pay sell throw mail".split())
_TAKING: Final = frozenset("get receive borrow take buy collect".split())


class Teller(Compared):
    """Enters what clauses state into a ledger, one after the other."""

    def tell(self, clause: Clause) -> None:
        """Enter ``clause``. Raises NotUnderstood if it is unclear what it says."""
        clause = self._relative(self._with_subject(clause))
        self.last = clause
        subject = clause.subject
        if subject is None or clause.setting:
            self._meet(subject)
            return
        for pieces in clause.all("pieces"):
            inner = pieces.inner
            if inner is not None and not inner.noun:  # boxes of 4
                pieces = evolve(pieces, inner=evolve(inner, noun=self._things_put(clause)))  # noqa: PLW2901
            self.filled(pieces, pieces.noun)
        if clause.all("pieces") and clause.passive and not subject.amount:
            clause.only("pieces")
            return
        if subject.more:
            raise NotUnderstood("It is unclear what is said of how many.")
        counted = subject.amount is not None and not subject.one
        if subject.amount is not None and counted and clause.all("amount") and not clause.passive:
            clause.only("amount")
            self.some(clause, subject, subject.amount)
        elif clause.verb.kind == "share":
            clause.only("amount", "for")
            self._shares(clause, subject)
        elif clause.passive or clause.verb.kind in {"go", "come"} or counted:
            clause.only()
            self.group_changes(clause, subject)
        elif clause.predicate:
            raise NotUnderstood(f"It is unclear what {clause.predicate!r} means for the amounts.")
        elif subject.one and self.is_any(clause, subject):
            clause.only("amount", "per")
            self.any_(clause, subject)
        else:
            self._owners_do(clause, subject)

    def _shares(self, clause: Clause, subject: Subject) -> None:
        """``shares the rest equally among 4 friends``."""
        phrases = [subject.amount] if clause.passive else clause.all("amount")
        among = [a for a in clause.all("for") if a.word in {"among", "between", "into"}]
        if len(phrases) != 1 or len(among) != 1 or len(clause.all("for")) != 1 or self.shared:
            raise NotUnderstood("It is unclear what is shared among how many.")
        phrase, count = phrases[0], among[0].phrase
        if (
            not clause.words() & {"equally", "evenly"}
            or phrase is None
            or phrase.compare
            or not count.value
        ):
            raise NotUnderstood("It is unclear who gets how much.")
        owner = GROUP if clause.passive else self.actors.subject(subject.nouns[0])
        if phrase.inner is not None and phrase.value == 1:
            phrase = phrase.inner  # a box of 24 chocolates
        thing = self.thing(owner, phrase, "share")
        if phrase.share is not None:
            value = Fraction(1) if phrase.share.value is None else phrase.share.value
            amount = self.whole_(owner, phrase).times(value)
        elif phrase.value is not None and not self.ledger.matches_any(thing):
            amount = self.fact(f"{thing} shared", phrase.value)
        else:
            raise NotUnderstood("It is unclear what is shared.")
        number = self.fact(count.key, count.value)
        self.shared = amount, thing, Record(GROUP, "be", "number", count.key, number)
        self.enter(self.shared[2])

    def _with_subject(self, clause: Clause) -> Clause:
        """A clause without a subject has that of the one before."""
        if clause.subject is not None:
            return clause
        if self.last is None:
            raise NotUnderstood("It is unclear who does it.")
        return evolve(clause, subject=self.last.subject)

    def _meet(self, subject: Subject | None) -> None:
        """Whoever a scene is set with is known from now on."""
        for noun in subject.nouns if subject else ():
            if not (subject and subject.one) or is_someone(noun.name or "it"):
                self.actors.subject(noun)

    def _owners_do(self, clause: Clause, subject: Subject) -> None:
        """The subjects do it, each for itself or together."""
        owners = [self.actors.subject(noun) for noun in subject.nouns]
        words = clause.words()
        if clause.verb.kind == "be" and owners == [GROUP] and self.inside(clause):
            clause.only("amount")
            return
        everyone = owners == ["they"]
        if everyone:
            owners = self.actors.all()
            if not words & (_TOGETHER | {"each"}) and not subject.each and len(owners) != 1:
                raise NotUnderstood("It is unclear whether they do it together.")
        together = len(owners) > 1 and not subject.each and "each" not in words
        if together or (words & _TOGETHER and clause.verb.kind in {"hold", "be"}):
            clause.only("amount")
            self.total(clause, [] if everyone else owners)
            return
        self.several = len(owners) > 1
        if "more" in words and clause.verb.kind in {"hold", "be", "do", "cost"}:
            raise NotUnderstood("It is unclear how many more than what is meant.")
        for owner in owners:
            self._does(clause, owner)

    def _relative(self, clause: Clause) -> Clause:
        """``who`` is who was named last."""
        subject = clause.subject
        if subject is None or [n.lead for n in subject.nouns] != ["who"] or self.last is None:
            return clause
        named = [p.compare.who for p in self.last.all("amount") if p.compare and p.compare.who]
        named += [b.noun for b in self.last.all("beside")]
        if len(named) > 1:
            raise NotUnderstood("It is unclear who is meant.")
        last = named[-1:] or list(self.last.subject.nouns if self.last.subject else ())
        return evolve(clause, subject=evolve(subject, nouns=tuple(last[-1:])))

    def _does(self, clause: Clause, owner: str) -> None:
        clause = _with_prices(clause)
        counts = clause.all("of each")
        self.of_each = counts[0] if len(counts) == 1 and len(clause.all("amount")) == 1 else None
        if counts and self.of_each is None:
            raise NotUnderstood("It is unclear of how many it is said.")
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
            self.allotted(owner, allotted)
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

    def _times(self, owner: str, clause: Clause, times: Fraction, pers: tuple[Per, ...]) -> None:
        value = self.fact(f"times({owner})", times)
        if pers:
            self.rate("time", tuple(p.noun for p in pers), self.per(value, pers), owner, "do")
        else:
            self.enter(Record(owner, clause.verb.lemma, "span", "time", value))

    def _span(self, owner: str, clause: Clause, span: Phrase) -> None:
        value = self.fact(f"{span.noun}({owner})", span.value or Fraction(1))
        before = self.ledger.records[-1:] if len(clause.all("amount")) == 1 else []
        self.enter(Record(owner, clause.verb.lemma, "span", span.noun, value))
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
        if self._offered(clause, phrase):
            if pers or clause.verb.kind not in {"sell", "buy", "out", "in"}:
                raise NotUnderstood("It is unclear how many there are.")
            self.priced(phrase, phrase.key)
            return
        if kind == "put":
            self._puts(clause, phrase, pers)
            return
        compare = phrase.compare
        if compare is not None and not pers and self.same_rate(clause, owner, kind, compare):
            return
        thing = self.thing(owner, phrase, clause.verb.lemma)
        if kind == "cost" or (clause.verb.kind == "be" and phrase.noun in MONEY):
            self.costs(owner, phrase, pers)
            return
        if phrase.each and not (pers or phrase.inner or self.several):
            raise NotUnderstood("It is unclear of how many it is said.")
        if pers:
            self._often(owner, kind, phrase, thing, pers)
            return
        if phrase.value is not None and not (compare or phrase.share):
            told = self._told(clause, owner, kind, thing)
            if told is not None:
                self.ledger.say(told, constant(phrase.value))
                return
        amount = self.amount(clause, owner, kind, thing, phrase, moment)
        if kind in {"buy", "sell", "in", "out"} and phrase.price is not None:
            self.traded(clause, owner, kind, phrase, amount)
            return
        self.priced(phrase, thing)
        self.filled(phrase, thing)

    def _things_put(self, clause: Clause) -> str:
        """What is put into boxes of 4: what the clause counts, or what there was before."""
        named = [phrase.key for phrase in clause.all("amount") if phrase.key]
        return named[0] if named else self.thing(GROUP, Phrase(""))

    def _puts(self, clause: Clause, phrase: Phrase, pers: tuple[Per, ...]) -> None:
        """``puts them into boxes of 4``; ``puts 6 stamps on each page``."""
        if clause.all("pieces") and not pers and phrase.share and phrase.share.value == 1:
            return
        if len(pers) != 1 or pers[0].value != 1 or phrase.compare or phrase.share:
            raise NotUnderstood("It is unclear how many are put where.")
        self.filled(Phrase(pers[0].noun, inner=phrase), pers[0].noun)

    def _offered(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether only a price is said: "sells pens for $2 each and a cap at $5"."""
        offered = clause.verb.kind == "sell" and any(p.any for p in clause.all("amount"))
        return phrase.any or (offered and phrase.value == 1 and phrase.price is not None)

    def _often(
        self, owner: str, kind: str, phrase: Phrase, thing: str, pers: tuple[Per, ...]
    ) -> None:
        """``eats 2 apples a day``."""
        if phrase.value is None or phrase.compare or phrase.share:
            raise NotUnderstood("A rate is not given as a number.")
        names = " and ".join(one.noun for one in pers)
        value = self.fact(f"{thing} per {names}({owner})", phrase.value)
        actor = "" if owner == GROUP else owner
        self.rate(thing, tuple(one.noun for one in pers), self.per(value, pers), actor, kind)
        self.priced(phrase, thing)

    def _told(self, clause: Clause, owner: str, kind: str, thing: str) -> Linear | None:
        """The amount whose value is now given: one that was compared, or what has become of it."""
        if kind == "hold" and self._is_result(clause, owner, thing):
            return self.balance(owner, thing)
        if kind != "hold" and not clause.given:
            return None
        key = (owner, clause.verb.lemma, thing)
        compared = [p.record for p in self.pending]
        same = [r.amount for r in compared if (r.actor, r.lemma, r.thing) == key]
        return same[0] if same else None

    def _is_result(self, clause: Clause, owner: str, thing: str) -> bool:
        """Whether "has 40 cards" says what has become of earlier amounts."""
        earlier = [
            r for r in self.ledger.records
            if r.actor == owner and r.thing == thing and r.kind not in NO_GOODS
        ]  # fmt: skip
        if not earlier or clause.words() & _NOW:
            return bool(earlier)
        changed = any(r.kind != "hold" for r in earlier)
        if changed and self.past and not clause.verb.past:
            return True
        if changed and not clause.given:
            raise NotUnderstood("It is unclear whether that is so before or after what was said.")
        return False

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
            self.enter(evolve(record, actor=other, kind="in", lemma="get"))
        givers = [b.noun for b in beside if b.word == "from"]
        if clause.verb.lemma in _TAKING and givers and record.kind == "in":
            other = self.actors.other(givers[0], owner)
            self.enter(evolve(record, actor=other, kind="out", lemma="give"))


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


def _is_someone(noun: Noun) -> bool:
    return noun.lead in {"him", "her", "me", "us"} or is_someone(noun.name) if noun.words else True
