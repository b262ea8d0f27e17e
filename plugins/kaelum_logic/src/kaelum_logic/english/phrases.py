"""Noun phrases."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from kaelum_logic.english.determiners import (
    COUNTS,
    DETERMINERS,
    LONGEST_FIRST,
    OWNED,
    SPEAKERS_OWN,
    UNITS,
)
from kaelum_logic.english.lexicon import (
    INDEFINITES,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    REFLEXIVES,
    RELATIVES,
    SORTS,
)
from kaelum_logic.english.lists import Found, ListGrammar
from kaelum_logic.english.tree import (
    NP,
    VP,
    Act,
    JoinNP,
    JoinVP,
    Lacks,
    Name,
    Nominal,
    Pronoun,
    Quantified,
    The,
)

__all__ = ["PhraseGrammar"]


_OF_EACH = frozenset({"every", "no", "any"})
_RELATIONAL = frozenset({"of", "to", "for", "on", "about"})
_NO_DESCRIPTION = frozenset({"of", "than", "like", "as", "until", "before", "after"})
_SINGULAR = frozenset({"the", "a", "an", "every", "each", "this", "that"})
_DROPPED = frozenset({"own"})
_OWNERS = {"his": "he", "her": "she", "its": "it", "his/her": "he/she"}
"""Whose "his car" is, as a pronoun; else "they"."""


class PhraseGrammar(ListGrammar):
    """Noun phrases; what is said of them comes from the subclass."""

    def vp(self, i: int, mode: str) -> Iterator[tuple[VP, int]]:
        """What may be said, from ``i`` on; ``mode`` is the verb's form."""
        raise NotImplementedError

    def complement(self, i: int, number: str) -> Iterator[tuple[VP, int]]:
        """What may follow a form of "be", from ``i`` on."""
        raise NotImplementedError

    def act(self, i: int, parts: tuple[str | NP, ...], tense: str) -> Iterator[tuple[Act, int]]:
        """A verb's or adjective's phrase that goes on at ``i``."""
        raise NotImplementedError

    def participle(self, i: int) -> Iterator[tuple[VP, int]]:
        """A phrase with a participle: "produced in China", "working at home"."""
        raise NotImplementedError

    def simple_np(self, i: int) -> Found:
        """Noun phrases from ``i`` on that are not joined."""
        self.step()
        word = self.word(i)
        if word in INDEFINITES:
            yield from self._indefinite(i)
        elif word in REFLEXIVES:
            yield Pronoun(word, reflexive=True), i + 1, "any"
        elif word in POSSESSIVES and (self.is_open(i + 1) or word not in {"her", "his"}):
            yield from self._owned(i)
        elif word in {"that", "this", "these", "those"} and self.is_open(i + 1):
            yield from self._pointed(i)
        elif word in PRONOUNS and self.lexicon.is_closed(self.tokens[i]):
            numbers = {"they": "pl", "them": "pl", "we": "pl", "i": "any", "you": "pl"}
            yield Pronoun(word), i + 1, numbers.get(word, "sg")
        elif word in {"those", "they", "all"} and self.word(i + 1) in RELATIVES:
            number = "any" if word == "all" else "pl"
            det = "all that" if word == "all" else "every"
            yield from self._with_extras(det, Nominal(()), i + 1, number, 0)
        else:
            for np, j, number in self._plain_np(i):
                yield from self._belonging(np, j)
                yield np, j, number

    def _plain_np(self, i: int) -> Found:
        yield from self._only_named(i)
        yield from self._determined(i)
        if self.word(i) == "the":
            yield from self._definite(i + 1)
        for name, j in self.named(i):
            yield name, j, "sg"
        if self.word(i) in NUMBERS and not self.tokens[i].capital and not self._counts(i):
            yield Name(self.word(i)), i + 1, "sg"
        yield from self._bare(i)

    def _counts(self, i: int) -> bool:
        """Whether the number at ``i`` says how many, rather than which."""
        return self.word(i) == "one" or (
            self.is_open(i + 1) and self.lexicon.is_plural(self.word(i + 1))
        )

    def _belonging(self, owner: NP, i: int) -> Found:
        """What belongs to ``owner``, if a genitive ends at ``i``: "Ann's dog's tail"."""
        if self.word(i) != "'s":
            return
        for np, j, number in self._owned_by(owner, i + 1):
            yield from self._belonging(np, j)
            yield np, j, number

    def _owned_by(self, owner: NP, i: int) -> Found:
        for nominal, j, number in self.nominal(i):
            if nominal.extras or nominal.alternatives or not nominal.words:
                continue
            if self.tokens[j - 1].capital and not self.tokens[i].capital:
                continue  # "Ann's brother Ed"
            if number != "pl":
                for name, k in self.named(j):
                    yield The(nominal, owner=owner, name=name.text), k, number
            if number == "pl":
                relation = Act((*nominal.words, "of", owner))
                yield Quantified("the", Nominal((), extras=(relation,))), j, number
            else:
                yield The(nominal, owner=owner), j, number

    def _indefinite(self, i: int) -> Found:
        det, human = INDEFINITES[self.word(i)]
        j = i + 1
        if self.word(j) == "else":
            return  # than whom, is not read
        nominal = Nominal((), human=human)
        if self.word(i) in {"whoever", "whatever", "whomever"}:
            for vp, k in self.vp(j, "sg"):
                yield Quantified("every", Nominal((), extras=(vp,), human=human)), k, "sg"
            return
        if self.word(j) in PREPOSITIONS or self._is_listed_adjective(j):
            for vp, k in self.complement(j, "any"):
                if isinstance(vp, JoinVP):
                    yield Quantified(det, evolve(nominal, extras=(vp,))), k, "sg"
        yield from self._with_extras(det, nominal, j, "sg", 0)
        if self.is_open(j) and det in {"some", "every", "any", "no"}:
            for vp, k in self.act(j, (), "present"):
                yield Quantified(det, Nominal((), extras=(vp,), human=human)), k, "sg"

    def _is_listed_adjective(self, i: int) -> bool:
        """Whether an adjective at ``i`` is one of several: "(anyone) tall or rich"."""
        plain = self.is_open(i) and not self.word(i).endswith("s") and not self.verb(i)
        return plain and self.word(i + 1) in {"and", "or"} and self.is_open(i + 2)

    def _owned(self, i: int) -> Found:
        """What a possessive at ``i`` says to be somebody's: "his car", "my plants"."""
        word = self.word(i)
        if word not in SPEAKERS_OWN:
            yield from self._owned_by(Pronoun(_OWNERS.get(word, "they")), i + 1)
            return
        yield from self._of_the_speaker("every", i)
        for nominal, j, number in self.nominal(i + 1):
            if not nominal.extras and not nominal.alternatives:
                yield The(Nominal((word, *nominal.words))), j, number

    def _of_the_speaker(self, det: str, i: int) -> Found:
        """Several of what somebody has: "(all of) my plants"; a class of its own."""
        for nominal, j, number in self.nominal(i + 1):
            if number == "pl" and nominal.words and not nominal.alternatives:
                words = (f"of_{self.word(i)}", *nominal.words)
                yield Quantified(det, evolve(nominal, words=words)), j, "any"

    def _pointed(self, i: int) -> Found:
        plural = self.word(i) in {"these", "those"}
        for nominal, j, number in self.nominal(i + 1):
            if plural:
                yield Quantified("every", nominal), j, "pl"
            elif number != "pl":
                yield The(nominal, anaphoric=True), j, "sg"

    def _only_named(self, i: int) -> Found:
        """Nobody but those named: "only Bob", "nobody but Bob and Carl"."""
        after = self.after_any(i, ("only", "nobody but", "no one but", "nothing but"))
        if after is not None and self.tokens[after:] and self.tokens[after].capital:
            for np, j, _ in self.np(after):
                if isinstance(np, Name) or (isinstance(np, JoinNP) and np.kind == "and"):
                    yield JoinNP("only", (np,)), j, "any"
        for name, j in self.named(i):
            if self.word(j) == "alone" and not self.is_open(j + 1 if self.word(j + 1) else j):
                continue
            if self.word(j) == "alone":
                yield JoinNP("only", (name,)), j + 1, "sg"

    def _determined(self, i: int) -> Found:
        if self.at(i, "each other") is not None and not self.is_open(i + 2):
            return
        for phrase, after in self.phrases(i, LONGEST_FIRST):
            det, number = DETERMINERS[phrase]
            for nominal, j, noun in self.nominal(after):
                if det in _OF_EACH and noun == "sg" and not nominal.extras:
                    yield from self._each_of_two(det, nominal, j)
                yield Quantified(det, nominal), j, number
            break
        for det, after in self.phrases(i, OWNED):
            if self.word(after) in SPEAKERS_OWN:
                yield from self._of_the_speaker(det, after)
        for det, after in self.phrases(i, COUNTS):
            count = self._number(after)
            if count is not None:
                yield from self._counted(det, count, after + 1)
        count = self._number(i)
        if count is not None and self.is_open(i + 1) and not self.tokens[i + 1].capital:
            yield from self._counted("at least", count, i + 1)

    def _each_of_two(self, det: str, nominal: Nominal, j: int) -> Found:
        """Two nouns under one determiner: "every dog and cat", "no boy or girl"."""
        if self.word(j) in {"and", "or"} and self.is_open(j + 1) and nominal.words:
            for other, k, number in self.nominal(j + 1):
                if number == "sg" and other.words and not other.extras:
                    yield Quantified(det, evolve(nominal, alternatives=(other,))), k, "sg"

    def _counted(self, det: str, count: int, i: int) -> Found:
        if self.lexicon.noun(self.word(i)) in UNITS:
            for _, j, _ in self.nominal(i):
                amount = (det.replace(" ", "_"), str(count), *self._stems(i, j))
                yield Quantified("mass", Nominal(amount)), j, "any"
            return
        single = count == 1
        if det in {"more than", "fewer than"}:
            count += 1 if det == "more than" else -1
            det = "at least" if det == "more than" else "at most"
        if (us := self.at(i, "of us") or self.at(i, "of them")) is not None:
            yield Quantified(det, Nominal((), human=True), count), us, "sg" if count == 1 else "pl"
        for nominal, j, number in self.nominal(self.at(i, "of the") or i):
            if number != "pl" and not single:
                continue
            yield Quantified(det, nominal, count), j, "sg" if single else "pl"

    def _definite(self, i: int) -> Found:
        if self.word(i) in {"former", "latter"}:
            yield The(Nominal((self.word(i),)), anaphoric=True), i + 1, "sg"
        for nominal, j, number in self.nominal(i):
            if number == "pl" and not self._is_proper(i, j):
                yield Quantified("the", nominal), j, "pl"
            elif nominal.extras and self._is_told_by_relative(i):
                yield Quantified("the one", nominal), j, "sg"
            elif not nominal.alternatives:
                plain = not nominal.extras
                words = nominal.words if plain else self._stems(i, j)
                yield The(Nominal(words)), j, "sg" if number != "pl" else "any"

    def _is_told_by_relative(self, i: int) -> bool:
        """Whether the first thing behind the noun at ``i`` is "who ...", "that ..."."""
        while self.is_open(i):
            i += 1
        return self.word(i) in RELATIVES

    def _is_proper(self, i: int, j: int) -> bool:
        return all(self.tokens[k].capital for k in range(i, j))

    def _stems(self, i: int, j: int) -> tuple[str, ...]:
        return tuple(self.lexicon.noun(token.lower) for token in self.tokens[i:j] if token.is_word)

    def _bare(self, i: int) -> Found:
        if not self.is_open(i):
            return
        for nominal, j, number in self.nominal(i):
            if number == "pl":
                yield Quantified("bare", nominal), j, "pl"
            else:
                yield Quantified("mass", nominal), j, "any"

    def _with_extras(self, det: str, nominal: Nominal, i: int, number: str, count: int) -> Found:
        for extras, j in self.extras(i):
            full = Nominal(nominal.words, nominal.apart, extras, (), nominal.human)
            yield Quantified(det, full, count), j, number

    def nominal(self, i: int) -> Iterator[tuple[Nominal, int, str]]:
        """Nouns with their modifiers and what follows them, likeliest first."""
        self.step()
        for j in self._core_ends(i):
            if j - i > 1 and (self._is_mere_participle(j - 1) or self.word(j - 2) == "and"):
                continue
            words = [
                token for token in self.tokens[i:j] if token.is_word and token.lower not in _DROPPED
            ]
            words = [token for token in words if token.lower not in {"and", "or"}]
            if not words:
                continue
            if words[0].lower in NUMBERS and (
                words[0].lower == "one" or self.lexicon.is_plural(words[1].lower)
                if len(words) > 1
                else self.is_open(j) and words[0].lower != "one"
            ):
                continue  # "the three boxes": how many there are is no quality of each
            head = words[-1].lower
            number = "pl" if self.lexicon.is_plural(head) else "sg"
            stems = tuple(self.lexicon.noun(token.lower) for token in words)
            joined = any(self.word(k) in {",", "and"} for k in range(i, j))
            sort = stems[-1] in SORTS
            core = stems[:-1] if sort else stems
            base = Nominal(core, joined or sort, (), (), SORTS.get(stems[-1]))
            yield from self._extended(base, stems[-1] if sort else None, j, number)

    def _extended(
        self, base: Nominal, sort: str | None, j: int, number: str
    ) -> Iterator[tuple[Nominal, int, str]]:
        if number == "pl" and self.word(j) in {"and", "or"} and self.is_open(j + 1):
            for other, k, other_number in self.nominal(j + 1):
                if other_number == "pl" and not base.apart:
                    alternatives = (
                        Nominal(other.words, other.apart, other.extras, (), other.human),
                    )
                    yield (
                        Nominal(base.words, base.apart, (), (*alternatives, *other.alternatives)),
                        k,
                        "pl",
                    )
        for extras, k in self.extras(j):
            yield Nominal(base.words, base.apart, extras, (), base.human), k, number
        if sort is None and base.words and self.word(j) in _RELATIONAL:
            for obj, k, _ in self._complements(j + 1):
                relation = Act((*base.words, self.word(j), obj))
                for extras, end in self.extras(k):
                    yield Nominal((), False, (relation, *extras)), end, number

    def _complements(self, i: int) -> Found:
        """What a noun is related to: names and definite phrases may be joined."""
        for np, j, number in self.np(i):
            if isinstance(np, JoinNP) and not all(isinstance(p, Name | The) for p in np.parts):
                continue
            yield np, j, number

    def _core_ends(self, i: int) -> Iterator[int]:
        """Where the nouns that begin at ``i`` may end."""
        ends = []
        j = i
        while self.is_open(j) or (self.word(j) in _DROPPED):
            j += 1
            ends.append(j)
            if (
                self.word(j) == ","
                and self.is_open(j + 1)
                and self.word(j + 1) not in _DROPPED
                and not self.tokens[j + 1].capital
                and not any(self.lexicon.is_plural(self.word(k)) for k in range(i, j))
            ) or (
                self.word(j) == "and"
                and self.is_open(j + 1)
                and self._is_adjective(j - 1)
                and not self.is_described_plural(j + 1)
            ):
                j += 1
        plural = [
            end for end in ends if self.lexicon.is_plural(self.word(end - 1)) and end - 1 > i - 1
        ]
        first_plural = plural[0] if plural else None
        verbs = [end for end in ends if end - i > 1 and self._is_rather_verb(i, end - 1)]
        if verbs:
            # "the fern needs water" rather than something that the fern-needs do.
            yield from (end for end in reversed(ends) if end < verbs[0])
            ends, first_plural = [end for end in ends if end >= verbs[0]], None
        if first_plural is not None and first_plural != ends[-1]:
            yield first_plural
        yield from (end for end in reversed(ends) if end != first_plural or end == ends[-1])

    def _is_rather_verb(self, i: int, k: int) -> bool:
        """Whether the word at ``k`` goes with the singular noun that is announced before ``i``."""
        if self.word(i - 1) not in _SINGULAR or self.lexicon.is_plural(self.word(k - 1)):
            return False
        forms = self.lexicon.verb(self.word(k))
        return any(form.form == "s" for form in forms) and not self.tokens[k].capital

    def is_described_plural(self, i: int) -> bool:
        """Whether a bare plural noun at ``i`` has a relative clause of its own."""
        return self.word(i + 1) in RELATIVES and self.lexicon.is_plural(self.word(i))

    def _is_mere_participle(self, i: int) -> bool:
        """Whether the word at ``i`` can be nothing but a past form: "made", "written"."""
        forms = {form.form for form in self.lexicon.verb(self.word(i))}
        return bool(forms) and forms <= {"past", "participle"}

    def _is_adjective(self, i: int) -> bool:
        """Whether the word at ``i`` may be one of several modifiers joined by "and"."""
        return not self.lexicon.is_plural(self.word(i)) and not self.tokens[i].capital

    def extras(self, i: int) -> Iterator[tuple[tuple[VP, ...], int]]:
        """What follows a noun and describes it, from ``i`` on; the longest first."""
        self.step()
        for extra, j in self._extra(i):
            for rest, k in self.extras(j):
                yield (extra, *rest), k
        yield (), i

    def _extra(self, i: int) -> Iterator[tuple[VP, int]]:
        j = self.skip_comma(i)
        word = self.word(j)
        if word in RELATIVES:
            yield from self._relative(j)
        if i != j:
            return
        if word in PREPOSITIONS and word not in _NO_DESCRIPTION:
            for np, k, _ in self.simple_np(i + 1):
                yield Act((word, np)), k
        for vp, k in self.participle(i):
            if not (isinstance(vp, Act) and self._is_unfinished(vp, i)):
                yield vp, k
        if self.is_open(i) and self.word(i + 1) in PREPOSITIONS:
            for act, k in self.act(i + 1, (self.lexicon.noun(word),), "present"):
                if not self._is_unfinished(act, i):
                    yield act, k

    def _is_unfinished(self, act: Act, i: int) -> bool:
        """Whether a participle at ``i`` lacks what makes it a description: "made (of)"."""
        last = act.parts[-1]
        alone = len(act.parts) == 1 and act.passive_by is None
        return last in PREPOSITIONS or (alone and self._is_mere_participle(i))

    def _relative(self, i: int) -> Iterator[tuple[VP, int]]:
        for vp, j in self.vp(i + 1, "any"):
            link = self.conjunction(j)
            if link is not None and self.word(link[1]) in RELATIVES and link[0] != "nor":
                for more, k in self._relative(link[1]):
                    yield JoinVP(link[0], (vp, more)), k
            end = j
            if self.word(i - 1) == "," and self.word(j) == ",":
                end = j + 1
            yield vp, end
        for subject, j, number in self.simple_np(i + 1):
            for vp, k in self.vp(j, number):
                if isinstance(vp, Act):
                    yield Lacks(subject, vp), k
