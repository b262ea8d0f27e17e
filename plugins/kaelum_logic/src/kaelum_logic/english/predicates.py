"""What is said of a subject: verbs, complements, and how they are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kaelum_logic.english.acts import ActGrammar
from kaelum_logic.english.lexicon import (
    ADVERBS,
    BE,
    COMPARATIVES,
    DO,
    FINITE_BE,
    HAVE,
    MODALS,
    NEGATIONS,
    PAST_BE,
    PREPOSITIONS,
    PRONOUNS,
    STATES,
    WEATHER,
)
from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    Be,
    Compare,
    JoinNP,
    JoinVP,
    Nominal,
    NotVP,
    Quantified,
    Same,
)

__all__ = ["MODAL_STEMS", "PredicateGrammar", "prefixed"]

Said = Iterator[tuple[VP, int]]
Item = Callable[[int], Said]

_FORMS = {
    "sg": {"s", "past"},
    "pl": {"base", "past"},
    "any": {"s", "base", "past"},
    "base": {"base"},
}
_NONE_OF = ("none of this :", "none of these :", "none of the following :", "none of those :")
_ONE_OF = ("at least one of these :", "at least one of the following :", "one or more of these :")
_DEGREES = frozenset({"more", "less"})
_UNSAYING = frozenset("all always each still already currently now".split())
"""Words behind "is" that leave what it says as it is."""
_GOES_ON = PREPOSITIONS | {"a", "an", "the", "not", "no"}
_GET = frozenset({"get", "turn", "stay", "remain"})
"""Verbs that may say of somebody what he is, or becomes."""


class PredicateGrammar(ActGrammar):
    """Verb phrases. ``mode``: ``sg``, ``pl`` or ``any`` for finite ones, else ``base``."""

    def vp(self, i: int, mode: str) -> Said:
        """What may be said of a subject, from ``i`` on; joined phrases first."""
        self.step()
        yield from self._joined_vp(self.skip_fillers(i), lambda j: self._single(j, mode), mode)

    def _joined_vp(self, i: int, item: Item, mode: str) -> Said:
        """Items joined in any of the usual ways.

        ``mode`` tells what may follow "nor": "nor does he swim" needs a finite verb before.
        """
        paired = self._paired(i, item, mode)
        yield from paired
        if self.word(i) in {"either", "neither"}:
            return
        for first, j in item(i):
            yield from self._listed([first], j, item, mode)
            yield first, j

    def _paired(self, i: int, item: Item, mode: str) -> Said:
        word = self.word(i)
        links = {"both": "and", "either": "or", "neither": "nor"}
        if word not in links:
            return
        kind = {"and": "and", "or": "xor", "nor": "nor"}[links[word]]
        member: Item = item if word == "both" else lambda j: self._conjoined(j, item, mode)
        for left, j in member(self.skip(self.skip_fillers(i + 1), {":"})):
            parts = [left]
            end = self.skip_comma(j)
            while self.word(end) != links[word] and self.word(end - 1) == "," and len(parts) < 6:
                more = next(item(end), None)
                if more is None:
                    break
                parts.append(more[0])
                end = self.skip_comma(more[1])
            link = "or" if kind == "nor" and self.word(end) == "or" else links[word]
            if self.word(end) != link:
                continue
            after = self._again(self.skip_fillers(end + 1), mode, inverted=kind == "nor")
            is_again = (
                kind == "nor" and self.word(after) in FINITE_BE and self._is_pronoun(after + 1)
            )
            last = self.complement(after + 2, "any") if is_again else member(after)
            for right, k_right in last:
                exact, k = self._or_both(kind, k_right)
                whole = JoinVP(exact, (*parts, right))
                yield from self._listed([whole], k, item, mode)
                yield whole, k

    def _is_pronoun(self, i: int) -> bool:
        return self.word(i) in PRONOUNS

    def _or_both(self, kind: str, i: int) -> tuple[str, int]:
        """The kind of a disjunction, made clear by ", or both" or ", but not both" at ``i``."""
        start = self.skip_comma(i)
        if kind in {"or", "xor"} and (j := self.at(start, "or both")) is not None:
            return "or", j
        not_both = self.after_any(start, ("but not both", "( but not both )", "and not both"))
        if kind in {"or", "xor"} and not_both is not None:
            return "only one", not_both
        return kind, i

    def _conjoined(self, i: int, item: Item, mode: str) -> Said:
        """An item, or items joined by "and": what may stand beside an "or"."""
        if self.word(i) == "both":
            yield from self._paired(i, item, mode)
        if self.word(i) in {"neither", "either"}:
            yield from self._paired(i, item, mode)
        for first, j in item(i):
            if self.word(j) == "and":
                for second, k in item(self._again(self.skip_fillers(j + 1), mode, inverted=False)):
                    yield JoinVP("and", (first, second)), k
            yield first, j

    def _again(self, i: int, mode: str, *, inverted: bool) -> int:
        """Skip a subject taken up again: "or he is", "nor does he", "nor is he"."""
        if mode == "base" and not inverted:
            return i
        if inverted and self.word(i) in DO and self.word(i + 1) in PRONOUNS:
            return i + 2
        if self.word(i) in PRONOUNS and mode != "base":
            return i + 1
        return i

    def _listed(self, parts: list[VP], j: int, item: Item, mode: str) -> Said:
        """``parts`` and what is joined to them; "and" binds closer than "or"."""
        self.step()
        if len(parts) > 8:
            return
        if self.word(j) == "," and self.conjunction(j) is None:
            for part, k in item(j + 1):
                yield from self._listed([*parts, part], k, item, mode)
        link = self.conjunction(j)
        if link is None:
            return
        kind, after = link
        if kind == "nor":
            for right, k in self._denied(after, item):
                yield JoinVP("and", (*parts, right)), k
            return
        if kind == "and" and self.word(self.skip_comma(j) + 1) == ",":
            for right, k in self._joined_vp(after, item, mode):
                yield JoinVP(kind, (*parts, right)), k
            return
        for right, k_right in self._next_item(after, item, mode):
            if kind == "and" and len(parts) == 1 and _is_or(parts[0]):
                continue
            exact, k = self._or_both(kind, k_right)
            mixed = exact == "or" and len(parts) == 1 and _is_plain_and(parts[0])
            group = JoinVP(exact, (*parts, right), loose=mixed)
            yield from self._listed([group], k, item, mode)
            yield group, k

    def _next_item(self, i: int, item: Item, mode: str) -> Said:
        if self.word(i) in {"either", "neither", "both"}:
            yield from self._paired(i, item, mode)
        for first, j in item(i):
            if self.word(j) == "and" and self.word(i - 1) == "or":
                for second, k in item(self.skip_fillers(j + 1)):
                    yield JoinVP("and", (first, second)), k
            yield first, j

    def _denied(self, i: int, item: Item) -> Said:
        """What follows "nor": "nor does he swim", "nor is he tall", "nor tall"."""
        if self.word(i) in DO and self.word(i + 1) in PRONOUNS:
            for vp, j in self._single(i + 2, "base"):
                yield NotVP(vp), j
        elif self.word(i) in FINITE_BE and self.word(i + 1) in PRONOUNS:
            for vp, j in self.complement(i + 2, "any"):
                yield NotVP(vp), j
        else:
            for vp, j in item(i):
                yield NotVP(vp), j

    def _single(self, i: int, mode: str) -> Said:
        """One verb phrase: an auxiliary with what it governs, or a plain verb."""
        self.step()
        word = self.word(i)
        if word in ADVERBS or (word.endswith("ly") and self.is_open(i)):
            yield from self._with_adverb(i, mode)
        if (after := self.at(i, "no longer")) is not None:
            for vp, j in self._single(after, mode):
                yield NotVP(vp), j
        if word in {"both", "all", "each"} and mode in {"pl", "any"}:
            yield from self._single(i + 1, mode)
        if word == "not" and mode == "base":
            for vp, j in self._single(i + 1, mode):
                yield NotVP(vp), j
        if word in BE and self._be_agrees(word, mode):
            yield from self._be(i)
        elif word in DO and mode != "base" and self.word(i + 1) in {"not", "never"}:
            for vp, j in self._governed(i + 1, ()):
                yield (_in_past(vp) if word == "did" else vp), j
        elif word in MODALS and mode != "base":
            prefix = () if word in {"will", "would", "shall"} else (MODAL_STEMS.get(word, word),)
            yield from self._governed(i + 1, prefix)
        elif word in HAVE:
            yield from self._have(i, mode)
        if word in FINITE_BE | DO | MODALS | HAVE and mode != "base":
            yield from self._elliptic(i + 1)
        for form in self.verb(i):
            if form.form in _FORMS[mode] and form.base != "be":
                is_base = mode != "sg" and word == form.base  # "all cards beat", "they put"
                tense = "past" if form.form == "past" and not is_base else "present"
                yield from self._plain_verb(i + 1, form.base, tense)

    def _elliptic(self, i: int) -> Said:
        """An auxiliary alone, for what was said before: "if Carl is", "Ben does not"."""
        denied = self.word(i) == "not"
        end = i + 1 if denied else i
        if self.word(self.skip_fillers(end)) in {"", ",", "then", "."}:
            yield (NotVP(Same()) if denied else Same()), end

    def _with_adverb(self, i: int, mode: str) -> Said:
        adverb = self.word(i)
        for vp, j in self._single(i + 1, mode):
            if adverb == "never":
                yield NotVP(vp), j
            elif adverb in _TIMELESS:
                yield vp, j
            elif isinstance(vp, Act):
                yield Act((*vp.parts, adverb), vp.passive_by, vp.tense), j

    @staticmethod
    def _be_agrees(word: str, mode: str) -> bool:
        if mode == "base":
            return word == "be"
        return word in FINITE_BE and (mode == "any" or BE[word] in {mode, ""})

    def _be(self, i: int) -> Said:
        past = self.word(i) in PAST_BE
        for vp, j in self.complement(i + 1, BE[self.word(i)]):
            yield (_in_past(vp) if past else vp), j

    def _governed(self, i: int, prefix: tuple[str, ...]) -> Said:
        """What "does", "did" or a modal governs: a base form, perhaps denied."""
        denied = self.word(i) in {"not", "never"}
        start = self.skip_fillers(i + 1 if denied else i)
        for vp, j in self._joined_vp(start, lambda k: self._single(k, "base"), "base"):
            # What cannot be is not: "cannot be from Mars" says nothing of abilities.
            is_state = self.word(start) in {"be", "both"} and denied and prefix == ("can",)
            body = vp if is_state else prefixed(vp, prefix)
            if denied:
                loose = isinstance(vp, JoinVP) and self.word(start) not in {"both", "either"}
                yield NotVP(body, loose=loose), j
            else:
                yield body, j

    def _have(self, i: int, mode: str) -> Said:
        word = self.word(i)
        if mode == "base" and word != "have":
            return
        if mode in {"sg", "pl"} and word != "had" and (word == "has") != (mode == "sg"):
            return
        denied = self.word(i + 1) in {"not", "never"}
        start = self.skip_fillers(i + 2 if denied else i + 1)
        start = self.skip(start, {"already", "ever", "just"})
        if self.word(start) == "been":
            for said, j in self.complement(start + 1, "any"):
                vp = _in_past(said) if word == "had" or isinstance(said, Be) else said
                yield (NotVP(vp) if denied else vp), j
        for form in self.verb(start):
            if form.form == "participle" and (denied or form.base != "have"):
                for vp, j in self._plain_verb(start + 1, form.base, "past"):
                    yield (NotVP(vp) if denied else vp), j
        if denied:
            for act, j in self.act(start, ("have",), "present"):
                yield NotVP(act), j
        else:
            yield from self._plain_verb(i + 1, "have", "past" if word == "had" else "present")

    def _plain_verb(self, i: int, base: str, tense: str) -> Said:
        if base == "become" or (base in _GET and self._is_state(self.word(i))):
            yield from self.complement(i, "any")
        yield from self.act(i, (base,), tense)

    def _is_state(self, word: str) -> bool:
        """Whether "gets ``word``" says what somebody is then: "gets wet", "gets fired"."""
        fired = any(form.form == "participle" for form in self.lexicon.verb(word))
        return fired or word in STATES or self.lexicon.is_predicated(word)

    def complement(self, i: int, number: str) -> Said:
        """What follows a form of "be", joined and denied parts included."""
        self.step()
        start = self.skip(self.skip_fillers(i), _UNSAYING)
        goes_on = self.is_open(start) or self.word(start) in _GOES_ON
        if self.word(start - 1) == "still" and not goes_on:
            start -= 1  # "Rock is still and cold"
        yield from self._none_of(start)
        if self.word(start) == "not":
            inner = self.skip_fillers(start + 1)
            for vp, j in self._joined_vp(inner, lambda k: self._predicate(k, number), "any"):
                loose = isinstance(vp, JoinVP) and self.word(inner) not in {"both", "either"}
                if not (isinstance(vp, JoinVP) and _mentions_not(vp)):
                    yield NotVP(vp, loose=loose), j
        yield from self._joined_vp(start, lambda k: self._predicate(k, number), "any")
        if self.word(start) == "both":
            yield from self._predicate(start + 1, number)

    def _none_of(self, i: int) -> Said:
        """A list: "none of this: a cat or dog," and "at least one of these: a cat or a dog"."""
        denied = self.after_any(i, _NONE_OF)
        after = self.after_any(i, _ONE_OF) if denied is None else denied
        if after is None:
            return
        for vp, j in self._joined_vp(after, lambda k: self._predicate(k, "any"), "any"):
            yield (vp if denied is None else NotVP(vp)), self.skip_comma(j)

    def _predicate(self, i: int, number: str) -> Said:
        """One complement."""
        self.step()
        i = self.skip_fillers(i)
        word = self.word(i)
        no_longer = self.at(i, "no longer")
        if word in NEGATIONS or no_longer is not None:
            inner = self.skip_fillers(no_longer or i + 1)
            yield from self._denied_pair(inner, number)
            for vp, j in self._predicate(inner, number):
                yield NotVP(vp), j
            return
        if self.word(i - 1) in {"and", "or"} and self.is_described_plural(i):
            return  # "those who are lazy and students who are late"
        yield from self._comparison(i)
        if word in FINITE_BE and self.word(i - 1) in {"and", "or", "but"}:
            yield from self._be(i)
        if self.after_any(i, ("able to", "capable of")) is not None:
            yield from self._able(i)
        if word == "as" and self.is_open(i + 1):
            return  # the laws of "as tall as" are not known here
        if word in PREPOSITIONS:
            yield from self.act(i, (), "present")
            return
        yield from self.participle(i)
        yield from self._nominal_complement(i)
        if self.is_open(i):
            yield from self.act(i, (), "present")

    def _denied_pair(self, i: int, number: str) -> Said:
        """A denied pair as one of several complements: "(not) both a cat and a dog"."""
        for vp, j in self._paired(i, lambda k: self._predicate(k, number), "any"):
            yield NotVP(vp), j

    def _able(self, i: int) -> Said:
        start = self.after_any(i, ("able to",))
        if start is not None:
            for vp, j in self._single(start, "base"):
                yield prefixed(vp, ("can",)), j

    def _nominal_complement(self, i: int) -> Said:
        if self.word(i) == "the" and _is_superlative(self.word(i + 1)):
            return  # nor are those of "the tallest"
        for np, j, found in self.simple_np(i):
            if isinstance(np, Quantified) and np.det == "mass" and not np.nominal.words:
                yield Be(np), j
                continue
            if isinstance(np, Quantified) and np.det in {"bare", "mass"}:
                if np.det == "mass" and len(np.nominal.words) != 1 and not np.nominal.extras:
                    continue
                if np.nominal.extras and found != "pl":
                    continue
            elif isinstance(np, Quantified) and np.det == "no" and np.nominal.words:
                yield NotVP(Be(Quantified("a", np.nominal))), j
                continue
            elif isinstance(np, Quantified) and np.det not in {"a", "some", "the one"}:
                continue
            yield Be(np), j

    def _comparison(self, i: int) -> Said:
        word = self.word(i)
        if word in _DEGREES and self.is_open(i + 1) and self.word(i + 2) == "than":
            adjective, after = f"{word}_{self.word(i + 1)}", i + 3
        elif self.word(i + 1) == "than" and (word.endswith("er") or word in COMPARATIVES):
            adjective, after = word, i + 2
        else:
            return
        for np, j, _ in self.np(after):
            yield Compare(adjective, np), j

    def _agents(self, i: int) -> Iterator[tuple[NP, int]]:
        """By whom something is done: "(by) Tim or by Jane"."""
        for np, j, _ in self.np(i):
            link = self.conjunction(j)
            if link is not None and link[0] in {"and", "or"} and self.word(link[1]) == "by":
                for other, k in self._agents(link[1] + 1):
                    yield JoinNP(link[0], (np, other)), k
            yield np, j

    def participle(self, i: int) -> Said:
        """A phrase with a participle: "starting a company", "chased by the cat"."""
        known = self.lexicon.verb(self.word(i)) if self.is_open(i) else ()
        if self.word(i) in {"having", "being"} and self.word(i) == "having":
            yield from self.act(i + 1, ("have",), "present")
        for form in known:
            if form.form == "ing":
                if form.base in WEATHER:
                    continue
                yield from self._plain_verb(i + 1, form.base, "now")
            elif form.form == "participle":
                by = self.at(i + 1, "by")
                if by is not None:
                    for np, j in self._agents(by):
                        yield Act((form.base,), passive_by=np), j
                yield from self.act(i + 1, (self.word(i),), "present")


_NOT_SUPERLATIVE = frozenset("forest guest test west rest chest nest honest modest priest".split())
_PLAIN = frozenset({"a", "bare", "mass"})
MODAL_STEMS = {"could": "can", "might": "may"}
_TIMELESS = frozenset({"also", "now", "currently", "still", "already", "just", "even", "ever"})


def _is_superlative(word: str) -> bool:
    return word in {"most", "least", "best", "worst"} or (
        word.endswith("est") and word not in _NOT_SUPERLATIVE
    )


def _is_plain_and(vp: VP) -> bool:
    return isinstance(vp, JoinVP) and vp.kind == "and" and len(vp.parts) > 1


def _is_or(vp: VP) -> bool:
    return isinstance(vp, JoinVP) and vp.kind == "or"


def _mentions_not(vp: JoinVP) -> bool:
    return any(isinstance(part, NotVP) for part in vp.parts)


def prefixed(vp: VP, prefix: tuple[str, ...]) -> VP:
    """``vp`` under a modal verb."""
    match vp:
        case _ if not prefix:
            return vp
        case Act(parts, passive_by, tense):
            return Act((*prefix, *parts), passive_by, tense)
        case NotVP(body, loose):
            return NotVP(prefixed(body, prefix), loose)
        case JoinVP(kind, parts):
            return JoinVP(kind, tuple(prefixed(part, prefix) for part in parts))
        case Be(Quantified(det, Nominal(words, _, (), ())), tense) if det in _PLAIN and words:
            return Act((*prefix, "be", *words), None, tense)
        case Be(what, tense):
            return Act((*prefix, "be", what), None, tense)
        case _:
            return vp


def _in_past(vp: VP) -> VP:
    match vp:
        case Act(parts, passive_by, _):
            return Act(parts, passive_by, "past")
        case Be(what, _):
            return Be(what, "past")
        case Compare(word, than, _):
            return Compare(word, than, "past")
        case NotVP(body, loose):
            return NotVP(_in_past(body), loose)
        case JoinVP(kind, parts):
            return JoinVP(kind, tuple(_in_past(part) for part in parts))
        case _:
            return vp
