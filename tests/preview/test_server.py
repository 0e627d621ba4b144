"""The preview is served to this machine only, at a port that is free."""

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from manifests import small_pdf
from mgi_report.pdf.engine.places import PagePlace
from mgi_report.preview.board import Board, Plate
from mgi_report.preview.server import HOST, PreviewServer, serve
from mgi_report.preview.site import Site
from mgi_report.problems.problem import Problem, ProblemsFound, Severity
from mgi_report.profile.loading import load
from mgi_report.proof.pictures import Camera
from mgi_report.run.editor import EditorAddress
from waiting import DEADLINE

EDITOR = "vscode://file/{path}:{line}:{column}"


@pytest.fixture
def site(tmp_path: Path, minimal_profile_text: str) -> Site:
    path = tmp_path / "xxa <&>.yaml"
    path.write_text(minimal_profile_text, "utf-8")
    pdf = small_pdf((0, 0, 1))
    camera = Camera()
    (digest,) = camera.digests(pdf)
    place = PagePlace("subject.name", 0.1, 0.2, 0.3, 0.1)
    board = Board()
    board.show(load(path), "Example", [Plate(1, digest, 200, 280, (place,), pdf, 0)], frozenset())
    return Site(board, camera, path, EditorAddress(EDITOR))


@pytest.fixture
def server(site: Site) -> Iterator[PreviewServer]:
    with serve(site, 0, is_asked_for=True) as server, server.running():
        yield server
        site.board.close()


def get(server: PreviewServer, path: str, host: str | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=DEADLINE)
    connection.putrequest("GET", path, skip_host=host is not None)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    return connection.getresponse()


def test_it_listens_to_this_machine_alone(server: PreviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", ""])
@pytest.mark.parametrize("path", ["/", "/events", "/place?path=subject.name"])
def test_a_name_that_somebody_else_leads_here_gets_nothing(
    server: PreviewServer, host: str, path: str
) -> None:
    answer = get(server, path, host)
    assert answer.status == 403
    assert b"Example" not in answer.read()


def test_the_page_allows_nothing_from_elsewhere(server: PreviewServer) -> None:
    answer = get(server, "/", f"localhost:{server.server_port}")
    text = answer.read().decode()
    assert answer.status == 200
    assert "Preview of xxa &lt;&amp;&gt;.yaml" in text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    for name in ("/preview.css", "/preview.js"):
        assert f'"{name}"' in text
        part = get(server, name)
        assert part.status == 200
        assert b"https://" not in part.read()


def test_events_tell_the_pages_and_each_change(server: PreviewServer, site: Site) -> None:
    answer = get(server, "/events")
    assert answer.headers["Content-Type"] == "text/event-stream"
    first = json.loads(answer.readline().removeprefix(b"data: "))
    assert first["pages"][0]["places"] == [["subject.name", 0.1, 0.2, 0.3, 0.1]]
    assert (first["stale"], first["busy"], first["count"]) == (False, False, "")
    warning = Problem("odd", "odd", severity=Severity.WARNING)
    place = site.board.snapshot.loaded.locate("subject.name")
    site.board.complain([Problem("bad", "it is bad", "mend it", place), warning])
    assert answer.readline() == b"\n"
    then = json.loads(answer.readline().removeprefix(b"data: "))
    assert (then["stale"], then["count"]) == (True, "1 error and 1 warning")
    assert then["pages"] == first["pages"]
    words = ["".join(text for _, text in line) for line in then["problems"][0]["lines"]]
    assert words[0] == f"{site.file}:6:9: error [bad] it is bad"
    assert words[-1] == "  hint: mend it"
    assert then["problems"][0]["editor"].endswith("/xxa%20%3C%26%3E.yaml:6:9")


def test_a_picture_may_be_kept_for_ever_and_another_is_not_there(
    server: PreviewServer, site: Site
) -> None:
    digest = site.board.snapshot.plates[0].digest
    answer = get(server, f"/pages/{digest}@2.png")
    assert answer.headers["Cache-Control"].endswith("immutable")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.read().startswith(b"\x89PNG")
    for path in (f"/pages/{digest}@9.png", f"/pages/{'0' * 32}@2.png", "/../etc/passwd", "/nosuch"):
        assert get(server, path).status == 404


def test_a_place_is_told_with_file_line_and_editor(server: PreviewServer, site: Site) -> None:
    told = json.loads(get(server, "/place?path=subject.name").read())
    assert told["place"] == f"{site.file}:6:9"
    assert told["editor"].startswith("vscode://file/")
    assert get(server, "/place").status == 404


def test_a_port_in_use_gives_way_to_the_next_unless_it_was_asked_for(site: Site) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with serve(site, port, is_asked_for=False) as server:
            assert server.server_port > port
        with pytest.raises(ProblemsFound) as found:
            serve(site, port, is_asked_for=True)
    (problem,) = found.value.problems
    assert problem.code == "preview-port"
    assert f"port {port}" in problem.message
