"""The command line: ``amgt``. Commands import what they need when they run, so that help and list are quick."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from amgt_theory.cli._audit import audit
from amgt_theory.cli._check import check
from amgt_theory.cli._latex import latex
from amgt_theory.cli._list import list_theorems
from amgt_theory.cli._output import FAILED, INTERRUPTED, WRONG_REQUEST
from amgt_theory.cli._predict import predict
from amgt_theory.cli._prove import prove
from amgt_theory.cli._run import run
from amgt_theory.cli._verify import verify
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import AmgtError, InvalidInput


class _Program(click.Group):
    """Turns what a command returns into the exit code, and what it raises into one line on stderr."""

    def main(self, *arguments: Any, **options: Any) -> NoReturn:
        try:
            code = super().main(*arguments, **{"prog_name": "amgt", **options, "standalone_mode": False})
        except click.UsageError as error:
            place = error.ctx.command_path if error.ctx else "amgt"
            code = _complain(f"{error.format_message()} (see {place} --help)")
        except click.ClickException as error:
            code = _complain(error.format_message())
        except AmgtError as error:
            code = _complain(str(error), WRONG_REQUEST if isinstance(error, InvalidInput) else FAILED)
        except OSError as error:
            code = _complain(f"{error.filename or 'input or output'}: {error.strerror or error}")
        except (KeyboardInterrupt, click.Abort):
            code = _complain("interrupted", INTERRUPTED)
        sys.exit(code or 0)


def _complain(message: str, code: int = WRONG_REQUEST) -> int:
    click.echo(f"amgt: {' '.join(message.split())}", err=True)
    return code


@click.group(cls=_Program, name="amgt", invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Is an optimizer's claimed convergence bound true, and how do you know?

    Exit codes: 0 all held; 1 something was refuted, unproved, failed or unknown; 2 the request was wrong.
    """
    context.obj = context.obj or Workspace()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (audit, check, latex, list_theorems, predict, prove, run, verify):
    main.add_command(command)
