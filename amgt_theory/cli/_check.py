"""``amgt check``: property-based checks of bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from amgt_theory.cli._output import FAILED, HELD, colour, console, json_option, note, print_json, table
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import InvalidInput

if TYPE_CHECKING:
    from amgt_theory.checking import Result, StepCheck

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
@json_option
@click.pass_obj
def check(
    workspace: Workspace, ids: tuple[str, ...], examples: int, seed: int, bits: int | None, as_json: bool
) -> int:
    """Attack theorems with drawn cases, decided rigorously in ball arithmetic; all that can be when no ID is given.

    PASS: no case that satisfies the hypotheses violates the conclusion. FAIL: one certainly does; the smallest found is
    shown. UNKNOWN: one stays undecided at 1000 bits. VACUOUS: hardly a case satisfies the hypotheses. Exit code 1 unless all
    pass.
    """
    checks = _checks(workspace, ids, bits)
    results = list(_results(checks, examples, seed))
    if as_json:
        print_json([asdict(result) for result in results])
    else:
        _show(results)
    return HELD if all(result.verdict == "PASS" for result in results) else FAILED


def _checks(workspace: Workspace, ids: tuple[str, ...], bits: int | None) -> list[StepCheck]:
    from amgt_theory.checking import check_of

    found = {identity: check_of(workspace.catalogue, identity) for identity in workspace.chosen(ids)}
    without = [identity for identity, one in found.items() if one is None]
    if without and ids:
        raise InvalidInput(f"{without[0]}: its hypotheses define no check; write a check() in its file, or leave it out")
    if without:
        note(f"{len(without)} theorems have no check: {', '.join(without)}")
    return [replace(one, bits=bits) if bits else one for one in found.values() if one is not None]


def _results(checks: list[StepCheck], examples: int, seed: int) -> Iterator[Result]:
    from amgt_theory.checking import count_of, merged, shards

    with _progress(len(checks) * count_of(examples)) as advance:
        for one in checks:
            done = []
            for shard in shards(one, examples, seed):
                done.append(shard)
                advance(one.theorem.id, 1)
            advance(one.theorem.id, count_of(examples) - len(done))
            yield merged(one.theorem.id, done)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str, int], None]]:
    """A progress bar on stderr where a person is watching."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda identity, count: None
        return
    from rich.progress import Progress

    with Progress(console=screen, transient=True) as progress:
        task = progress.add_task("checking", total=total)
        yield lambda identity, count: progress.update(task, description=f"checking {identity}", advance=count)


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
