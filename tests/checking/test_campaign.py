"""Campaigns: one result whatever runs them and whatever stops them, from shards that are kept in files."""

from __future__ import annotations

import gc
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from threading import Condition, Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from amgt_theory.checking import Campaign, Job, Progress, Shard, Store, Workers, processes, shard_of
from amgt_theory.cli import main
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import AmgtError, InvalidInput

# Those that start, kill and interrupt processes are slow ones: they need a machine of their own.

HOLDS = """
from hypothesis import strategies as st
from amgt_theory.checking import StepCheck
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x = Real("x")
THEOREM = Theorem(id="drawn.holds", title="true", kind="lemma", source="a test", quantity=x, bound=100)


def check():
    return StepCheck(THEOREM, lambda draw: {x: draw(st.integers(0, 99))})
"""

FAILS = """
from hypothesis import strategies as st
from amgt_theory.checking import StepCheck
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x = Real("x")
THEOREM = Theorem(id="drawn.fails", title="rarely false", kind="lemma", source="a test", quantity=x, bound=1)


def check():
    def model(draw):
        drawn = [draw(st.integers(0, 20)) for _ in range(2)]
        return {x: 2 if drawn == [7, 13] else 1}

    return StepCheck(THEOREM, model)
"""

AMGT = """
import sys
from pathlib import Path
from amgt_theory.cli import main
from amgt_theory.cli._workspace import Workspace

main(sys.argv[2:], obj=Workspace(Path(sys.argv[1])))
"""

Check = Callable[..., Result]


@pytest.fixture
def proofs(tmp_path: Path) -> Path:
    """Two theorems: a true one, and one that a few examples in a thousand refute."""
    folder = tmp_path / "proofs" / "drawn"
    folder.mkdir(parents=True)
    (folder / "holds.py").write_text(HOLDS)
    (folder / "fails.py").write_text(FAILS)
    return folder.parent


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def check(proofs: Path, store: Path) -> Check:
    """Runs amgt check in this process."""

    def run(*arguments: object, proofs: Path = proofs, store: Path = store) -> Result:
        words = ["check", "--json", "--store", store, *arguments]
        return CliRunner().invoke(main, list(map(str, words)), obj=Workspace(proofs))

    return run


