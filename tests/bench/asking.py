"""One visitor with one connection kept open: asks, and tells how long the answer took."""

import re
import select
import socket
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 900
"""Seconds the slowest answer may take."""

STARTING = 60
"""Seconds a server may take until it answers at all."""

PIECE = 1 << 18


@dataclass(frozen=True)
class Ask:
    """One request; `follow` counts the page it leads to as part of the answer."""

    address: str
    form: dict[str, str] | None = None
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    follow: bool = False
    expects: tuple[int, ...] = (200,)


@dataclass
class Answer:
    """What came: `seconds` until the last byte, `first` until the first; large bodies are only counted."""

    status: int
    headers: dict[str, str]
    body: bytes
    size: int
    seconds: float
    first: float

    @property
    def text(self) -> str:
        """Read the page."""
        return self.body.decode()


class Visitor:
    """Somebody at one server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.patience = STARTING
        self.cookies: dict[str, str] = {}
        self._socket: socket.socket | None = None

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def ask(self, ask: Ask, *, keep: bool = True) -> Answer:
        """Ask, and follow where that belongs to the asking; raises where the answer is not as expected."""
        answer = self._once(ask, keep=keep)
        if ask.follow and answer.status in {302, 303}:
            there = urlsplit(answer.headers["location"])
            page = self._once(Ask(f"{there.path}?{there.query}" if there.query else there.path), keep=keep)
            page.seconds, page.first = page.seconds + answer.seconds, page.first + answer.seconds
            answer = page
        if answer.status not in ask.expects:
            where = answer.headers.get("location", "")
            raise RuntimeError(
                f"{ask.address} answered {answer.status} {where}\n{answer.body[:2000].decode()}"
            )
        return answer

    def _once(self, ask: Ask, *, keep: bool) -> Answer:
        connection, message = self._connected(), self._written(ask)
        start = time.perf_counter()
        connection.sendall(message)
        with connection.makefile("rb", PIECE) as reader:
            line = reader.readline()
            first = time.perf_counter() - start
            if not line:
                self.close()
                raise ConnectionError(f"{ask.address}: the server hung up")
            headers = self._headers(reader)
            body, size = _body(reader, headers, keep=keep)
            seconds = time.perf_counter() - start
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(line.split()[1]), headers, body, size, seconds, first)

    def _connected(self) -> socket.socket:
        """Keep the connection, or make a new one where the server has let go of it."""
        if self._socket is not None and select.select([self._socket], [], [], 0)[0]:
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), self.patience)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _written(self, ask: Ask) -> bytes:
        body = urlencode(ask.form).encode() if ask.form is not None else ask.body
        headers = {"Host": f"127.0.0.1:{self.port}", "Accept": "*/*", "Accept-Language": "vi"} | ask.headers
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if ask.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if body is not None:
            headers["Content-Length"] = str(len(body))
        lines = [f"{'GET' if body is None else 'POST'} {ask.address} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + (body or b"")

    def _headers(self, reader) -> dict[str, str]:
        headers = {}
        while (line := reader.readline().decode("latin-1").rstrip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                self.cookies |= {key: each.value for key, each in SimpleCookie(value.strip()).items()}
        return headers


def _body(reader, headers: dict[str, str], *, keep: bool) -> tuple[bytes, int]:
    """Read to the end; what is not kept is counted."""
    kept, size = [], 0
    for piece in _pieces(reader, headers):
        size += len(piece)
        if keep:
            kept.append(piece)
    return b"".join(kept), size


def _pieces(reader, headers: dict[str, str]):
    if headers.get("transfer-encoding", "").lower() == "chunked":
        while length := int(reader.readline().split(b";")[0], 16):
            yield reader.read(length)
            reader.readline()
        reader.readline()
        return
    left = int(headers.get("content-length", 0))
    while left:
        piece = reader.read(min(left, PIECE))
        if not piece:
            raise ConnectionError("the answer ended early")
        left -= len(piece)
        yield piece


def field_of(page: str, name: str) -> str:
    """Read the value of a hidden field."""
    tag = re.search(rf"<input\b[^>]*\bname=[\"']{name}[\"'][^>]*>", page)
    value = tag and re.search(r"\bvalue=[\"']([^\"']*)", tag.group())
    if not value:
        raise RuntimeError(f"the page has no field named {name}")
    return value.group(1)
