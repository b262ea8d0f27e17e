"""Who and what a puzzle is about: categories of entities, and which words mention them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from kaelum_logic.finite.scales import Plan, direction_phrase
from kaelum_logic.finite.text import stem, words

__all__ = [
    "ARTICLES",
    "LOGICAL",
    "Cast",
    "Category",
    "Entity",
    "Homonyms",
    "Mention",
    "Token",
    "key",
    "make_category",
    "nameless",
]

ARTICLES = frozenset({"a", "an", "the"})

LOGICAL = frozenset(
    "not no nor and or but if unless than either neither between same more less fewer before after "
    "left right next adjacent beside alongside ahead behind above below under beneath over front "
    "back first last middle center centre opposite across every each all some any both most least "
    "nobody noone none everyone everybody someone anyone except only while whereas because "
    "immediately directly exactly precisely end ends top bottom leftmost rightmost then iff "
    "respectively whether "
    "neighbor neighbors neighbour neighbours later earlier previous following together apart "
    "even odd highest lowest never cannot until may might probably possibly perhaps maybe almost nearly "
    "seems claims claimed thinks thought believes says said usually sometimes often rarely formerly "
    "hardly barely supposed used tries tried pretends likely unlikely yesterday today tomorrow would should expects expected".split()
)
"""Words that carry the logic of a clue: they are never passed over as description."""

_ALIASES = {
    "british": "brit", "briton": "brit", "englishman": "english", "danish": "dan",
    "dane": "dan", "swedish": "swed", "swede": "swed", "spaniard": "spanish",
    "norway": "norwegian", "germany": "german", "japan": "japanese", "ukraine": "ukrainian",
    "china": "chinese", "mexico": "mexican", "irishman": "irish", "scotsman": "scottish",
    "frenchman": "french", "dutchman": "dutch", "canada": "canadian", "grey": "gray",
    "colour": "color", "beverage": "drink", "pet": "animal", "kid": "child", "son": "child",
    "daughter": "child", "mother": "child", "profession": "job", "occupation": "job",
    "work": "job", "career": "job", "eat": "food", "lunch": "food", "meal": "food",
    "dish": "food", "dinner": "food", "breakfast": "food", "smok": "cigar", "cigarett": "cigar",
    "call": "nam", "dress": "clothing", "wear": "clothing", "shirt": "clothing",
}  # fmt: skip

_VAGUE = frozenset(
    map(
        stem,
        "each every person people has have a an the favorite favourite different unique their own "
        "everyone they all something someone is are of for in keep keeps house houses type kind "
        "use uses with by following one who that lives live own owns various distinct and "
        "following these those following no two accompanied drives loves likes love like".split(),
    )
)


def key(word: str) -> str:
    """What ``word`` counts as when mentions are compared: its stem, synonyms merged."""
    root = _ALIASES.get(word, stem(word))
    return _ALIASES.get(root, root)


@frozen(cache_hash=True)
class Entity:
    """One of the things that are arranged.

    Attributes:
        name: as written, for answers.
        category: the number of its category.
        keys: what its mentions contain, in this order.
    """

    name: str
    category: int
    keys: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether the text names it; not so for one that is only known to be there."""
        return not self.keys[0].startswith(_NAMELESS)


_NAMELESS = "<"


def nameless(count: int, category: int) -> tuple[Entity, ...]:
    """So many entities that are there but that no words mention."""
    numbers = range(1, count + 1)
    return tuple(
        Entity(f"unnamed {number}", category, (f"{_NAMELESS}{number}",)) for number in numbers
    )


@frozen
class Homonyms:
    """Words that several entities of different categories go by."""

    entities: tuple[Entity, ...]


Token = str | Entity | Homonyms
"""A word of a clue, or what words of it mention."""


@frozen
class Category:
    """A set of entities of one kind, each in a place of its own.

    Attributes:
        name: what they are, as far as the text says.
        cues: stems of words that point at this category.
        entities: its members.
        fixed: its members are the places themselves (weekdays, ages), in order.
    """

    name: str
    cues: frozenset[str]
    entities: tuple[Entity, ...]
    fixed: bool = False


_SMALL = re.compile(r"(?i)^(?:a|an|the|some|one|her|his|their)\s+")


def make_category(
    number: int, name: str, values: Sequence[str], *, fixed: bool = False
) -> Category:
    """The category of ``values``, described by ``name``; words shared by all values are dropped."""
    plain = [_SMALL.sub("", value.strip()) for value in values]
    keyed = [tuple(key(word) for word in words(value) if word not in ARTICLES) for value in plain]
    shared = set(keyed[0]).intersection(*keyed[1:]) if len(keyed) > 1 else set()
    if all(set(keys) - shared for keys in keyed):
        keyed = [tuple(item for item in keys if item not in shared) for keys in keyed]
    cues = {key(word) for word in words(name)} - _VAGUE | shared
    return Category(
        name,
        frozenset(cue for cue in cues if cue.isalnum() and not cue.isdigit()),
        tuple(Entity(value, number, keys) for value, keys in zip(plain, keyed, strict=True)),
        fixed,
    )


