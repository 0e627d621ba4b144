"""Answer what the browser asks for: the page, its pictures, what is shown, and places in files."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mgi_report.document.assets import Assets, packaged_root
from mgi_report.preview.board import Board, Plate, Snapshot
from mgi_report.preview.page import POLICY, preview_page, script, style
from mgi_report.problems.problem import Location, Problem, counted, render_problem_parts
from mgi_report.proof.pictures import Camera
from mgi_report.run.editor import EditorAddress

__all__ = ["Answer", "Site"]

PICTURE = re.compile(r"/pages/(?P<digest>[0-9a-f]{32})@(?P<scale>[0-9.]+)\.png")
SCALES = {"0.4": 0.4, "1": 1.0, "1.5": 1.5, "2": 2.0, "3": 3.0, "4": 4.0}
"""The scales a browser may ask for; 1 is 72 dots an inch."""

FOR_EVER = "private, max-age=31536000, immutable"
NEVER = "no-store"


@dataclass(frozen=True)
class Answer:
    """Hold an answer of HTTP."""

    body: bytes = field(repr=False)
    media_type: str
    status: int = 200
    keep: str = NEVER
    policy: str = POLICY


@dataclass(frozen=True)
class Site:
    """Answer for one preview; what is not known is answered with 404."""

    board: Board
    camera: Camera
    file: Path
    editor: EditorAddress
    assets: Assets = field(default_factory=Assets)

    @cached_property
    def _texts(self) -> Mapping[str, tuple[str, str]]:
        return {
            "/": (preview_page(self.assets, self.file.name), "text/html"),
            "/preview.css": (style(self.assets), "text/css"),
            "/preview.js": (script(self.assets), "text/javascript"),
        }

    def answer(self, target: str) -> Answer:
        """Return the answer to a request for an address such as ``/place?path=subject.name``."""
        parts = urlsplit(target)
        if parts.path in self._texts:
            text, media_type = self._texts[parts.path]
            return Answer(text.encode(), f"{media_type}; charset=utf-8")
        if parts.path == "/place":
            return self._place(parse_qs(parts.query).get("path", [""])[0])
        if match := PICTURE.fullmatch(parts.path):
            return self._picture(match["digest"], match["scale"])
        return _nothing()

    def told(self, snapshot: Snapshot) -> dict[str, Any]:
        """Return what is shown, as the page is told of it."""
        return {
            "version": snapshot.version,
            "title": snapshot.title,
            "busy": snapshot.busy,
            "stale": snapshot.is_stale,
            "pages": [
                _plate(plate, is_changed=number in snapshot.changed)
                for number, plate in enumerate(snapshot.plates)
            ],
            "count": counted(snapshot.problems),
            "problems": [self._problem(problem) for problem in snapshot.problems],
        }

    def _picture(self, digest: str, scale: str) -> Answer:
        plate = self.board.snapshot.plate(digest)
        if plate is None or scale not in SCALES:
            return _nothing()
        picture = self.camera.picture(plate.pdf, plate.position, SCALES[scale])
        return Answer(picture, "image/png", keep=FOR_EVER)

    def _place(self, path: str) -> Answer:
        loaded = self.board.snapshot.loaded
        if loaded is None or not path:
            return _nothing()
        place = loaded.locate(path)
        return _json({"place": str(place), "path": path, "editor": self._address(place)})

    def _problem(self, problem: Problem) -> dict[str, Any]:
        return {
            "severity": problem.severity.value,
            "place": str(problem.location or ""),
            "editor": self._address(problem.location),
            "lines": [
                [[part.role.value, part.text] for part in line]
                for line in render_problem_parts(problem)
            ],
        }

    def _address(self, place: Location | None) -> str:
        if place is None:
            return ""
        for file in (Path(place.file), packaged_root() / place.file):
            if file.is_file():
                return self.editor.of(place, file.resolve())
        return ""


def _plate(plate: Plate, *, is_changed: bool) -> dict[str, Any]:
    return {
        "number": plate.number,
        "digest": plate.digest,
        "width": plate.width,
        "height": plate.height,
        "changed": is_changed,
        "places": [
            [each.path, each.left, each.top, each.width, each.height] for each in plate.places
        ],
    }


def _json(value: Mapping[str, Any]) -> Answer:
    text = json.dumps(value, ensure_ascii=False)
    return Answer(text.encode(), "application/json; charset=utf-8")


def _nothing() -> Answer:
    return Answer(b"There is nothing at this address.\n", "text/plain; charset=utf-8", 404)
