"""The four built-in strategies; each reads like what it means."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from kaelum_core.protocols import Panel
from kaelum_core.types import Answer, Verdict, WorkerResult

__all__ = ["Confidence", "Consensus", "Synthesis", "Verification"]


async def _consult_until_answered(panel: Panel) -> None:
    """Hear everyone on the panel; while nobody answers, consult the next candidate."""
    while True:
        async for _ in panel:
            pass
        if panel.best() is not None or not panel.candidates:
            return
        panel.consult(panel.candidates[0])


def _dissent(groups: Sequence[Sequence[WorkerResult]]) -> tuple[str, ...]:
    """One remark per answer that lost."""
    return tuple(
        f"{', '.join(r.worker for r in group)} said instead: {group[0].answer}"
        for group in groups[1:]
    )


def _best(group: Sequence[WorkerResult]) -> WorkerResult:
    return max(group, key=lambda result: (result.verdict.rank, result.confidence))


class Verification:
    """The best-checked answer. The first proof cancels the rest.

    Without a proof everyone is heard; while nobody answers, further workers
    are consulted. Between different answers that are checked equally well
    nothing speaks for one of them, so it abstains and names them.
    """

    async def combine(self, panel: Panel) -> Answer:
        """The first proved result, else the one that stands out by its verdict."""
        while True:
            async for result in panel:
                if result.verdict is Verdict.PROVED:
                    return panel.answer(result)
            if panel.best() is not None or not panel.candidates:
                break
            panel.consult(panel.candidates[0])
        groups = sorted(panel.groups(), key=lambda group: -_best(group).verdict.rank)
        if not groups:
            return panel.answer(None)
        rivals = [g for g in groups if _best(g).verdict is _best(groups[0]).verdict]
        if len(rivals) > 1:
            said = "; ".join(f"{r.worker}: {r.answer}" for r in map(_best, rivals))
            return evolve(panel.answer(None), reason=f"the workers disagree ({said})")
        return panel.answer(_best(groups[0]), notes=_dissent(groups))


class Consensus:
    """The answer that more than half of those who answered agree on.

    Its confidence is their share. No majority, no answer.
    """

    async def combine(self, panel: Panel) -> Answer:
        """The majority's best-checked result, or none."""
        await _consult_until_answered(panel)
        groups = panel.groups()
        if not groups:
            return panel.answer(None)
        votes = sum(map(len, groups))
        if 2 * len(groups[0]) <= votes:
            said = "; ".join(f"{g[0].worker}: {g[0].answer}" for g in groups)
            return evolve(panel.answer(None), reason=f"no majority among the workers ({said})")
        answer = panel.answer(_best(groups[0]), notes=_dissent(groups))
        return evolve(answer, confidence=len(groups[0]) / votes)


class Confidence:
    """The answer whose worker is surest of it; refuted ones do not count."""

    async def combine(self, panel: Panel) -> Answer:
        """The result of the highest confidence; the better verdict breaks a tie."""
        await _consult_until_answered(panel)
        groups = panel.groups()
        sound = [result for group in groups for result in group]
        if not sound:
            return panel.answer(None)
        surest = max(sound, key=lambda result: (result.confidence, result.verdict.rank))
        ordered = sorted(groups, key=lambda group: surest not in group)
        return panel.answer(surest, notes=_dissent(ordered))


class Synthesis:
    """One answer that carries the checks, steps and notes of all who agree on it.

    Agreement between workers raises the confidence as independent evidence
    would (1 minus the product of the doubts), dissent lowers it by its share,
    and both are told in the notes.
    """

    async def combine(self, panel: Panel) -> Answer:
        """The best-checked group of equivalent results, merged."""
        await _consult_until_answered(panel)
        groups = sorted(panel.groups(), key=lambda g: (-_best(g).verdict.rank, -len(g)))
        if not groups:
            return panel.answer(None)
        agreed = groups[0]
        doubt = 1.0
        for result in agreed:
            doubt *= 1.0 - result.confidence
        share = len(agreed) / sum(map(len, groups))
        notes = [note for result in agreed for note in result.notes]
        if len(agreed) > 1:
            notes.append(f"{', '.join(r.worker for r in agreed)} agree")
        notes.extend(_dissent(groups))
        return evolve(
            panel.answer(_best(agreed)),
            confidence=(1.0 - doubt) * share,
            checks=tuple(check for result in agreed for check in result.checks),
            steps=tuple(step for result in agreed for step in result.steps),
            notes=tuple(dict.fromkeys(notes)),
        )
