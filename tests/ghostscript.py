"""Rasterise press files with Ghostscript, to hold what we work out against what is printed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

__all__ = ["plates"]


def plates(pdf: Path, folder: Path, dpi: int = 36, *options: str) -> list[Image.Image]:
    """Return the pages of a PDF in CMYK, the whole media box."""
    program = shutil.which("gs")
    if program is None:
        # Never skipped: a skip would hide a broken promise (.ci/setup installs it).
        pytest.fail("Ghostscript is missing (Debian, Ubuntu: sudo apt install ghostscript)")
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            program,
            "-q",
            "-dSAFER",
            "-dBATCH",
            "-dNOPAUSE",
            "-sDEVICE=tiff32nc",
            f"-r{dpi}",
            *options,
            "-o",
            str(folder / "%03d.tif"),
            str(pdf),
        ],
        check=True,
        capture_output=True,
    )
    return [Image.open(file) for file in sorted(folder.glob("*.tif"))]
