"""Define what several commands share: arguments, options, exit codes, and the configuration."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.profiles import find_configuration

if TYPE_CHECKING:
    from pydantic import BaseModel

    from mgi_report.output.page.masthead import Masthead
    from mgi_report.run.configuration import Configuration

__all__ = [
    "CONFIG",
    "DATA_FOLDER",
    "DATE",
    "FINE",
    "ICC",
    "INTERNAL",
    "JOBS",
    "JSON",
    "OUTPUT",
    "PROBLEMS",
    "PROFILES",
    "THEME",
    "VALIDATOR",
    "ConfiguredCommand",
    "checked",
    "masthead",
    "said",
]

Checked = TypeVar("Checked", bound="BaseModel")
Command = TypeVar("Command", bound=Callable[..., Any])

FINE = 0
PROBLEMS = 1
INTERNAL = 3

# Whether a file is there and can be read is the loader's to say: it says it with a code and a
# hint, for every file at once, where click would stop at the first.
PROFILES = click.argument(
    "profiles", metavar="PROFILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)


def _folder(default: str, held: str) -> Callable[[Command], Command]:
    """Return the option that names the folder of what a command writes."""
    return click.option(
        "-o",
        "--output",
        metavar="FOLDER",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(default),
        show_default=True,
        help=f"Folder for the {held}; made if it is missing.",
    )


OUTPUT = _folder("output", "PDFs")

DATA_FOLDER = _folder("data", "profile files")

DATE = click.option(
    "--date",
    metavar="DATE",
    help="Date of publication, to the month or the day, such as 2021-12.",
)

JOBS = click.option(
    "-j",
    "--jobs",
    metavar="NUMBER",
    type=click.IntRange(1, 512),
    help="Profiles to work on at a time; as many as there are processors if not given.",
)

THEME = click.option(
    "--theme",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Lay the templates, styles and words of this folder over ours.",
)

ICC = click.option(
    "--icc",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The printer's own ICC output profile, in place of ISO Coated v2.",
)

CONFIG = click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Configuration; otherwise mgi-report.toml beside the data, if there is one.",
)

JSON = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print a report in JSON for programs, and nothing else.",
)

VALIDATOR = click.option(
    "--validator",
    metavar="FILE",
    envvar="MGI_REPORT_VERAPDF",
    type=click.Path(path_type=Path),
    help="The command or the jar of veraPDF, also from MGI_REPORT_VERAPDF; else it is looked for.",
)

CONFIGURATION = "configuration"
FAULTS = "configuration_faults"


class ConfiguredCommand(click.Command):
    """Take defaults from the configuration beside the paths the command is about.

    What the command line says goes before it. ProblemsFound, once the command line is understood,
    if the configuration has faults.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the configuration before the command line, which may name it."""
        if not ctx.resilient_parsing:
            found = None
            try:
                found = self._configuration(ctx, args)
            except ProblemsFound as faults:
                ctx.meta[FAULTS] = faults
            if found is not None:
                _, configuration = ctx.meta[CONFIGURATION] = found
                known = {parameter.name for parameter in self.params}
                given = configuration.model_dump(exclude_unset=True)
                ctx.default_map = {name: given[name] for name in given.keys() & known}
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, unless the configuration has faults."""
        faults: ProblemsFound | None = ctx.meta.get(FAULTS)
        if faults is not None:
            raise faults
        return super().invoke(ctx)

    def _configuration(
        self, ctx: click.Context, args: list[str]
    ) -> "tuple[Path, Configuration] | None":
        try:
            values: dict[str, Any] = self.make_parser(ctx).parse_args(list(args))[0]
        except click.UsageError:
            return None  # It will be told when the command line is read in earnest.
        # What was not said is a mark of click's own, and neither text nor list.
        named = values.get("config")
        arguments = [
            values.get(each.name or "") for each in self.params if isinstance(each, click.Argument)
        ]
        paths = [
            one
            for each in arguments
            for one in (each if isinstance(each, list | tuple) else [each])
            if isinstance(one, str)
        ]
        file = Path(named) if isinstance(named, str) else find_configuration(map(Path, paths))
        if file is None:
            return None
        from mgi_report.run.configuration import read_configuration  # noqa: PLC0415 - is rare

        return file, read_configuration(file)


def checked(model: type[Checked], given: Mapping[str, Any], names: Mapping[str, str]) -> Checked:
    """Return a model of what the command line says; a usage error for a value that is none.

    ``names`` are those of the parameters where they differ from the model's.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - --help needs none of it

    from mgi_report.profile.file.tree import Node  # noqa: PLC0415 - as above
    from mgi_report.profile.validation import fault_of  # noqa: PLC0415 - as above

    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = str(first["loc"][0]) if first["loc"] else ""
        value = given.get(place)
        fault = fault_of(first, Node(0, 0, value, str(value)))
        message = f"{fault.message}; {fault.hint}"
        if not place:
            raise click.UsageError(message) from None
        named = f"'{names.get(place, f'--{place}')}'"
        raise click.BadParameter(message, param_hint=named) from None


def said(name: str, ctx: click.Context) -> bool:
    """Return whether an option stands on the command line."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


def masthead(ctx: click.Context) -> "Masthead":
    """Return what the configuration says of the page; ProblemsFound if its logo is unfit."""
    from mgi_report.output.page.masthead import NO_MASTHEAD  # noqa: PLC0415 - two commands need it
    from mgi_report.run.masthead import masthead_of  # noqa: PLC0415 - as above

    found = ctx.meta.get(CONFIGURATION)
    return masthead_of(*found) if found else NO_MASTHEAD
