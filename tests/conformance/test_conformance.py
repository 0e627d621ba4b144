"""The download edition is PDF/UA-1 and PDF/A-3a, as veraPDF sees it."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

ROOT = Path(__file__).parents[2]
PROFILES = [*sorted(ROOT.glob("data/*.yaml")), *sorted(ROOT.glob("tests/profiles/*.yaml"))]
FLAVOURS = ("ua1", "3a")

# One worker compiles the driver and builds each profile once, whatever the number of workers.
pytestmark = pytest.mark.xdist_group("conformance")


@pytest.fixture(scope="module", params=PROFILES, ids=lambda profile: profile.stem)
def built(request, tmp_path_factory):
    output = tmp_path_factory.mktemp("built")
    done = subprocess.run(
        [sys.executable, "-m", "mgi_report", "build", request.param, "-o", output],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [pdf] = output.glob("*.pdf")
    return pdf


@pytest.fixture(scope="module")
def verdicts(verapdf, built):
    return verapdf.validate(built, FLAVOURS)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_built_profile_conforms(verdicts, flavour):
    verdict = verdicts[flavour]
    assert verdict.compliant, f"veraPDF, {flavour}: {len(verdict.failed)} rules failed\n{verdict}"
    assert not verdict.failed


def test_the_profile_of_the_house_is_among_the_tested():
    assert ROOT / "data" / "lso-2021.en.yaml" in PROFILES


# The rest shows that the check can fail.


def test_a_plain_pdf_conforms_to_neither(verapdf, tmp_path):
    plain = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    verdicts = verapdf.validate(plain, FLAVOURS)
    for flavour in FLAVOURS:
        assert not verdicts[flavour].compliant
        assert verdicts[flavour].failed


def test_a_built_profile_without_its_tags_conforms_to_neither(verapdf, built, tmp_path):
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(built) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(spoilt)
    verdicts = verapdf.validate(spoilt, FLAVOURS)
    assert "7.1" in {rule["clause"] for rule in verdicts["ua1"].failed}
    assert "6.7.3.3" in {rule["clause"] for rule in verdicts["3a"].failed}


def test_a_file_that_is_no_pdf_is_an_error_and_no_verdict(verapdf, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_text("Dear reader")
    with pytest.raises(RuntimeError, match="could not check"):
        verapdf.validate(letter, FLAVOURS)
