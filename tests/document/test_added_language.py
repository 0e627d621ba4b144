"""A language is added as docs/languages.md says, and profiles in it are made and proved."""

import re
import shutil
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
import translations
from babel import Locale
from babel.messages.pofile import read_po, write_po
from test_catalogues import faults

from built import build
from mgi_report.document.assets import Assets, packaged_root
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop

FOLDERS = ("locales", "web", "review")
TAG = "eo"
LETTERS = str.maketrans(
    "cghjsuCGHJSU", "\u0109\u011d\u0125\u0135\u015d\u016d\u0108\u011c\u0124\u0134\u015c\u016c"
)
"""Esperanto as a translator would not write it: English with the letters of Esperanto."""
FILLED_IN = re.compile(r"(\{\w+\})")
LEFT = ("ties.", "order.", "sentence.", "dates.")


def translated(text: str) -> str:
    parts = FILLED_IN.split(text)
    return "".join(part if FILLED_IN.fullmatch(part) else part.translate(LETTERS) for part in parts)


def by_a_translator(sent: bytes) -> bytes:
    """Return a PO file as it comes back."""
    catalogue = read_po(BytesIO(sent), charset="utf-8")
    for message in catalogue:
        key = str(message.context or "").partition("/")[2]
        if message.context and not key.startswith(LEFT):
            message.string = translated(str(message.string))
    file = BytesIO()
    write_po(file, catalogue)
    return file.getvalue()


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Assets:
    """Return our assets with one language more."""
    root = tmp_path_factory.mktemp("assets")
    for name in ("templates", "styles"):
        shutil.copytree(packaged_root() / name, root / name)
    templates = root / "templates"
    for folder in FOLDERS:
        shutil.copyfile(templates / folder / "en.toml", templates / folder / f"{TAG}.toml")
    with (templates / "locales" / f"{TAG}.toml").open("a", encoding="utf-8") as file:
        file.write("\n[seen]\n")
    back = translations.taken_back(
        TAG, by_a_translator(translations.sent(TAG, templates)), templates
    )
    for path, text in back.items():
        path.write_text(text, encoding="utf-8")
    return Assets(root)


@pytest.mark.parametrize("folder", FOLDERS)
def test_its_catalogues_are_whole(assets: Assets, folder: str) -> None:
    english, words = (
        tomllib.loads(assets.read_text(f"templates/{folder}/{tag}.toml")) for tag in ("en", TAG)
    )
    assert list(faults(english, words, Locale.parse(TAG))) == []


def test_profiles_in_it_are_made_and_proved(
    assets: Assets, minimal_profile_text: str, tmp_path: Path
) -> None:
    path = tmp_path / "xxa.yaml"
    path.write_text(minimal_profile_text.replace("language: en", f"language: {TAG}"), "utf-8")
    made = build(path, Workshop(assets), ("download", "press", "brief"), inspects=True)
    assert [file.name for file in made.files] == [
        "mgi-xxa-2021-eo.pdf",
        "mgi-xxa-2021-eo.press.pdf",
        "mgi-xxa-2021-eo.brief.pdf",
    ]
    with PdfReader(made.files[0].data) as reader:
        printed = " ".join(" ".join(reader.page_texts).split())
    heading = "Examples of well-developed areas"
    assert translated(heading) in printed
    assert heading not in printed
