"""The download page says all that the manifest says, and nothing that is not so."""

import html
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from manifests import GENERATOR, failure, fill, many, record, small_pdf
from mgi_report.document.assets import Assets, Theme
from mgi_report.output.manifest import EditionRecord, Manifest, Shard
from mgi_report.output.page.covers import cover_picture
from mgi_report.output.page.index import cover_name, page_files, write_index
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.framework import Status, TitleForm
from mgi_report.run.theme import read_theme

ROOT = Path(__file__).parents[2]
ASSETS = Assets()


def manifest(*files: object, **more: object) -> Manifest:
    return Manifest(generator=GENERATOR, files=files, **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def three(folder: Path) -> Manifest:
    """Return the manifest of three small PDFs in a folder: two languages, one also for press."""
    files = (record(), record(format="press"), record("Exemple", "fr"))
    pdfs = [small_pdf((1, 0, 0)), small_pdf((0, 1, 0), bleed=8.5), small_pdf((0, 0, 1))]
    return fill(folder, manifest(*files), pdfs)


def pages_of(shown: Manifest, assets: Assets) -> dict[str, str]:
    """Return the pages by the names of their files."""
    written = page_files(shown, assets)
    return {name: data.decode() for name, data in written.items() if name.endswith(".html")}


def page_of(shown: Manifest, assets: Assets) -> str:
    """Return the page that everybody comes to."""
    return pages_of(shown, assets)["index.html"]


def words(text: str) -> str:
    """Return what a page says, without its style, script and tags."""
    body = text[text.index("<body>") : text.index("<script>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize(
    ("form", "named"),
    [("ordinal", "Second Profile"), ("year", "Profile 2021"), ("both", "Second Profile, 2021")],
)
def test_an_edition_is_titled_as_in_its_profile(form: str, named: str) -> None:
    edition = EditionRecord(ordinal=2, year=2021, title_form=TitleForm(form))
    file = record().model_copy(update={"edition": edition})
    assert f'<span class="edition">{named}</span>' in page_of(manifest(file), ASSETS)


def test_everything_of_a_file_is_on_the_page(three: Manifest) -> None:
    page = page_of(three, ASSETS)
    said = words(page)
    for file in three.files:
        assert f'href="./{file.name}" download="{file.name}"' in page
        assert f'hreflang="{file.language}"' in page
        assert file.sha256 in said
        assert f"{file.bytes:,} bytes" in said
        assert f"{file.pages} pages" in said
        for standard in file.conformance.claimed:
            assert standard in said
    assert '<time datetime="2021-12">December 2021</time>' in page
    assert '<span lang="fr" dir="auto">Français</span>' in page
    assert '<span lang="fr" dir="auto">Exemple</span>' in page


def test_the_page_asks_for_nothing_elsewhere(three: Manifest) -> None:
    page = page_of(three, ASSETS)
    assert "http" not in page.replace("http-equiv", "")
    assert set(re.findall(r"url\((.*?)\)", page)) == {
        "./page/source-sans-3/SourceSans3VF-Upright.ttf.woff2",
        "./page/source-serif-4/SourceSerif4Display-Light.ttf.woff2",
    }
    assert re.findall(r' (?:on\w+|style)="', page) == []
    assert "default-src 'none'" in page
    assert "var(--d1-base)" not in page  # the colours of tokens.css have been filled in


def test_fonts_lie_beside_the_page_with_their_licences(folder: Path, three: Manifest) -> None:
    # A page in English alone needs no fonts for Arabic, and what is not ours stays.
    write_index(folder, three, ASSETS)
    arabic = folder / "page" / "plex-sans-arabic"
    assert len(list(arabic.iterdir())) == 4
    (arabic / "license.txt").write_text("Somebody else's.")
    three = three.model_copy(update={"files": three.files[:2]})
    index = write_index(folder, three, ASSETS)
    fonts = ROOT / "styles" / "web" / "fonts"
    assert [path.name for path in arabic.iterdir()] == ["license.txt"]
    beside = set((folder / "page").glob("source-*/*"))
    assert {path.parent.name for path in beside} == {"source-sans-3", "source-serif-4"}
    for path in beside:
        assert path.read_bytes() == (fonts / path.relative_to(folder / "page")).read_bytes()
    for name in re.findall(r"url\(\./(.*?)\)", index.read_text("utf-8")):
        assert folder / name in beside
        assert folder / name.rpartition("/")[0] / "LICENSE.md" in beside
    # What is as it should be is not written again.
    written = {path: path.stat().st_mtime_ns for path in beside}
    write_index(folder, three, ASSETS)
    assert {path: path.stat().st_mtime_ns for path in beside} == written


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_theme_has_fonts_of_its_own(folder: Path, three: Manifest, quote: str) -> None:
    face = f"@font-face {{src: url({quote}fonts/own/a.woff2{quote})}}"
    files = {
        "styles/web/fonts.css": face.encode(),
        "styles/web/fonts/own/OFL.txt": b"OFL",
        "styles/web/fonts/own/a.woff2": b"wOF2",
    }
    index = write_index(folder, three, Assets(theme=Theme(Path("theme"), files)))
    assert f"url({quote}./page/own/a.woff2{quote})" in index.read_text("utf-8")
    assert (folder / "page" / "own" / "a.woff2").read_bytes() == b"wOF2"
    assert (folder / "page" / "own" / "OFL.txt").read_bytes() == b"OFL"


def test_a_font_that_is_not_there_is_told(folder: Path, three: Manifest) -> None:
    for url, told in {
        "fonts/own/own.woff2": "styles/web/fonts/own/own.woff2",
        "fonts/bare/bare.woff2": "the licence of styles/web/fonts/bare/bare.woff2",
    }.items():
        files = {
            "styles/web/fonts.css": f'@font-face {{font-family: "Own"; src: url({url})}}'.encode(),
            "styles/web/fonts/own/LICENSE.txt": b"OFL",
            "styles/web/fonts/bare/bare.woff2": b"wOF2",
        }
        with pytest.raises(ProblemsFound) as caught:
            write_index(folder, three, Assets(theme=Theme(Path("theme"), files)))
        (problem,) = caught.value.problems
        assert problem.code == "design"
        assert told in problem.message


def test_a_folder_of_fonts_that_leads_elsewhere_is_refused(
    folder: Path, three: Manifest, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "page").mkdir()
    (folder / "page" / "source-sans-3").symlink_to(tmp_path / "elsewhere")
    assert problems(folder, three) == [("cannot-write", "source-sans-3")]
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (folder / "index.html").exists()


def test_nothing_is_removed_through_a_link(folder: Path, three: Manifest, tmp_path: Path) -> None:
    english = three.model_copy(update={"files": three.files[:2]})
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "styles" / "web" / "fonts" / "plex-sans-arabic", elsewhere)
    (folder / "page").mkdir()
    (folder / "page" / "plex-sans-arabic").symlink_to(elsewhere)
    write_index(folder, english, ASSETS)
    assert len(list(elsewhere.iterdir())) == 4


def test_filters_have_their_options_in_order() -> None:
    page = page_of(many(12), ASSETS)
    found = re.findall(r'type="checkbox" name="(\w+)" value="([^"]+)"', page)
    for name, values in {"language": ["ar", "en", "fr", "es"], "edition": ["1", "2", "3"]}.items():
        assert [value for each, value in found if each == name] == values


def test_drafts_and_outdated_files_are_marked_in_words() -> None:
    draft = record(status=Status.DRAFT)
    old = record("Other", code="xxb", current=False)
    said = words(page_of(manifest(draft, old), ASSETS))
    assert said.count("Draft, not signed off for publication") == 1
    assert said.count("Outdated: the newest run could not make this file again") == 1
    fine = words(page_of(manifest(record(), record("Other", code="xxb")), ASSETS))
    assert "Draft" not in fine
    assert "Outdated" not in fine


def test_of_two_languages_only_the_draft_is_marked_with_its_name() -> None:
    said = words(page_of(manifest(record(), record("Exemple", "fr", status=Status.DRAFT)), ASSETS))
    assert said.count("Draft, not signed off for publication") == 1
    assert "French: Draft, not signed off for publication" in said


def test_of_two_formats_only_the_outdated_one_is_marked() -> None:
    page = page_of(manifest(record(), record(format="press", current=False)), ASSETS)
    assert page.count('class="mark"') == 1
    assert page.index('data-format="press"') < page.index('class="mark"')


def test_what_could_not_be_made_is_told() -> None:
    said = words(page_of(manifest(record(), failures=(failure("a.yaml"),)), ASSETS))
    assert "Could not be made" in said
    assert "a.yaml there is no key “nmae” below subject (a.yaml:12:5)" in said
    assert "How to mend it: did you mean name?" in said


def test_an_unfinished_folder_says_so() -> None:
    shard = Shard(number=2, of=5, list="0" * 64)
    said = words(page_of(manifest(record(), stopped=True, shard=shard), ASSETS))
    assert "stopped before its end" in said
    assert "part 2 of 5" in said


def test_an_empty_folder_says_so(folder: Path) -> None:
    folder.mkdir()
    text = write_index(folder, manifest(), ASSETS).read_text(encoding="utf-8")
    assert "There are no files in this folder yet." in words(text)
    assert "<form" not in text


def test_names_cannot_break_out() -> None:
    evil = '<script>alert("x")</script>'
    page = page_of(manifest(record(evil, language="zz")), ASSETS)
    assert evil not in page
    assert html.escape(evil, quote=False).replace('"', "&#34;") in page


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (999, "999 B"),
        (1000, "1 kB"),
        (312_345, "312 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (1_240_000, "1.2 MB"),
        (9_960_000, "10 MB"),
        (123_400_000, "123 MB"),
        (4_321_000_000, "4.3 GB"),
    ],
)
def test_sizes_are_readable(size: int, shown: str) -> None:
    file = record().model_copy(update={"bytes": size})
    assert f"26 pages, {shown} Details" in words(page_of(manifest(file), ASSETS))


