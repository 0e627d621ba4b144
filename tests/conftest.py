"""Give every test a small profile of an invented country, and a way to renew goldens."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from built import crew, finished, workshop
from leaflet import leaflet, leaflet_theme
from sheets import sheets, sheets_theme

__all__ = ["crew", "finished", "leaflet", "leaflet_theme", "sheets", "sheets_theme", "workshop"]

# On a busy machine a case may take any time, which says nothing about it.
settings.register_profile(
    "unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

# A worker takes whole files, so that what a file shares is made once; those that take longest come
# first, so that no worker is left with one of them at the end. The first one makes all finished
# profiles. What looks at them stands further on, so that no worker waits while another makes one.
LONGEST = (
    "test_conformance.py",
    "test_console_blocks.py",
    "test_page.py",
    "test_job.py",
    "test_renderer.py",
    "test_preview.py",
    "test_cluster.py",
    "test_press_profiles.py",
    "test_forgeries.py",
    "test_same_everywhere.py",
    "test_cache_correctness.py",
    "test_design_rules.py",
    "test_inspection.py",
    "test_stopping.py",
    "test_cli.py",
    "test_session.py",
    "test_packaging.py",
    "test_data_repository.py",
    "test_long_lists.py",
    "test_register.py",
    "test_any_text_printed.py",
    "test_theme.py",
    "test_api.py",
)

MINIMAL_PROFILE = """\
language: en
status: draft
subject:
  level: national
  code: XXA
  name: The Republic of Example
  short_name: Example
edition:
  ordinal: 1
  date: 2021-12
introduction: The Republic of Example is an invented country, made up to test this program.
domains:
  migrants-rights:
    well_developed:
      - The invented Example Residence Act (2019) gives residents of Example access to schools.
    potential: []
  whole-of-government:
    well_developed: []
    potential: []
  partnerships:
    well_developed: []
    potential:
      - text: The invented Office of Example has no agreement with its neighbours.
        short_label: Agreements with neighbours
  well-being:
    well_developed: []
    potential: []
  mobility-crises:
    well_developed: []
    potential: []
  safe-migration:
    well_developed: []
    potential: []
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-goldens",
        action="store_true",
        help="accept the present look and tags of the profiles as the expected ones",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.name, len(LONGEST)))


def pytest_collection_finish() -> None:
    """Keep the collector away from the tests themselves, of which it would look at all each time.

    A layout begins with a collection: among 4,000 tests one takes a fifth of a second.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture
def minimal_profile_text() -> str:
    """Return the YAML text of a valid profile of an invented country, without warnings."""
    return MINIMAL_PROFILE


@pytest.fixture(scope="session")
def country_text() -> Callable[[str], str]:
    """Return a function from a country code to the YAML text of a valid profile, Land CODE's."""
    return lambda code: MINIMAL_PROFILE.replace("XXA", code).replace("Example", f"Land {code}")


@pytest.fixture
def sides(tmp_path: Path, country_text: Callable[[str], str]) -> tuple[Path, Path]:
    """Return two checkouts' folders of data, in which a finding differs."""
    found = tmp_path / "old" / "data", tmp_path / "new" / "data"
    for folder, word in zip(found, ("no", "one"), strict=True):
        folder.mkdir(parents=True)
        text = country_text("XAA").replace("no agreement", f"{word} agreement")
        (folder / "xaa.yaml").write_text(text, "utf-8")
    return found
