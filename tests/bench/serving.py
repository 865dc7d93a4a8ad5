"""A site's server, in processes of its own on a port nobody else has, and what memory it takes."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.asking import PATIENCE, Visitor
from tests.bench.site import Site
from tests.structure.sources import ROOT

BACKLOG = 128
IDLE = 600
"""Seconds after which somebody signs in anew: sessions end when they are not used."""


class Server:
    """A running server, and those who are signed in there."""

    def __init__(self, site: Site, port: int, process: subprocess.Popen) -> None:
        self.site, self.port, self.process = site, port, process
        self._visitors: dict[str, tuple[float, Visitor]] = {}

    def visitor(self, account: str) -> Visitor:
        """Give somebody who is signed in: the same, unless they have asked for nothing for long."""
        now = time.monotonic()
        since, visitor = self._visitors.get(account, (0.0, None))
        if visitor is not None and now - since > IDLE:
            visitor.close()
            visitor = None
        if visitor is None:
            visitor = self.another(account)
        self._visitors[account] = now, visitor
        return visitor

    def close(self) -> None:
        """Let everybody go."""
        for _since, visitor in self._visitors.values():
            visitor.close()

    def another(self, account: str) -> Visitor:
        """Sign somebody in."""
        visitor = Visitor(self.port)
        self.site.sign_in(visitor, account)
        visitor.patience = PATIENCE
        visitor.close()
        return visitor

    def workers(self) -> list[int]:
        """Name the processes that answer."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in found]

    def memory(self, what: str = "VmRSS") -> dict[int, int]:
        """Tell the bytes of each worker: now, or its most since `forget_the_most` (VmHWM)."""
        return {pid: _status(pid, what) for pid in self.workers()}

    def forget_the_most(self) -> None:
        """Let the most a worker has taken count anew."""
        for pid in self.workers():
            Path(f"/proc/{pid}/clear_refs").write_text("5")


def _status(pid: int, what: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{what}:"))


@contextmanager
def serving(site: Site, log: Path) -> Iterator[Server]:
    """Start a server on a socket that listens already, so that nobody has to ask whether it is up."""
    with socket.socket() as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # what it accepts inherits it
        listening.bind(("127.0.0.1", 0))
        listening.listen(BACKLOG)
        with log.open("w") as file:
            process = subprocess.Popen(
                site.command(listening.fileno()), cwd=ROOT, env=site.data.environment,
                pass_fds=(listening.fileno(),), stdin=subprocess.DEVNULL, stdout=file, stderr=file,
            )  # fmt: skip
        port = listening.getsockname()[1]
    try:
        server = Server(site, port, process)
        yield server
        server.close()
    finally:
        process.terminate()
        process.wait()


def cold_start(site: Site) -> float:
    """Tell the seconds a fresh process takes until the application is made."""
    start = time.perf_counter()
    command = [site.command(0)[0], "-c", site.starts]
    subprocess.run(command, cwd=ROOT, env=site.data.environment, check=True, capture_output=True)
    return time.perf_counter() - start
