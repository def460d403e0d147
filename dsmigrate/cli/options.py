"""The options that `check` and `fix` share, and the `Settings` that they add up to."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from dsmigrate.core.settings import Settings

F = TypeVar("F", bound=Callable[..., object])


class Options(NamedTuple):
    """What was written on the command line of `check` or `fix`. A tuple, as start-up time counts."""

    paths: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_exclude: tuple[str, ...]
    force_exclude: bool
    output_format: str
    output_file: str | None
    unsafe_fixes: bool
    diff: bool
    exit_zero: bool
    min_confidence: str
    fail_on: str
    target: str | None
    reasoner_target: str | None


def settings_of(options: Options) -> Settings:
    """The settings of a run; loads the catalog."""
    from pathlib import Path

    from dsmigrate.catalog.load import catalog
    from dsmigrate.core.findings import Confidence, Severity
    from dsmigrate.core.settings import Settings, Targets

    known = catalog()
    # A target that was named speaks for both modes, unless the reasoner's is named too.
    model = options.target or known.default_target
    return Settings(
        paths=tuple(Path(path) for path in options.paths or (".",)),
        targets=Targets(model, options.reasoner_target or options.target or known.default_reasoner_target),
        select=options.select,
        ignore=options.ignore,
        exclude=options.extend_exclude,
        force_exclude=options.force_exclude,
        min_confidence=Confidence[options.min_confidence.upper()],
        fail_on=Severity[options.fail_on.upper()],
        unsafe_fixes=options.unsafe_fixes,
    )


def _separated(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for text in value for part in text.split(",") if part.strip())


def _codes(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Rule codes, prefixes of codes, names of rules or ALL, as codes and prefixes."""
    written = _separated(context, option, value)
    return tuple(_code(text) for text in written)


def _code(text: str) -> str:
    from dsmigrate.catalog.load import catalog

    rules = catalog().rules
    if text.upper() == "ALL":
        return "DS"
    code = next((rule.code for rule in rules.values() if rule.name == text.lower()), text.upper())
    if not any(rule.startswith(code) for rule in rules):
        raise click.BadParameter(f"there is no rule {text!r}; {nearest(text)}")
    return code


def nearest(text: str) -> str:
    """A sentence that names the rule whose code or name is most like `text`."""
    from difflib import get_close_matches

    from dsmigrate.catalog.load import catalog

    rules = catalog().rules
    codes = get_close_matches(text.upper(), list(rules), n=1, cutoff=0.5)
    names = get_close_matches(text.lower(), [rule.name for rule in rules.values()], n=1, cutoff=0.5)
    if codes:
        return f"did you mean {codes[0]} ({rules[codes[0]].name})?"
    if names:
        return f"did you mean {names[0]}?"
    return "`dsmigrate rule` lists them all."


def _report_file(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse what cannot be written before anything is fixed: a report that is lost cannot be had again."""
    if value is None or os.path.exists(value):
        return value
    folder = os.path.dirname(os.path.abspath(value))
    if not os.access(folder, os.W_OK):
        raise click.BadParameter(f"the folder {folder!r} does not exist or cannot be written to.")
    return value


def _model(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from difflib import get_close_matches

    from dsmigrate.catalog.load import catalog
    from dsmigrate.catalog.models import Status

    models = catalog().models
    if value in models and models[value].status is not Status.RETIRED:
        return value
    served = [model.id for model in models.values() if model.status is not Status.RETIRED]
    if value in models:
        raise click.BadParameter(f"{value!r} is retired; the service takes {', '.join(served)}.")
    close = get_close_matches(value, served, n=1)
    hint = f"did you mean {close[0]}?" if close else f"the service takes {', '.join(served)}."
    raise click.BadParameter(f"DeepSeek serves no model {value!r}; {hint}")


class _TargetOption(click.Option):
    """Tells its default in the help from the catalog, which is loaded for that only."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from dsmigrate.catalog.load import catalog

        record = super().get_help_record(ctx)
        known = catalog()
        default = known.default_target if self.name == "target" else known.default_reasoner_target
        return record and (record[0], f"{record[1]}  [default: {default}]")


_OPTIONS: list[Callable[[Any], Any]] = [
    click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path()),
    click.option(
        "--select",
        multiple=True,
        metavar="CODES",
        callback=_codes,
        help="Rules to apply: codes, prefixes such as DS2, or ALL. Separated by commas; can be repeated.",
    ),
    click.option("--ignore", multiple=True, metavar="CODES", callback=_codes, help="Rules to leave out."),
    click.option(
        "--extend-exclude",
        multiple=True,
        metavar="PATTERNS",
        callback=_separated,
        help="Files to leave out besides the usual ones: gitignore patterns.",
    ),
    click.option(
        "--force-exclude", is_flag=True, help="Leave excluded files out also where PATH names them."
    ),
    click.option(
        "--output-format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How findings are reported.",
    ),
    click.option(
        "-o",
        "--output-file",
        metavar="FILE",
        type=click.Path(dir_okay=False, writable=True),
        callback=_report_file,
        help="Write the report, or the diff, to FILE instead of stdout.",
    ),
    click.option(
        "--unsafe-fixes", is_flag=True, help="Apply also fixes that may change what a request does."
    ),
    click.option("--diff", is_flag=True, help="Write no file; print the diff of what `fix` would write."),
    click.option("-e", "--exit-zero", is_flag=True, help="Exit with 0 where findings alone would make it 1."),
    click.option(
        "--min-confidence",
        type=click.Choice(["low", "medium", "high"]),
        default="medium",
        show_default=True,
        help="The least sure findings that are shown.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["info", "warning", "error"]),
        default="warning",
        show_default=True,
        help="The least severe findings that make the exit code 1.",
    ),
    click.option(
        "--target",
        cls=_TargetOption,
        metavar="MODEL",
        callback=_model,
        help="The model that retired IDs become.",
    ),
    click.option(
        "--reasoner-target",
        cls=_TargetOption,
        metavar="MODEL",
        callback=_model,
        help="The model that retired IDs of thinking models become.",
    ),
]


def run_options(command: F) -> F:
    """Give a command the argument PATH and all options of a run."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
