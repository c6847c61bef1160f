"""benchmarks/POWER.md: ``python -m amgt_theory.report.power`` plants errors in the whole catalogue and reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import Finding, power
from amgt_theory.files import write
from amgt_theory.report._markdown import escaped, table

EXAMPLES, SEED = 100, 0
INTRODUCTION = """\
# What the checks catch

Made by `make power`: `amgt check --power` with {examples} drawn examples for each error and seed {seed}, and the cases
of the local search beside them. The same seed gives the same table.

An error is *false* when that is known: a case violates the changed statement, or a theorem declared tight has a smaller
constant. What is neither known to be false nor known to be true, such as a hypothesis that others imply, is neither
caught nor missed. A false claim *missed* is one of a tight theorem, or a tampered certificate, that passes. *Slack* is
the worst ratio of quantity to bound that the check of the theorem itself found, 1 where the bound is attained; there is
none where the bound has no sign. *Seen from* says by how much a better constant must overreach before that case refutes
it. All that is caught is caught *within* so many cases.
"""


def power_report(found: Sequence[Finding], examples: int = EXAMPLES, seed: int = SEED) -> str:
    """The findings as Markdown: what was planted of each kind, what was missed, then a line for each theorem."""
    parts = [INTRODUCTION.format(examples=examples, seed=seed), "## By kind\n", _kinds(found) + "\n", "## Missed\n"]
    missed = [f"* `{one.id}`: {escaped(one.error)} ({one.remark or 'not found'})" for one in found if one.missed]
    parts += ["\n".join(missed) + "\n" if missed else "None.\n", "## By theorem\n", _theorems(found)]
    return "\n".join(parts) + "\n"


def _kinds(found: Sequence[Finding]) -> str:
    kinds = dict.fromkeys(one.kind for one in found)
    rows = [[kind, *_counts([one for one in found if one.kind == kind])] for kind in kinds]
    return table(["error", "planted", "false", "caught", "missed"], [*rows, ["all", *_counts(found)]])


def _theorems(found: Sequence[Finding]) -> str:
    rows = []
    for identity in dict.fromkeys(one.id for one in found):
        mine = [one for one in found if one.id == identity]
        checked = next((one for one in mine if one.kind != "certificate"), mine[0])
        slack = "" if checked.slack is None else f"{checked.slack:.4g}"
        most = max((one.examples for one in mine if one.caught), default=0)
        passed = [one.error for one in mine if one.false is not False and not one.caught]
        name = f"`{identity}`{' (tight)' if checked.tight else ''}"
        counts = [*_counts(mine)[:3], f"{most:,}"]
        rows.append([name, slack, _overreach(checked), *counts, escaped("; ".join(_short(passed)))])
    return table(["theorem", "slack", "seen from", "planted", "false", "caught", "within", "not caught"], rows)


def _short(errors: Iterable[str]) -> list[str]:
    """Sizes of one error in one entry."""
    sizes: dict[str, list[str]] = {}
    for error in errors:
        name, _, size = error.partition(" by ")
        sizes.setdefault(name, []).append(size) if size.endswith("%") else sizes.setdefault(error, [])
    return [f"{name} by {', '.join(found)}" if found else name for name, found in sizes.items()]


def _counts(found: Sequence[Finding]) -> list[str]:
    return [f"{number:,}" for number in (
        len(found),
        sum(one.false is True for one in found),
        sum(one.caught for one in found),
        sum(one.missed for one in found),
    )]  # fmt: skip


def _overreach(one: Finding) -> str:
    if one.overreach is None:
        return ""
    percent = round(100 * (one.overreach - 1))
    return f"{percent}%" if percent < 100 else f"{one.overreach:g} times"


def measured(identity: str, folder: Path, examples: int = EXAMPLES, seed: int = SEED) -> list[Finding]:
    """What becomes of the errors planted in one theorem."""
    return list(power(Catalogue.of(folder), identity, examples, seed))


def main() -> None:
    """Write the table beside the theorem files, on all processors."""
    folder = proofs_folder()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(partial(measured, folder=folder), Catalogue.of(folder).entries)
        report = power_report([one for findings in found for one in findings])
    write(folder.parent / "benchmarks" / "POWER.md", report)


if __name__ == "__main__":
    main()
