"""The way of a query: router, panel, strategy, answer, ledger.

The engine is the one place that knows all the stations. It owns its plugins,
its settings and its sandboxed processes; nothing here is global.
"""

from __future__ import annotations

import math
import unicodedata
import warnings
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import anyio
from attrs import evolve

from kaelum_core.certificates import Verification, parse_certificate
from kaelum_core.certificates import verify as verify_certificate
from kaelum_core.errors import (
    InvalidQueryError,
    InvalidValueError,
    KaelumError,
    SandboxError,
    SandboxTimeoutError,
)
from kaelum_core.events import AnswerReady, Event, QueryReceived, Routed, WorkerProgress
from kaelum_core.hookspecs import WorkerInfo
from kaelum_core.panel import WorkerPanel, describe, sentence
from kaelum_core.plugins import PluginHost
from kaelum_core.registry import Registry
from kaelum_core.routing.router import Router
from kaelum_core.routing.selection import FAINT
from kaelum_core.sandbox.pool import SandboxPool
from kaelum_core.serialize import from_json, to_json
from kaelum_core.settings import Settings
from kaelum_core.types import (
    Answer,
    Certificate,
    Outcome,
    Query,
    RoutingDecision,
    Verdict,
    WorkerResult,
)

if TYPE_CHECKING:
    from kaelum_core.ledger import Ledger

__all__ = ["Engine", "accept", "ask", "verify"]

_GRACE = 0.1
"""Seconds past the deadline that a strategy has to decide on what is there."""

_MARGIN = 0.02
"""Share of its budget that a sandboxed worker leaves for handing over its result."""

Emit = Callable[[type[Event], Mapping[str, object]], None]


def accept(query: Query | str, *, limit: int = 1_000_000) -> Query:
    """``query`` as a :class:`Query` that may be worked on.

    Raises:
        InvalidQueryError: it is empty, longer than ``limit`` characters, or
            holds bytes or control characters that no text has.
    """
    query = Query(query) if isinstance(query, str) else query
    if not query.text.strip():
        raise InvalidQueryError("the query is empty")
    size = len(query.full_text) + sum(map(len, query.options))
    if size > limit:
        raise InvalidQueryError(f"the query has {size:,} characters; at most {limit:,} are read")
    for part in (query.text, query.context or "", *query.options):
        for character in part:
            if character not in "\t\n\r\f\v" and unicodedata.category(character) in {"Cc", "Cs"}:
                code = f"U+{ord(character):04X}"
                raise InvalidQueryError(f"the query is not text: it contains {code}")
    return query


class _Context:
    """The worker's context in the engine's own process."""

    def __init__(self, engine: Engine, info: WorkerInfo, deadline: float, emit: Emit) -> None:
        self._engine = engine
        self._info = info
        self._deadline = deadline
        self._emit = emit
        self.settings = engine.settings.workers.get(info.name, {})
        self.explain = engine.explain

    def remaining(self) -> float:
        return max(0.0, self._deadline - anyio.current_time())

    def report(self, message: str) -> None:
        self._emit(WorkerProgress, {"worker": self._info.name, "message": message})

    async def sandbox(self, function: str, argument: Any, *, budget: float) -> Any:
        tenant = f"{self._info.name} {function}"
        return await self._engine.pool.call(tenant, function, argument, budget=budget)


