"""Made-up families, large and varied enough to tell what a description of kin can mean.

A chain such as "my father's only son" holds of some pairs of people in some
families. If in all of many families all the pairs of which it holds are related
in one and the same way, that is what it means.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterable, Sequence

from attrs import frozen

from kaelum_logic.finite.kinship import KIN, Family
from kaelum_logic.finite.names import Gender

__all__ = ["GENERATIONS", "Link", "World", "world"]

GENERATIONS = 5
_COUPLES = 5
_PATHS = frozenset(path for paths, _ in KIN.values() for path in paths)
_CHILDREN = ("m", "f", "mf", "fm", "mm", "ff", "mfm", "fmf", "mmff")


@frozen
class Link:
    """One step of a chain: somebody's ``word``, and whether the only one."""

    word: str
    only: bool = False


class World:
    """A family over several generations, in which all parents and genders are known."""

    def __init__(self, family: Family, people: Sequence[str]) -> None:
        self.family = family
        self.people = tuple(people)
        self._children: dict[str, set[str]] = {person: set() for person in people}
        for child, parents in family.parents.items():
            for parent in parents:
                self._children[parent].add(child)
        self._reached: dict[tuple[str, str], frozenset[str]] = {}
        self._known: dict[tuple[str, Link], frozenset[str]] = {}

    def gender(self, person: str) -> Gender:
        """The gender of ``person``."""
        return self.family.stated[person]

    def siblings(self, person: str) -> frozenset[str]:
        """The brothers and sisters of ``person``."""
        return self._along("PC", person) - {person}

    def of(self, person: str, chain: Sequence[Link]) -> frozenset[str]:
        """Everyone who is at the end of ``chain`` from ``person``."""
        found = frozenset([person])
        for link in chain:
            found = frozenset[str]().union(*(self._linked(one, link) for one in found))
        return found

    def _linked(self, person: str, link: Link) -> frozenset[str]:
        if (person, link) not in self._known:
            paths, gender = KIN[link.word]
            found = frozenset(
                one
                for path in paths
                for one in self._related(person, path)
                if gender in (None, self.gender(one))
            )
            alone = not link.only or len(found) == 1
            self._known[person, link] = found if alone else frozenset()
        return self._known[person, link]

    def _related(self, person: str, path: str) -> frozenset[str]:
        """Those along ``path`` of ``person`` who are not along a shorter path with a word."""
        nearer = (self._along(other, person) for other in _PATHS if len(other) < len(path))
        return self._along(path, person).difference([person], *nearer)

    def _along(self, path: str, person: str) -> frozenset[str]:
        if not path:
            return frozenset([person])
        if (path, person) not in self._reached:
            step = {"P": self.family.parents, "C": self._children}.get(path[-1])
            before = self._along(path[:-1], person)
            self._reached[path, person] = (
                frozenset(self.family.spouse[one] for one in before if one in self.family.spouse)
                if step is None
                else frozenset[str]().union(*(step[one] for one in before))
            )
        return self._reached[path, person]


@functools.lru_cache(maxsize=16)
def world(seed: int) -> World:
    """A made-up family, the same for the same ``seed``."""
    choice = random.Random(seed)
    family, people = Family(), list[str]()

    def person(gender: Gender, parents: Iterable[str] = ()) -> str:
        name = f"P{len(people)}"
        people.append(name)
        family.add(name)
        family.stated[name] = gender
        family.parents[name] = set(parents)
        return name

    def marry(one: str, other: str) -> tuple[str, str]:
        family.spouse[one], family.spouse[other] = other, one
        return one, other

    couples = [marry(person("male"), person("female")) for _ in range(_COUPLES)]
    for _ in range(GENERATIONS - 1):
        kinds = choice.choices(_CHILDREN, k=len(couples))
        single = [
            person("male" if kind == "m" else "female", couple)
            for couple, kinds_ in zip(couples, kinds, strict=True)
            for kind in kinds_
        ]
        choice.shuffle(single)
        couples = []
        while single and len(couples) < _COUPLES:
            one = single.pop()
            others = (other for other in single if _may_marry(family, one, other))
            other = next(others, None)
            if other is None:
                other = person("female" if family.stated[one] == "male" else "male")
            else:
                single.remove(other)
            couples.append(marry(one, other))
    return World(family, people)


def _may_marry(family: Family, one: str, other: str) -> bool:
    """Whether two differ in gender and have no grandparent in common."""

    def elders(name: str) -> set[str]:
        parents = family.parents[name]
        return parents.union(*(family.parents[parent] for parent in parents))

    return family.stated[one] != family.stated[other] and not elders(one) & elders(other)
