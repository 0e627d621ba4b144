"""The QR code on the back cover leads to the publication, also at a low resolution."""

from pathlib import Path
from time import perf_counter

import pypdfium2
import pytest
import zxingcpp

from mgi_report.run.job import Run

PROFILE = Path(__file__).parents[1] / "profiles" / "full-city.en.yaml"


@pytest.mark.parametrize("dpi", [75, 100, 300])
def test_it_decodes_to_the_publication_s_address(tmp_path: Path, dpi: int) -> None:
    built = Run(tmp_path, perf_counter).build(PROFILE)
    page = pypdfium2.PdfDocument(built.file)[built.pages - 1]
    (code,) = zxingcpp.read_barcodes(page.render(scale=dpi / 72).to_pil())
    assert code.text == "https://example.org/mgi/port-example/2022"
    assert code.ec_level == "M"
