"""Tell what a configuration says of the download page, with the picture of the logo."""

from pathlib import Path

from mgi_report.output.page.masthead import Contact, Masthead, MastheadLogo
from mgi_report.problems.problem import Problem, ProblemsFound, shown
from mgi_report.profile.file.text import read_text
from mgi_report.profile.file.toml import read_toml
from mgi_report.profile.pictures import read_picture
from mgi_report.run.configuration import Configuration

__all__ = ["masthead_of"]


def masthead_of(file: Path, configuration: Configuration) -> Masthead:
    """Return what a configuration, which was read from a file, says of the download page.

    ProblemsFound, at the line that names it, if the logo cannot be shown.
    """
    if "publisher" not in configuration.model_fields_set:
        return Masthead(configuration.index_title)
    publisher = configuration.publisher
    contact = Contact(publisher.name, publisher.email, publisher.website)
    logo = _logo(file, publisher.logo) if publisher.logo else None
    return Masthead(configuration.index_title, contact, logo)


def _logo(file: Path, name: str) -> MastheadLogo:
    data, fault = read_picture(file.parent / name, file.parent, "configuration")
    if fault is not None:
        message, hint = fault
        place = read_toml(read_text(file)).locate(("publisher", "logo"))
        words = f"the picture {shown(name)} {message}"
        raise ProblemsFound([Problem("configuration", words, hint, place)])
    return MastheadLogo(data, name.rpartition(".")[2].lower())
