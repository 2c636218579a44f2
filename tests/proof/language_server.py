"""A client of a language server over standard input and output: opens files, asks, listens."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any, cast

WAIT = 60.0
Message = dict[str, Any]


class LanguageServer:
    """The real server in a process of its own, with schemas given in its settings."""

    def __init__(self, command: list[str], schemas: dict[str, list[str]]) -> None:
        self._settings = {
            "yaml": {
                "schemas": schemas,
                "schemaStore": {"enable": False},
                "validate": True,
                "completion": True,
                "hover": True,
                "maxItemsComputed": 20_000,
            }
        }
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answers: dict[int, queue.Queue[Message]] = {}
        self.diagnostics: dict[str, queue.Queue[list[Message]]] = {}
        self._last = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABILITIES})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def open(self, path: Path, text: str | None = None) -> list[Message]:
        """Open a file and return the diagnostics the server gives for it."""
        uri = path.as_uri()
        text = path.read_text(encoding="utf-8") if text is None else text
        seen = self.diagnostics.setdefault(uri, queue.Queue())
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return seen.get(timeout=WAIT)

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is told of a place; lines and columns count from 0."""
        found = self.ask("textDocument/hover", _place(path, line, column)) or {}
        contents = found.get("contents") or {}
        return str(contents.get("value", contents))

    def completion(self, path: Path, line: int, column: int) -> dict[str, str]:
        """Return what is offered at a place, each label with its documentation."""
        found = self.ask("textDocument/completion", _place(path, line, column)) or {}
        items = found.get("items", found) if isinstance(found, dict) else found
        return {item["label"]: str(item.get("documentation") or "") for item in items}

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its result."""
        self._last += 1
        answer = self._answers[self._last] = queue.Queue()
        self._send({"id": self._last, "method": method, "params": params})
        told = answer.get(timeout=WAIT)
        if "error" in told:
            raise RuntimeError(str(told["error"]))
        return told.get("result")

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        """Read messages until the server ends."""
        stream = self._process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline().strip()) and line:
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                return
            self._take(cast("Message", json.loads(stream.read(length))))

    def _take(self, message: Message) -> None:
        """Answer a request of the server, keep an answer or diagnostics."""
        method = message.get("method")
        if method == "workspace/configuration":
            asked = [item.get("section") for item in message["params"]["items"]]
            result = [self._settings.get(str(section), {}) for section in asked]
            self._send({"id": message["id"], "result": result})
        elif method == "textDocument/publishDiagnostics":
            given = message["params"]
            self.diagnostics.setdefault(given["uri"], queue.Queue()).put(given["diagnostics"])
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif method is None and message["id"] in self._answers:
            self._answers[message["id"]].put(message)


def _place(path: Path, line: int, column: int) -> Message:
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": line, "character": column},
    }


CAPABILITIES = {
    "workspace": {"configuration": True, "didChangeConfiguration": {}},
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
}