@pytest.mark.parametrize(
    ("year", "date", "shown"),
    [
        (2021, "2021-12-03", "3 December 2021"),
        (2021, "2021-12", "December 2021"),
        (2021, None, "2021"),
        (None, None, None),
    ],
)
def test_dates_are_as_exact_as_they_are_known(
    year: int | None, date: str | None, shown: str | None
) -> None:
    page = page_of(manifest(record(year=year, date=date)), ASSETS)
    found = re.findall(r"<time [^>]*>([^<]*)</time>", page)
    assert found == ([] if shown is None else [shown])


def test_filters_are_offered_only_where_files_differ() -> None:
    def names(*files: object) -> set[str]:
        return set(re.findall(r'type="checkbox" name="(\w+)"', page_of(manifest(*files), ASSETS)))

    assert names(record()) == set()
    assert names(record(), record(format="press")) == {"format"}
    assert names(*many(12).files) == {"language", "edition", "level", "format", "status"}


def test_the_same_manifest_makes_the_same_page_whatever_the_order() -> None:
    files = many(12).files
    assert page_of(manifest(*files), ASSETS) == page_of(manifest(*reversed(files)), ASSETS)


def test_a_cover_is_pictured_once_for_both_formats(folder: Path, three: Manifest) -> None:
    write_index(folder, three, ASSETS)
    made = {path.name for path in (folder / "covers").iterdir()}
    english, french = cover_name(three.files[0]), cover_name(three.files[2])
    assert made == {english, french}
    pages = {"index.html": english, "index.pt.html": english, "index.fr.html": french}
    for name, cover in pages.items():
        page = (folder / name).read_text(encoding="utf-8")
        assert re.findall(r'src="\./covers/([^"]+)"', page) == [cover]


