"""`mgi-report preview` as a person starts and ends it."""

import signal
import socket
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from mgi_report.cli.preview import PORT
from processes import Command
from waiting import DEADLINE


@pytest.fixture
def profile(tmp_path: Path, minimal_profile_text: str) -> Path:
    path = tmp_path / "xxa.yaml"
    path.write_text(minimal_profile_text, encoding="utf-8")
    return path


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_its_address_and_ends_when_it_is_told_to(profile: Path, stop: int) -> None:
    run = Command("preview", profile, "--port", "0")
    assert run.process.stdout is not None
    address = run.process.stdout.readline().strip()
    with urlopen(address) as answer:
        assert b"Preview of xxa.yaml" in answer.read()
    run.kill(signal.Signals(stop))
    code, out, err = run.end(DEADLINE)
    assert (code, out) == (0, "")
    assert err == "Ctrl-C ends the preview.\nThe preview has ended.\n"
    assert run.left() == []
    assert sorted(path.name for path in profile.parent.iterdir()) == ["xxa.yaml"]


def test_the_usual_port_in_use_gives_way(profile: Path) -> None:
    port = PORT
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # If somebody else has it already, that does as well; who lets it go meanwhile, such as this
        # test in another run, leaves it to the preview, and the next time to us.
        while port == PORT:
            with suppress(OSError):
                other.bind(("127.0.0.1", PORT))
                other.listen()
            run = Command("preview", profile)
            assert run.process.stdout is not None
            address = run.process.stdout.readline().strip()
            run.kill(signal.SIGINT)
            code, _, err = run.end(DEADLINE)
            assert code == 0
            port = int(address.rstrip("/").rpartition(":")[2])
    assert port > PORT
    assert f"Port {PORT} is in use; taking {port}." in err


def test_a_port_that_was_asked_for_is_not_exchanged(profile: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, out, err = Command("preview", profile, "--port", str(port)).end()
    assert (code, out) == (1, "")
    assert err.startswith(f"error [preview-port] port {port} of this machine cannot be used: ")
    assert "hint: give another one with --port" in err
    assert "1 error" in err
