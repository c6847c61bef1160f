"""Campaigns: many shards of many checks, run by whatever workers there are, with one result."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field

from amgt_theory.checking._job import Job, shard_of
from amgt_theory.checking._run import SHARD, Result, Shard, Tally
from amgt_theory.checking._store import Store


@dataclass(frozen=True)
class Workers:
    """Where shards run, and how many shards are under way or waiting for an earlier one at a time."""

    executor: Executor
    window: int


@dataclass(frozen=True)
class Progress:
    """How far a campaign is: shards ``finished`` and stored, of ``shards``; ``current`` is the theorem under way."""

    finished: int
    shards: int
    current: str


Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class Campaign:
    """The checks of ``jobs``, each on at least ``examples`` examples, whole shards at a time.

    The result of a check is that of its shards 0, 1, ... up to the first with a counterexample: the same whatever the
    workers and the order in which they finish. Each shard is stored as soon as it is finished, and none that is stored
    is run. Memory does not grow with the number of examples: a window of shards is held, and what they add up to.
    """

    jobs: Sequence[Job]
    examples: int

    def run(self, workers: Workers, store: Store, watch: Watch = lambda progress: None) -> Iterator[Result]:
        """The results in the order of the jobs, as they become known."""
        each = -(-self.examples // SHARD)
        plan = ((job, index) for job in self.jobs for index in range(each))
        underway = _Underway(workers, store, plan, len(self.jobs) * each, watch)
        for job in self.jobs:
            tally = Tally()
            for index in range(each):
                tally += underway.take()
                if tally.counterexample:
                    underway.drop(job, each - index - 1)
                    break
            yield tally.result(job.id)


@dataclass
class _Task:
    """A shard of the plan: running while ``shard`` is None."""

    job: Job
    future: Future[Shard]
    shard: Shard | None


@dataclass
class _Underway:
    """The shards of the plan that were asked for and not yet taken, in order; ``shards`` counts all of the plan."""

    workers: Workers
    store: Store
    plan: Iterator[tuple[Job, int]]
    shards: int
    watch: Watch
    tasks: deque[_Task] = field(default_factory=deque)
    taken: int = 0
    dropped: Job | None = None

    def take(self) -> Shard:
        """The next shard of the plan, once it is finished."""
        self._ask()
        self._show()
        while (shard := self.tasks[0].shard) is None:
            wait([task.future for task in self.tasks if task.shard is None], return_when=FIRST_COMPLETED)
            self._collect()
        self.tasks.popleft()
        self.taken += 1
        return shard

    def drop(self, job: Job, rest: int) -> None:
        """Leave out the rest of a job, so many shards."""
        for task in self.tasks:
            if task.job == job:
                task.future.cancel()
        self.tasks = deque(task for task in self.tasks if task.job != job)
        self.dropped = job
        self.shards -= rest

    def _ask(self) -> None:
        while len(self.tasks) < self.workers.window:
            job, index = next(((job, index) for job, index in self.plan if job != self.dropped), (None, 0))
            if job is None:
                break
            known = self.store.load(job, index)
            future = Future[Shard]() if known else self.workers.executor.submit(shard_of, job, index)
            self.tasks.append(_Task(job, future, known))
            self._collect()

    def _collect(self) -> None:
        for task in self.tasks:
            if task.shard is None and task.future.done():
                task.shard = task.future.result()
                self.store.save(task.job, task.shard)
                self._show()

    def _show(self) -> None:
        finished = self.taken + sum(task.shard is not None for task in self.tasks)
        self.watch(Progress(finished, self.shards, self.tasks[0].job.id))
