"""Say which editions are wanted, and how the press edition is to be printed."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.inks import read_press_table
from mgi_report.document.tokens import TokenError
from mgi_report.output.formats import Format
from mgi_report.problems.problem import Location, Problem, ProblemsFound

if TYPE_CHECKING:
    from mgi_report.pdf.press.icc import OutputProfile
    from mgi_report.pdf.press.pdfx4 import PressSettings

__all__ = ["PressRoom", "Wanted", "read_icc"]

ICC_HINT = "ask the printer for the ICC output profile of the paper and press, for CMYK"
LARGEST = 20_000_000


@dataclass(frozen=True)
class Wanted:
    """Say which editions to make; ``marks`` and ``icc``, a profile's bytes, are for the press."""

    formats: tuple[Format, ...] = ("download",)
    marks: bool = False
    icc: bytes = field(default=b"", repr=False)

    @property
    def options(self) -> dict[str, object]:
        """Return what of it shapes the files, as it can be written down."""
        if self.formats == ("download",):
            return {}
        return {"formats": sorted(self.formats), "marks": self.marks, "icc": self.icc_sum}

    @property
    def icc_sum(self) -> str:
        """Return the SHA-256 of the printer's profile; nothing for that of the style sheet."""
        return sha256(self.icc).hexdigest() if self.icc else ""


@dataclass
class PressRoom:
    """Keep the output profiles that jobs share: reading one and compressing it takes time."""

    assets: Assets
    _profiles: dict[bytes, "OutputProfile"] = field(default_factory=dict)

    def settings(self, wanted: Wanted) -> "PressSettings":
        """Return how to print; ProblemsFound if the profile or the press style sheet is unfit."""
        from mgi_report.pdf.press.icc import (  # noqa: PLC0415 - check and --help must not wait
            OutputProfileRefused,
            read_output_profile,
        )
        from mgi_report.pdf.press.pdfx4 import PressSettings  # noqa: PLC0415 - imports the engine

        try:
            table = read_press_table(self.assets)
            data = wanted.icc or self.assets.read_bytes(table.output_profile)
            if data not in self._profiles:
                self._profiles[data] = read_output_profile(data)
            condition = "" if wanted.icc else table.words("output-condition")
        except OutputProfileRefused as refused:
            whose = "the file given with --icc" if wanted.icc else table.output_profile
            problem = Problem("icc-profile", f"{whose} {refused}", ICC_HINT)
            raise ProblemsFound([problem]) from refused
        except (AssetNotFound, TokenError) as error:
            hint = "this is a fault in styles/formats/press.css, not in the profile"
            raise ProblemsFound([Problem("design", str(error), hint)]) from error
        return PressSettings(table, self._profiles[data], condition, wanted.marks)


def read_icc(path: Path) -> bytes:
    """Return the bytes of a printer's profile; ProblemsFound with the reason if it is unfit."""
    from mgi_report.pdf.press.icc import OutputProfileRefused, read_output_profile  # noqa: PLC0415 - as above

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        read_output_profile(data)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}"
    except OutputProfileRefused as refused:
        message = f"{path} {refused}"
    else:
        return data
    raise ProblemsFound([Problem("icc-profile", message, ICC_HINT, Location(path))])