class Engine:
    """Answers queries with the installed plugins.

    Use it as a context manager, so that its processes end with it::

        with Engine.from_settings() as engine:
            print(engine.ask("Is 2**61 - 1 prime?").text)

    Args:
        settings: the settings in force; the defaults if None.
        host: the plugins; found by entry points if None.
        explain: whether workers should tell their steps.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        host: PluginHost | None = None,
        explain: bool = False,
    ) -> None:
        self.settings = settings or Settings()
        self.explain = explain
        plugins = self.settings.plugins
        self.host = host or PluginHost(
            disabled=plugins.disabled, only=plugins.only, strict=plugins.strict
        )
        self.registry = Registry(self.host)
        self.pool = SandboxPool(memory=self.settings.engine.memory)
        self._router = Router(self.registry, self.settings)
        self._ledger: Ledger | None = None

    @classmethod
    def from_settings(cls, *, explain: bool = False, **flags: Any) -> Self:
        """An engine with the settings of files, environment and ``flags``.

        Raises:
            SettingsError: a setting cannot be used.
        """
        return cls(Settings.load(flags=flags), explain=explain)

    # -- life ------------------------------------------------------------------

    def close(self) -> None:
        """End the sandboxed processes and close the ledger."""
        self.pool.close()
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- doors -----------------------------------------------------------------

    def ask(self, query: Query | str, *, backend: str = "asyncio") -> Answer:
        """Answer ``query`` from code that is not asynchronous; see :meth:`answer`."""
        return anyio.run(self.answer, query, backend=backend)

    async def answer(
        self, query: Query | str, *, listen: Callable[[Event], None] | None = None
    ) -> Answer:
        """Answer ``query``: route it, let the workers work, let the strategy decide.

        Args:
            query: what is asked.
            listen: hears every event of this query.

        Raises:
            InvalidQueryError: ``query`` is no question that can be read.
            UnknownNameError: the configured strategy does not exist.
        """
        query = accept(query, limit=self.settings.engine.max_query)
        started = anyio.current_time()
        deadline = started + self.settings.engine.deadline

        def emit(kind: type[Event], fields: Mapping[str, object]) -> None:
            event = kind(query, anyio.current_time() - started, **fields)
            self.host.observe(event)
            if listen is not None:
                listen(event)

        emit(QueryReceived, {})
        decision = self._decide(query)
        emit(Routed, {"decision": decision})
        answer = await self._work(query, decision, deadline, emit)
        answer = self._record(
            evolve(
                answer,
                query=query,
                strategy=decision.strategy,
                decision=decision,
                elapsed=anyio.current_time() - started,
            )
        )
        emit(AnswerReady, {"answer": answer})
        return answer

    async def stream(self, query: Query | str) -> AsyncIterator[Event]:
        """The events of answering ``query`` as they happen; the last is :class:`AnswerReady`.

        Close the iterator (``contextlib.aclosing``) to cancel the query.
        """
        sender, receiver = anyio.create_memory_object_stream[Event](math.inf)
        failed: list[Exception] = []

        async def run() -> None:
            with sender:
                try:
                    await self.answer(query, listen=sender.send_nowait)
                except Exception as error:  # noqa: BLE001 - raised below, out of the group
                    failed.append(error)

        with receiver:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(run)
                try:
                    async for event in receiver:
                        yield event
                except GeneratorExit:  # closed early; the group would wrap it
                    tasks.cancel_scope.cancel()
        if failed:
            raise failed[0]

    def route(self, query: Query | str) -> RoutingDecision:
        """The routing decision for ``query``; asks no worker."""
        return self._decide(accept(query, limit=self.settings.engine.max_query))

    async def verify(self, certificate: Certificate) -> Verification:
        """Repeat the checks of ``certificate`` within the deadline."""
        return await verify_certificate(
            certificate,
            registry=self.registry,
            pool=self.pool,
            budget=self.settings.engine.deadline,
        )

    # -- stations --------------------------------------------------------------

    @property
    def workers(self) -> dict[str, WorkerInfo]:
        """Declared workers, and those that ``[workers.<name>] type = ...`` derives from them."""
        declared = self.registry.workers
        derived = {
            name: evolve(declared[str(table["type"])], name=name)
            for name, table in self.settings.workers.items()
            if table.get("type") in declared
        }
        return declared | derived

    @property
    def ledger(self) -> Ledger | None:
        """The ledger, opened on first use; None when it is off or cannot be used."""
        path = self.settings.ledger.file
        if self._ledger is None and path is not None:
            from kaelum_core.ledger import Ledger

            self._ledger = Ledger.open(path)
        return self._ledger

    def _decide(self, query: Query) -> RoutingDecision:
        return self._router.decide(query, workers=self.workers, records=self._records())

    def _records(self) -> Any:
        return self.ledger.worker_records() if self.ledger is not None else {}

    async def _work(
        self, query: Query, decision: RoutingDecision, deadline: float, emit: Emit
    ) -> Answer:
        """The answer of the decided strategy on the decided panel."""
        strategy = self.registry.strategy(decision.strategy)

        async def attempt(info: WorkerInfo, query: Query, budget: float) -> WorkerResult:
            return await self._attempt(info, query, budget, emit)

        async with anyio.create_task_group() as tasks:
            panel = WorkerPanel(
                query,
                decision,
                roster=self._roster(decision),
                attempt=attempt,
                emit=emit,
                tasks=tasks,
                deadline=deadline,
                equivalences=self.registry.equivalences,
            )
            answer: object = None
            trouble = "ran out of time"
            with anyio.move_on_at(deadline + _GRACE):
                try:
                    answer = await strategy.combine(panel)
                except Exception as error:  # noqa: BLE001 - a strategy may raise anything
                    trouble = f"failed ({describe(error)})"
                    self.registry.fail("kaelum_strategies", decision.strategy, error)
                else:
                    trouble = f"returned a {type(answer).__name__}, not an Answer"
            tasks.cancel_scope.cancel()
        if not isinstance(answer, Answer):
            note = f"the strategy {decision.strategy} {trouble}; this is the best-checked result"
            answer = panel.answer(panel.best(), notes=[note])
        return self._explained(evolve(answer, results=panel.finish()), decision)

    def _roster(self, decision: RoutingDecision) -> dict[str, WorkerInfo]:
        """The chosen workers, then every other usable one, cheapest first."""
        workers = self.workers
        model = self.settings.llm.configured
        usable = [info for info in workers.values() if model or not info.needs_model]
        others = sorted(usable, key=lambda info: (info.cost, info.name))
        chosen = [workers[name] for name in decision.workers if name in workers]
        return {info.name: info for info in (*chosen, *others)}

    async def _attempt(
        self, info: WorkerInfo, query: Query, budget: float, emit: Emit
    ) -> WorkerResult:
        """Let one worker try, in its own process or in this event loop."""
        kind = str(self.settings.workers.get(info.name, {}).get("type", info.name))
        if info.isolation == "task":
            context = _Context(self, info, anyio.current_time() + budget, emit)
            outcome: Any = self.registry.worker(kind).solve(query, context)
            returned: WorkerResult = await outcome if hasattr(outcome, "__await__") else outcome
            return returned
        request = {
            "factory": info.factory,
            "query": to_json(query),
            "settings": dict(self.settings.workers.get(info.name, {})),
            "explain": self.explain,
            "budget": budget * (1 - _MARGIN),
        }

        def progress(message: str) -> None:
            emit(WorkerProgress, {"worker": info.name, "message": message})

        try:
            found = await self.pool.call(
                info.name,
                "kaelum_core.sandbox.host:solve",
                request,
                budget=budget,
                on_progress=progress,
            )
            result: WorkerResult = from_json(WorkerResult, found)
        except SandboxTimeoutError as error:
            return WorkerResult(Outcome.TIMED_OUT, reason=str(error))
        except (SandboxError, InvalidValueError) as error:
            return WorkerResult(Outcome.FAILED, reason=str(error))
        return result

    def _explained(self, answer: Answer, decision: RoutingDecision) -> Answer:
        """An abstention says why in terms of the asker, and what would help."""
        if answer.text is not None:
            return evolve(answer, reason=None, hint=None)
        served = self.registry.domains
        if not self.workers:
            return evolve(
                answer,
                reason="no expert is installed",
                hint="pip install kaelum-math kaelum-logic",
            )
        if decision.domain not in served | {"none"}:
            return evolve(
                answer,
                reason=f"no installed expert can check {decision.domain} questions"
                + self._said_by_others(answer, decision),
                hint=f"a plugin with a worker for the domain {decision.domain!r}",
            )
        if decision.domain == "none":
            known = ", ".join(sorted(served))
            return evolve(
                answer,
                reason=f"this does not read as a question for any expert here ({known})"
                + self._said_by_others(answer, decision),
                hint="state the question in full, with every quantity or premise it needs",
            )
        # What the expert that the router thought of says comes first; the others' reasons
        # stand in their results.
        asked = [r for r in answer.results if r.worker in decision.workers and r.reason]
        refuted = any(r.verdict is Verdict.REFUTED for r in answer.results)
        if asked and len(asked) == 1 and not refuted:
            told = f"{asked[0].worker} {asked[0].outcome}: {sentence(asked[0].reason or '')}"
            answer = evolve(answer, reason=told)
        return evolve(answer, hint=answer.hint or "the question in other words, or in parts")

    def _said_by_others(self, answer: Answer, decision: RoutingDecision) -> str:
        """What an expert said that the router held possible, as the end of a sentence."""
        possible = {d for d, score in decision.scores.items() if score >= FAINT}
        likely = {
            info.name for info in self.workers.values() if possible.intersection(info.domains)
        }
        for result in answer.results:
            if result.worker in likely and result.reason:
                return f"; {result.worker} {result.outcome}: {sentence(result.reason)}"
        return ""

    def _record(self, answer: Answer) -> Answer:
        if self.ledger is None:
            return answer
        try:
            return evolve(answer, id=self.ledger.record(answer))
        except KaelumError as error:
            warnings.warn(f"the ledger is not written: {error}", stacklevel=2)
            return answer


def ask(query: Query | str, **flags: Any) -> Answer:
    """Answer one query with the settings of files, environment and ``flags``.

    For many queries keep an :class:`Engine`: its processes stay warm.

    >>> ask("What is 17% of 2,450?").text  # doctest: +SKIP
    '416.5'
    """
    with Engine.from_settings(**flags) as engine:
        return engine.ask(query)


def verify(certificate: Certificate | str | Path, **flags: Any) -> Verification:
    """Re-check a certificate: the value itself, its JSON text, or the path of a file.

    Raises:
        CertificateError: what was given is no certificate.
    """
    if isinstance(certificate, Path):
        certificate = certificate.read_text(encoding="utf-8")
    if isinstance(certificate, str):
        certificate = parse_certificate(certificate)
    with Engine.from_settings(**flags) as engine:
        return anyio.run(engine.verify, certificate)
