"""Arrangements that a program states: a network, its options, and what it may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from kaelum_logic.finite.constraints import Constraint
from kaelum_logic.finite.solver import Network

__all__ = ["Arrangement", "Option", "Test"]


def _tests(values: Iterable[Test]) -> tuple[Test, ...]:
    return tuple(values)


def _options(values: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(values)


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _constraints(values: Iterable[Constraint]) -> tuple[Constraint, ...]:
    return tuple(values)


@frozen
class Test:
    """Whether a claim is ``possible`` or ``necessary``, or that it is not."""

    mode: str
    claim: Constraint
    wanted: bool = True

    def __str__(self) -> str:
        return f"{'' if self.wanted else 'not '}{self.mode}: {self.claim}"


@frozen
class Option:
    """A labelled option: it is chosen when all its tests come out as wanted.

    Attributes:
        label: its letter.
        tests: its tests.
        listed: the claims that it lists, if it is a list of all that are alike.
    """

    label: str
    tests: tuple[Test, ...] = field(converter=_tests)
    listed: tuple[Constraint, ...] = field(default=(), converter=_constraints)


@frozen
class Arrangement:
    """Variables, constraints and options.

    Attributes:
        network: variables and constraints.
        options: the options and their tests.
        repairs: what was put right in reading them.
        spare: the constraints, by place, that may be mistaken: not the declarations,
            and not what the question itself supposes.
        one_each: that no two of the things have the same place, where there are as many
            places as things.
    """

    network: Network
    options: tuple[Option, ...] = field(converter=_options)
    repairs: tuple[str, ...] = field(default=(), converter=_strings)
    spare: tuple[int, ...] = ()
    one_each: tuple[Constraint, ...] = field(default=(), converter=_constraints)

    def fuller(self) -> Mapping[str, Network]:
        """What may have been left unsaid, if no option is singled out; each by how it reads."""
        if not self.one_each:
            return {}
        constraints = (*self.network.constraints, *self.one_each)
        reading = "no option is singled out as it stands; each thing was given a place of its own"
        return {reading: evolve(self.network, constraints=constraints)}

    def weaker(self) -> Mapping[str, Network]:
        """All but one of the constraints, if they contradict each other; each by how it reads."""
        given = self.network.constraints
        return {
            f"the constraints contradict each other; number {index + 1} was left out": evolve(
                self.network, constraints=given[:index] + given[index + 1 :]
            )
            for index in self.spare
        }
