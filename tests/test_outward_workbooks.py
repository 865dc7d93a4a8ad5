"""A workbook cannot make the panel look anywhere: no address is asked, no file is read, no entity grows."""

import contextlib
import html
import io
import socket
import threading
import time
import urllib.request

import pytest

from forms.reading import Unreadable
from forms.workbooks import read_sheet
from tests.clients import client_for, token
from tests.harmful_workbooks import laughing, leading_out, workbook

PAGE = "/admin/load/"
SECRET = "điều chỉ tệp này biết 8f1c2a"


class Listener:
    """An address of this machine that counts who comes and takes what they send."""

    def __init__(self) -> None:
        self.calls, self.taken = 0, 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/laughs.dtd"
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _address = self.socket.accept()
                self.calls += 1
                self.taken += len(caller.recv(1_000))
                caller.close()

    def close(self) -> None:
        """Stop listening."""
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()


@pytest.fixture
def listener():
    """Listen while a test runs."""
    one = Listener()
    yield one
    one.close()


def sent(client, content):
    """Let the administrator load a file."""
    data = {"csrf_token": token(client.get(PAGE).text), "table": "ward"}
    answer = client.post(PAGE, data=data | {"file": (io.BytesIO(content), "danh-sach.xlsx")})
    assert answer.status_code in {200, 422}, answer.status
    return html.unescape(answer.text)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_workbook_fetches_an_address_or_reads_a_file(small_app, measured, listener, tmp_path):
    client = client_for(small_app, "an")
    (tmp_path / "secret.txt").write_text(SECRET)
    files = leading_out(listener.url)
    pages = [sent(client, content) for content in files.values()]
    local = leading_out((tmp_path / "secret.txt").as_uri())
    pages += [sent(client, content) for content in local.values()]
    told = sum(SECRET in page for page in pages)
    measured(row="D4", what="workbooks that made the panel ask an address, bytes sent there, files read",
             target="0; 0; 0",
             obtained=f"{listener.calls}; {listener.taken}; {told} of {len(pages)}")  # fmt: skip
    assert len(pages) >= 40
    assert (listener.calls, listener.taken, told) == (0, 0, 0)


def test_the_listener_would_have_noticed(listener):
    with contextlib.suppress(OSError):
        urllib.request.urlopen(listener.url, timeout=2)  # noqa: S310 - this machine's own
    assert listener.calls == 1
    assert listener.taken > 0


def test_the_same_workbook_without_a_way_out_is_read():
    columns = []
    with pytest.raises(Unreadable) as refused:
        read_sheet(workbook(), columns)
    assert "gso_code" in refused.value.words[1]  # read, and refused only for its columns


def test_no_entity_grows(measured):
    refused, slowest = 0, 0.0
    for content in (files := laughing()).values():
        start = time.process_time()
        with pytest.raises(Unreadable):
            read_sheet(content, [])
        refused += 1
        slowest = max(slowest, time.process_time() - start)
    measured(row="D4", what="billion laughs refused; slowest", target=f"{len(files)} of {len(files)}; < 1 s",
             obtained=f"{refused} of {len(files)}; {slowest:.2f} s")  # fmt: skip
    assert slowest < 1
