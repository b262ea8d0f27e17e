"""The command ``kaelum``: one module per command, imported when it is used.

``kaelum --help`` imports neither a solver nor rich, and the commands of
plugins are found by the hook ``kaelum_commands``.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from typing import Any, cast

import click

from kaelum_core.errors import KaelumError, SettingsError

__all__ = ["main"]

COMMANDS = {
    "ask": ("ask", "Answer one question, with its reading and its checks."),
    "batch": ("batch", "Answer many questions, one JSON row each; resumable."),
    "route": ("route", "Show where a question would go, and why."),
    "verify": ("verify", "Re-check a certificate."),
    "plugins": ("plugins", "Show what is installed, what it offers and what failed."),
    "routing-stats": ("routing_stats", "Show the ledger as a dashboard."),
    "feedback": ("feedback", "Tell the ledger whether an answer was right."),
    "config": ("config", "Show the settings in force and where each came from."),
}
"""Built-in commands: name -> (module, one line of help)."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run, plugins' included."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Built-in commands in their order, then those of plugins."""
        return [*COMMANDS, *sorted(_plugin_commands())]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        cmd_name: str,
    ) -> click.Command | None:
        """The command itself, imported now."""
        if cmd_name in COMMANDS:
            module = importlib.import_module(f"kaelum_core.cli.{COMMANDS[cmd_name][0]}")
            found: click.Command = module.command
            return found
        declared = _plugin_commands().get(cmd_name)
        if declared is None:
            return None
        from kaelum_core.plugins import resolve

        made = resolve(declared.factory)
        if not isinstance(made, click.Command):
            raise KaelumError(f"{declared.factory} is no click command")
        return made

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        formatter: click.HelpFormatter,
    ) -> None:
        """The list of commands, without importing any of them."""
        rows = [(name, help_text) for name, (_, help_text) in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
        extra = [(name, info.summary) for name, info in sorted(_plugin_commands().items())]
        if extra:
            with formatter.section("Commands of plugins"):
                formatter.write_dl(extra)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a hint for ``kaelum "a question"``."""
        if args and " " in args[0] and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f'no such command; did you mean: kaelum ask "{args[0]}"')
        return super().resolve_command(ctx, args)


def _plugin_commands() -> dict[str, Any]:
    """The commands that plugins declare; the settings are only read when there are any."""
    from kaelum_core.plugins import PluginHost

    hook = "kaelum_commands"
    found = PluginHost().declarations(hook)
    if found:
        from kaelum_core.settings import Settings

        try:
            chosen = Settings.load().plugins
        except SettingsError:
            return {}  # whatever command runs next says what is wrong with them
        found = PluginHost(disabled=chosen.disabled, only=chosen.only).declarations(hook)
    return {name: info for name, info in found.items() if name not in COMMANDS}


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from kaelum_core._version import __version__

        click.echo(f"kaelum {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True,
    help="Show the version and exit.",
)  # fmt: skip
def cli() -> None:
    """Answers that carry their proof: expert workers side by side, one result.

    \b
    Try:  kaelum ask "What are the roots of x^2 - 5x + 6?"

    Exit codes: 0 answered, 1 wrong usage or bad input, 3 abstained.
    """  # noqa: D301 - \b is click's mark for a paragraph to keep


def _show_warning(message: Warning | str, *_details: Any, **_more: Any) -> None:
    click.echo(f"kaelum: warning: {message}", err=True)


def main() -> None:
    """Run the command line and exit with its code."""
    warnings.showwarning = cast("Any", _show_warning)
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("kaelum: stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except KaelumError as error:
        click.echo(f"kaelum: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep the interpreter from complaining.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
