"""``--plot FILE``: curves over k, with logarithmic axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from amgt_theory.cli._output import Command
from amgt_theory.errors import InvalidInput
from amgt_theory.files import whole_file


def plot_option(command: Command) -> Command:
    """The option; a wish for a plot that cannot be fulfilled is refused before any work is done."""
    decorate = click.option(
        "--plot",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        callback=_possible,
        help="Draw it to FILE (.png, .svg or .pdf); needs matplotlib.",
    )
    return decorate(command)


def _possible(context: click.Context, option: click.Parameter, file: Path | None) -> Path | None:
    if file is not None:
        try:
            import matplotlib
        except ImportError:
            raise InvalidInput("--plot needs matplotlib; install it: pip install 'amgt_theory[plot]'") from None
        matplotlib.use("Agg")
        if file.suffix not in (".png", ".svg", ".pdf"):
            raise InvalidInput(f"--plot {file}: the name must end in .png, .svg or .pdf")
    return file


def draw(
    file: Path, title: str, k: Sequence[int], curves: Mapping[str, Sequence[Any]], level: float | None = None
) -> None:
    """Draw ``curves`` over ``k``, and a horizontal line at ``level``."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    for number, (name, values) in enumerate(curves.items()):
        axes.loglog(k, list(map(float, values)), label=name, linestyle="-" if number == 0 else "--")
    if level is not None:
        axes.axhline(level, color="grey", linewidth=0.8, label=f"{level:g}")
    axes.set(title=title, xlabel="k")
    axes.grid(alpha=0.3)
    axes.legend()
    with whole_file(file) as draft:
        figure.savefig(draft, format=file.suffix[1:])


def spread(last: int, points: int = 300) -> list[int]:
    """At most about ``points`` whole numbers from 1 to ``last``, evenly on a logarithmic scale.

    >>> spread(5), spread(1000, 4)
    ([1, 2, 3, 4, 5], [1, 10, 100, 1000])
    """
    return sorted({round(last ** (place / (points - 1))) for place in range(points)})
