"""Shards in this process, or in processes of this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from threading import Thread
from typing import ParamSpec, TypeVar

from amgt_theory.checking._campaign import Workers
from amgt_theory.errors import AmgtError, InvalidInput

P = ParamSpec("P")
T = TypeVar("T")

WINDOW = 4  # shards asked for, for each process: enough to keep all at work while an early shard takes long


@contextmanager
def processes(jobs: int) -> Iterator[Workers]:
    """Workers for so many shards at a time: this process alone for one, otherwise ``jobs`` processes.

    When the block ends, and also when this process is killed, so do they. Raises InvalidInput unless jobs >= 1, and
    AmgtError when a process dies.
    """
    if jobs < 1:
        raise InvalidInput(f"jobs = {jobs} violates jobs >= 1; choose how many shards to run at a time")
    if jobs == 1:
        yield Workers(_Here(), 1)
        return
    context = get_context("spawn")
    held, lifeline = context.Pipe(duplex=False)
    with held, lifeline, _Processes(jobs, context, _begin, (held,)) as executor:
        try:
            yield Workers(executor, WINDOW * jobs)
        except BrokenProcessPool:
            raise AmgtError(
                "a process that ran shards was killed, perhaps for lack of memory; run the same command with fewer jobs"
            ) from None
        finally:
            lifeline.close()


class _Here(Executor):
    """Runs what it is given at once."""

    def submit(self, run: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> Future[T]:
        future = Future[T]()
        future.set_result(run(*arguments, **options))
        return future


class _Processes(ProcessPoolExecutor):
    """Processes that Ctrl-C does not reach: which of them goes on is for this one to say."""

    def submit(self, run: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> Future[T]:
        resource_tracker.ensure_running()  # it would unblock the signal
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(run, *arguments, **options)  # starts processes, which inherit the mask
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(held: Connection) -> None:
    """Make this process end when the other end of ``held`` is closed, as it is when the process there is gone."""

    def end() -> None:
        held.poll(None)
        os._exit(0)

    Thread(target=end, daemon=True).start()
