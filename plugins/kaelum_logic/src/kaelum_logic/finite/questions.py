"""Questions about an arrangement, read into goals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from kaelum_logic.answers import TRUTH, Asked
from kaelum_logic.finite.cast import ARTICLES, Category, Entity, Token
from kaelum_logic.finite.clauses import Clauses
from kaelum_logic.finite.constraints import AllOf, Compare, Constraint, Member
from kaelum_logic.finite.goals import (
    Candidate,
    Choose,
    Decide,
    Goal,
    HowMany,
    ListOrder,
    Mode,
    Which,
)
from kaelum_logic.finite.relations import Place
from kaelum_logic.finite.scales import ORDER, ROW, superlative
from kaelum_logic.finite.text import WEEKDAYS, ordinal_word, stem, words
from kaelum_logic.finite.vocabulary import PEOPLE, UNITS

__all__ = ["Questions", "mode_of"]

_CHOICE = re.compile(
    r"\b(?:which|what)\b.*\b(?:following|statements?|options?|answers?|conclusions?|choices?|sentences?)\b"
)
_LEADS = tuple(
    tuple(lead.split())
    for lead in (
        "so", "then", "now", "and", "but", "therefore", "can you determine", "can you tell me",
        "can you tell", "determine", "tell me", "please tell me", "find out", "find", "say",
        "based on this", "based on the clues", "given this", "given these clues", "figure out",
        "based on the above", "from this", "work out", "state", "do you know", "in this case",
        "according to this", "based on this information", "given this information", ",",
        "from the clues", "with these clues", "using these clues", "in the end", "in that case",
    )
)  # fmt: skip
_AUX = frozenset("is are was were does did do has have can could must will would may might".split())
_ASKED_PLACE = re.compile(
    r"^(?:in |at |on )?(?:what|which) (?:place|position|house|seat|spot|rank|floor|slot|number|chair|"
    r"room|lane|day|time|box|drawer|shelf|cup|door|locker|desk|table|shift|period|session|cage|pot|hook|bed|office|house number|month|year|hour)\b(?: number)? ?"
)
_NUMBERED = re.compile(
    r"(?i)\bnumbered\b|\b(?:seats?|chairs?|rooms?|houses?|box(?:es)?|lanes?|lockers?|desks?|offices?|slots?) (?:\d|one\b)"
)
"""Places that go by numbers."""
_WHEN_LINED_UP = re.compile(
    r"(?i)(?<=\bin the middle),? (?:when|if) (?:they|all|everyone)\b[^,?]{0,20}\b(?:line|lined|stand|ordered|sorted|arranged|ranked)(?: up)? by \w+(?=\?)"
)
_SOME_PEOPLE = frozenset("boys girls men women ladies gentlemen adults males females".split())
_SEATED = re.compile(
    r"(?i)\b(?:row|line|queue|seats?|chairs?|houses?|positions?|places?|floors?|lanes?|rooms?|shel(?:f|ves)|order|spots?|slots?|boxes|drawers?|lockers?|desks?|race|finish\w*|first|last|second|third|sits?|sat|stands?)\b"
)
"""Words of texts in which things have places."""
_MODALS = frozenset("can could must may might will cannot".split())
_WHOLE_ORDER = re.compile(
    r"\b(?:could|can) be\b.*\b(?:order|sequence|list|listing|ranking|schedule|arrangement)\b|\b(?:acceptable|possible) (?:order|sequence|ranking|schedule)\b"
)
_WHERE = re.compile(r"^(?:where|when) ")
_TIMED = re.compile(r"^when |^(?:in |at |on )?(?:what|which) (?:time|hour|month|year)\b")
_ON_WHICH_DAY = re.compile(r"^(?:on )?(?:what|which) day\b")
_NAMED_DAYS = re.compile(rf"(?i)\b(?:{'|'.join(WEEKDAYS)})s?\b|\bweek(?:days?)?\b|\bdates?\b")
"""Texts in which days go by names; elsewhere they may be counted."""
_ORDER = re.compile(
    r"\b(?:what (?:is|was) the (?:\w+ )?(?:order|arrangement|ranking|sequence|lineup)|in (?:what|which) order|"
    r"(?:list|rank|order|arrange|sort|put|name) (?:them|the|all|everyone|these|those)\b)"
)
_REVERSED = re.compile(r"from (?:the )?(right|last|bottom|back|end)\b")
_TABLE = re.compile(
    r"\bwho (?:owns|has|lives|drinks|gets|does|is) what\b|\bmatch (?:each|every|the)\b|"
    r"\b(?:solve|fill)\b.*\b(?:puzzle|grid|table)\b|\bwhat does each\b|\bwho (?:lives|sits) where\b|"
    r"\bfor each (?:house|person)\b"
)


def mode_of(text: str) -> Mode | None:
    """What a question in lower case wants its option to be; None if it does not say."""
    mode: Mode | None = None
    denied = re.search(
        r"\bcan ?not\b|\bcould not\b|\bmust be false\b|\bfalse\b|\bnot (?:be )?true\b", text
    )
    if re.search(r"\b(?:could|can|may|might|possibl[ey])\b", text) and not denied:
        mode = "could be true"
    elif denied:
        loose = re.search(r"\bcould be false\b|\bneed not\b", text)
        mode = "could be false" if loose else "must be false"
    elif re.search(r"\bmust\b|\btrue\b", text):
        mode = "must be true"
    if mode and re.search(r"\bexcept\b", text):
        opposite: dict[Mode, Mode] = {
            "must be true": "could be false",
            "could be true": "must be false",
            "must be false": "could be true",
            "could be false": "must be true",
        }
        mode = opposite[mode]
    return mode


class Questions:
    """Reads questions about one cast."""

    def __init__(self, clauses: Clauses, asked: Asked) -> None:
        self.clauses = clauses
        self.cast = clauses.cast
        self.asked = asked

    def read(self, sentence: str) -> tuple[Goal, Constraint | None] | None:
        """The goal of a question, and what it supposes (``If Ann is third, who is last?``)."""
        tokens = self.cast.tokens(words(_WHEN_LINED_UP.sub("", sentence)))
        while tokens and tokens[-1] == "?":
            tokens = tokens[:-1]
        tokens = self._unled(tokens)
        if not tokens:
            return None
        if tokens[0] == "if":
            for at, token in enumerate(tokens):
                if token in (",", "then"):
                    supposed = self.clauses.sentence(tokens[1:at])
                    goal = (
                        self._goal(self._unled(tokens[at + 1 :])) if supposed is not None else None
                    )
                    if goal is not None:
                        return goal, supposed
            return None
        goal = self._goal(tokens)
        return None if goal is None else (goal, None)

    def _unled(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        for lead in sorted(_LEADS, key=len, reverse=True):
            if tokens[: len(lead)] == lead:
                return self._unled(tokens[len(lead) :])
        return tokens

    def _goal(self, tokens: tuple[Token, ...]) -> Goal | None:
        text = " ".join(token if isinstance(token, str) else "it" for token in tokens)
        if self.asked.options and (_CHOICE.search(text) or "except" in text):
            return self._choose(text) or self._thing_options(tokens, text) or self._which(tokens)
        if tokens[:2] == ("how", "many"):
            return self._how_many(tokens[2:])
        if _TABLE.search(text):
            return self._whole(table=True)
        if _ORDER.search(text):
            return self._whole(table=False, text=text)
        if (match := _ASKED_PLACE.match(text)) is not None:
            goal = self._which_place(tokens[len(match.group().split()) :], text)
            if goal is not None:
                return goal
        if _WHERE.match(text):
            return self._which_place(tokens[1:], text) or self._where_listed(tokens[1:])
        if tokens[0] in ("who", "which", "what", "whose", "whom", "name"):
            return self._which_of(tokens) or self._which(tokens)
        if tokens[0] in _AUX:
            return self._yes_no(tokens)
        claim = self.clauses.sentence(tokens)
        return None if claim is None else Decide(claim, self.asked)

    # Options

    def statement_options(self) -> tuple[Candidate, ...] | None:
        """The options as statements, or None if one of them is not one."""
        candidates = []
        for option in self.asked.options:
            claim = self.clauses.read(option.text.rstrip(". "))
            if claim is None:
                return None
            candidates.append(Candidate(option.label, claim))
        return tuple(candidates)

    def _order_options(self, text: str) -> tuple[Candidate, ...] | None:
        """The options as whole orders, if the question asks which order is possible."""
        if not _WHOLE_ORDER.search(text) or _REVERSED.search(text) or len(self.cast.axes) > 1:
            return None
        candidates = []
        for option in self.asked.options:
            tokens = self.cast.tokens(words(option.text.rstrip(". ")))
            named = [token for token in tokens if isinstance(token, Entity)]
            spare = {token for token in tokens if isinstance(token, str)}
            if len(named) != self.cast.places or spare - ARTICLES - {",", "and"}:
                return None
            places = enumerate(named, start=1)
            claims = [Member(self.cast.variable(entity), [place]) for place, entity in places]
            candidates.append(Candidate(option.label, AllOf(claims)))
        return tuple(candidates)

    def _thing_options(self, tokens: tuple[Token, ...], text: str) -> Goal | None:
        """``Which one of the following CANNOT be on duty on Tuesday?``, each option being a thing."""
        mode = mode_of(text)
        if "following" not in tokens or mode is None:
            return None
        rest = tokens[tokens.index("following") + 1 :]
        while rest and (rest[0] in _MODALS or rest[0] in ("not", "be")):
            rest = rest[1:]
        candidates = []
        for option in self.asked.options:
            place = self.clauses.phrases.place(self.cast.tokens(words(option.text.rstrip(". "))))
            if place is None or place.entity is None or not rest:
                return None
            claim = self.clauses.sentence((place.entity, "is", *rest))
            if claim is None:
                return None
            candidates.append(Candidate(option.label, claim))
        return Choose(mode, tuple(candidates))

    def _choose(self, text: str) -> Goal | None:
        if self.cast.axes[0] in (ORDER, ROW, "place") and (orders := self._order_options(text)):
            return Choose("could be true", orders)
        options = self.statement_options()
        if not options:
            return None
        mode = mode_of(text) or "must be true"
        return Choose(mode, options)

    # Who and which

    def _which(self, tokens: tuple[Token, ...]) -> Goal | None:
        for category, rest in self._asked_categories(tokens):
            goal = self._filled(category, rest)
            if goal is not None:
                return goal
        return None

    def _which_of(self, tokens: tuple[Token, ...]) -> Goal | None:
        """``Who is taller, Ann or Bob?``, ``Who came first: Ann, Bob or Cal?``"""
        for at, token in enumerate(tokens):
            if token not in (",", ":"):
                continue
            group = self.clauses.phrases.group(tokens[at + 1 :], "or")
            named = [place.entity for place in group or () if place.entity is not None]
            if len(named) < 2 or len(named) != len(group or ()):
                continue
            candidates = []
            for entity in named:
                claim = self._with(entity, tokens[1:at])
                if claim is None:
                    others: list[Token] = []
                    for other in named:
                        others += ["and", other] if other != entity else []
                    claim = self._with(entity, (*tokens[1:at], "than", *others[1:]))
                if claim is not None:
                    candidates.append(Candidate(entity.name, claim))
            if len(candidates) == len(named):
                return Which(tuple(candidates), self.asked)
        return None

    def _people(self) -> Category:
        """The category that *who* asks for."""
        for category in self.cast.categories:
            if "name" in category.cues:
                return category
        for category in self.cast.categories:
            if not category.fixed and all(item.name[:1].isupper() for item in category.entities):
                return category
        return self.cast.categories[0]

    def _asked_categories(
        self, tokens: tuple[Token, ...]
    ) -> list[tuple[Category, tuple[Token, ...]]]:
        """Which kind of thing may be asked for, and the rest of the question, with a hole in front."""
        head, rest = tokens[0], tokens[1:]
        if head in ("who", "whom"):
            return [(self._people(), rest)]
        found: list[tuple[Category, tuple[Token, ...]]] = []
        if rest[:1] in (("is",), ("was",)) and head in ("what", "which"):
            found += self._what_of(rest[1:])
        if head in ("which", "what", "whose", "name") and rest:
            start = (
                3
                if rest[:3] == ("of", "the", "following")
                else 2
                if rest[:2] == ("of", "the")
                else 0
            )
            nouns = [token for token in rest[start : start + 3] if isinstance(token, str)]
            for size in (2, 1, 3):
                for category in self.cast.cued(nouns[:size]):
                    found.append((category, rest[start + size :]))
            if start == 3:
                found.append((self._people(), rest[3:]))
            if nouns and (len(self.cast.categories) == 1 or nouns[0] in _WHO):
                found.append((self._people(), rest[start + 1 :]))
                found.append((self._people(), rest[start + 2 :]))
        found += [(category, rest) for category in self.cast.cued(self._plain(rest))]
        if head == "what" or len(self.cast.categories) == 1:
            found += [(category, rest) for category in self.cast.categories]
        return found

    def _what_of(self, rest: tuple[Token, ...]) -> list[tuple[Category, tuple[Token, ...]]]:
        """``the name of the person in house 1``, ``Ann's favourite drink``."""
        found: list[tuple[Category, tuple[Token, ...]]] = []
        for at in range(1, len(rest)):
            if rest[at] == "of":
                cued = self.cast.cued(self._plain(rest[:at]))
                found += [(category, ("is", *rest[at + 1 :])) for category in cued]
            if rest[at] == "'s":
                cued = self.cast.cued(self._plain(rest[at + 1 :]))
                found += [(category, ("is", *rest[:at])) for category in cued]
        return found

    def _plain(self, tokens: Sequence[Token]) -> list[str]:
        return [token for token in tokens if isinstance(token, str)]

    def _filled(self, category: Category, rest: tuple[Token, ...]) -> Goal | None:
        """One candidate for each member of ``category``, put in the place asked for."""
        candidates: list[Candidate] = []
        for entity in category.entities:
            claim = self._with(entity, rest)
            if claim is None:
                if self._mentions(entity, rest):
                    continue
                return None
            candidates.append(Candidate(entity.name, claim, entity.named))
        if len(candidates) < 2:
            return None
        return Which(tuple(candidates), self.asked, self.cast.vacant)

    def _mentions(self, entity: Entity, rest: tuple[Token, ...]) -> bool:
        return any(token == entity for token in rest)

    def _with(self, entity: Entity, rest: tuple[Token, ...]) -> Constraint | None:
        """The question as a statement about ``entity``."""
        attempts: list[tuple[Token, ...]] = [(entity, *rest)]
        if rest and rest[0] in _AUX:
            attempts.append((*rest[1:], entity))
            attempts.extend(
                (*rest[1:at], entity, *rest[at:])
                for at in range(2, len(rest))
                if rest[at] in ("before", "after", "between")
            )
        for attempt in attempts:
            claim = self.clauses.sentence(attempt)
            if claim is not None:
                return claim
        return None

    # Places, numbers, orders

    def _which_place(self, rest: tuple[Token, ...], text: str) -> Goal | None:
        """``did Ann finish``, ``is the tea drinker in``: every place is a candidate.

        ``text`` is the whole question: one for a time is not answered by a number of ours.
        """
        plain = [token for token in rest if token not in _PLACE_VERBS]
        place = self.clauses.phrases.place(tuple(plain))
        if place is None or place.entity is None or len(self.cast.axes) > 1:
            return None
        fixed = [category for category in self.cast.categories if category.fixed]
        variable = self.cast.variable(place.entity)
        if fixed:
            return Which(
                tuple(
                    Candidate(item.name, Compare(variable, "=", self.cast.variable(item)))
                    for item in fixed[0].entities
                ),
                self.asked,
            )
        seats = self.cast.plan.names or self.cast.circle or _SEATED.search(self.asked.text)
        timed = _TIMED.search(text) or (
            _ON_WHICH_DAY.search(text) and _NAMED_DAYS.search(self.asked.text)
        )
        if not seats or timed:
            return None  # the places are but numbers of ours, no times or days
        named = str if _NUMBERED.search(self.asked.text) else ordinal_word
        return Which(
            tuple(
                Candidate(named(n), Member(variable, [n])) for n in range(1, self.cast.places + 1)
            ),
            self.asked,
        )

    def _where_listed(self, rest: tuple[Token, ...]) -> Goal | None:
        """``does Ann come from``, where the text lists what people come from."""
        named = [token for token in rest if isinstance(token, Entity)]
        verbs = [token for token in rest if isinstance(token, str) and token not in _AUX]
        if len(named) != 1 or not verbs:
            return None
        subject = self.cast.variable(named[0])
        for category in self.cast.categories:
            if category.fixed or named[0] in category.entities:
                continue
            first = re.escape(category.entities[0].name)
            if re.search(
                rf"(?i)\b{stem(verbs[0])}\w*(?: (?:from|in|at|to|on))? (?:the |an? )?{first}\b",
                self.asked.text,
            ):
                items = [(item.name, self.cast.variable(item)) for item in category.entities]
                found = tuple(
                    Candidate(name, Compare(subject, "=", place)) for name, place in items
                )
                return Which(found, self.asked)
        return None

    def _how_many(self, rest: tuple[Token, ...]) -> Goal | None:
        unnamed = not all(entity.named for entity in self.cast.entities())
        if not rest or not self._is_everybody(rest[0], strict=unnamed):
            return None
        if rest[0] in UNITS - {"person", "people"} or unnamed:
            return self._how_many_places(rest[1:])
        if self.cast.vacant:
            return None
        people = self._people()
        for start in (0, 1, 2, 3):
            tail = _said_of_them(rest[start:])
            claims: list[Constraint] = []
            for entity in people.entities:
                claim = self.clauses.sentence((entity, "is", *tail)) or self.clauses.sentence(
                    (entity, *tail)
                )
                if claim is not None:
                    claims.append(claim)
                elif not self._mentions(entity, tail):
                    break
            else:
                if claims:
                    return HowMany(tuple(claims), self.asked)
        return None

    def _is_everybody(self, noun: Token, *, strict: bool) -> bool:
        """Whether ``noun`` may stand for all that are arranged: *boys* may be only some of them."""
        if not isinstance(noun, str) or noun in UNITS | PEOPLE:
            return True
        found = words(self.asked.text)
        last = len(found) - 1 - found[::-1].index(noun)
        if noun in _SOME_PEOPLE and (noun not in found[:last] or _SOME_PEOPLE & {*found} - {noun}):
            return False
        return not strict or [*map(stem, found)].count(stem(noun)) > 1

    def _how_many_places(self, rest: tuple[Token, ...]) -> Goal | None:
        """``houses are between Ann's and Bob's``: each place is asked, whoever has it."""
        if len(self.cast.axes) > 1:
            return None
        places = [Place(None, place) for place in range(1, self.cast.places + 1)]
        tail = _said_of_them(rest)
        claims = [self.clauses.predicate(place, tail, 0) for place in places]
        known = [claim for claim in claims if claim is not None]
        return HowMany(tuple(known), self.asked) if len(known) == len(places) else None

    def _whole(self, *, table: bool, text: str = "") -> Goal | None:
        entities = self.cast.entities()
        if len(self.cast.axes) > 1 or not all(entity.named for entity in entities):
            return None
        named = [category for category in self.cast.categories if category.fixed]
        if not table and len(self.cast.categories) > 1:
            entities = self._people().entities
        labels = [f"{n}: " if table else "" for n in range(1, self.cast.places + 1)]
        if named and table:
            labels = [f"{item.name}: " for item in named[0].entities]
            entities = tuple(
                item for item in entities if item.category != named[0].entities[0].category
            )
        variables = tuple((self.cast.variable(item), item.name) for item in entities)
        turned = bool(_REVERSED.search(text))
        tokens = tuple(text.split())
        for at in range(len(tokens)):
            extreme = superlative(tokens, at)
            if extreme is not None:
                turned = self.cast.plan.apply(extreme[0]).sign > 0
                break
        return ListOrder(tuple(labels), variables, 1, "; " if table else ", ", reverse=turned)

    # Yes or no

    def _yes_no(self, tokens: tuple[Token, ...]) -> Goal | None:
        could = tokens[0] in ("can", "could", "may", "might")
        rest = tokens[1:]
        if rest[:2] in (("it", "true"), ("it", "possible"), ("it", "certain")):
            could = rest[1] == "possible"
            rest = rest[3:] if rest[2:3] in (("that",), ("for",)) else rest[2:]
        claim = self.clauses.sentence(rest)
        if claim is None:
            for at in range(2, len(rest) + 1):
                claim = self.clauses.sentence((*rest[: at - 1], "is", *rest[at - 1 :]))
                if claim is not None:
                    break
        return None if claim is None else Decide(claim, self.asked, could)

    def statement(self, sentence: str) -> Goal | None:
        """A statement to be judged (``True or false: ...``)."""
        claim = self.clauses.read(sentence)
        asked = evolve(self.asked, form=self.asked.form or TRUTH)
        return None if claim is None else Decide(claim, asked)


def _said_of_them(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``tokens`` without the verbs in front: what is asked of those that are counted."""
    while tokens and tokens[0] in ("are", "is", "were", "was", "there", "do", "did"):
        tokens = tokens[1:]
    return tokens


_WHO = frozenset("person one man woman individual people runner student friend".split()) - ARTICLES
_PLACE_VERBS = frozenset(
    "is was does did do are were the in at on finish finished come came live lives sit sits sat place "
    "hold holds contain contains happen happens take takes off placed rank ranked arrive stand stands end up have has get finishes work works located".split()
)
