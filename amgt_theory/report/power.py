"""benchmarks/POWER.md: ``python -m amgt_theory.report.power [JOBS]`` plants errors in the whole catalogue and reports.

What becomes of a theorem is kept in the user's cache: an interrupted run, whose table names what it lacks, goes on.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import IMPLIED, LATE, REFUSED, UNREACHED, Finding, fingerprint, power, processes
from amgt_theory.evidence_store import cache_folder
from amgt_theory.files import write
from amgt_theory.report._markdown import escaped, table

EXAMPLES, SEED, SECONDS = 100, 0, 20
CERTIFICATE, DROPPED = "certificate", "hypothesis"
INTRODUCTION = """\
# What the checks catch

Made by `make power`, theorem by theorem as `amgt check --power` does it: up to {examples} drawn examples with seed
{seed}, and the cases of the local search beside them; fewer where a theorem takes longer than {seconds} seconds of a
processor.

A wrong bound is held against all cases of the theorem's own check, and one of a tight theorem that passes is attacked
by itself too. A theorem without one of its hypotheses is attacked with cases beyond it, so many for each way to find
such cases.

An error is *false* when that is known: a case violates the changed statement, or a theorem declared tight has a smaller
constant. What is neither known to be false nor known to be true is neither caught nor missed, and no more is a theorem
without a hypothesis that others imply, which is true.
A false claim *missed* is one of a tight theorem, or a tampered certificate, that passes.
"""
COLUMNS = """\
*Slack* is the worst ratio of quantity to bound that the check of the theorem itself found, 1 where the bound is
attained; there is none where the bound has no sign. *Seen from* says by how much a better constant must overreach
before that case refutes it. *Cases* is how many were tried, at least, of an error that passed; *within* so many cases
was caught what was caught. *Hypotheses* counts those seen to be needed, of those that can be left out. Names, and why
others are not: `amgt check --power ID`.
"""


def power_report(
    found: Sequence[Finding],
    missing: Sequence[str] = (),
    examples: int = EXAMPLES,
    seed: int = SEED,
    seconds: float = SECONDS,
) -> str:
    """The findings as Markdown: what was planted of each kind, what was missed, then a line for each theorem.

    ``missing`` names the theorems that were not measured.
    """
    tight = [one for one in found if one.tight]
    tampered = [one for one in found if one.kind == CERTIFICATE]
    certificates = f"{_rejected(tampered):,} of {sum(one.examples for one in tampered):,} tampered certificates"
    named = [f"* `{one.id}`: {escaped(one.error)} ({one.remark or 'not found'})" for one in found if one.missed]
    parts = [INTRODUCTION.format(examples=examples, seed=seed, seconds=seconds)]
    if missing:
        parts.append(f"**Not measured**, {len(missing)} theorems: {', '.join(f'`{one}`' for one in missing)}.\n")
    parts += [f"## Tight theorems: {_number(tight)}\n", _kinds(tight) + "\n"]
    parts += [f"## All theorems: {_number(found)}\n", _kinds(found) + "\n"]
    parts += [f"{certificates} were rejected, or prove another statement and were told apart.\n"]
    parts += [_hypotheses([one for one in found if one.kind == DROPPED])]
    parts += ["## Missed\n", "\n".join(named) + "\n" if named else "None.\n"]
    parts += ["## By theorem\n", COLUMNS, _theorems(found)]
    return "\n".join(parts) + "\n"


def _number(found: Sequence[Finding]) -> int:
    return len({one.id for one in found})


def _rejected(tampered: Sequence[Finding]) -> int:
    return sum(one.examples for one in tampered if one.caught)


def _kinds(found: Sequence[Finding]) -> str:
    kinds = dict.fromkeys(one.kind for one in found)
    rows = [[kind, *_counts([one for one in found if one.kind == kind])] for kind in kinds]
    return table(["error", "planted", "false", "caught", "missed"], [*rows, ["all", *_counts(found)]])


def _hypotheses(dropped: Sequence[Finding]) -> str:
    remarks = Counter(one.remark for one in dropped if not one.caught)
    needed = sum(one.caught for one in dropped)
    alone = len(dropped) - needed - sum(remarks[one] for one in (IMPLIED, UNREACHED, REFUSED, LATE))
    return f"""\
Of {len(dropped):,} hypotheses that were left out {needed:,} are seen to be needed, and {remarks[IMPLIED]:,} are implied
by the others. Of the rest {alone:,} were violated alone, with the conclusion true in each case tried;
{remarks[UNREACHED]:,} were not, {remarks[REFUSED]:,} cannot be in any case that can be built, and for
{remarks[LATE]:,} time was over before such a case was found.
"""


def _theorems(found: Sequence[Finding]) -> str:
    rows = []
    for identity in dict.fromkeys(one.id for one in found):
        mine = [one for one in found if one.id == identity]
        checked = next((one for one in mine if one.kind != CERTIFICATE), mine[0])
        slack = "" if checked.slack is None else f"{checked.slack:.4g}"
        most = max((one.examples for one in mine if one.caught), default=0)
        passed = [one for one in mine if one.false is not False and not one.caught]
        fewest = min((one.examples for one in passed if not one.remark.startswith("not reachable")), default=None)
        dropped = [one for one in mine if one.kind == DROPPED]
        hypotheses = f"{sum(one.caught for one in dropped)} of {len(dropped)}" if dropped else ""
        name = f"`{identity}`{' (tight)' if checked.tight else ''}"
        counts = [*_counts(mine)[:3], f"{most:,}", "" if fewest is None else f"{fewest:,}"]
        wrong = escaped("; ".join(_short(one.error for one in passed if one.kind != DROPPED)))
        rows.append([name, slack, _overreach(checked), *counts, hypotheses, wrong])
    return table(HEADS, rows)


HEADS = "theorem|slack|seen from|planted|false|caught|within|cases|hypotheses|not caught".split("|")


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


def measured(identity: str, folder: Path, kept: Path) -> list[Finding] | None:
    """What becomes of the errors planted in one theorem, None where its check breaks.

    What an earlier run kept is not measured again.
    """
    path = kept / f"{identity}.json"
    if not path.exists():
        try:
            found = list(power(Catalogue.of(folder), identity, EXAMPLES, SEED, SECONDS))
        except Exception as error:  # one check that breaks must not end the others
            print(f"{identity}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            return None
        write(path, json.dumps([asdict(one) for one in found], indent=1))
    return [Finding(**one) for one in json.loads(path.read_text(encoding="utf-8"))]


def measure(folder: Path, kept: Path, jobs: int) -> None:
    """Write the table beside the theorem files in ``folder``, also when interrupted."""
    asked, found = list(Catalogue.of(folder).entries), dict[str, list[Finding]]()
    try:
        with processes(jobs) as workers:
            waiting = ((one, workers.executor.submit(measured, one, folder, kept)) for one in asked)
            for identity, future in waiting if jobs == 1 else list(waiting):
                result = future.result()
                if result is not None:
                    found[identity] = result
    finally:
        missing = [one for one in asked if one not in found]
        report = power_report([one for findings in found.values() for one in findings], missing)
        write(folder.parent / "benchmarks" / "POWER.md", report)


if __name__ == "__main__":
    measure(
        proofs_folder(),
        cache_folder() / "power" / f"{EXAMPLES}_{SECONDS}_{SEED}_{fingerprint(None)}",
        int(sys.argv[1]) if len(sys.argv) > 1 else os.cpu_count() or 1,
    )