@pytest.fixture
def start(proofs: Path, store: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts amgt check as a terminal does: a process at the head of its own group."""
    started = []

    def run(*arguments: object) -> subprocess.Popen[str]:
        words = [sys.executable, "-c", AMGT, proofs, "check", "--json", "--store", store, *arguments]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(list(map(str, words)), start_new_session=True, **pipes))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def shards(store: Path) -> dict[Path, tuple[int, int]]:
    """The stored shards; what goes with them changes when one is written again."""
    return {path: ((found := path.stat()).st_ino, found.st_mtime_ns) for path in sorted(store.rglob("[0-9]*.json"))}


def wait_for(store: Path, count: int, process: subprocess.Popen[str]) -> None:
    while len(shards(store)) < count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.002)


def require_gone(group: int) -> None:
    """No process of a group is left, after a moment."""
    for _ in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("processes are left behind")


@pytest.mark.slow
def test_the_number_of_jobs_changes_nothing(check: Check, tmp_path: Path) -> None:
    results = {}
    for jobs in (1, 2, 3):
        done = check("--examples", 1000, "--jobs", jobs, store=tmp_path / f"{jobs}")
        assert done.exit_code == 1, done.output
        results[jobs] = done.stdout
    assert results[1] == results[2] == results[3]
    fails, holds = json.loads(results[1])
    assert (holds["verdict"], holds["examples"]) == ("PASS", 1000)
    assert fails["verdict"] == "FAIL"
    assert 50 < fails["examples"] < 1000, "it should end with a shard that is neither the first nor the last"
    contents = [
        [path.read_bytes() for path in shards(tmp_path / f"{jobs}" / "drawn.holds")] for jobs in (1, 2, 3)
    ]
    assert contents[0] == contents[1] == contents[2]
    assert len(contents[0]) == 20


def test_what_is_stored_is_not_run_again(check: Check, store: Path) -> None:
    first = check("drawn.holds", "--examples", 200)
    before = shards(store)
    again = check("drawn.holds", "--examples", 200)
    assert again.stdout == first.stdout
    assert shards(store) == before
    assert json.loads(check("drawn.holds", "--examples", 300).stdout)[0]["examples"] == 300
    assert len(shards(store)) == 6
    assert shards(store).items() >= before.items()


@pytest.mark.slow
@pytest.mark.parametrize("kills", [2, 12])
def test_killed_at_any_moment_it_goes_on(
    check: Check, start: Any, store: Path, tmp_path: Path, kills: int
) -> None:
    options = ("drawn.holds", "--examples", 1500 * kills, "--jobs", 2)
    kept: dict[Path, tuple[int, int]] = {}
    chance = random.Random(os.urandom(8))
    for _ in range(kills):
        process = start(*options)
        wait_for(store, len(kept) + chance.randint(0, 10), process)
        time.sleep(chance.random() / 10)
        process.kill()
        process.communicate()
        require_gone(process.pid)
        assert shards(store).items() >= kept.items(), "a stored shard was lost or run again"
        kept = shards(store)
    assert len(kept) < 30 * kills, "the campaign was over before the last kill"
    process = start(*options)
    output, errors = process.communicate()
    assert errors == ""
    assert shards(store).items() >= kept.items(), "a stored shard was lost or run again"
    assert len(shards(store)) == 30 * kills
    assert output == check(*options[:3], store=tmp_path / "uninterrupted").stdout


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_keeps_what_is_finished(start: Any, store: Path, jobs: int) -> None:
    process = start("drawn.holds", "--examples", 100_000, "--jobs", jobs)
    wait_for(store, 5, process)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate()
    assert process.returncode == 130, errors
    assert output == ""
    said = re.fullmatch(
        r"amgt: note: (\d+) shards kept in (.+); run the same command to go on\n+amgt: interrupted\n", errors
    )
    assert said, errors
    assert 0 <= len(shards(store)) - int(said[1]) <= 1
    assert said[2] == str(store)
    require_gone(process.pid)


def test_damaged_files_are_reported_and_run_again(check: Check, store: Path) -> None:
    first = check("drawn.holds", "--examples", 250)
    paths = list(shards(store))
    contents = [path.read_bytes() for path in paths]
    paths[0].write_bytes(contents[0][:-40])
    paths[1].write_bytes(contents[1].replace(b'"satisfied": 50', b'"satisfied": 40'))
    paths[2].write_bytes(contents[3])
    paths[3].write_bytes(b"\xff\0")
    again = check("drawn.holds", "--examples", 250)
    lines = again.stderr.splitlines()
    assert [line.split()[2] for line in lines] == list(map(str, paths[:4]))
    assert all("is damaged" in line and "run again" in line for line in lines)
    assert again.stdout == first.stdout
    assert [path.read_bytes() for path in paths] == contents


def test_shards_of_other_campaigns_are_not_mixed_in(check: Check, proofs: Path, store: Path, tmp_path: Path) -> None:
    check("drawn.holds")
    before = shards(store)
    for other in (("--seed", 1), ("--bits", 64)):
        assert check("drawn.holds", *other).stderr == ""
    assert len(shards(store)) == 3 * len(before)
    changed = tmp_path / "changed" / "drawn"
    changed.mkdir(parents=True)
    (changed / "holds.py").write_text(HOLDS.replace("99", "50"))
    done = check("drawn.holds", proofs=changed.parent)
    assert re.fullmatch(r"amgt: note: .+ of other sources, which are not used: .+ and 1 in all\n", done.stderr)
    assert len(shards(store)) == 4 * len(before)
    assert shards(store).items() >= before.items()


def test_a_job_is_refused_by_a_process_with_other_sources(proofs: Path) -> None:
    job = Job.of(proofs, "drawn.holds", 0)
    assert job is not None
    with pytest.raises(InvalidInput, match="other sources"):
        shard_of(replace(job, sources="0"), 0)


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_check_that_breaks_is_one_line(check: Check, proofs: Path, jobs: int) -> None:
    (proofs / "drawn" / "holds.py").write_text(HOLDS.replace("{x: ", "{x: 1 // 0 + "))
    done = check("drawn.holds", "--jobs", jobs)
    assert done.exit_code == 1
    assert done.stdout == ""
    said = r"amgt: drawn.holds: its check broke in shard \d of seed 0: ZeroDivisionError: .+; mend it\n"
    assert re.fullmatch(said, done.stderr)


@pytest.mark.slow
def test_a_process_that_dies_is_one_line() -> None:
    def lose_one(jobs: int) -> None:
        with processes(jobs) as workers:
            os.kill(workers.executor.submit(os.getpid).result(), signal.SIGKILL)
            for _ in range(100):
                workers.executor.submit(time.sleep, 0.01).result()

    with pytest.raises(AmgtError, match="was killed"):
        lose_one(2)


def test_wrong_requests_are_one_line(check: Check, store: Path) -> None:
    store.write_text("a file")
    for arguments, reason in (
        (("--jobs", 0), "--jobs"),
        (("--jobs", 1, "--dask", "tcp://127.0.0.1:1"), "exclude each other"),
        (("--examples", 50), "choose another folder"),
    ):
        done = check("drawn.holds", *arguments)
        assert done.exit_code == 2
        assert reason in done.stderr
        assert done.stderr.count("\n") == 1


class Shuffled(Executor):
    """Finishes what it was given in random order, with shards that cost nothing."""

    def __init__(self, failing: int | None = None) -> None:
        self.failing = failing
        self.most = 0
        self.waiting: list[tuple[Future[Shard], int]] = []
        self.given = Condition()
        self.chance = random.Random(0)
        Thread(target=self.work, daemon=True).start()

    def submit(self, fn: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        future: Future[Shard] = Future()
        with self.given:
            self.waiting.append((future, arguments[1]))
            self.most = max(self.most, sum(not one.cancelled() for one, _ in self.waiting))
            self.given.notify()
        return future

    def work(self) -> None:
        while True:
            with self.given:
                self.given.wait_for(lambda: self.waiting)
                future, index = self.waiting.pop(self.chance.randrange(len(self.waiting)))
            found = {"at": f"{index}"} if self.failing is not None and index >= self.failing else None
            if future.set_running_or_notify_cancel():
                worst = {"ratio": 0.5, "at": f"{index}"}
                future.set_result(Shard(index, 50, 50, 0, 1 / (1 + index), worst, None, found))


JOB = Job(None, "some.theorem", 0, 113, "0" * 64)


def test_the_result_ends_with_the_first_counterexample_in_order(store: Path) -> None:
    jobs = [JOB, Job(None, "some.other", 0, 113, "0" * 64)]
    executor = Shuffled(failing=37)
    results = list(Campaign(jobs, 50 * 200).run(Workers(executor, 8), Store(store, pytest.fail)))
    for result in results:
        assert (result.verdict, result.examples, result.min_margin) == ("FAIL", 38 * 50, 1 / 38)
        assert result.counterexample == {"at": "37"}
        assert result.worst == {"ratio": 0.5, "at": "0"}, "the first of equals"
    assert executor.most <= 8


def test_progress_counts_every_shard_once(store: Path) -> None:
    seen = []
    list(Campaign([JOB], 50 * 30).run(Workers(Shuffled(), 8), Store(store, pytest.fail), seen.append))
    counts = [progress.finished for progress in seen]
    assert counts == sorted(counts)
    assert {(progress.shards, progress.current) for progress in seen} == {(30, JOB.id)}
    assert counts[-1] == 30


def test_memory_does_not_grow_with_the_number_of_examples(store: Path) -> None:
    used = {}

    def watch(progress: Progress) -> None:
        if progress.finished in (100, 1000):
            gc.collect()
            used[progress.finished] = tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    list(Campaign([JOB], 50 * 1000).run(Workers(Shuffled(), 8), Store(store, pytest.fail), watch))
    tracemalloc.stop()
    assert used[1000] < used[100] + 20_000, "bytes, for 900 shards"


@pytest.mark.slow
def test_memory_of_a_process_that_runs_shards_is_flat(proofs: Path) -> None:
    code = f"""
import resource
from pathlib import Path
from amgt_theory.checking import Job, shard_of
job = Job.of(Path({str(proofs)!r}), "drawn.holds", 0)
for index in range(1000):
    shard_of(job, index)
    if index in (99, 999):
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, last = map(int, done.stdout.split())
    assert last < 1.1 * first


def test_without_distributed_the_remedy_is_named(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = check("drawn.holds", "--dask", "tcp://127.0.0.1:1")
    assert done.exit_code == 2
    assert done.stderr == 'amgt: Dask needs the package distributed; pip install "amgt_theory[dask]"\n'


def test_no_scheduler_is_one_line(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("amgt_theory.checking._dask.PATIENCE", 1)
    reasons = {"tcp://127.0.0.1:1": "no Dask scheduler answers", "foo": "give the scheduler's address"}
    for address, reason in reasons.items():
        done = check("drawn.holds", "--dask", address)
        assert done.exit_code == 2
        assert reason in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on loopback, and its two workers."""
    distributed = pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    log = (tmp_path / "dask.log").open("wb")
    own = ["--scheduler-file", str(file), "--no-dashboard"]

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "dask", *arguments, *own], stdout=log, stderr=log, cwd=tmp_path)

    worker = ("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--death-timeout", "60")
    workers = [begin(*worker) for _ in range(2)]
    everything = [begin("scheduler", "--host", "127.0.0.1", "--port", "0"), *workers]
    try:
        while not file.exists():
            assert everything[0].poll() is None, (tmp_path / "dask.log").read_text()
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address, workers
    finally:
        for process in everything:
            process.kill()
            process.wait()
        log.close()


@pytest.mark.slow
def test_a_dask_worker_is_killed_and_nothing_is_lost(
    check: Check, store: Path, tmp_path: Path, dask: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = dask
    at_the_kill = []

    def kill() -> None:
        while len(shards(store)) < 10:
            time.sleep(0.002)
        workers[0].kill()
        at_the_kill.append(len(shards(store)))

    killer = Thread(target=kill, daemon=True)
    killer.start()
    done = check("--examples", 4000, "--dask", address)
    killer.join(1)
    assert at_the_kill
    assert at_the_kill[0] < 80, "the campaign was over before the worker was killed"
    assert workers[1].poll() is None
    assert done.stdout == check("--examples", 4000, store=tmp_path / "here").stdout
    assert done.exit_code == 1
    assert len(shards(store / "drawn.holds")) == 80
