"""mgi-report index and bundle: what they print and how they end."""

from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from click.testing import CliRunner, Result

from manifests import GENERATOR, failure, fill, record, small_pdf
from mgi_report.cli import cli
from mgi_report.output.manifest import Failure, Manifest


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


def made(folder: Path, *failures: Failure) -> Path:
    files = (record("Alpha", code="xal"), record("Beta", code="xbe"))
    manifest = Manifest(generator=GENERATOR, files=files, failures=failures)
    fill(folder, manifest, [small_pdf((1, 0, 0)), small_pdf((0, 1, 0))])
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "out")


def test_index_prints_the_page(folder: Path) -> None:
    done = run("index", folder)
    assert (done.stdout, done.stderr, done.return_value) == (f"{folder / 'index.html'}\n", "", 0)


def test_index_says_the_words_of_a_theme(folder: Path, tmp_path: Path) -> None:
    words = tmp_path / "theme" / "templates" / "web" / "en.toml"
    words.parent.mkdir(parents=True)
    words.write_text('[page]\nheading = "Profiles of our office"\n', "utf-8")
    done = run("index", folder, "--theme", tmp_path / "theme")
    assert (done.stderr, done.return_value) == ("", 0)
    page = (folder / "index.html").read_text("utf-8")
    assert "Profiles of our office" in page
    assert "Profiles to download</h1>" not in page
    assert "Skip to the profiles" in page
    words.write_text('[page]\nheding = "Profiles of our office"\n', "utf-8")
    done = run("index", folder, "--theme", tmp_path / "theme")
    assert (done.stdout, done.return_value) == ("", 1)
    assert f"{words}:2:1: error [theme] nobody asks for an entry page.heding" in done.stderr
    assert "hint: did you mean page.heading?" in done.stderr
    assert (folder / "index.html").read_text("utf-8") == page


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def test_index_names_the_publisher_of_the_configuration(folder: Path, tmp_path: Path) -> None:
    configuration = tmp_path / "mgi-report.toml"
    configuration.write_text(
        'index_title = "Ours"\n[publisher]\nname = "A & B"\nlogo = "logo.svg"\n'
        'email = "a@example.org"\nwebsite = "https://example.org/?a=1&b=2"\n'
    )
    done = run("index", folder)
    assert (done.stdout, done.return_value) == ("", 1)
    assert (
        "mgi-report.toml:4:1: error [configuration] the picture “logo.svg” does not" in done.stderr
    )
    (tmp_path / "logo.svg").write_bytes(LOGO)
    assert run("index", folder).return_value == 0
    page = (folder / "index.html").read_text("utf-8")
    assert "<title>Ours</title>" in page
    assert page.count("A &amp; B") == 2
    assert 'href="mailto:a@example.org"' in page
    assert 'href="https://example.org/?a=1&amp;b=2"' in page
    (logo,) = (folder / "page").glob("logo-*")
    assert f'src="./page/{logo.name}"' in page
    assert logo.read_bytes() == LOGO
    assert run("bundle", folder).return_value == 0
    with ZipFile(folder / "mgi-profiles.zip") as archive:
        assert archive.read(f"mgi-profiles/page/{logo.name}") == LOGO
    # Another logo takes its place; what is not ours stays.
    (folder / "page" / "mine.svg").write_bytes(LOGO)
    (tmp_path / "logo.svg").write_bytes(LOGO.replace(b"9", b"8"))
    assert run("index", folder).return_value == 0
    assert not logo.exists()
    assert len(list((folder / "page").glob("*.svg"))) == 2


@pytest.mark.parametrize("command", ["index", "bundle"])
def test_a_folder_without_a_manifest_is_told(tmp_path: Path, command: str) -> None:
    done = run(command, tmp_path)
    assert (done.stdout, done.return_value) == ("", 1)
    assert "[no-manifest]" in done.stderr


def test_bundle_prints_each_file(folder: Path) -> None:
    done = run("bundle", folder)
    assert (done.stdout, done.stderr) == (f"{folder / 'mgi-profiles.zip'}\n", "")
    assert done.return_value == 0
    done = run("bundle", folder, "--each")
    assert done.stdout.split() == [
        str(folder / "bundles" / f"mgi-{code}.zip") for code in ("xal", "xbe")
    ]
    done = run("bundle", folder, "--subject", "xbe")
    assert done.stdout == f"{folder / 'bundles' / 'mgi-xbe.zip'}\n"
    done = run("bundle", folder, "--site")
    assert done.stdout == f"{folder / 'mgi-site.zip'}\n"


def test_an_incomplete_folder_is_packed_only_when_asked_to(tmp_path: Path) -> None:
    folder = made(tmp_path / "out", failure())
    done = run("bundle", folder)
    assert (done.stdout, done.return_value) == ("", 1)
    assert "error [not-made]" in done.stderr
    assert "--partial" in done.stderr
    assert not list(folder.glob("*.zip"))
    done = run("bundle", folder, "--partial")
    assert done.return_value == 0
    assert "warning [not-made]" in done.stderr
    assert (folder / "mgi-profiles.zip").is_file()


def test_each_is_about_the_whole_folder(tmp_path: Path) -> None:
    folder = made(tmp_path / "out", failure())
    assert run("bundle", folder, "--each").return_value == 1
    assert run("bundle", folder, "--subject", "xal").return_value == 0


def test_an_unknown_subject_is_told_with_those_there_are(folder: Path) -> None:
    done = run("bundle", folder, "--subject", "xno")
    assert done.return_value == 1
    assert "there are no files about “xno”" in done.stderr
    assert "xal, xbe" in done.stderr


def test_a_changed_file_is_told(folder: Path) -> None:
    file = next(folder.glob("*.pdf"))
    file.write_bytes(file.read_bytes()[::-1])
    done = run("bundle", folder)
    assert done.return_value == 1
    assert "[sum-differs]" in done.stderr


def test_verify_tells_where_it_looked_for_profiles(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = run("verify", "--rerender", "--sources", data, folder)
    assert (done.stdout, done.return_value) == ("", 1)
    told = " ".join(done.stderr.split())
    assert "error [source-missing] files were made from xal-2021.en.yaml and 1 more" in told
    assert f"looked for in {data}: that folder is not there" in told
    assert "--sources" in done.stderr
    data.mkdir()
    done = run("verify", "--rerender", "--sources", data, folder)
    assert f"{data}: error [no-profiles]" in done.stderr
    done = run("verify", "--rerender", folder)
    assert "error [source-unknown]" in done.stderr
    assert isinstance(run("verify", "--sources", data, folder).exception, click.UsageError)
