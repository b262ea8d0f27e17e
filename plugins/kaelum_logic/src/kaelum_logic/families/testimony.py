"""Who did it, who lies, which box hides the prize: puzzles solved by weighing what is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kaelum_core.types import Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.arrangement import Arrangement, Clue
from kaelum_logic.finite.cast import Entity, Token
from kaelum_logic.finite.claims import Claims
from kaelum_logic.finite.constraints import AllOf, AnyOf, Constraint, Count, Variable, scope
from kaelum_logic.finite.goals import Candidate, Decide, Goal, Roster, Which, claims_of
from kaelum_logic.finite.lists import is_background
from kaelum_logic.finite.sayings import Saying, Testimony, testimony
from kaelum_logic.finite.solver import Network
from kaelum_logic.finite.suspects import describe_world
from kaelum_logic.finite.text import stem
from kaelum_logic.finite.witnesses import EITHER, LIAR, TRUTH_TELLER, World
from kaelum_logic.problem import NotUnderstood, Reading

__all__ = ["read"]

_OURS = re.compile(
    r"(?i)\b(?:guilty|innocent|culprit|thief|murderer|killer|burglar|did it|alibi|"
    r"l(?:ies?|ied|ying|iars?)|truth|truthful|honest|(?:statements?|signs?|labels?|inscriptions?) (?:is|are) "
    r"(?:true|false|wrong)|stole|who (?:ate|broke|took|hid|threw|spilt|spilled)|knights?|knaves?)\b"
)
_MOST_PEOPLE = 12
_QUESTION = re.compile(
    r"(?i)^(?:so,? |then,? |now,? |and |can you )?(?:who|whose|which|what|where|(?:in|behind|under|inside) (?:which|what)|"
    r"find|determine|figure|tell|is|are|does|do|did|was|were|name)\b"
)
_LEAD = re.compile(r"(?i)^(?:so|then|now|and|can you (?:tell|work|figure) (?:me|out)|tell me|determine|find(?: out)?|figure out|work out),?\s+")  # fmt: skip
_ONE_EACH = re.compile(r"(?i)\bone (?:of them )?is (?:an?|the) ([a-z-]+)")
_OPPOSED = re.compile(
    r"(?i)^one (?:of (?:them|the \w+|these \w+) )?(?P<one>.+?),? (?:and |while |but )?the other (?:one )?(?P<other>.+?)[. ]*$"
)
_SUPPOSED = re.compile(
    r"(?is)^(?:if|given that|knowing that) (?P<fact>.+?), (?P<ask>(?:then )?(?:who|which|where|what)\b.+)$"
)
_WHEN_SAYING = re.compile(
    r"(?i)\b(lied|lying|truth) when (?:he|she|they) (?:said|claimed|accused|blamed)\b.*$"
)
_WONDERING = re.compile(
    r"(?i)^(?:the |\w+ )?[a-z]+ (?:wonders?|asks?|wants? to know|do(?:es)? not know|don't know|tr(?:y|ies) to find out) who\b[^,;]*$"
)
_AUX = frozenset("is are was were does do did has have can could must".split())


def read(query: Query) -> Reading:
    """A puzzle about guilt and lies, if ``query`` is one."""
    asked = ask(query)
    if not _OURS.search(asked.text):
        return None
    told = testimony(asked.text)
    others = [part for item in told.others for part in _taken_apart(item)]
    questions = [item for item in others if _asks(item)]
    facts = [item for item in others if item not in questions]
    if len(questions) != 1 or not (facts or told.sayings):
        return None
    world = describe_world(told, facts, questions[0])
    if world is None or len(world.cast.entities()) > _MOST_PEOPLE:
        return None
    return _Reader(world, asked).read(told, facts, questions[0])


def _taken_apart(sentence: str) -> tuple[str, ...]:
    """A question that supposes something, as what is told and what is asked."""
    match = _SUPPOSED.match(sentence.strip())
    return (f"{match['fact'].strip()}.", match["ask"].strip()) if match else (sentence,)


def _asks(sentence: str) -> bool:
    return sentence.rstrip("\"'”’ ").endswith("?") or bool(
        re.match(r"(?i)(?:find|determine|figure|tell|name)\b", sentence)
    )


class _Reader:
    def __init__(self, world: World, asked: Asked) -> None:
        self.world = world
        self.asked = asked
        self.claims = Claims(world)
        self.clues: list[Clue] = []
        self.lost: list[str] = []
        self.scenery: list[str] = []

    def read(self, told: Testimony, facts: Sequence[str], question: str) -> Reading:
        for saying in told.sayings:
            self._saying(saying, told.sayings)
        for sentence in facts:
            for part in re.split(
                r"\s*;\s*|,\s+so\s+(?!(?:is|does|did|was|do|will|must)\b)", sentence.rstrip(".! ")
            ):
                self._fact(part)
        goal = self._goal(question)
        if goal is None:
            self.lost.append(question)
        honesty = [clue for clue in self.clues if _speaks_of(clue.constraint, " truthful", " role")]
        guilt = [name for claim in claims_of(goal) for name in scope(claim)] if goal else []
        if self.lost or goal is None:
            if not honesty and not any(
                _speaks_of(clue.constraint, " guilty") for clue in self.clues
            ):
                return None
            return NotUnderstood(self.lost, understood=len(self.clues))
        if told.sayings and not self._is_honesty_told(told):
            return NotUnderstood(
                [item.text for item in told.sayings], hint="nothing is said about who of them lies"
            )
        if not self.clues or any(name.partition(": ")[2] for name in guilt):
            return None
        return self._arrangement(goal)

    def _is_honesty_told(self, told: Testimony) -> bool:
        said = {item.text for item in told.sayings}
        return (
            self.world.named_kinds
            or any(
                clue.text not in said and _speaks_of(clue.constraint, " truthful", " role")
                for clue in self.clues
            )
            or any("truth" in text or "lie" in text for text in self.scenery)
        )

    # Sayings and facts

    def _saying(self, saying: Saying, all_sayings: Sequence[Saying]) -> None:
        speaker = self._speaker(saying)
        earlier = all_sayings[: all_sayings.index(saying)]
        before = [item for one in earlier if (item := self._speaker(one)) is not None]
        content = self.claims.read(self._said(saying, all_sayings), speaker, before)
        if speaker is None or content is None:
            self.lost.append(saying.text)
            return
        self.clues.append(
            Clue(saying.text, Count((self.world.truthful(speaker), content), "!=", 1))
        )

    def _said(self, saying: Saying, all_sayings: Sequence[Saying]) -> str:
        """``Bea lied when she said so`` as ``Bea lied``, if she said one thing only."""
        plain = _WHEN_SAYING.sub(r"\1", saying.content)
        named = [token for token in self.claims.tokens(plain) if isinstance(token, Entity)]
        times = sum(self._speaker(one) in named for one in all_sayings)
        return plain if len(named) == 1 and times == 1 else saying.content

    def _speaker(self, saying: Saying) -> Entity | None:
        named = [item for item in self.claims.tokens(saying.speaker) if isinstance(item, Entity)]
        return named[0] if len(named) == 1 else None

    def _fact(self, sentence: str) -> None:
        head, colon, reason = sentence.partition(": ")
        if (opposed := self._opposed(sentence)) is not None:
            self.clues.append(Clue(sentence, opposed))
        elif (one_each := self._one_each(sentence)) is not None:
            self.clues.append(Clue(sentence, one_each))
        elif (constraint := self.claims.read(sentence)) is not None:
            self.clues.append(Clue(sentence, constraint))
        elif colon and (constraint := self.claims.read(head)) is not None:
            self.clues.append(Clue(head, constraint))
            self._fact_or_scene(reason)
        else:
            self._fact_or_scene(sentence)

    def _fact_or_scene(self, sentence: str) -> None:
        constraint = self.claims.read(sentence)
        if constraint is not None:
            self.clues.append(Clue(sentence, constraint))
        elif self._is_scene(sentence):
            self.scenery.append(sentence)
        else:
            self.lost.append(sentence)

    def _opposed(self, sentence: str) -> Constraint | None:
        """``One always tells the truth, the other always lies``, of two people."""
        match = _OPPOSED.match(sentence)
        if match is None or len(self.world.people) != 2:
            return None
        one, other = (
            self.claims.attributes.predicate(self.claims.tokens(match[part]))
            for part in ("one", "other")
        )
        if one is None or other is None:
            return None
        first, second = self.world.people
        return AnyOf((AllOf((one(first), other(second))), AllOf((one(second), other(first)))))

    def _one_each(self, sentence: str) -> Constraint | None:
        """``One is a knight, one is a knave, and one is a spy``."""
        roles = [self.world.kinds.role(noun) for noun in _ONE_EACH.findall(sentence)]
        if len(roles) < 2 or len(roles) != len(self.world.people) or None in roles:
            return None
        people = self.world.people
        parts = [
            Count([self.world.is_role(item, role) for item in people], "=", roles.count(role))
            for role in (TRUTH_TELLER, LIAR, EITHER)
            if role in roles
        ]
        return Count(parts, "=", len(parts))

    def _is_scene(self, sentence: str) -> bool:
        """Whether a sentence only says who there is, or what knights and knaves are."""
        if _WONDERING.match(sentence):
            return True
        tokens = self.claims.tokens(sentence)
        text = sentence.lower()
        if re.search(r"\btruth\b|\blies?\b|\bhonest\b|\bknaves?\b", text):
            named = any(isinstance(token, Entity) for token in tokens)
            each = re.match(r"(?:each|every|all|both) of (?:the |these )?\w+ ", text)
            counted = not each and re.search(
                r"\b(?:exactly|only|one|two|three|at (?:least|most)|none|no)\b", text
            )
            rule = re.search(
                r"\b(?:every|everyone|everybody|each|all|always|either|inhabited)\b|s (?:tell|lie)\b",
                text,
            )
            return not named and not counted and rule is not None
        bare = " ".join(str(token) for token in tokens if not isinstance(token, Entity))
        if re.match(r"(?i)(?:someone|somebody|a thief)\b", sentence):
            return is_background(bare)
        plain = not re.search(
            r"\b(?:guilty|innocent|did|not|alibi|exactly|only|at (?:least|most)|none|neither|nobody)\b",
            text,
        )
        guilt = any(
            isinstance(token, str) and self.claims.attributes.is_deed(token) for token in tokens
        )
        return plain and not guilt and is_background(re.sub(r"\b(?:and|or)\b", " ", bare))

    # Questions

    def _goal(self, question: str) -> Goal | None:
        text = _LEAD.sub("", question.rstrip("?!. ")).strip()
        tokens = self.claims.tokens(text)
        self.claims.read("")
        if not tokens:
            return None
        if (kinds := self._kinds_asked(tokens, text.lower())) is not None:
            return kinds
        head = tokens[0]
        if head == "where" or (
            head in ("in", "behind", "under", "inside") and tokens[1:2] in (("which",), ("what",))
        ):
            return self._which_hides(tokens)
        if head in ("who", "which", "what", "whose"):
            return self._who(tokens)
        if head in _AUX:
            return self._yes_no(tokens)
        return None

    def _kinds_asked(self, tokens: tuple[Token, ...], text: str) -> Goal | None:
        world = self.world
        named = [token for token in tokens if isinstance(token, Entity)]
        roster = re.match(r"(?:what|which|who) (?:kind |type )?(?:are|is|of)\b", text) and (
            re.search(
                r"\bwho is what\b|\bare they\b|\bis each\b|\band who is\b|\bof (?:them )?is what\b",
                text,
            )
            or (text.startswith("what are") and len(named) > 1)
        )
        if roster:
            people = tuple(named) if len(named) > 1 else world.people
            return Roster(tuple((item.name, self._roles(item)) for item in people))
        one = re.match(r"what (?:kind of \w+ |type of \w+ )?is\b", text) or re.fullmatch(
            r"is .* an? [\w -]+ or an? [\w -]+", text
        )
        if one and len(named) == 1 and world.speakers:
            return Which(self._roles(named[0]), self.asked)
        return None

    def _roles(self, person: Entity) -> tuple[Candidate, ...]:
        kinds = self.world.kinds
        names = [(TRUTH_TELLER, kinds.truthful), (LIAR, kinds.liar), (EITHER, kinds.either)]
        return tuple(
            Candidate(name, self.world.is_role(person, role)) for role, name in names if name
        )

    def _which_hides(self, tokens: tuple[Token, ...]) -> Goal | None:
        treasure = self.world.treasure
        said = " ".join(str(token) for token in tokens[1:] if not isinstance(token, Entity))
        if not treasure or treasure not in " ".join(map(stem, said.split())):
            return None
        return self._filled(
            self.world.suspects, [self.world.guilty(item) for item in self.world.suspects]
        )

    def _who(self, tokens: tuple[Token, ...]) -> Goal | None:
        for at in range(1, min(len(tokens), 5)):
            predicate = self.claims.attributes.predicate(tokens[at:])
            if predicate is None or any(isinstance(token, Entity) for token in tokens[at:]):
                continue
            of_guilt = _speaks_of(predicate(self.world.cast.entities()[0]), " guilty")
            people = self.world.suspects if of_guilt or not self.world.people else self.world.people
            claims = [predicate(item) for item in people]
            if any(_speaks_of(claim, ": ") for claim in claims):
                return None
            return self._filled(people, claims)
        return None

    def _filled(self, people: Iterable[Entity], claims: Sequence[Constraint]) -> Goal:
        pairs = zip(people, claims, strict=True)
        return Which(tuple(Candidate(item.name, claim) for item, claim in pairs), self.asked)

    def _yes_no(self, tokens: tuple[Token, ...]) -> Goal | None:
        for at in range(2, len(tokens)):
            claim = self.claims.claim((*tokens[1:at], tokens[0], *tokens[at:]))
            if claim is not None and not _speaks_of(claim, ": "):
                return Decide(claim, self.asked)
        return None

    # The whole

    def _arrangement(self, goal: Goal) -> Arrangement:
        world = self.world
        asks_guilt = any(_speaks_of(claim, " guilty") for claim in claims_of(goal))
        counted = any(
            isinstance(clue.constraint, Count)
            and _speaks_of(clue.constraint, " guilty", every=world.suspects)
            and not _speaks_of(clue.constraint, " truthful", " role")
            for clue in self.clues
        )
        supposed: list[Constraint] = []
        setting = [f"people: {', '.join(item.name for item in world.cast.entities())}"]
        if asks_guilt:
            setting = [
                f"one of them may have done it: {', '.join(item.name for item in world.suspects)}"
            ]
        if asks_guilt and not counted:
            supposed.append(world.exactly_one_guilty())
            setting.append("exactly one of the suspects did it, as the question supposes")
        said = [*(clue.constraint for clue in self.clues), *claims_of(goal), *supposed]
        names = sorted(frozenset[str]().union(*map(scope, said)))
        roles = [
            rule
            for item in world.cast.entities()
            for rule in world.roles_rule(item)
            if f"{item.name} role" in names
        ]
        names = sorted(frozenset(names).union(*map(scope, roles)))
        return Arrangement(
            (*setting, *(f"setting: {item}" for item in self.scenery)),
            Network(
                tuple(Variable(name, world.domain(name)) for name in names), (*supposed, *roles)
            ),
            tuple(self.clues),
            goal,
            "some of what is told may bear on it in a way that was not understood"
            if self.claims.attributes.loose
            else "",
        )


def _speaks_of(constraint: Constraint, *kinds: str, every: Sequence[Entity] = ()) -> bool:
    """Whether a constraint is about variables of these kinds, for each of ``every``."""
    names = [name for name in scope(constraint) if any(kind in name for kind in kinds)]
    return bool(names) and all(f"{item.name} guilty" in names for item in every)
