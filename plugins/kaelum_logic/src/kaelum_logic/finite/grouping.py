"""Things put into groups, or chosen or left out: clues as constraints.

Every member has a variable whose value is the number of its group; of things
that are chosen or not, group 1 is *chosen* and group 0 is not. A clue is read as
a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from kaelum_logic.finite.cast import Cast, Entity
from kaelum_logic.finite.connectives import conditional, coordinated, spelt_out
from kaelum_logic.finite.constraints import (
    AllOf,
    AnyOf,
    Apart,
    Compare,
    Constraint,
    Count,
    negation,
)
from kaelum_logic.finite.phrases import Tokens, splits
from kaelum_logic.finite.positions import quantity
from kaelum_logic.finite.text import stem, words

__all__ = ["Groups", "Sorting"]

MAX_DEPTH = 8
MAX_WORDS = 60
_BE = frozenset("is are was were be been being".split())
_AUX = _BE | frozenset("must will can could may does do did has have also".split())
_AMONG = frozenset("to on in at for of the a by with from".split())
_NOUNS = frozenset("both all each exactly only".split())
_SAME = frozenset(("same",))
_OTHER = frozenset(("different", "other", "another"))
_ALONE = frozenset("sole only".split())


@frozen
class Groups:
    """What members are put into.

    Attributes:
        cast: members (category 0) and, unless they are chosen, the groups (category 1).
        verbs: stems of the verbs for being put into one.
        nouns: stems of the words for members and groups.
        chosen: whether members are chosen or left out.
    """

    cast: Cast
    verbs: frozenset[str]
    nouns: frozenset[str]
    chosen: bool

    @property
    def members(self) -> tuple[Entity, ...]:
        """Everything that is put somewhere."""
        return self.cast.categories[0].entities

    @property
    def targets(self) -> tuple[Entity, ...]:
        """The groups; none where members are chosen or not."""
        return () if self.chosen else self.cast.categories[1].entities

    @property
    def values(self) -> tuple[int, ...]:
        """The numbers of the groups."""
        return (0, 1) if self.chosen else tuple(range(1, len(self.targets) + 1))

    def number(self, target: Entity) -> int:
        """The number of a group."""
        return self.targets.index(target) + 1

    def within(self, member: Entity, number: int) -> Constraint:
        """That ``member`` is in the group with this number."""
        return Compare(member.name, "=", number)

    def together(self, first: Entity, second: Entity) -> Constraint:
        """That both are in the same group."""
        return Apart(first.name, second.name, "=", 0)


class Sorting:
    """Reads clues about members and groups."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups

    def read(self, text: str) -> Constraint | None:
        """What a clue as written says, or None."""
        return self.clause(self.groups.cast.tokens(words(text)))

    def clause(self, tokens: Tokens, depth: int = 0) -> Constraint | None:
        """What a clause says."""
        tokens = spelt_out(_trimmed(tokens))
        if not tokens or depth > MAX_DEPTH or len(tokens) > MAX_WORDS:
            return None

        def deeper(part: Tokens) -> Constraint | None:
            return self.clause(part, depth + 1)

        return (
            conditional(tokens, deeper)
            or self._simple(tokens)
            or self._or_subjects(tokens)
            or coordinated(tokens, deeper)
        )

    def _simple(self, tokens: Tokens) -> Constraint | None:
        return (
            self._at_once(tokens)
            or self._counted(tokens)
            or self._sizes(tokens)
            or self._of_members(tokens)
        )

    def _at_once(self, tokens: Tokens) -> Constraint | None:
        """``At least one ranger, but no more than three, is assigned to each area``; ``each is put once``."""
        for left, right in splits(tokens, (",", "but"), ("but",)):
            counted = quantity(right)
            if counted is None or not quantity(left):
                continue
            rest = right[counted[2] :]
            rest = rest[1:] if rest[:1] == (",",) else rest
            first = quantity(left)
            noun = left[first[2] :] if first else ()
            both = (
                self._counted((*left, *rest)),
                self._counted((*right[: counted[2]], *noun, *rest)),
            )
            if both[0] is not None and both[1] is not None:
                return AllOf((both[0], both[1]))
        if tokens[0] in ("each", "every") and tokens[-3:-1] == ("exactly", "one"):
            plain = [word for word in tokens[1:] if word not in _AUX | _AMONG | {"exactly", "one"}]
            known = self.groups.nouns | self.groups.verbs
            return (
                AllOf(()) if all(isinstance(w, str) and stem(w) in known for w in plain) else None
            )
        return None

    # Members

    def member(self, tokens: Tokens) -> Entity | None:
        """The one member that ``tokens`` mention, with no more than its article and kind."""
        named = [token for token in tokens if isinstance(token, Entity)]
        if len(named) != 1 or named[0] not in self.groups.members:
            return None
        rest = [token for token in tokens if token != named[0]]
        plain = all(
            isinstance(word, str)
            and (word in ("the", "a", "an") or stem(word) in self.groups.nouns)
            for word in rest
        )
        return named[0] if plain else None

    def list_of(self, tokens: Tokens, joiner: str = "and") -> list[Entity] | None:
        """The members in ``A, B and C``."""
        single = self.member(tokens)
        if single is not None:
            return [single]
        for left, right in splits(tokens, (",", joiner), (joiner,), (",",)):
            first = self.member(left)
            others = self.list_of(right, joiner) if first is not None else None
            if first is not None and others is not None:
                return [first, *others]
        return None

    def _of_members(self, tokens: Tokens) -> Constraint | None:
        lead = tokens[0] if tokens[0] in ("both", "neither", "either") else None
        joiner = {"neither": "nor", "either": "or"}.get(str(lead), "and")
        body = tokens[1:] if lead else tokens
        for at in range(1, len(body)):
            if body[at] not in _AUX | {"both", "each"} and not self._is_verb(body[at]):
                continue
            subjects = self.list_of(body[:at], joiner)
            if subjects is None or (lead and len(subjects) < 2):
                continue
            if (mutual := self._mutual(subjects, body[at:])) is not None and lead is None:
                return mutual
            rest, jointly = _joint(body[at:]) if lead is None else (body[at:], False)
            predicate = self._predicate(rest)
            if predicate is None:
                continue
            parts = [predicate(subject) for subject in subjects]
            if any(part is None for part in parts):
                return None
            known = [part for part in parts if part is not None]
            if jointly:
                return negation(AllOf(known))
            if lead == "neither":
                return AllOf(map(negation, known))
            return AnyOf(known) if lead == "either" else AllOf(known)
        return None

    def _or_subjects(self, tokens: Tokens) -> Constraint | None:
        """``Either K or L, but not both, is chosen``, ``K or L must be chosen``."""
        body = tokens[1:] if tokens[0] == "either" else tokens
        for at in range(1, len(body)):
            if body[at] not in _AUX and not self._is_verb(body[at]):
                continue
            head, exact = body[:at], False
            for tail in ((",", "but", "not", "both", ","), ("but", "not", "both")):
                if head[-len(tail) :] == tail:
                    head, exact = head[: -len(tail)], True
            subjects = self.list_of(head, "or")
            predicate = self._predicate(body[at:]) if subjects and len(subjects) == 2 else None
            if subjects is None or predicate is None:
                continue
            parts = [part for subject in subjects if (part := predicate(subject)) is not None]
            if len(parts) == 2:
                return Count(parts, "=", 1) if exact else AnyOf(parts)
        return None

    def _is_verb(self, word: object) -> bool:
        return isinstance(word, str) and stem(word) in self.groups.verbs

    def _mutual(self, subjects: Sequence[Entity], tokens: Tokens) -> Constraint | None:
        """``A and B are not on the same team``, ``are assigned to different teams``."""
        if len(subjects) != 2:
            return None
        negated, rest = self._verbal(tokens)
        plain = [
            word
            for word in rest
            if word not in _AMONG | _NOUNS | {"as", "each", "other", "one", "another"}
        ]
        if not plain or any(not isinstance(word, str) for word in plain):
            return None
        kinds = set(map(str, plain))
        nouns = all(
            stem(word) in self.groups.nouns for word in kinds - _SAME - _OTHER - {"together"}
        )
        if not nouns or not kinds & (_SAME | _OTHER | {"together"}):
            return None
        apart = bool(kinds & _OTHER)
        found = self.groups.together(subjects[0], subjects[1])
        return negation(found) if apart != negated else found

    def _verbal(self, tokens: Tokens) -> tuple[bool, Tokens]:
        """Whether ``tokens`` deny, and what stands after the verbs."""
        negated, at = False, 0
        while at < len(tokens) and (
            tokens[at] in _AUX
            or tokens[at] in ("not", "both", "all")
            or self._is_verb(tokens[at])
            or (
                tokens[at] == "each"
                and self._is_verb(tokens[at + 1] if at + 1 < len(tokens) else "")
            )
        ):
            negated ^= tokens[at] == "not"
            at += 1
        return negated, tokens[at:]

    def _predicate(self, tokens: Tokens) -> Callable[[Entity], Constraint | None] | None:
        """``must be on the red team``, ``is chosen``, ``is on the same team as Ann``."""
        negated, rest = self._verbal(tokens)
        acted = any(self._is_verb(word) for word in tokens[: len(tokens) - len(rest)])
        found = self._place(rest, acted=acted)
        if found is None:
            return None
        if not negated:
            return found
        known = found

        def denied(member: Entity) -> Constraint | None:
            part = known(member)
            return None if part is None else negation(part)

        return denied

    def _place(self, rest: Tokens, *, acted: bool) -> Callable[[Entity], Constraint | None] | None:
        groups = self.groups
        if groups.chosen:
            plain = all(
                isinstance(word, str)
                and (word in _AMONG or stem(word) in groups.nouns | groups.verbs)
                for word in rest
            )
            on = bool(rest) and rest[0] in ("on", "in") and len(rest) > 1
            return (lambda member: groups.within(member, 1)) if plain and (acted or on) else None
        if rest[:2] in (("the", "sole"), ("the", "only")):
            return self._alone(rest[2:])
        targets = [token for token in rest if isinstance(token, Entity) and token in groups.targets]
        others = [token for token in rest if isinstance(token, Entity) and token in groups.members]
        left = [word for word in rest if isinstance(word, str)]
        if len(targets) + len(others) + len(left) != len(rest):
            return None
        spare = {word for word in left if word not in _AMONG and stem(word) not in groups.nouns}
        if len(targets) == 1 and not others and not spare:
            number = groups.number(targets[0])
            return lambda member: groups.within(member, number)
        if len(targets) == 2 and not others and spare <= {"either", "or"} and "or" in spare:
            numbers = [groups.number(target) for target in targets]
            return lambda member: AnyOf([groups.within(member, number) for number in numbers])
        return self._beside(others, spare) if not targets else None

    def _alone(self, rest: Tokens) -> Callable[[Entity], Constraint | None] | None:
        """``the sole ranger assigned to area 2``, ``the only one on her team``."""
        groups = self.groups
        targets = [token for token in rest if isinstance(token, Entity)]
        plain = [word for word in rest if isinstance(word, str) and word not in _AMONG]
        own = {"his", "her", "its", "one"}
        known = groups.nouns | groups.verbs | own
        if len(targets) > 1 or any(t not in groups.targets for t in targets):
            return None
        if any(word not in own and stem(word) not in known for word in plain):
            return None

        def alone(member: Entity) -> Constraint | None:
            others = [negation(groups.together(member, o)) for o in groups.members if o != member]
            there = [groups.within(member, groups.number(target)) for target in targets]
            return AllOf([*there, *others])

        return alone

    def _beside(
        self, others: Sequence[Entity], spare: set[str]
    ) -> Callable[[Entity], Constraint | None] | None:
        """``the same team as Ann``, ``a different committee from the one on which Ann serves``."""
        if len(others) != 1:
            return None
        other = others[0]
        same, different = bool(spare & _SAME), bool(spare & _OTHER)
        fillers = _SAME | _OTHER | {"as", "than", "one", "which", "that", "does", "is", "serves"}
        if same == different or any(
            word not in fillers and stem(word) not in self.groups.verbs for word in spare
        ):
            return None

        def beside(member: Entity) -> Constraint | None:
            if member == other:
                return None
            found = self.groups.together(member, other)
            return found if same else negation(found)

        return beside

    # How many

    def _counted(self, tokens: Tokens) -> Constraint | None:
        """``exactly two of F, G and H are chosen``, ``at least one ranger is assigned to each area``."""
        if tokens[:1] == ("exactly",) or quantity(tokens):
            counted = quantity(tokens)
        else:
            return None
        if counted is None:
            return None
        symbol, amount, used = counted
        for at in range(used, min(len(tokens), used + 12)):
            if tokens[at] not in _AUX and not self._is_verb(tokens[at]):
                continue
            group = self._whom(tokens[used:at])
            if group is None:
                continue
            negated, rest = self._verbal(tokens[at:])
            if negated:
                return None
            if self._is_each(rest):
                return AllOf(
                    [
                        Count([self.groups.within(m, value) for m in group], symbol, amount)
                        for value in self.groups.values
                    ]
                )
            predicate = self._predicate(tokens[at:])
            parts = [predicate(member) for member in group] if predicate else []
            known = [part for part in parts if part is not None]
            if known and len(known) == len(parts):
                return Count(known, symbol, amount)
        return None

    def _is_each(self, rest: Tokens) -> bool:
        plain = [word for word in rest if word not in _AMONG]
        return (
            not self.groups.chosen
            and len(plain) == 2
            and plain[0] in ("each", "every")
            and isinstance(plain[1], str)
            and stem(plain[1]) in self.groups.nouns
        )

    def _whom(self, tokens: Tokens) -> list[Entity] | None:
        """The members that ``of F, G and H``, ``of the volunteers``, ``rangers`` speak of."""
        if tokens[:1] == ("of",):
            tokens = tokens[1:]
        if named := (self.list_of(tokens) if tokens else None):
            return named
        plain = [word for word in tokens if word not in ("the", "of", "these")]
        if all(isinstance(word, str) and stem(word) in self.groups.nouns for word in plain):
            return list(self.groups.members)
        return None

    def _sizes(self, tokens: Tokens) -> Constraint | None:
        """``Each team has exactly three members``, ``the red team has more than one member``."""
        for at in range(1, min(len(tokens), 7)):
            if tokens[at] not in ("has", "have", "contains", "must", "gets", "will"):
                continue
            subject, rest = tokens[:at], tokens[at + 1 :]
            while rest[:1] in (("have",), ("be",), ("contain",), ("assigned",)):
                rest = rest[1:]
            counted = quantity(rest)
            if counted is None:
                return None
            symbol, amount, used = counted
            tail = [word for word in rest[used:] if word not in _AMONG | {"it", "assigned"}]
            if any(
                not isinstance(word, str) or stem(word) not in self.groups.nouns for word in tail
            ):
                return None
            values = self._which_groups(subject)
            if values is None:
                return None
            sizes = [
                Count([self.groups.within(m, value) for m in self.groups.members], symbol, amount)
                for value in values
            ]
            return AllOf(sizes)
        return None

    def _which_groups(self, subject: Tokens) -> tuple[int, ...] | None:
        named = [token for token in subject if isinstance(token, Entity)]
        plain = [word for word in subject if isinstance(word, str) and word not in _AMONG]
        if self.groups.chosen or any(
            stem(word) not in self.groups.nouns | {"each", "every", "both", "all"} for word in plain
        ):
            return None
        if named:
            inside = len(named) == 1 and named[0] in self.groups.targets
            return (self.groups.number(named[0]),) if inside else None
        return self.groups.values if set(plain) & {"each", "every", "both", "all"} else None


def _joint(tokens: Tokens) -> tuple[Tokens, bool]:
    """``can not both go`` as ``can both go``, and whether that is denied of all together."""
    for at in range(len(tokens) - 1):
        if tokens[at] == "not" and tokens[at + 1] in ("both", "all"):
            return (*tokens[:at], *tokens[at + 2 :]), True
        if tokens[at] == "not" and tokens[-1] == "together":
            return (*tokens[:at], *tokens[at + 1 : -1]), True
    return tokens, False


def _trimmed(tokens: Tokens) -> Tokens:
    while tokens and tokens[0] in (",", "that", "and", "but", "then", "also", ";", "in"):
        tokens = tokens[1:]
    while tokens and tokens[-1] in (",", ";", "too", "also"):
        tokens = tokens[:-1]
    return tokens
