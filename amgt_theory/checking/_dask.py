"""Shards on the workers of a Dask cluster."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import Any

from amgt_theory.checking._campaign import Workers
from amgt_theory.checking._job import shard_of
from amgt_theory.checking._pool import WINDOW
from amgt_theory.errors import AmgtError, InvalidInput

PATIENCE = 10  # seconds to wait for the scheduler, and for a first worker


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """The workers of the Dask scheduler at ``address``; a shard whose worker is lost goes to another one.

    Raises InvalidInput when the scheduler does not answer or has no worker, or ``distributed`` is not installed, and
    AmgtError when the scheduler is lost.
    """
    try:
        from distributed import KilledWorker
    except ImportError:
        raise InvalidInput('Dask needs the package distributed; pip install "amgt_theory[dask]"') from None
    with _client(address) as client:
        executor = client.get_executor(pure=True)  # pure: a shard has the same key whoever asks for it
        try:
            yield Workers(executor, WINDOW * max(1, sum(client.nthreads().values())))
        except CancelledError:
            raise AmgtError(f"lost the scheduler at {address}; start it and run the same command to go on") from None
        except KilledWorker as error:
            raise AmgtError(f"{error.task} ended every worker it was given to; are they short of memory?") from None
        finally:
            executor.shutdown(wait=False)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A client of a scheduler that has workers, all of them with this package."""
    from distributed import Client
    from distributed.comm.addressing import get_address_host

    try:
        get_address_host(address)
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except ValueError as error:
        raise InvalidInput(f"{error}; give the scheduler's address, such as tcp://127.0.0.1:8786") from None
    except OSError as error:
        raise InvalidInput(f"no Dask scheduler answers at {address}: {error}; start one with: dask scheduler") from None
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.CRITICAL)  # what is wrong is raised, on one line
    try:
        with client:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise InvalidInput(f"the scheduler has no workers; start one with: dask worker {address}") from None
            _require_package(client)
            yield client
    finally:
        log.setLevel(level)


def _require_package(client: Any) -> None:
    """Raise InvalidInput where the scheduler or a worker lacks this package: it would fail at the first shard."""
    needed = shard_of.__module__
    try:
        found = {"the scheduler": client.run_on_scheduler(find_spec, needed)}
    except ModuleNotFoundError:
        found = {"the scheduler": None}
    found |= client.run(find_spec, needed, on_error="return")
    lacking = [place for place, spec in found.items() if not isinstance(spec, ModuleSpec)]
    if lacking:
        raise InvalidInput(f"{lacking[0]} has no {needed}; install the same amgt_theory there and start it again")
