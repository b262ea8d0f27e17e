"""Which workers to ask, how to combine what they say, and for how long: one pure function.

A simple query of a clear domain takes the cheap path: one worker. A hard one,
or one that may belong to several domains, gets a panel. Workers of a domain
are ranked by an upper confidence bound on their record there, so that one that
keeps failing is asked less, and one that is new gets its chances.

A query without a domain gets no workers. Every usable worker still stands by
as a candidate of the panel, and a strategy may consult one: symbolic workers
cost milliseconds and abstain from what is not theirs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.routing.merge import THRESHOLD
from kaelum_core.settings import DEFAULT_ORIGIN, Settings
from kaelum_core.types import Classification, RoutingDecision

__all__ = ["FAINT", "Records", "WorkerRecord", "select"]

RIVAL = 0.5
"""A domain is a rival when its score is at least this share of the best one's."""

FAINT = 0.1
"""Below this score a domain is nobody's rival."""

HARD = 0.7
"""From this complexity on a query gets a panel, where another opinion begins to pay: on
recorded models a panel of four is right on less than one problem in a hundred more."""

UNKNOWN_COMPLEXITY = 0.5

HOPELESS = 0.4
"""A worker whose rank is below this share of the best one's for the domain is left out."""

TRIALS = 5
"""A worker asked fewer times than this in a domain is new there."""

FEEDBACK_WEIGHT = 2.0
"""One word from a person counts as much as so many results."""

EXPLORATION = 0.25
"""The factor of ln(N)/n: the bound on the variance in UCB1-Tuned (Auer, Cesa-Bianchi,
Fischer 2002, "Finite-time analysis of the multiarmed bandit problem", section 4)."""

MIN_BUDGET = 0.4
"""Share of the deadline for the simplest query; the hardest gets all of it."""


@frozen
class WorkerRecord:
    """What became of one worker's attempts in one domain.

    Attributes:
        asked: times it was asked.
        answered: times it answered.
        proved: times its answer was proved.
        good, bad: times a person said so of an answer that rested on it.
        seconds: seconds spent in all.
    """

    asked: int = 0
    answered: int = 0
    proved: int = 0
    good: int = 0
    bad: int = 0
    seconds: float = 0.0


Records = Mapping[tuple[str, str], WorkerRecord]
"""(worker, domain) -> its record."""

_NEW = WorkerRecord()


def select(
    classification: Classification,
    *,
    workers: Sequence[WorkerInfo],
    strategies: Sequence[str],
    records: Records,
    settings: Settings,
) -> RoutingDecision:
    """Decide how to answer a query.

    Args:
        classification: the merged opinion of the classifiers.
        workers: the workers in force; their order has no effect.
        strategies: names of the strategies in force.
        records: what the ledger knows of the workers.
        settings: strategy, number of workers, whether a model is configured.

    Returns:
        the decision, with its reasons. ``domain`` is ``"none"``, and
        ``workers`` empty, when no domain's score reaches :data:`~kaelum_core.routing.merge.THRESHOLD`. Never
        empty when the domain is clear and a usable worker serves it.
    """
    domain, rivals = _domains(classification.scores)
    hardness = classification.complexity
    complexity = UNKNOWN_COMPLEXITY if hardness is None else hardness
    usable = [info for info in workers if settings.llm.configured or not info.needs_model]
    reasons = list(_reading(domain, rivals, classification.scores, hardness))
    reasons += _left_out(workers, usable, (domain, *rivals))
    chosen: list[WorkerInfo] = []
    if domain != "none":
        ranking = _Ranking(usable, records)
        chosen, why = _choose(domain, rivals, complexity, ranking, settings.engine.max_workers)
        reasons += why
    strategy, because = _strategy(chosen, domain, strategies, settings)
    return RoutingDecision(
        domain=domain,
        scores=classification.scores,
        complexity=complexity,
        workers=[info.name for info in chosen],
        strategy=strategy,
        signals=classification.signals,
        reasons=(*reasons, because),
        budget=MIN_BUDGET + (1.0 - MIN_BUDGET) * complexity,
    )


def _domains(scores: Mapping[str, float]) -> tuple[str, tuple[str, ...]]:
    """The domain, or ``"none"``, and its rivals; each best first."""
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    if not ranked or scores[ranked[0]] < THRESHOLD:
        return "none", ()
    floor = max(FAINT, RIVAL * scores[ranked[0]])
    return ranked[0], tuple(name for name in ranked[1:] if scores[name] >= floor)


