"""``amgt check``: property-based checks of bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amgt_theory.cli._output import FAILED, HELD, colour, console, json_option, note, print_json, table
from amgt_theory.cli._power import measure
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import InvalidInput
from amgt_theory.evidence_store import cache_folder

if TYPE_CHECKING:
    from amgt_theory.checking import Job, Progress, Result, Workers

EXAMPLES = 200


@click.command("check")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--examples",
    type=click.IntRange(1),
    default=EXAMPLES,
    show_default=True,
    metavar="N",
    help="Cases for each theorem, rounded up to whole shards of 50.",
)
@click.option("--seed", type=int, default=0, show_default=True, metavar="S", help="Another seed draws other cases.")
@click.option(
    "--bits",
    type=click.IntRange(2, 100_000),
    metavar="B",
    help="Precision to start with: 113 for steps, 200 for runs unless given.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="J", help="Processes that run shards; 1 unless given.")
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where finished shards are kept; the user's cache unless given.",
)
@click.option("--dask", metavar="ADDRESS", help="Run the shards on the Dask cluster of this scheduler.")
@click.option("--power", is_flag=True, help="Plant errors in theorems and certificates, and report which are caught.")
@json_option
@click.pass_obj
def check(
    workspace: Workspace,
    ids: tuple[str, ...],
    examples: int,
    seed: int,
    bits: int | None,
    jobs: int | None,
    store: Path | None,
    dask: str | None,
    power: bool,
    as_json: bool,
) -> int:
    """Attack theorems with drawn cases, decided rigorously in ball arithmetic; all that can be when no ID is given.

    PASS: no case that satisfies the hypotheses violates the conclusion. FAIL: one certainly does; the smallest found is
    shown. UNKNOWN: one stays undecided at 1000 bits. VACUOUS: hardly a case satisfies the hypotheses. Exit code 1
    unless all pass.

    The result depends on the seed, not on what runs the shards. Finished ones are kept: stop the command at any time,
    and the same command goes on.

    With --power: exit code 1 when an error that makes a tight theorem false, or a changed certificate, is not caught.
    """
    if power:
        given = {"--bits": bits, "--jobs": jobs, "--store": store, "--dask": dask}
        if refused := [option for option, value in given.items() if value is not None]:
            raise InvalidInput(f"--power takes no {refused[0]}; it runs in this process and keeps nothing")
        return measure(workspace, ids, examples, seed, as_json)
    if dask is not None and jobs is not None:
        raise InvalidInput("--dask and --jobs exclude each other; the cluster has its own number of workers")
    from amgt_theory.checking import cluster, processes

    chosen = jobs_of(workspace, ids, seed, bits)
    workers = processes(jobs or 1) if dask is None else cluster(dask)
    results = campaign(chosen, examples, workers, store)
    if as_json:
        print_json([asdict(result) for result in results])
    else:
        _show(results)
    return HELD if all(result.verdict == "PASS" for result in results) else FAILED


def campaign(
    jobs: list[Job], examples: int, workers: AbstractContextManager[Workers], store: Path | None = None
) -> list[Result]:
    """Run checks with a progress bar, keeping finished shards in ``store``, the user's cache unless given."""
    from amgt_theory.checking import Campaign, Store, require_folder

    folder = require_folder(store or cache_folder() / "shards")
    kept = Store(folder, note)
    outdated = kept.outdated(jobs)
    if outdated:
        note(f"{folder} also has shards of other sources, which are not used: {outdated[0]} and {len(outdated)} in all")
    with _progress(folder) as watch, workers as running:
        return list(Campaign(jobs, examples).run(running, kept, watch))


def jobs_of(workspace: Workspace, ids: tuple[str, ...] = (), seed: int = 0, bits: int | None = None) -> list[Job]:
    """The checks of the theorems asked for, all that have one when none is."""
    from amgt_theory.checking import Job

    found = {identity: Job.of(workspace.folder, identity, seed, bits) for identity in workspace.chosen(ids)}
    without = [identity for identity, one in found.items() if one is None]
    if without and ids:
        raise InvalidInput(f"{without[0]}: its hypotheses define no check; write check() in its file, or leave it out")
    if without:
        note(f"{len(without)} theorems have no check: {', '.join(without)}")
    return [one for one in found.values() if one is not None]


@contextmanager
def _progress(folder: Path) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on stderr where a person is watching; what Ctrl-C leaves in ``folder`` is noted."""
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

    screen = console()
    shown = table("id", "verdict", "examples", "satisfied", "min margin", "worst ratio")
    for result in results:
        verdict = Text(result.verdict, style=colour(result.verdict))
        ratio = result.worst["ratio"] if result.worst else None
        counts = (str(result.examples), str(result.satisfied))
        shown.add_row(result.id, verdict, *counts, _number(result.min_margin), _number(ratio))
    screen.print(shown)
    for result in results:
        if result.counterexample:
            found = "counterexample" if result.verdict == "FAIL" else "undecided case"
            screen.print(f"{result.id}: {found}\n{case_text(result.counterexample)}\n", soft_wrap=True)
    passed = sum(result.verdict == "PASS" for result in results)
    screen.print(f"{passed} of {len(results)} pass")


def _number(value: Any) -> str:
    return "" if value is None else f"{value:.4g}"
