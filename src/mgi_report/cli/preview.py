"""Show the pages of a profile in a browser while it is written."""

from contextlib import suppress
from pathlib import Path

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, THEME, ConfiguredCommand, said
from mgi_report.cli.stopping import Stop

__all__ = ["command"]

PORT = 8520


def _editor(_: click.Context, parameter: click.Parameter, value: str) -> str:
    """Refuse an address that no editor opens."""
    if not value:
        return value
    from pydantic_core import PydanticCustomError  # noqa: PLC0415 - --help must not wait for it

    from mgi_report.run.editor import editor_template  # noqa: PLC0415 - as above

    try:
        return editor_template(value)
    except PydanticCustomError as error:
        context = error.context or {}
        words = f"{context.get('message')}: {context.get('hint')}"
        raise click.BadParameter(words, param=parameter) from None


@click.command("preview", cls=ConfiguredCommand)
@click.argument("profile", type=click.Path(path_type=Path))
@THEME
@CONFIG
@click.option(
    "--port",
    metavar="NUMBER",
    type=click.IntRange(0, 65_535),
    default=PORT,
    show_default=True,
    help="Port to serve at; 0 for any that is free.",
)
@click.option(
    "--editor",
    metavar="ADDRESS",
    default="",
    callback=_editor,
    help="Address that opens your editor, such as vscode://file/{path}:{line}:{column}.",
)
@click.option("--browser", is_flag=True, help="Open the page in your browser.")
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    profile: Path,
    *,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
    port: int,
    editor: str,
    browser: bool,
) -> int:
    """Show the pages of PROFILE in a browser, and show them anew at each save.

    Pages that a save has changed are marked. A click on a finding shows its file and line, and
    opens your editor there. Problems are shown in the words of check, beside the last good pages.
    The pages are served to this machine only. Nothing is written. Ctrl-C ends it.
    """
    from mgi_report.pdf.engine.gateway import load_engine  # noqa: PLC0415 - takes half a second
    from mgi_report.preview.server import serve  # noqa: PLC0415 - as above
    from mgi_report.preview.session import Session  # noqa: PLC0415 - as above
    from mgi_report.preview.site import Site  # noqa: PLC0415 - as above
    from mgi_report.run.editor import EditorAddress  # noqa: PLC0415 - as above

    screen = Screen()
    with Stop() as stop:
        load_engine()
        session = Session(profile, theme)
        site = Site(session.board, session.camera, profile, EditorAddress(editor))
        with (
            serve(site, port, is_asked_for=said("port", ctx)) as server,
            server.running(),
            session,
        ):
            if port and server.server_port != port:
                screen.say(f"Port {port} is in use; taking {server.server_port}.")
            screen.result(server.address)
            screen.say("Ctrl-C ends the preview.")
            if browser:
                click.launch(server.address)
            with suppress(KeyboardInterrupt), stop.waiting():
                session.wait()
        screen.say("The preview has ended.")
    return FINE