class _Ranking:
    """Workers by how promising they are, domain by domain."""

    def __init__(self, workers: Sequence[WorkerInfo], records: Records) -> None:
        self._workers = workers
        self._records = records

    def record(self, info: WorkerInfo, domain: str) -> WorkerRecord:
        return self._records.get((info.name, domain), _NEW)

    def promise(self, info: WorkerInfo, domain: str) -> float:
        """The upper confidence bound on the worker's share of successes there."""
        record = self.record(info, domain)
        peers = [self.record(peer, domain) for peer in self._workers if domain in peer.domains]
        tries = math.fsum(peer.asked for peer in peers)
        plain = record.answered - record.proved
        won = record.proved + plain / 2 + FEEDBACK_WEIGHT * record.good
        lost = record.asked - record.answered + plain / 2 + FEEDBACK_WEIGHT * record.bad
        n = max(0.0, won) + max(0.0, lost)
        mean = (1.0 + max(0.0, won)) / (2.0 + n)  # of the Beta posterior; uniform prior
        return mean + math.sqrt(EXPLORATION * math.log1p(tries) / (1.0 + n))

    def of(self, domain: str) -> list[WorkerInfo]:
        """The workers of ``domain``, best first; cheaper ones break ties.

        Those with a record come before the new ones, which ride along rather
        than replace them; those with a hopeless record are left out.
        """
        serving = [info for info in self._workers if domain in info.domains]
        rank = {info.name: self.promise(info, domain) for info in serving}
        serving.sort(key=lambda info: (-rank[info.name], info.cost, info.name))
        known = [info for info in serving if self.record(info, domain).asked >= TRIALS]
        floor = HOPELESS * rank[known[0].name] if known else 0.0
        return [
            *(info for info in known if rank[info.name] >= floor),
            *(info for info in serving if info not in known),
        ]

    def newcomers(self, domain: str) -> list[WorkerInfo]:
        """Workers that were hardly tried in ``domain`` where another one was."""
        ranked = self.of(domain)
        fresh = [info for info in ranked if self.record(info, domain).asked < TRIALS]
        return fresh if len(fresh) < len(ranked) else []


def _choose(
    domain: str, rivals: Sequence[str], complexity: float, ranking: _Ranking, limit: int
) -> tuple[list[WorkerInfo], list[str]]:
    """The workers to ask, best first, and why."""
    own = ranking.of(domain)
    others = [worker for rival in rivals for worker in ranking.of(rival)[:1]]
    if not own and not others:
        return [], [f"no worker in force serves {domain}"]
    if complexity < HARD and not rivals:
        chosen, why = own[:1], "a clear and simple query: one worker is enough"
    elif complexity < HARD:
        chosen, why = _merged(own[:1], others), "several domains are possible: the best of each"
    else:
        chosen, why = _merged(own[:1], others, own[1:]), "a hard query: a panel"
    if not own:
        why = f"no worker in force serves {domain}: the best of the rival domains"
    reasons = [why]
    chosen = chosen[:limit]
    for info in ranking.newcomers(domain):
        if info not in chosen and len(chosen) < limit:
            chosen.append(info)
            reasons.append(f"{info.name} is new to {domain} and gets its chance")
            break
    reasons += [line for info in chosen if (line := _past(info, domain, ranking))]
    return chosen, reasons


def _merged(*groups: Iterable[WorkerInfo]) -> list[WorkerInfo]:
    return list({info.name: info for group in groups for info in group}.values())


def _reading(
    domain: str, rivals: Sequence[str], scores: Mapping[str, float], complexity: float | None
) -> Iterator[str]:
    if domain == "none":
        best = max(scores.values(), default=0.0)
        yield f"no domain scores {THRESHOLD:g} or more (the best is {best:.2f})"
    else:
        yield f"{domain} scores {scores[domain]:.2f}"
    for rival in rivals:
        yield f"{rival} is a rival with {scores[rival]:.2f}"
    if complexity is None:
        yield f"nobody estimates how hard it is; {UNKNOWN_COMPLEXITY:g} is assumed"


def _left_out(
    workers: Sequence[WorkerInfo], usable: Sequence[WorkerInfo], domains: Sequence[str]
) -> list[str]:
    names = sorted(
        info.name for info in workers if info not in usable and info.domains & set(domains)
    )
    return [f"{name} needs a chat model, and none is configured" for name in names]


def _past(info: WorkerInfo, domain: str, ranking: _Ranking) -> str | None:
    record = ranking.record(info, domain)
    if not record.asked:
        return None
    return (
        f"{info.name} answered {record.answered} of {record.asked} {domain} queries so far, "
        f"{record.proved} with proof"
    )


def _strategy(
    chosen: Sequence[WorkerInfo], domain: str, strategies: Sequence[str], settings: Settings
) -> tuple[str, str]:
    """The strategy's name and why.

    What the user set is obeyed, installed or not: an unknown name is an error
    that the engine reports, not something to paper over.
    """
    configured = settings.engine.strategy
    if settings.origin("engine.strategy") != DEFAULT_ORIGIN:
        return configured, f"{configured}: set by {settings.origin('engine.strategy')}"
    unchecked = len(chosen) > 1 and all(info.needs_model for info in chosen)
    wanted = configured, "the best-checked answer wins"
    if unchecked and domain == "creative":
        wanted = "synthesis", "texts have no proof: make one of many"
    elif unchecked:
        wanted = "consensus", "nobody here can prove an answer: count votes"
    if wanted[0] in strategies or not strategies:
        return wanted[0], f"{wanted[0]}: {wanted[1]}"
    name = configured if configured in strategies else min(strategies)
    return name, f"{name}: {wanted[0]} is not in force"
