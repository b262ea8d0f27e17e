"""Stories in which amounts change: things are bought, eaten, given away, and some are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from kaelum_math.errors import NotUnderstood
from kaelum_math.story.grammar import Grammar, Sentence
from kaelum_math.story.linear import Equation, Linear, constant, variable
from kaelum_math.story.people import Cast
from kaelum_math.story.slots import SLOTS, Amount, Noun
from kaelum_math.story.task import Story
from kaelum_math.text.tokens import Token

__all__ = ["read"]

_NOBODY: Final = "there"


class Changes:
    """What everyone has at this point of the story."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.equations: list[Equation] = []
        self.now: dict[tuple[str, str], Linear] = {}
        self.first: dict[tuple[str, str], Linear] = {}
        self.unit = ""
        self.asked: Linear | None = None
        self.last: tuple[str, str, int] | None = None
        self.changed = False
        self.shared = False
        self._steps = 0

    def begin(self, adjunct: Any) -> None:
        """A clause begins."""

    # -- who has what ----------------------------------------------------------

    def owner(self, noun: Noun | None) -> str:
        """Who has it; without a noun, who was spoken of last."""
        if noun is None:
            if self.last is None:
                raise NotUnderstood("It is unclear who does it.")
            return self.last[0]
        if noun.lead == "they" and not noun.words:
            raise NotUnderstood("It is unclear who 'they' are.")
        return self.cast.find(noun)

    def thing(self, owner: str, noun: Noun | None) -> str:
        """What it is; without a noun, the only thing that ``owner`` has."""
        held = [thing for who, thing in self.now if who == owner]
        if noun is None:
            if len(held) != 1:
                raise NotUnderstood("It is unclear which things are meant.")
            return held[0]
        if any(t.endswith(f" of {noun.name}") for t in held):
            raise NotUnderstood(f"It is unclear how many {noun.name} those are.")
        same = [t for t in held if t == noun.name or t.endswith(f" {noun.name}")]
        if len(same) > 1:
            raise NotUnderstood(f"It is unclear which {noun.name} are meant.")
        if not same and any(noun.name.endswith(f" {t}") for t in held):
            raise NotUnderstood(f"It is unclear whether {noun.name} are among those.")
        return same[0] if same else noun.name

    def start(self, owner: str, thing: str, value: Fraction | None) -> None:
        """At first ``owner`` has so many; None: some number of them."""
        if (owner, thing) in self.now:
            raise NotUnderstood(f"It is said twice how many {thing} {owner} has at first.")
        quantity = variable(f"{thing}({owner})" if owner != _NOBODY else thing)
        if value is not None:
            self.equations.append(Equation(quantity, constant(value)))
        self.now[owner, thing] = self.first[owner, thing] = quantity
        self.last = (owner, thing, 0)

    def change(self, owner: str, thing: str, amount: Linear, sign: int) -> None:
        """``owner`` gets (sign 1) or loses (-1) ``amount`` of ``thing``."""
        if (owner, thing) not in self.now:
            raise NotUnderstood(f"It is not said how many {thing} {owner} had before.")
        self._steps += 1
        after = variable(f"{thing}({owner})" + "'" * self._steps)
        self.equations.append(
            Equation(after, self.now[owner, thing] + amount.times(Fraction(sign)))
        )
        self.now[owner, thing] = after
        self.last = (owner, thing, sign)
        self.changed = True

    def sum_of(self, amount: Amount) -> tuple[Fraction, Noun | None]:
        """The number and the noun of an amount; money is a thing like any other."""
        if amount.money:
            sign = amount.unit.dimension.removeprefix("money ") if amount.unit else ""
            if self.unit not in {"", sign}:
                raise NotUnderstood("There are several currencies.")
            self.unit = sign
            return amount.size, Noun(("money",))
        if amount.unit is not None:
            return amount.value, Noun((amount.unit.symbol,))
        if amount.value < 1:
            raise NotUnderstood("It is unclear of what a part is meant.")
        return amount.value, amount.noun


# -- slots ---------------------------------------------------------------------


def _beside(tokens: Sequence[Token], at: int) -> Iterator[tuple[tuple[str, Noun], int]]:
    """``to Ben``, ``on a book``, ``from the shop``, ``for lunch``: a preposition and a noun."""
    if at < len(tokens) and tokens[at].text in _PREPOSITIONS:
        for noun, end in SLOTS["np"](tokens, at + 1):
            yield (tokens[at].text, noun), end


_PREPOSITIONS: Final = frozenset("to on from for at in with into".split())


