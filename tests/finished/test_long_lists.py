"""What hundreds of findings name goes on over the page, wherever it is listed."""

from collections import Counter
from pathlib import Path

from built import build
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop

FINDINGS, UNDATED, LISTED = 240, 12, 4


def test_long_lists_go_on_over_the_page(
    tmp_path: Path, minimal_profile_text: str, workshop: Workshop
) -> None:
    listed = [
        f"      - 'Invented {n}: the Example Act of the Example Office"
        f"{f' and Act {n}' if n <= UNDATED else ''}.'\n"
        for n in range(1, FINDINGS + 1)
    ]
    key = "  migrants-rights:\n    well_developed:\n"
    assert key in minimal_profile_text
    text = minimal_profile_text.replace(key, key + "".join(listed))
    text = text.partition("instruments:")[0] + "instruments:\n"
    text += "  - {title: Example Act, year: 1994}\n"
    text += "".join(f"  - {{title: Act {n}}}\n" for n in range(1, UNDATED + 1))
    text += "bodies:\n  - {name: Example Office}\n"
    path = tmp_path / "profile.yaml"
    path.write_text(text, "utf-8")
    # Text that leaves its page, or stands over other text, is a problem that stops this.
    (file,) = build(path, workshop, inspects=True).files
    with PdfReader(file.data) as reader:
        words = Counter(word for text in reader.page_texts for word in text.split())
    # At the finding, by year, at the body, and where all stand as numbers.
    assert {n for n in range(1, FINDINGS + 1) if words[f"1.W.{n}"] < LISTED} == set()
