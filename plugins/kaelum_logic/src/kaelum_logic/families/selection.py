"""Who is chosen and who is put where: selection and grouping puzzles, as law schools ask them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaelum_core.types import Query
from kaelum_logic.answers import Asked, ask
from kaelum_logic.finite.arrangement import Arrangement, Clue
from kaelum_logic.finite.cast import LOGICAL, Cast, Entity, make_category
from kaelum_logic.finite.constraints import AllOf, Constraint, Count, Variable, negation
from kaelum_logic.finite.courtesy import without_courtesies
from kaelum_logic.finite.goals import Candidate, Choose, Decide, Goal, Which
from kaelum_logic.finite.grouping import Groups, Sorting
from kaelum_logic.finite.positions import quantity
from kaelum_logic.finite.questions import mode_of
from kaelum_logic.finite.scales import Plan
from kaelum_logic.finite.solver import Network
from kaelum_logic.finite.text import number, sentences, split_list, stem, words
from kaelum_logic.finite.vocabulary import AUXILIARY
from kaelum_logic.problem import NotUnderstood, Reading

__all__ = ["read"]

_ITEM = r"(?:(?:a|an|the|one) )?[A-Za-z][\w'’.-]*(?: [A-Z][\w'’-]*)?"
_LIST = rf"(?P<list>{_ITEM}(?:, {_ITEM})+,? (?:and|or) {_ITEM})"
_CHOSEN = re.compile(
    r"(?i)\b(?:choose|select|chosen|selected|pick|picked|hire|hired|invite|invited|include|included|"
    r"on sale|displayed|display|serve|served|award|awarded|consist|composed)\b"
)
_MEMBERS = re.compile(rf"(?:[:—–,-]\s*){_LIST}(?=\s*[.,;:—–-]|$)")
_SOME_OF = re.compile(
    rf"\b(?:from|[Ff]rom|of|[Oo]f|among|[Aa]mong) (?:among )?{_LIST}(?=\s*[.,;]|\s+(?:will|must|can|are|is)?\s*(?P<verb>[a-z]+)|$)"
)
"""``A team of two from Al, Bo and Cy``, ``Exactly two of Al, Bo and Cy go to the party``."""
_TARGETS = (
    re.compile(
        r"(?:one of )?(?:exactly )?(?:two|three|four) (?P<noun>[a-z]+)(?: [a-z]+)?s?\s*[,:—–-]+\s*(?:either )?(?P<list>[^.;:—–]+?(?:,? (?:and|or) )[^.,;:—–]+)"
    ),
    re.compile(
        r"(?:one of )?(?:exactly )?(?:two|three|four) (?P<noun>[a-z]+)s?\s*\((?P<list>[^)]+)\)"
    ),
)
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_KIND_BEFORE = re.compile(r"[a-z]+s ([A-Z][\w'-]*)$")
"""``sisters Ida``, at the head of a list of names."""
_COMPLETE = re.compile(
    r"(?i)\b(?:could be|can ?not be|is)\b.*\b(?:list|selection|group|chosen|selected|players|members|assignment)\b.*|\bacceptable (?:selection|list|group)\b"
)
_VERBS = frozenset(
    "assign appoint serve plant choose chose chosen select pick hire invite include play join work go display place put "
    "belong award receive attend use deliver".split()
)
_MEMBER_NOUNS = frozenset(
    "player member volunteer person people student candidate ranger worker employee lawyer tree food item "
    "team squad committee group selection crew panel jury one committees those professor child actor dancer".split()
)


def read(query: Query) -> Reading:
    """A selection or grouping puzzle with options, if ``query`` is one."""
    asked = ask(query)
    if len(asked.options) == 1:
        return None
    told = list(sentences(without_courtesies(asked.context or asked.question)))
    if asked.context:
        question = asked.question
    elif told:
        question = told.pop()
    if not told:
        return None
    groups = _groups(told[0], asked.text, with_options=bool(asked.options))
    if groups is None or not (asked.options or groups.chosen):
        return None
    return _Reader(groups, asked).read(told, question)


def _groups(scene: str, text: str, *, with_options: bool) -> Groups | None:
    """Members and groups as the first sentence introduces them."""
    lists = [*_MEMBERS.finditer(scene), *_SOME_OF.finditer(scene)]
    if not lists:
        return None
    whole = max(lists, key=lambda match: len(_items(match["list"])))
    members = _items(whole["list"])
    verb = whole.groupdict().get("verb") if re.search(rf"(?i)\b{_COUNT} of [A-Z]", scene) else None
    targets: tuple[str, ...] = ()
    noun = ""
    for pattern in _TARGETS:
        for match in pattern.finditer(scene):
            found = _items(match["list"])
            if match.start("list") != whole.start("list") and 2 <= len(found) <= 4:
                targets, noun = found, match["noun"]
    chosen = not targets and bool(_CHOSEN.search(scene) or verb)
    if not 3 <= len(members) <= 12 or (not chosen and not targets) or set(members) & set(targets):
        return None
    categories = [make_category(0, "", members)]
    if targets:
        categories.append(make_category(1, noun, targets))
    if not all(entity.keys for category in categories for entity in category.entities):
        return None
    nouns = ({stem(word) for word in _MEMBER_NOUNS} & {stem(word) for word in words(text)}) | {
        stem(noun)
    }
    if kind := re.search(rf"\b([a-z]+s) {re.escape(members[0])}\b", scene):
        nouns.add(stem(kind[1]))
    counted = rf"{_COUNT} ([a-z]+)(?: ([a-z]+))?"
    nouns |= {stem(word) for pair in re.findall(counted, scene) for word in pair if _is_noun(word)}
    verbs = {stem(word) for word in _VERBS} | ({stem("sale")} if "on sale" in scene else set())
    verbs = verbs - nouns | ({stem(verb)} if verb and _is_noun(verb) else set())
    if chosen and not with_options:
        nouns |= {
            stem(word) for word in words(scene[whole.end("list") :]) if _is_noun(word)
        } - verbs
    cast = Cast(tuple(categories), len(members), Plan(("place",), {}))
    return Groups(cast, frozenset(verbs), frozenset(nouns - {""}), chosen)


def _is_noun(word: str) -> bool:
    """Whether ``word`` may name members or groups: not a verb of choosing, nor one of logic."""
    return (
        word.isalpha()
        and word not in LOGICAL | AUXILIARY | {"of", "to"}
        and not _CHOSEN.fullmatch(word)
    )


def _items(text: str) -> tuple[str, ...]:
    found = [
        re.sub(r"(?i)^(?:the|an?|one|either)\s+", "", item).strip() for item in split_list(text)
    ]
    if found and (match := _KIND_BEFORE.match(found[0])) and " " not in "".join(found[1:]):
        found[0] = match[1]
    if found and all(" " not in item for item in found[:-1]):
        head, _, tail = found[-1].rpartition(" ")
        found[-1] = head if head and tail.islower() else found[-1]
    last = [item.split()[-1] for item in found]
    if all(" " in item for item in found) and len(set(last)) == 1:
        found = [item.rsplit(" ", 1)[0] for item in found]
    return tuple(found)


class _Reader:
    def __init__(self, groups: Groups, asked: Asked) -> None:
        self.groups = groups
        self.asked = asked
        self.sorting = Sorting(groups)
        self.clues: list[Clue] = []
        self.lost: list[str] = []

    def read(self, told: Sequence[str], question: str) -> Reading:
        self._scene(told[0])
        for sentence in told[1:]:
            for part in re.split(r"\s*;\s*", sentence.rstrip(". ")):
                constraint = self.sorting.read(part)
                if constraint is not None:
                    self.clues.append(Clue(part, constraint))
                elif not self._is_scene(part):
                    self.lost.append(part)
        goal = self._goal(question) if self.asked.options else self._open_goal(question)
        if goal is None:
            self.lost.append(question)
        if self.lost or goal is None or not self.clues:
            return (
                NotUnderstood(self.lost or told, understood=len(self.clues)) if self.clues else None
            )
        return self._arrangement(goal)

    def _scene(self, scene: str) -> None:
        """How many are chosen, as the first sentence says."""
        if not self.groups.chosen:
            return
        if (whole := self.sorting.read(scene.rstrip(". "))) is not None:
            self.clues.append(Clue(scene, whole))
            return
        found = words(scene)
        verb = next((at for at, word in enumerate(found) if _CHOSEN.fullmatch(word)), None)
        counts = [
            (at, counted)
            for at in range(len(found))
            if (counted := quantity(found[at:])) is not None
        ]
        size = len(self.groups.members)
        exact = [c for at, c in counts if verb is not None and c[1] != size and c[1] > 0]
        if len({(symbol, amount) for symbol, amount, _ in exact}) != 1:
            told = any(c[1] not in (size, 0) for _, c in counts)
            self.lost += [scene] if told else []  # a number that would be dropped
            return
        symbol, amount, _ = exact[0]
        chosen = [self.groups.within(member, 1) for member in self.groups.members]
        self.clues.append(Clue(scene, Count(chosen, symbol, amount)))

    def _is_scene(self, part: str) -> bool:
        """Whether a sentence says only what the reading has anyway."""
        mentions = any(isinstance(token, Entity) for token in self.groups.cast.tokens(words(part)))
        return not mentions and bool(
            re.fullmatch(
                r"(?i)only (?:\w+ ){1,2}(?:serve|are|is) (?:on |in )?(?:these|this) \w+|each (?:\w+ ){1,4}(?:is|must be|will be) (?:assigned|appointed) to exactly one (?:\w+ ?){1,2}",
                part,
            )
        )

    def _goal(self, question: str) -> Choose | None:
        text = question.strip().rstrip("?:. ")
        supposed: Constraint | None = None
        if match := re.match(
            r"(?is)if (?P<given>.+?), (?:then )?(?P<ask>(?:which|each|any|it|what)\b.+)$", text
        ):
            supposed = self.sorting.read(match["given"])
            if supposed is None:
                return None
            text = match["ask"]
        mode = mode_of(" ".join(words(text)))
        statements = self._complete(text) or self._statements() or self._filled(text)
        if not statements or mode is None or any(item is None for item in statements):
            return None
        if supposed is not None:
            self.clues.append(Clue(f"{match['given']} (supposed)" if match else text, supposed))
        candidates = [
            Candidate(option.label, claim)
            for option, claim in zip(self.asked.options, statements, strict=True)
            if claim is not None
        ]
        return Choose(mode, tuple(candidates))

    def _open_goal(self, question: str) -> Goal | None:
        """``Who is chosen?``, ``Which two go?``, ``Can Ann be chosen?``"""
        groups = self.groups
        tokens = groups.cast.tokens(words(question.rstrip("? ")))
        if tokens[:1] in (("so",), ("then",)):
            tokens = tokens[1:]
        if len(tokens) < 2:
            return None
        head, rest = tokens[0], tokens[1:]
        if head in ("who", "which"):
            while rest and isinstance(rest[0], str) and (
                number(rest[0]) is not None or rest[0] in ("of", "the", "them")
                or stem(rest[0]) in groups.nouns - groups.verbs
            ):  # fmt: skip
                rest = rest[1:]
            claims = [self.sorting.clause((member, *rest)) for member in groups.members]
            known = [claim for claim in claims if claim is not None]
            pairs = zip(groups.members, known, strict=False)
            fits = len(known) == len(claims) and not any(isinstance(item, Entity) for item in rest)
            return (
                Which(tuple(Candidate(m.name, c) for m, c in pairs), self.asked) if fits else None
            )
        if head in ("is", "are", "does", "do", "will", "can", "could") and isinstance(
            rest[0], Entity
        ):
            claim = self.sorting.clause((rest[0], head, *rest[1:]))
            return None if claim is None else Decide(claim, self.asked, head in ("can", "could"))
        return None

    def _statements(self) -> list[Constraint | None]:
        """The options as statements of their own."""
        found = [self.sorting.read(option.text.rstrip(". ")) for option in self.asked.options]
        return [] if None in found else found

    def _filled(self, text: str) -> list[Constraint | None]:
        """``Which pairs CANNOT both serve on it?``: each option in the place asked for."""
        tokens = self.groups.cast.tokens(words(text))
        modal = next((at for at, word in enumerate(tokens) if word in ("can", "could", "must")), 0)
        rest = tokens[modal + 1 :]
        rest = rest[1:] if rest[:1] == ("not",) else rest
        if not modal or not rest:
            return []
        options = [
            self.groups.cast.tokens(words(option.text.rstrip(". ")))
            for option in self.asked.options
        ]
        return [self.sorting.clause((*option, "must", *rest)) for option in options]

    def _complete(self, text: str) -> list[Constraint | None]:
        """Each option as the whole list of those chosen, or put into one group."""
        if not _COMPLETE.search(text) or re.search(
            r"(?i)\bexcept\b|\bpairs?\b|\bmust\b|\beach\b", text
        ):
            return []
        targets = [
            token for token in self.groups.cast.tokens(words(text)) if token in self.groups.targets
        ]
        if self.groups.chosen == bool(targets) or len(targets) > 1:
            return []
        number = 1 if self.groups.chosen else self.groups.targets.index(targets[0]) + 1
        return [self._exactly(option.text, number) for option in self.asked.options]

    def _exactly(self, option: str, number: int) -> Constraint | None:
        named = self.sorting.list_of(self.groups.cast.tokens(words(option.rstrip(". "))))
        if not named:
            return None
        return AllOf(
            [
                self.groups.within(m, number)
                if m in named
                else negation(self.groups.within(m, number))
                for m in self.groups.members
            ]
        )

    def _arrangement(self, goal: Goal) -> Arrangement:
        groups = self.groups
        names = ", ".join(member.name for member in groups.members)
        where = (
            "chosen (1) or not (0)"
            if groups.chosen
            else "; ".join(f"{groups.number(target)} = {target.name}" for target in groups.targets)
        )
        variables = tuple(Variable(member.name, groups.values) for member in groups.members)
        return Arrangement(
            (f"each of {names}: {where}",), Network(variables, ()), tuple(self.clues), goal
        )