def _moment(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """A moment that changes no number: ``on Monday``, ``yesterday``, ``at the first stop``."""
    texts = [t.text for t in tokens[at : at + 4]]
    if texts[:1] and texts[0] in {"yesterday", "today", "later", "now", "tomorrow", "afterwards"}:
        yield texts[0], at + 1
    if texts[:1] == ["on"] and texts[1:2] and texts[1] in _DAYS:
        yield "day", at + 2
    if (
        texts[:2] == ["at", "the"]
        and texts[2:3]
        and texts[2] in {"first", "second", "next", "third"}
    ):
        for _, end in SLOTS["thing"](tokens, at + 3):
            yield "place", end
    if texts[:2] == ["at", "first"]:
        yield "first", at + 2


_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

GRAMMAR: Final = Grammar[Changes](_moment, slots={"beside": _beside})
says, asks = GRAMMAR.says, GRAMMAR.asks

_AWAY: Final = (
    "(eats | ate | eat | loses | lost | lose | sells | sold | sell | uses | used | use | breaks | broke | spends | spent"
    " | spend | gives | gave | give | gives away | gave away | give away | donates | donated | donate | drops | dropped"
    " | removes | removed | throws away | threw away | throw away | drinks | drank | drink | lends | lent | lend"
    " | pays | paid | pay | takes out | took out | reads | read | cuts off | cut off)"
)
_IN: Final = (
    "(buys | bought | buy | finds | found | find | gets | got | get | receives | received | picks | picked | pick"
    " | collects | collected | catches | caught | bakes | baked | makes | made | earns | earned | earn"
    " | wins | won | win | adds | added | plants | planted | draws | drew | borrows | borrowed | saves | saved"
    " | picks up | picked up)"
)
_GO: Final = (
    "(popped | burst | sank | flew off | flew away | get off | gets off | got off | leave | leaves | left | fly away | flew away | go home | went home | die | died"
    " | go away | went away | run away | ran away | walk away | melt | melted | fall off | fell off | hop away)"
)
_COME: Final = (
    "(came back | come back | return | returned | get on | gets on | got on | arrive | arrived | come | came | join | joined | join them | joined them | board"
    " | boarded | come in | came in | land | landed | enter | entered)"
)
_DONE: Final = (
    "(sold | eaten | borrowed | taken | taken away | removed | used | given away | lost | broken | stolen | thrown away"
    " | cut down | checked out | read)"
)
_REST: Final = (
    "(the rest | what @be left | the remainder | the remaining {thing:thing} | what remains | the remaining ones"
    " | those left | what {pro:np} has left)"
)


# -- statements ----------------------------------------------------------------


@says("{who:np} @have {q:qty} {p:beside}? (at first | to start with | in the beginning)?",
      "{who:np} (starts | started | begins | began) with {q:qty}")  # fmt: skip
def _has(state: Changes, who: Noun, q: Amount, p: tuple[str, Noun] | None = None) -> None:
    _only(p, {"in", "on", "at"})
    value, noun = state.sum_of(q)
    owner = state.owner(who)
    held = [key for key in state.now if key[0] == owner]
    if noun is None or (held and state.changed):
        _has_now(state, q, who)
        return
    state.start(owner, state.thing(owner, noun), value)


def _only(beside: tuple[str, Noun] | None, allowed: set[str]) -> None:
    if beside is not None and beside[0] not in allowed:
        raise NotUnderstood(f"It is unclear what is done {beside[0]} whom.")


@says("{who:np} @have {q:qty} and {k:qty} {p:beside}?")
def _has_two(
    state: Changes, who: Noun, q: Amount, k: Amount, p: tuple[str, Noun] | None = None
) -> None:
    _has(state, who, q, p)
    _has(state, who, k, p)


@says("there @be {q:qty} {p:beside}?", "(a | the)? {place:thing} (holds | contains | has) {q:qty}")
def _there_are(
    state: Changes, q: Amount, p: tuple[str, Noun] | None = None, place: Noun | None = None
) -> None:
    del place
    _only(p, {"in", "on", "at"})
    value, noun = state.sum_of(q)
    if noun is None:
        raise NotUnderstood("It is unclear what there is.")
    state.start(_NOBODY, noun.name, value)


@says("{who:np} @have some {thing:thing}")
def _some(state: Changes, who: Noun, thing: Noun) -> None:
    state.start(state.owner(who), thing.name, None)


@says(
    "{who:np} (baked | made | collected | picked | planted | caught | knitted | painted) {q:qty} {p:beside}?"
)
def _made(state: Changes, who: Noun, q: Amount, p: tuple[str, Noun] | None = None) -> None:
    """What is made at the beginning of a story is all there is."""
    value, noun = state.sum_of(q)
    owner = state.owner(who)
    if state.now or noun is None:
        _gets(state, q, who, p)
        return
    _only(p, {"at", "in", "on"})
    state.start(owner, noun.name, value)
    state.last = (owner, noun.name, 1)


@says(
    f"{{who:np}}? {_IN} {{q:qty}} more? {{p:beside}}?",
    f"{{who:np}}? {_IN} another {{q:qty}} {{p:beside}}?",
)
def _gets(
    state: Changes, q: Amount, who: Noun | None = None, p: tuple[str, Noun] | None = None
) -> None:
    _only(p, {"at", "in", "from", "for", "on", "to"})
    _change(state, who, q, 1)
    if p is not None and p[0] == "from":
        _hand(state, p[1], q, -1)
    if p is not None and p[0] == "for" and p[1].lead != "":
        raise NotUnderstood("It is unclear for whom it is.")


def _change(state: Changes, who: Noun | None, q: Amount, sign: int) -> None:
    owner = state.owner(who)
    value, noun = state.sum_of(q)
    state.change(owner, state.thing(owner, noun), constant(value), sign)


def _hand(state: Changes, other: Noun, q: Amount, sign: int) -> None:
    """The other one's side of a change, if that one has a part in the story."""
    name = state.cast.find(other)
    if state.last is None:
        return
    owner, thing, _ = state.last
    if name == owner:
        raise NotUnderstood("It is unclear who gives to whom.")
    value, _ = state.sum_of(q)
    if (name, thing) in state.now:
        kept = state.last
        state.change(name, thing, constant(value), sign)
        state.last = kept


@says(f"{{who:np}}? {_AWAY} {{q:qty}} more? {{p:beside}}?", f"{{who:np}}? {_AWAY} another {{q:qty}} {{p:beside}}?",
      f"{{who:np}}? {_AWAY} away? {{q:qty}} of (them | it | @possessive {{them:thing}} | the {{them:thing}})"
      " {p:beside}?")  # fmt: skip
def _loses(
    state: Changes,
    q: Amount,
    who: Noun | None = None,
    p: tuple[str, Noun] | None = None,
    them: Noun | None = None,
) -> None:
    if them is not None and q.noun is None:
        q = Amount(q.value, q.unit, them)
    _only(p, {"to", "on", "for", "at", "in"})
    _change(state, who, q, -1)
    if p is not None and p[0] == "to":
        _hand(state, p[1], q, 1)


@says("{q:qty} {p:beside}")
def _and_more(state: Changes, q: Amount, p: tuple[str, Noun]) -> None:
    """``spends $25 on a game and $10 on lunch``."""
    if state.last is None or state.last[2] == 0 or p[0] not in {"on", "to"}:
        raise NotUnderstood("It is unclear what is done.")
    if p[0] == "to" and state.last[2] > 0:
        raise NotUnderstood("It is unclear what is done.")
    _change(state, None, q, state.last[2])


@says(f"{{who:np}}? {_AWAY} {{to:np}} {{q:qty}}")
def _gives(state: Changes, to: Noun, q: Amount, who: Noun | None = None) -> None:
    """``gives Ben 2 apples``."""
    _loses(state, q, who, ("to", to))


@says(f"{{who:np}}? {_AWAY} {{s:share}} of (them | it | @possessive {{thing:thing}} | the {{thing:thing}})"
      " {p:beside}?")  # fmt: skip
def _loses_share(
    state: Changes,
    s: Fraction,
    who: Noun | None = None,
    thing: Noun | None = None,
    p: tuple[str, Noun] | None = None,
) -> None:
    if state.shared:
        raise NotUnderstood("It is unclear of what the second part is taken.")
    _share(state, who, s, thing, p)


@says(
    f"{{who:np}}? {_AWAY} {{s:share}} of? {_REST} {{p:beside}}?",
    f"{{s:share}} of? {_REST} {{p:beside}}?",
)
def _loses_of_rest(
    state: Changes,
    s: Fraction,
    who: Noun | None = None,
    thing: Noun | None = None,
    p: tuple[str, Noun] | None = None,
    pro: Noun | None = None,
) -> None:
    del pro
    if state.last is None or (who is None and state.last[2] >= 0):
        raise NotUnderstood("It is unclear what is done with the rest.")
    _share(state, who, s, thing, p)


def _share(
    state: Changes, who: Noun | None, s: Fraction, thing: Noun | None, p: tuple[str, Noun] | None
) -> None:
    owner = state.owner(who) if who is None or _holds(state, who) else _NOBODY
    name = state.thing(owner, thing)
    if (owner, name) not in state.now:
        raise NotUnderstood("It is unclear of what a part is meant.")
    before = state.now[owner, name]
    state.change(owner, name, before.times(s), -1)
    state.shared = True
    if p is not None and p[0] == "to":
        other = state.cast.find(p[1])
        if (other, name) in state.now:
            state.change(other, name, before.times(s), 1)


def _holds(state: Changes, who: Noun) -> bool:
    """Whether ``who`` has anything: "there were 24 sweets. He ate 1/3 of them"."""
    if not who.words and not state.cast.names:
        return False
    name = state.cast.find(who)
    return any(owner == name for owner, _ in state.now)


@says(f"{{q:qty}} (more | of them)? {_GO} {{p:beside}}?")
def _go(state: Changes, q: Amount, p: tuple[str, Noun] | None = None) -> None:
    _only(p, {"at", "on"})
    _group(state, q, -1)


@says(f"{{q:qty}} more? {_COME} {{p:beside}}?")
def _come(state: Changes, q: Amount, p: tuple[str, Noun] | None = None) -> None:
    _only(p, {"at", "on"})
    _group(state, q, 1)


@says(f"{{q:qty}} (of them)? @be {_DONE}", f"{{q:qty}} (of them)? (have | has) been {_DONE}")
def _done(state: Changes, q: Amount) -> None:
    _group(state, q, -1)


def _group(state: Changes, q: Amount, sign: int) -> None:
    value, noun = state.sum_of(q)
    if noun is not None and all(thing != noun.name for _, thing in state.now):
        if noun.name not in {"person", "more"}:
            raise NotUnderstood(f"It is not said how many {noun.name} there were.")
        noun = None
    owners = {owner for owner, _ in state.now}
    owner = owners.pop() if len(owners) == 1 else _NOBODY
    state.change(owner, state.thing(owner, noun), constant(value), sign)


@says("@now {who:np} @have {q:qty} (left | remaining)?", "{who:np} @now @have {q:qty} (left | remaining)?",
      "{who:np} @have {q:qty} (left | remaining | now)", "{who:np} @be left with {q:qty}")  # fmt: skip
def _has_now(state: Changes, q: Amount, who: Noun | None = None) -> None:
    owner = state.owner(who)
    value, noun = state.sum_of(q)
    key = (owner, state.thing(owner, noun))
    if key not in state.now or not state.changed:
        raise NotUnderstood("It is unclear what changed.")
    state.equations.append(Equation(state.now[key], constant(value)))


# -- questions -----------------------------------------------------------------


def _ask(state: Changes, owner: str, noun: Noun | None, *, first: bool = False) -> None:
    if state.asked is not None:
        raise NotUnderstood("Several things are asked.")
    key = (owner, state.thing(owner, noun))
    source = state.first if first else state.now
    if key not in source:
        raise NotUnderstood("It is not said how many there were.")
    state.asked = source[key]


_END: Final = "(now | left | in total | altogether | in all | at the end | left now | then | remaining | left over)?"


@asks(f"how many {{what:thing}} (do | does | did | will) {{who:np}} (still | now)? have {_END}",
      f"how many (do | does | did | will) {{who:np}} (still | now)? have {_END}",
      "how many {what:thing} @have {who:np} (got | left | now)?",
      "how many {what:thing} did {who:np} (bake | make | collect | pick | plant | catch) (in total | altogether | in all)")  # fmt: skip
def _how_many(state: Changes, who: Noun, what: Noun | None = None) -> None:
    _ask(state, state.owner(who), what)


@asks(f"how much money (do | does | did | will) {{who:np}} (still | now)? have {_END}",
      "how much (do | does | did) {who:np} have (left | now)",
      "how much money @be left", "how much money @have {who:np} (left | now)?")  # fmt: skip
def _how_much(state: Changes, who: Noun | None = None) -> None:
    _ask(state, state.owner(who), Noun(("money",)))


@asks("how many {what:thing}? (are | were | is) (left | remaining | left over | still there)",
      "how many {what:thing}? (remain | remained) {p:beside}?",
      "how many {what:thing} (are | were | is) (there | {p:beside} | left {p:beside} | there {p:beside}) now?")  # fmt: skip
def _how_many_left(
    state: Changes, what: Noun | None = None, p: tuple[str, Noun] | None = None
) -> None:
    _only(p, {"in", "on", "at"})
    owners = {owner for owner, _ in state.now}
    if len(owners) != 1:
        raise NotUnderstood("It is unclear whose are meant.")
    _ask(state, owners.pop(), what)


@asks("how many {what:thing}? (did | does) {who:np} have (at first | to start with | in the beginning | originally"
      " | at the start | before | initially)")  # fmt: skip
def _at_first(state: Changes, who: Noun, what: Noun | None = None) -> None:
    _ask(state, state.owner(who), what, first=True)


# -- putting it together -------------------------------------------------------


def read(sentences: Sequence[Sentence]) -> Story | None:
    """The story that ``sentences`` tell, or None if a clause is not of this topic."""
    state = Changes()
    if not GRAMMAR.run(sentences, state):
        return None
    if not state.changed or state.asked is None:
        raise NotUnderstood("Nothing changes in the story.")
    money = any(thing == "money" for _, thing in state.now)
    return Story(
        tuple(state.equations),
        (state.asked,),
        unit=state.unit if money and "money" in str(state.asked) else "",
        whole=not money,
    )
