"""Nothing is served but the assets and the artwork of the document."""

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.document import BASE_URL
from mgi_report.pdf.engine.sources import Refused, Sources


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "templates").mkdir()
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "base.css").write_text("p { color: black }")
    (styles / "leak.css").symlink_to(tmp_path / "secret.txt")
    (styles / "outside.css").symlink_to("/etc/hostname")
    return Sources(Assets(root=tmp_path), {"logo.png": b"png"})


def test_serves_assets_and_artwork_with_a_media_type_of_their_own(sources):
    sheet = sources.read(f"{BASE_URL}styles/base.css")
    assert (sheet.data, sheet.media_type) == (b"p { color: black }", "text/css")
    logo = sources.read(f"{BASE_URL}artwork/logo.png#part")
    assert (logo.data, logo.media_type) == (b"png", "image/png")
    assert sources.served == ["styles/base.css"]
    assert sources.refusals == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.css",
        "https://assets.invalid.example.org/styles/base.css",
        "data:text/css,p{}",
        "styles/base.css",
        f"{BASE_URL}secret.txt",
        f"{BASE_URL}styles/../secret.txt",
        f"{BASE_URL}styles/%2e%2e/secret.txt",
        f"{BASE_URL}/etc/hostname",
        f"{BASE_URL}styles//etc/hostname",
        f"{BASE_URL}styles/outside.css",
        f"{BASE_URL}styles/base.css?x=1",
        f"{BASE_URL}styles/",
        f"{BASE_URL}artwork/other.png",
        f"{BASE_URL}artwork/../styles/base.css/..",
    ],
)
def test_refuses_everything_else_and_remembers_it_once(sources, url):
    for _ in range(2):
        with pytest.raises(Refused):
            sources.read(url)
    assert [refusal.url for refusal in sources.refusals] == [url]
