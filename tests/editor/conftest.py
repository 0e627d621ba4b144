"""Give tests the language server that editors use for YAML."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import LanguageServer, running

# Where .ci/setup puts what package-lock.json beside this file lists.
PROGRAM = Path("node", "node_modules", "yaml-language-server", "bin", "yaml-language-server")


@pytest.fixture(scope="session")
def server() -> Iterator[LanguageServer]:
    """Return a language server that has just been started."""
    program = Path(sys.prefix) / PROGRAM
    if shutil.which("node") is None or not program.is_file():
        reason = "the schema is tested with yaml-language-server, which is not here"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(f"{reason} (Debian, Ubuntu: sudo apt install nodejs npm, then make setup)")
    with running(program) as started:
        yield started
