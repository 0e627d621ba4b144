"""The QR code on the back cover leads to the publication, also at a low resolution."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from built import Build

PROFILE = Path(__file__).parents[1] / "profiles" / "full-city.en.yaml"


@pytest.mark.parametrize("dpi", [75, 100, 300])
def test_it_decodes_to_the_publication_s_address(finished: Build, dpi: int) -> None:
    built = finished(PROFILE)[0]
    page = pypdfium2.PdfDocument(built.file)[built.pages - 1]
    (code,) = zxingcpp.read_barcodes(page.render(scale=dpi / 72).to_pil())
    assert code.text == "https://example.org/mgi/port-example/2022"
    assert code.ec_level == "M"