def _opened(found: Sequence[str]) -> tuple[str, ...]:
    """``found`` with *'s* as *is* where no possession can follow: ``Ann's older than Bob``."""
    opened = list(found)
    for at, word in enumerate(found):
        if (
            word == "'s" and (direction_phrase(found, at + 1) if at + 1 < len(found) else None)
        ) or (
            word == "'s" and tuple(found[at + 1 : at + 2]) in (("not",), ("the",), ("a",), ("an",))
        ):
            opened[at] = "is"
    return tuple(opened)


@frozen
class Mention:
    """Which entities a phrase may mention, and its words before and after the mention."""

    found: list[Entity]
    before: list[str]
    after: list[str]


@frozen
class Cast:
    """All categories of a puzzle, the number of places, and the axes they lie along.

    ``light`` are stems of the verbs with which the scene is set (*are seen*, *will
    perform*): they say no more than *is*; ``scene`` are stems of its nouns, which a
    clue may name again without saying more (*on the CD*). Things that are level share a place: ``ties`` has each with the one it goes by.
    ``vacant``: there are places of which nothing tells whether someone unnamed has them.
    """

    categories: tuple[Category, ...]
    places: int
    plan: Plan
    circle: bool = False
    ties: tuple[tuple[Entity, Entity], ...] = ()
    light: frozenset[str] = frozenset()
    scene: frozenset[str] = frozenset()
    vacant: bool = False

    def entities(self) -> tuple[Entity, ...]:
        """Every entity, by category."""
        return tuple(entity for category in self.categories for entity in category.entities)

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes in use; one nameless axis if the text names none."""
        return self.plan.names or ("place",)

    def variable(self, entity: Entity, axis: str | None = None) -> str:
        """The name of the variable for the place of ``entity`` along ``axis``."""
        entity = dict(self.ties).get(entity, entity)
        same = [other for other in self.entities() if other.name.lower() == entity.name.lower()]
        category = self.categories[entity.category]
        name = entity.name if len(same) == 1 else f"{entity.name} ({category.name})"
        return name if len(self.axes) == 1 or axis is None else f"{name} by {axis}"

    def tokens(self, found: Sequence[str]) -> tuple[Token, ...]:
        """``found`` with every mention of an entity, the longest first, as one token."""
        by_start: dict[str, list[Entity]] = {}
        for entity in self.entities():
            by_start.setdefault(entity.keys[0], []).append(entity)
        tokens: list[Token] = []
        found = self._without_scene(_opened(found))
        keys = tuple(key(word) for word in found)
        at = 0
        while at < len(keys):
            fitting = [
                entity
                for entity in by_start.get(keys[at], ())
                if keys[at : at + len(entity.keys)] == entity.keys
            ]
            size = max((len(entity.keys) for entity in fitting), default=0)
            fitting = [entity for entity in fitting if len(entity.keys) == size]
            if not fitting:
                tokens.append(found[at])
            else:
                tokens.append(fitting[0] if len(fitting) == 1 else Homonyms(tuple(fitting)))
            at += size or 1
        return tuple(tokens)

    def _without_scene(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """``found`` without ``on the CD``, ``from the plane``: places that are everybody's."""
        kept: list[str] = []
        at = 0
        while at < len(found):
            owned = found[at + 3 : at + 4] == ("'s",)
            match found[at : at + 3]:
                case ("on" | "in" | "from" | "at", "the", noun) if (
                    stem(noun) in self.scene and not owned
                ):
                    at += 3
                case _:
                    kept.append(found[at])
                    at += 1
        return tuple(kept)

    def mentioned(self, tokens: Sequence[Token]) -> Mention:
        """The entities that ``tokens`` may mention; more than one if the words fit several."""
        plain = [token for token in tokens if isinstance(token, str)]
        places = [at for at, token in enumerate(tokens) if not isinstance(token, str)]
        if len(places) != 1:
            return Mention([], plain if not places else [], [])
        (place,) = places
        token = tokens[place]
        before, after = plain[:place], plain[place:]
        if isinstance(token, Homonyms):
            return Mention(self._by_cue(list(token.entities), plain), before, after)
        return Mention([token] if isinstance(token, Entity) else [], before, after)

    def _by_cue(self, found: list[Entity], left: Iterable[str]) -> list[Entity]:
        if len(found) < 2:
            return found
        keys = {key(word) for word in left}
        cued = [item for item in found if keys & self.categories[item.category].cues]
        if len(cued) > 1:
            keys -= {key("name")}
            cued = [item for item in cued if keys & self.categories[item.category].cues]
        if cued:
            return cued
        bare = not [word for word in left if word not in ARTICLES]
        return found[:1] if bare and found[0].category == 0 else found

    def cued(self, text: Iterable[str]) -> tuple[Category, ...]:
        """The categories that the words of ``text`` point at."""
        keys = {key(word) for word in text}
        return tuple(category for category in self.categories if keys & category.cues)
