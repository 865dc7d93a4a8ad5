"""What a file costs the loading page, in a process of its own: python -m tests.weighing ADDRESS TABLE FILE….

Each file is sent by a fork, whose time and largest memory are nobody else's.
"""

import io
import json
import os
import resource
import sys
import time
from pathlib import Path

from flask.testing import FlaskClient

from tests.applications import application_on
from tests.clients import client_for, engine_of, token

PAGE = "/admin/load/"
Weight = tuple[int, float, int]
"""The status of the answer, the seconds of processor time it took, the bytes of memory it took at most."""


def weigh(client: FlaskClient, table: str, name: str, content: bytes) -> Weight:
    """Send a file to be checked; the token is fetched first, so that only the file is weighed."""
    mark = token(client.get(PAGE).text)
    held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    start = time.process_time()
    data = {"csrf_token": mark, "table": table, "file": (io.BytesIO(content), name)}
    answer = client.post(PAGE, data=data, content_type="multipart/form-data")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return answer.status_code, time.process_time() - start, most - held


def in_a_fork(client: FlaskClient, table: str, path: Path) -> Weight:
    """Let a fork do the weighing and tell its parent."""
    content = path.read_bytes()
    reader, writer = os.pipe()
    if not (fork := os.fork()):
        os.write(writer, json.dumps(weigh(client, table, "danh-sach.xlsx", content)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read()
    os.waitpid(fork, 0)
    return json.loads(told)


def main(address: str, table: str, *files: str) -> None:
    """Weigh files, one after the other."""
    with application_on(address) as app:
        client = client_for(app, "an")
        weigh(client, table, "nhỏ.csv", b"x\n1\n")  # templates and statements are prepared once
        engine_of(app).dispose()
        json.dump({file: in_a_fork(client, table, Path(file)) for file in files}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
