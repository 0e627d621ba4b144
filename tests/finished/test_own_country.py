"""Every PDF of a run speaks of its own country and of no other, in all its parts."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pikepdf
import pytest

from countries import Country, write_profiles
from mgi_report.proof.reader import PdfReader
from mgi_report.run.batch import Batch
from mgi_report.run.crew import local_crew
from mgi_report.run.outcomes import State
from reading_back import squeezed

# Neighbours, and two a worker may have in its hands one after the other.
COUNTRIES = tuple(map(Country, (0, 1, 219, 220)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("countries")
    paths = write_profiles(folder / "data", [each.number for each in COUNTRIES], small=True)
    with local_crew(2, perf_counter) as crew:
        result = Batch(folder / "out", crew, perf_counter, inspects=False).run(paths)
    assert [outcome.state for outcome in result.outcomes] == [State.RENDERED] * len(COUNTRIES)
    assert not result.problems
    return folder


@pytest.fixture(params=COUNTRIES, ids=lambda country: country.name)
def country(request: pytest.FixtureRequest) -> Country:
    return request.param


@pytest.fixture
def reader(folder: Path, country: Country) -> Iterator[PdfReader]:
    with PdfReader((folder / "out" / country.file_name).read_bytes()) as reader:
        yield reader


def names_in(text: str) -> set[str]:
    """Return the countries a text names; a name may be broken over lines."""
    joined = squeezed(text)
    return {other.name for other in COUNTRIES if other.name in joined}


def strings_of(value: object, depth: int = 0) -> Iterator[str]:
    """Yield every string and name of a PDF object; others it points to have their own turn."""
    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    if isinstance(value, pikepdf.Dictionary):
        for key, each in value.items():
            yield key
            if not each.is_indirect if isinstance(each, pikepdf.Object) else True:
                yield from strings_of(each, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for each in value:
            if not (isinstance(each, pikepdf.Object) and each.is_indirect):
                yield from strings_of(each, depth + 1)
    elif isinstance(value, pikepdf.String | pikepdf.Name):
        yield str(value)


def values_of(reader: PdfReader, *keys: str) -> list[str]:
    """Return the strings under these keys in every dictionary of the file."""
    found = []
    for each in reader.pdf.objects:
        if isinstance(each, pikepdf.Dictionary):
            found += [str(each[key]) for key in keys if isinstance(each.get(key), pikepdf.String)]
    return found


def test_the_pages_name_their_own_country(reader: PdfReader, country: Country) -> None:
    assert names_in("".join(reader.page_texts)) == {country.name}
    own = [country.name in squeezed(text) for text in reader.page_texts]
    assert sum(own) > len(own) // 2


def test_no_string_of_the_file_names_another(reader: PdfReader, country: Country) -> None:
    strings = [text for each in reader.pdf.objects for text in strings_of(each)]
    assert len(strings) > 1_000
    assert names_in("\n".join(strings)) == {country.name}


def test_no_stream_of_the_file_names_another(reader: PdfReader, country: Country) -> None:
    streams = [each for each in reader.pdf.objects if isinstance(each, pikepdf.Stream)]
    for stream in streams:
        try:
            data = stream.read_bytes()
        except pikepdf.PdfError:  # a picture in a coding of its own
            data = stream.read_raw_bytes()
        for coding in ("utf-8", "utf-16-be", "utf-16-le"):
            assert names_in(data.decode(coding, "ignore")) <= {country.name}


def test_every_part_names_its_own_country(reader: PdfReader, country: Country) -> None:
    parts = {
        "information": str(reader.pdf.docinfo.get("/Title", "")),
        "XMP": reader.pdf.Root.Metadata.read_bytes().decode(),
        "bookmarks": "\n".join(bookmark.title for bookmark in reader.bookmarks),
        "data": "".join(file.data.decode() for file in reader.embedded_files),
    }
    assert {part: names_in(text) for part, text in parts.items()} == {
        part: {country.name} for part in parts
    }
    links = "\n".join(link.contents for link in reader.links)
    assert links
    assert names_in(links) <= {country.name}


def test_no_alternative_text_names_another(reader: PdfReader, country: Country) -> None:
    texts = values_of(reader, "/Alt", "/ActualText", "/E")
    assert texts
    assert names_in("\n".join(texts)) <= {country.name}


def test_the_data_inside_are_its_own(reader: PdfReader, folder: Path, country: Country) -> None:
    source = folder / "data" / f"{country.code.lower()}-2021.en.yaml"
    assert [file.data for file in reader.embedded_files] == [source.read_bytes()]
