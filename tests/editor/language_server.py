"""Speak with yaml-language-server as an editor does: JSON-RPC over its standard streams."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

Message = Mapping[str, Any]
DEADLINE = 60  # seconds, which only a server that hangs needs
# Nothing may be asked of a network: schemas come from the file beside the profile.
SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "hover": True, "completion": True}}


class LanguageServer:
    """Hold a running server; each document is opened once, as a text not yet saved."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin
        assert process.stdout
        self._to: IO[bytes] = process.stdin
        self._numbers = count(1)
        self._said: Queue[Message | None] = Queue()
        Thread(target=self._listen, args=(process.stdout,), daemon=True).start()
        ready = self._ask("initialize", processId=None, rootUri=None, capabilities={})
        assert ready["capabilities"]["hoverProvider"]
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=SETTINGS)

    def open(self, file: Path, text: str) -> list[Message]:
        """Open a text as that of a file, and return what is marked in it."""
        uri = file.as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=item)
        marked: list[Message] = self._hear(
            lambda said: (
                said.get("method") == "textDocument/publishDiagnostics"
                and said["params"]["uri"] == uri
            )
        )["params"]["diagnostics"]
        return marked

    def labels(self, file: Path, line: int, column: int) -> list[str]:
        """Return what is offered for completion at a place, which counts from 0."""
        found = self._ask("textDocument/completion", **_at(file, line, column))
        return [item["label"] for item in found["items"]]

    def hover(self, file: Path, line: int, column: int) -> str:
        """Return what is shown of the word at a place, which counts from 0."""
        found = self._ask("textDocument/hover", **_at(file, line, column))
        return "" if found is None else str(found["contents"]["value"])

    def close(self) -> None:
        """Ask the server to end."""
        self._ask("shutdown")
        self._tell("exit")

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        answer = self._hear(lambda said: said.get("id") == number and "method" not in said)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._to.flush()

    def _hear(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the first message that is wanted; answer what the server asks with nothing."""
        while True:
            said = self._said.get(timeout=DEADLINE)
            assert said is not None, "the language server has ended"
            if wanted(said):
                return said
            if "id" in said and "method" in said:
                self._send({"id": said["id"], "result": None})

    def _listen(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
            elif not header.strip():
                self._said.put(json.loads(stream.read(length)))
        self._said.put(None)


def _at(file: Path, line: int, column: int) -> dict[str, Any]:
    place = {"line": line, "character": column}
    return {"textDocument": {"uri": file.as_uri()}, "position": place}


@contextmanager
def running(program: Path) -> Iterator[LanguageServer]:
    """Give a server that runs until the end of the block."""
    with subprocess.Popen(
        ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            server = LanguageServer(process)
            yield server
            server.close()
        finally:
            process.kill()