def test_the_picture_of_a_press_edition_has_no_bleed() -> None:
    picture = Image.open(BytesIO(cover_picture(small_pdf((0, 1, 0), bleed=8.5))))
    assert 298 <= picture.height <= 301
    assert picture.convert("RGB").getcolors() == [(picture.width * picture.height, (0, 255, 0))]


def test_pictures_are_made_again_only_for_new_files(folder: Path, three: Manifest) -> None:
    write_index(folder, three, ASSETS)
    kept, changed = (folder / "covers" / cover_name(three.files[n]) for n in (0, 2))
    kept.write_bytes(b"kept")
    stranger = folder / "covers" / "mine.png"
    stranger.write_bytes(b"mine")
    data = small_pdf((1, 1, 0))
    (folder / three.files[2].name).write_bytes(data)
    update = {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
    renewed = three.model_copy(
        update={"files": (*three.files[:2], three.files[2].model_copy(update=update))}
    )
    write_index(folder, renewed, ASSETS)
    assert kept.read_bytes() == b"kept"
    assert not changed.exists()
    assert (folder / "covers" / cover_name(renewed.files[2])).is_file()
    assert stranger.read_bytes() == b"mine"


def problems(folder: Path, three: Manifest) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as caught:
        write_index(folder, three, ASSETS)
    return [
        (problem.code, Path(problem.location.file).name if problem.location else "")
        for problem in caught.value.problems
    ]


def test_missing_and_altered_files_are_told_at_once(folder: Path, three: Manifest) -> None:
    one, two, three_ = (folder / file.name for file in three.files)
    one.unlink()
    two.write_bytes(two.read_bytes() + b"x")
    assert problems(folder, three) == [("file-lost", one.name), ("sum-differs", two.name)]
    assert not (folder / "index.html").exists()
    assert three_.exists()


def test_no_picture_is_made_of_another_file(folder: Path, three: Manifest) -> None:
    file = folder / three.files[0].name
    file.write_bytes(file.read_bytes()[::-1])
    assert problems(folder, three) == [("sum-differs", file.name)]


def test_a_file_that_is_no_pdf_is_told(folder: Path) -> None:
    made = fill(folder, manifest(record()), [b"nothing"])
    assert problems(folder, made) == [("not-a-pdf", made.files[0].name)]


def test_a_fault_in_the_design_is_told(folder: Path, three: Manifest, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "templates" / "web", theme / "templates" / "web")
    (theme / "templates" / "web" / "index.html").write_text("{{ nosuch }}", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        write_index(folder, three, Assets(theme=read_theme(theme)))
    assert [problem.code for problem in caught.value.problems] == ["template"]


def entries(entry: object, prefix: str = "") -> Iterator[str]:
    if isinstance(entry, Mapping):
        for key, value in entry.items():
            yield from entries(value, f"{prefix}{key}.")
    else:
        yield prefix.rstrip(".")


def test_every_entry_of_the_catalogue_is_used() -> None:
    sources = ["templates/web/index.html", "src/mgi_report/output/page/page.py"]
    used = " ".join((ROOT / name).read_text(encoding="utf-8") for name in sources)
    known = set(entries(tomllib.loads(ASSETS.read_text("templates/web/en.toml"))))
    for key in known - {"direction"}:
        parts = key.split(".")
        stems = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
        assert any(f'"{stem}{end}' in used for stem in stems for end in ('"', ".")), key
    assert set(re.findall(r'say\("([\w.]+[^."])"', used)) <= known


FRENCH = {
    "templates/locales/fr.toml": b'base = "en"\n[edition]\n2 = "Deuxi\xc3\xa8me profil"\n',
    "templates/web/fr.toml": 'base = "en"\n[file]\nlisted = "{first} ; {second}"\n'
    'link = "{file}\u00a0: {format}"\n'.encode(),
}


@pytest.mark.parametrize("tag", ["fr", "fr-CA"])
def test_a_page_over_files_of_one_language_speaks_it(tag: str) -> None:
    assets = Assets(theme=Theme(Path("theme"), FRENCH))
    page = page_of(manifest(record("Exemple", tag, ordinal=2)), assets)
    assert '<html lang="fr"' in page
    assert '<span class="edition">Deuxième profil</span>' in page
    assert "<nav" not in page
    assert "PDF/A-3a ; PDF/UA-1" in words(page)
    assert re.search(r'<span class="unseen">Exemple[^<]+\u00a0: PDF[^<]*</span>', page)


SPOKEN = {"index.html": "en"} | {f"index.{tag}.html": tag for tag in ("ar", "es", "fr", "pt", "ru")}


@pytest.mark.parametrize(
    ("tags", "pages"),
    [
        (("fr", "en"), SPOKEN),
        (("fr-CA", "fr"), SPOKEN),
        (("zz", "ar"), SPOKEN),
        (("zz",), {"index.html": "en"}),
        ((), {"index.html": "en"}),
    ],
)
def test_over_several_languages_there_is_a_page_in_each_that_has_words(
    tags: tuple[str, ...], pages: dict[str, str]
) -> None:
    made = pages_of(manifest(*(record("Exemple", tag) for tag in tags)), ASSETS)
    assert {name: re.findall(r'<html lang="(\w+)"', text) for name, text in made.items()} == {
        name: [tag] for name, tag in pages.items()
    }
    for name, text in made.items():
        assert f'dir="{"rtl" if pages[name] == "ar" else "ltr"}"' in text
        links = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="\./([^"]+)"', text))
        seen = dict(re.findall(r'<a href="\./([^"]+)" hreflang="\w+" lang="(\w+)">', text))
        assert links == ({} if len(pages) == 1 else {tag: each for each, tag in pages.items()})
        assert seen == {each: tag for each, tag in pages.items() if each != name}


