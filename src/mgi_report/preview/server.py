"""Serve a preview on this machine, and to nobody else."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast

from mgi_report.preview.site import Answer, Site
from mgi_report.problems.problem import Problem, ProblemsFound

__all__ = ["HOST", "PreviewServer", "serve"]

HOST = "127.0.0.1"
HEARTBEAT = 15.0
"""Seconds after which a browser that waits is told that nothing has changed."""

MOST_TRIES = 20


class PreviewServer(ThreadingHTTPServer):
    """Serve a site at one port; each browser that waits for news has a thread."""

    # Another program's socket must not be shared, but one that has just been closed may be taken.
    allow_reuse_address = True

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"http://{HOST}:{self.server_port}/"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer in a thread of its own until the block is left."""
        thread = Thread(target=self.serve_forever, name="server", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone away."""


def serve(site: Site, port: int, *, is_asked_for: bool) -> PreviewServer:
    """Return a server at a port; 0 is any free one.

    If the port is in use the next free one is taken. ProblemsFound if it was asked for, or if there
    is no free one near.
    """
    last = port if is_asked_for or not port else port + MOST_TRIES
    for number in range(port, last + 1):
        try:
            return PreviewServer(site, number)
        except (OSError, OverflowError) as error:
            reason = error
    words = getattr(reason, "strerror", None) or str(reason)
    problem = Problem(
        "preview-port",
        f"port {port} of this machine cannot be used: {words}",
        "give another one with --port, or 0 for any that is free",
    )
    raise ProblemsFound([problem])


class _Handler(BaseHTTPRequestHandler):
    """Answer GET for a browser that asks for this very machine."""

    protocol_version = "HTTP/1.1"
    server_version = "mgi-report"
    sys_version = ""

    @property
    def _server(self) -> PreviewServer:
        return cast("PreviewServer", self.server)

    def setup(self) -> None:
        """Send small answers at once."""
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        """Answer a request."""
        if not self._is_for_us():
            # A name of somebody else's that leads here could otherwise read the profile.
            self._send(Answer(b"This is served to this machine only.\n", "text/plain", 403))
        elif self.path == "/events":
            self._tell()
        else:
            self._send(self._server.site.answer(self.path))

    def _is_for_us(self) -> bool:
        port = self._server.server_port
        return self.headers.get("Host", "") in {f"{HOST}:{port}", f"localhost:{port}"}

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self._protect(answer.keep)
        self.send_header("Content-Security-Policy", answer.policy)
        self.end_headers()
        self.wfile.write(answer.body)

    def _protect(self, keep: str) -> None:
        self.send_header("Cache-Control", keep)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _tell(self) -> None:
        """Send what is shown, and again each time it changes, as server-sent events."""
        site = self._server.site
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self._protect("no-store")
        self.end_headers()
        version = -1
        while (snapshot := site.board.newer_than(version, HEARTBEAT)) is not None:
            news = ": still here\n\n"
            if snapshot.version != version:
                version = snapshot.version
                news = f"data: {json.dumps(site.told(snapshot))}\n\n"
            self.wfile.write(news.encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's
        """Say nothing of requests."""
