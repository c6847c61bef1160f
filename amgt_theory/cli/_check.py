"""``amgt check``: theorems against models drawn at random, decided rigorously."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amgt_theory.cli._output import FAILED, HELD, colour, console, json_option, note, print_json, table
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import InvalidInput
from amgt_theory.evidence_store import cache_folder

if TYPE_CHECKING:
    from amgt_theory.checking import Job, Progress, Result

EXAMPLES = 100


@click.command("check")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--examples",
    metavar="N",
    type=click.IntRange(1),
    default=EXAMPLES,
    show_default=True,
    help="Cases drawn for each theorem, rounded up to whole shards of 50.",
)
@click.option("--seed", metavar="S", type=click.IntRange(0), default=0, show_default=True, help="What is drawn.")
@click.option(
    "--bits",
    metavar="B",
    type=click.IntRange(24, 100_000),
    help="Precision of balls to begin with; what each check says unless given.",
)
@click.option("--jobs", metavar="J", type=click.IntRange(1), help="Processes to run shards in; 1 unless given.")
@click.option("--dask", metavar="ADDRESS", help="Run shards on the Dask cluster of this scheduler.")
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where finished shards are kept; the user's cache unless given.",
)
@json_option
@click.pass_obj
def check(
    workspace: Workspace,
    ids: tuple[str, ...],
    examples: int,
    seed: int,
    bits: int | None,
    jobs: int | None,
    dask: str | None,
    store: Path | None,
    as_json: bool,
) -> int:
    """Test theorems on models drawn at random; all that have a check when no ID is given.

    PASS: every case holds, rigorously. FAIL: one rigorously does not. UNKNOWN: one could not be decided. VACUOUS: too
    few cases satisfy the hypotheses. The same seed gives the same result, whatever runs it.

    Finished shards are kept: stop the command at any time, and the same command goes on. Exit code 1 unless all pass.
    """
    if dask is not None and jobs is not None:
        raise InvalidInput("--dask and --jobs exclude each other; the cluster has its own number of workers")
    from amgt_theory.checking import Campaign, Store, cluster, processes, require_folder

    chosen = _jobs(workspace, ids, seed, bits)
    folder = require_folder(store or cache_folder() / "shards")
    kept = Store(folder, note)
    if outdated := kept.outdated(chosen):
        note(f"{len(outdated)} folders in {folder} are of other sources and not used, such as {outdated[0]}")
    with _shown(folder) as watch, cluster(dask) if dask else processes(jobs or 1) as workers:
        results = list(Campaign(chosen, examples).run(workers, kept, watch))
    if as_json:
        print_json([asdict(result) for result in results])
    else:
        _show(results)
    return HELD if all(result.verdict == "PASS" for result in results) else FAILED


def _jobs(workspace: Workspace, ids: tuple[str, ...], seed: int, bits: int | None) -> list[Job]:
    from amgt_theory.checking import Job

    jobs = {one: Job.of(workspace.folder, one, seed, bits) for one in workspace.chosen(ids)}
    without = [one for one, job in jobs.items() if job is None]
    if without and ids:
        raise InvalidInput(f"{without[0]} has no check; define check() in its file, or choose another theorem")
    if without:
        note(f"{len(without)} theorems have no check")
    return [job for job in jobs.values() if job is not None]


@contextmanager
def _shown(folder: Path) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on stderr where a person is watching; a note of what was kept when Ctrl-C ends the work."""
    from rich import progress as rich

    screen = console(stderr=True)
    finished = 0
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TextColumn("shards"),
        rich.TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("checking", total=None)

        def watch(progress: Progress) -> None:
            nonlocal finished
            finished = progress.finished
            bar.update(task, completed=finished, total=progress.shards, description=f"checking {progress.current}")

        try:
            yield watch
        except KeyboardInterrupt:
            bar.stop()
            note(f"{finished} shards kept in {folder}; run the same command to go on")
            raise


def _show(results: list[Result]) -> None:
    from rich.text import Text

    from amgt_theory.checking import case_text

    shown = table("id", "verdict", "examples", "satisfied", "smallest margin")
    for one in results:
        margin = "" if one.min_margin is None else f"{one.min_margin:.3g}"
        verdict = Text(one.verdict, style=colour(one.verdict))
        shown.add_row(one.id, verdict, f"{one.examples:,}", f"{one.satisfied:,}", margin)
    screen = console()
    screen.print(shown)
    for one in results:
        if one.counterexample is not None:
            screen.print(f"{one.id}: {one.verdict}\n{case_text(one.counterexample)}\n", soft_wrap=True)
    passed = sum(one.verdict == "PASS" for one in results)
    screen.print(f"{passed} of {len(results)} passed")
