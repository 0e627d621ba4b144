"""Only the profile of a press in CMYK is taken; any other file is refused with the reason."""

from pathlib import Path
from struct import pack

import pytest
from PIL import Image, ImageCms

from mgi_report.pdf.press.icc import OutputProfile, OutputProfileRefused, read_output_profile
from mgi_report.pdf.press.inks import Ink, Rgb
from mgi_report.pdf.press.pictures import limit_ink, total_ink

FILE = Path(__file__).parents[2] / "styles" / "icc" / "ISOcoated_v2_300_bas.icc"
DATA = FILE.read_bytes()


def changed(at: int, new: bytes) -> bytes:
    return DATA[:at] + new + DATA[at + len(new) :]


@pytest.fixture(scope="module")
def profile() -> OutputProfile:
    return read_output_profile(DATA)


def test_the_profile_of_the_house_is_taken(profile: OutputProfile) -> None:
    assert profile.description == "ISO Coated v2 300% (basICColor)"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no ICC profile"),
        (b"%PDF-1.7\n" * 99, "is no ICC profile"),
        (DATA[:-9], "has 1053552 bytes, but has 1053543"),
        (changed(8, b"\x05"), "is of ICC version 5"),
        (changed(12, b"mntr"), "is a profile of a screen"),
        (changed(12, b"scnr"), "is a profile of a scanner or camera"),
        (changed(12, b"link"), "is a device link"),
        (changed(16, b"RGB "), "is for RGB, not for CMYK"),
        (changed(128, pack(">I", 3)), "lacks A2B0, B2A0"),
        (changed(128, pack(">I", 0)), "lacks A2B0, B2A0, wtpt"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "of a screen"),
        (bytes(20_000_001), "is larger than 20 MB"),
    ],
)
def test_another_file_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(OutputProfileRefused, match=reason):
        read_output_profile(data)


def test_paper_gets_no_ink_and_colours_no_more_than_the_limit(profile: OutputProfile) -> None:
    assert profile.ink(Rgb(255, 255, 255)) == Ink(0, 0, 0, 0)
    every = [Rgb(r, g, b) for r in (0, 99, 255) for g in (0, 99, 255) for b in (0, 99, 255)]
    assert max(profile.ink(colour).total for colour in every) <= 300.5


def test_greys_go_from_the_paper_to_black_and_never_back(profile: OutputProfile) -> None:
    greys = profile.greys
    assert (greys[255], greys[0]) == (0, 255)
    assert list(greys) == sorted(greys, reverse=True)


def test_ink_is_taken_back_to_the_limit_and_black_stays() -> None:
    heavy = Image.new("CMYK", (4, 4), (255, 128, 255, 255))
    assert total_ink(heavy) == pytest.approx(350.2, abs=0.1)
    limited = limit_ink(heavy, 300)
    assert total_ink(limited) <= 300
    cyan, magenta, yellow, black = limited.getpixel((0, 0))  # type: ignore[misc]
    assert black == 255
    assert cyan == yellow == pytest.approx(2 * magenta, abs=2)
    light = Image.new("CMYK", (4, 4), (10, 20, 30, 40))
    assert limit_ink(light, 300) is light
