"""Words: the closed classes, the common verbs, and what the text itself teaches.

Nouns, adjectives and names are open: any word may be one. Verbs are known from
a list of common ones, and learned from the text ("does not floop" makes
"floop" a verb). Stems only have to be the same for forms of one word.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from kaelum_logic.english.tokens import Token
from kaelum_logic.english.verbs import IRREGULAR_VERBS, REGULAR_VERBS

__all__ = ["Lexicon", "VerbForm", "base_form", "is_verb"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BE = {
    "is": "sg",
    "are": "pl",
    "was": "sg",
    "were": "pl",
    "am": "sg",
    "'s": "sg",
    "be": "",
    "been": "",
    "being": "",
}
FINITE_BE = _set("is are was were am 's")
PAST_BE = _set("was were")
DO = _set("do does did")
HAVE = _set("have has had")
MODALS = _set("can could will would shall should may might must")
DETERMINERS = _set(
    "a an the every each all any no some only both neither either most many few several"
)
PRONOUNS = _set("it he she they him her them he/she she/he him/her i we you us me this")
REFLEXIVES = _set("himself herself itself themselves themself oneself")
POSSESSIVES = _set("his her its their his/her my your our one's")
THEIRS = _set("his her its")
"""Possessives that tell something of whose it is, beside "their"."""
RELATIVES = _set("who which that whom")
CONJUNCTIONS = _set("and or but nor and/or yet while whereas")
SUBORDINATORS = _set(
    "if when whenever unless because since although though provided whether then once"
)
PREPOSITIONS = _set(
    "of in on at by for with from to into onto about above below under over between through during "
    "without within across against among around behind beside near off outside inside past toward "
    "towards upon via as than like until before after since per out"
)
PLACES = _set("in at inside into near outside within across through around")
"""Prepositions behind which rather a place is named than somebody."""
INDEFINITES = {
    **dict.fromkeys(("everyone", "everybody"), ("every", True)),
    "everything": ("every", False),
    **dict.fromkeys(("someone", "somebody"), ("some", True)),
    "something": ("some", False),
    **dict.fromkeys(("nobody", "no-one", "noone"), ("no", True)),
    "nothing": ("no", False),
    **dict.fromkeys(("anyone", "anybody", "whoever", "whomever"), ("any", True)),
    "anything": ("any", False),
    "whatever": ("any", False),
}
SORTS = {
    **dict.fromkeys(("person", "people", "individual", "one", "somebody"), True),
    **dict.fromkeys(("thing", "object", "entity", "item"), None),
}
"""Nouns that say no more than that somebody or something is meant."""

FILLERS = _set(
    "also too however therefore thus hence then indeed certainly definitely necessarily as-well actually itself"
)
ADVERBS = _set(
    "always never often usually sometimes rarely seldom regularly frequently once still already "
    "currently now just even ever very really highly well hard fast together"
)
NEGATIONS = _set("not never")
NUMBERS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve".split(),
        range(13),
        strict=True,
    )
)

_IRREGULAR_NOUNS = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "mice": "mouse", "geese": "goose", "teeth": "tooth", "feet": "foot", "oxen": "ox",
    "wolves": "wolf", "knives": "knife", "lives": "life", "wives": "wife", "leaves": "leaf",
    "thieves": "thief", "loaves": "loaf", "shelves": "shelf", "halves": "half", "calves": "calf",
    "elves": "elf", "selves": "self", "scarves": "scarf", "hooves": "hoof",
    "movies": "movie", "cookies": "cookie", "zombies": "zombie", "pies": "pie", "ties": "tie",
    "calories": "calorie", "species": "species", "series": "series", "hippies": "hippie",
    "houses": "house", "horses": "horse", "causes": "cause", "clauses": "clause", "uses": "use",
    "spouses": "spouse", "blouses": "blouse", "excuses": "excuse", "nurses": "nurse",
    "criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium", "cacti": "cactus",
    "fungi": "fungus", "alumni": "alumnus", "data": "data", "shoes": "shoe", "canoes": "canoe",
    "axes": "axe", "analyses": "analysis", "crises": "crisis", "gas": "gas", "bus": "bus",
    "lens": "lens", "mathematics": "mathematics", "physics": "physics", "news": "news",
    "always": "always", "perhaps": "perhaps", "sports": "sport", "olympics": "olympics",
    "afterwards": "afterwards", "politics": "politics", "caches": "cache", "aches": "ache",
}  # fmt: skip

_NOT_MEN = _set("speci abdo o acu regi sta hy ra a")
OF_A_KIND = _set(
    "common rare widespread numerous plentiful abundant scarce extinct endangered diverse varied "
    "ubiquitous prevalent disappear dwindle proliferate multiply universal innumerable countless threatened frequent everywhere indigenous "
    "species genus"
)
"""What is said of a kind or a group as a whole: if dogs are common, Rex is not common."""

STATES = _set(
    "wet dry hot cold warm cool angry hungry thirsty sick ill rich poor old big fat thin drunk sober ready "
    "busy nervous dirty clean dark late sleepy famous mad sad happy healthy strong weak loud quiet awake "
    "asleep open closed available present absent tired broken empty full missing outside inside"
)
"""Adjectives for what may pass, or come about: "gets wet", "is awake"."""
WEATHER = _set("rain snow hail drizzle pour thunder storm freeze")
AMBIENT = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july "
    "august september october november december spring summer autumn winter sunny cloudy rainy windy "
    "foggy stormy snowy humid dark late noon midnight night daytime morning evening afternoon weekend "
    "christmas halloween easter"
)
"""What "it is ..." says of the day or the weather, of nothing that was mentioned."""

COMPARATIVES = {
    "better": "good", "worse": "bad", "older": "old", "elder": "old", "farther": "far",
    "further": "far", "more": "much", "less": "little",
}  # fmt: skip
_CONVERSES = {
    "shorter": "taller", "smaller": "bigger", "younger": "older", "lighter": "heavier",
    "slower": "faster", "cheaper": "expensive", "poorer": "richer", "weaker": "stronger",
    "colder": "hotter", "lower": "higher", "earlier": "later", "narrower": "wider",
}  # fmt: skip


@frozen
class VerbForm:
    """A way to see a word as a verb: its base, and which form it is.

    Forms: ``base``, ``s``, ``past``, ``participle``, ``ing``.
    """

    base: str
    form: str


def _irregular() -> tuple[dict[str, list[VerbForm]], frozenset[str]]:
    forms: dict[str, list[VerbForm]] = {}
    bases = set()
    for entry in IRREGULAR_VERBS.replace("\n", " ").split(";"):
        base, past, participle = entry.split()
        bases.add(base)
        forms.setdefault(past, []).append(VerbForm(base, "past"))
        forms.setdefault(participle, []).append(VerbForm(base, "participle"))
    for base in ("lie", "die", "tie"):
        forms.setdefault(base[:-2] + "ying", []).append(VerbForm(base, "ing"))
    return forms, frozenset(bases)


_IRREGULAR_FORMS, _IRREGULAR_BASES = _irregular()
_COMMON_VERBS = _set(REGULAR_VERBS) | _IRREGULAR_BASES
_VOWELS = frozenset("aeiou")


def _s_bases(word: str) -> list[str]:
    """Bases of which ``word`` may be the third person singular, likeliest first."""
    if word.endswith(("ss", "us", "is")) or not word.endswith("s") or len(word) < 3:
        return []
    bases = []
    if word.endswith("ies"):
        bases.append(word[:-3] + "y")
    if word.endswith(("ses", "shes", "ches", "xes", "zes", "oes")):
        bases.append(word[:-2])
    return [*bases, word[:-1]]


def _suffixed_bases(word: str, suffix: str) -> list[str]:
    """Bases of which ``word`` may be the form in -ed or -ing, likeliest first."""
    if not word.endswith(suffix) or len(word) < len(suffix) + 2:
        return []
    stem = word[: -len(suffix)]
    bases = [stem, stem + "e"]
    if stem.endswith(("c", "v", "z", "u", "ag", "dg", "ng", "rg")):
        bases.reverse()  # "damaged" is of "damage"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        bases.insert(0, stem[:-1])
    if suffix == "ed" and stem.endswith("i"):
        bases.insert(0, stem[:-1] + "y")
    return bases


def is_verb(base: str) -> bool:
    """Whether ``base`` is the base form of a common verb."""
    return base in _COMMON_VERBS


def base_form(word: str) -> str:
    """The base of a form of a common verb, likeliest first; else ``word`` itself."""
    if word in _COMMON_VERBS:
        return word
    forms = [form.base for form in _IRREGULAR_FORMS.get(word, ())]
    forms += [
        b for suffix in ("ed", "ing") for b in _suffixed_bases(word, suffix) if b in _COMMON_VERBS
    ]
    return next(iter(forms), word)


class Lexicon:
    """What is known about words, for one text.

    Args:
        texts: every sentence of the text, in tokens: what it is learned from.
    """

    def __init__(self, texts: Iterable[Sequence[Token]]) -> None:
        sentences = list(texts)
        words = [token for sentence in sentences for token in sentence]
        self._counts = Counter(token.lower for token in words)
        self._vocabulary = frozenset(self._counts)
        self._lower = frozenset(token.text for token in words if token.text[0].islower())
        self._learned_verbs = frozenset(self._learn_verbs(sentences))
        self._learned_nouns = frozenset(self._learn_after(sentences, _set("a an every each")))
        self._predicated = frozenset(self._learn_predicates(sentences))
        self.inner_capitals = frozenset(
            token.lower for token in words if token.capital and not token.first
        )
        self.names = _learn_names(sentences)
        self._forms: dict[str, tuple[VerbForm, ...]] = {}
        self._stems: dict[str, str] = {}

    @staticmethod
    def _learn_verbs(sentences: Iterable[Sequence[Token]]) -> Iterable[str]:
        for sentence in sentences:
            for auxiliary, *rest in zip(sentence, sentence[1:], sentence[2:], strict=False):
                if auxiliary.lower in DO | MODALS and rest[0].lower == "not":
                    verb = rest[1]
                    if verb.text.islower() and verb.lower not in _CLOSED:
                        yield verb.lower

    @staticmethod
    def _learn_predicates(sentences: Iterable[Sequence[Token]]) -> Iterable[str]:
        for sentence in sentences:
            words = [token.lower for token in sentence if token.lower != "not"]
            yield from (word for be, word in itertools.pairwise(words) if be in FINITE_BE)

    @staticmethod
    def _learn_after(
        sentences: Iterable[Sequence[Token]], determiners: frozenset[str]
    ) -> Iterable[str]:
        for sentence in sentences:
            for determiner, noun in itertools.pairwise(sentence):
                if determiner.lower in determiners and noun.is_word:
                    yield noun.lower

    def is_repeated(self, word: str) -> bool:
        """Whether the text has ``word`` more than once."""
        return self._counts[word] > 1

    def occurs(self, word: str) -> bool:
        """Whether the text has ``word``."""
        return word in self._vocabulary

    def is_predicated(self, word: str) -> bool:
        """Whether the text says of somebody that he "is", or is not, ``word``."""
        return word in self._predicated and word not in _CLOSED

    def is_closed(self, token: Token) -> bool:
        """Whether ``token`` is a sign or a word of a closed class."""
        if not token.is_word:
            return True
        inner_capital = token.capital and not token.first and token.lower not in _NEVER_NAMES
        return token.lower in _CLOSED and not inner_capital

    def occurs_in_lower_case(self, token: Token) -> bool:
        """Whether the text has this word, or its singular or plural, without a capital."""
        stem = self.noun(token.lower)
        return token.lower in self._lower or any(self.noun(word) == stem for word in self._lower)

    def is_common_verb(self, base: str) -> bool:
        """Whether ``base`` is a verb for certain: a common one, or one the text shows."""
        return base in _COMMON_VERBS or base in self._learned_verbs

    def verb(self, word: str) -> tuple[VerbForm, ...]:
        """The ways to see ``word`` as a form of a known verb."""
        if word not in self._forms:
            self._forms[word] = tuple(self._known_forms(word))
        return self._forms[word]

    def _known_forms(self, word: str) -> Iterable[VerbForm]:
        yield from _IRREGULAR_FORMS.get(word, ())
        if word == "has":
            yield VerbForm("have", "s")
        if self.is_common_verb(word):
            yield VerbForm(word, "base")
        for base in _s_bases(word):
            if self.is_common_verb(base):
                yield VerbForm(base, "s")
                break
        for suffix, forms in (("ed", ("past", "participle")), ("ing", ("ing",))):
            for base in _suffixed_bases(word, suffix):
                if self.is_common_verb(base):
                    yield from (VerbForm(base, form) for form in forms)
                    break

    def guess_verb(self, word: str) -> tuple[VerbForm, ...]:
        """The ways to see an unknown ``word`` as a verb, from its shape."""
        if self.verb(word) or word in _CLOSED or not word.isalpha():
            return self.verb(word)
        guesses = [VerbForm(base, "s") for base in self._prefer_seen(_s_bases(word))[:1]]
        guesses += [
            VerbForm(base, form)
            for base in self._prefer_seen(_suffixed_bases(word, "ed"))[:1]
            for form in ("past", "participle")
        ]
        guesses += [
            VerbForm(base, "ing") for base in self._prefer_seen(_suffixed_bases(word, "ing"))[:1]
        ]
        if not guesses:
            guesses = [VerbForm(word, "base")]
        return tuple(guesses)

    def _prefer_seen(self, bases: list[str]) -> list[str]:
        return [base for base in bases if base in self._vocabulary] or bases

    def noun(self, word: str) -> str:
        """The stem of a noun or an adjective: the singular, the same for both numbers."""
        if word not in self._stems:
            self._stems[word] = self._singular(word)
        return self._stems[word]

    def _singular(self, word: str) -> str:
        word = word.lower()
        if word in _IRREGULAR_NOUNS:
            return _IRREGULAR_NOUNS[word]
        if word.endswith("men") and word[:-3] not in _NOT_MEN:
            return word[:-3] + "man"
        if "-" in word:
            head, _, tail = word.rpartition("-")
            return f"{head}-{self.noun(tail)}" if tail else word
        if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 3:
            return word
        candidates = [word[:-1]]
        if word.endswith("ies"):
            candidates.insert(0, word[:-3] + "y")
        if word.endswith(("ses", "shes", "ches", "xes", "zes", "oes")):
            candidates.append(word[:-2])
            if word.endswith(("uses", "sses", "shes", "ches", "xes", "oes")):
                candidates.reverse()
        seen = [candidate for candidate in candidates if candidate in self._vocabulary]
        return (seen or candidates)[0]

    def is_plural(self, word: str) -> bool:
        """Whether ``word`` has the form of a plural noun."""
        lower = word.lower()
        return self.noun(lower) != lower or lower in {"people", "fish", "sheep", "deer", "species"}

    def is_learned_noun(self, word: str) -> bool:
        """Whether the text has ``word`` after "a", "every" or "each"."""
        return word in self._learned_nouns

    def stem(self, word: str) -> str:
        """The stem of a word inside a phrase whose kind is not known."""
        lower = word.lower()
        if lower in POSSESSIVES:
            return lower if lower in THEIRS else "their"
        if lower in REFLEXIVES:
            return "self"
        for form in () if lower in _IRREGULAR_NOUNS else self.verb(lower):
            if form.form == "s" and not self.is_learned_noun(lower[:-1]):
                return form.base if form.base != "be" else lower
        return self.noun(lower)


def _learn_names(sentences: Iterable[Sequence[Token]]) -> frozenset[tuple[str, ...]]:
    """Names with "and", "of", ... inside that the text has more than once."""
    counts: dict[tuple[str, ...], int] = {}
    for sentence in sentences:
        for start, token in enumerate(sentence):
            if not token.capital or token.first:
                continue
            for end in range(start + 3, min(start + 7, len(sentence)) + 1):
                run = sentence[start:end]
                if not run[-1].capital or not all(
                    piece.capital or piece.lower in {"and", "or", "&", "'s"} for piece in run
                ):
                    continue
                if any(piece.lower in {"and", "or"} for piece in run):
                    key = tuple(piece.text for piece in run)
                    counts[key] = counts.get(key, 0) + 1
    return frozenset(key for key, count in counts.items() if count > 1)


_CLOSED = (
    frozenset(BE) | DO | HAVE | MODALS | DETERMINERS | PRONOUNS | REFLEXIVES | POSSESSIVES
    | RELATIVES | CONJUNCTIONS | SUBORDINATORS | PREPOSITIONS | frozenset(INDEFINITES)
    | _set("what where why how whose exactly implies entails except besides apart almost nearly hardly")
    | _set("perhaps maybe possibly probably usually generally normally typically mostly today")
    | _set("yesterday tomorrow unfortunately fortunately sometimes another such half here")
    | _set("former latter vice versa respectively otherwise else whereby alike instead mutually")
    | _set("not never there also too either neither both than none n't nor so")
)  # fmt: skip


_NEVER_NAMES = _set(
    "i every all each if either neither some someone something everyone everything nobody"
)


def converse(word: str) -> str | None:
    """The comparative of which ``word`` is the converse: "taller" for "shorter"."""
    return _CONVERSES.get(word)