def test_languages_of_an_edition_are_one_entry_the_readers_first() -> None:
    files = [record("Example", tag) for tag in ("en", "es", "fr")]
    files.append(record("Exemple", "fr", ordinal=2, year=2024))
    for name, order in (("index.html", ["fr", "en", "fr", "es"]),
                        ("index.fr.html", ["fr", "fr", "en", "es"])):  # fmt: skip
        page = pages_of(manifest(*files), ASSETS)[name]
        assert page.count('class="card"') == 2
        assert re.findall(r'class="get[^>]+hreflang="(\w+)"', page) == order


def test_pages_in_languages_that_are_gone_are_removed(folder: Path, three: Manifest) -> None:
    write_index(folder, three, ASSETS)
    (folder / "index.old.html").write_text("<p>Somebody else's.</p>")
    write_index(folder, three.model_copy(update={"files": three.files[:2]}), ASSETS)
    assert sorted(path.name for path in folder.glob("*.html")) == ["index.html", "index.old.html"]


def test_what_is_told_in_english_alone_says_so_on_other_pages() -> None:
    pages = pages_of(manifest(record("Exemple", "fr"), failures=(failure("a.yaml"),)), ASSETS)
    assert '<span lang="en" dir="ltr">did you mean name?</span>' in pages["index.html"]
    assert "« nmae »" not in pages["index.html"]
