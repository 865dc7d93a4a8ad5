"""The pieces of a file written in the background: in the database, so on every machine, and encrypted.

Each piece is AES-256-GCM under the file's own key, its place and whether it is the last in its nonce: none
can be swapped, left out or cut off. When the job goes, its key goes, and what may be left of the pieces is
noise.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, insert, select
from sqlalchemy.orm import Session

from models.base import Model
from models.export_job import ExportJob
from models.schema import PASSING
from models.transactions import begin_write

PIECE = 512 * 1024
"""Bytes of a piece, pressed."""

PRESSED = 1
COUNTER_BYTES = 11

EXPORT_PIECE = Table(
    "export_piece",
    Model.metadata,
    Column("job_id", ForeignKey("export_job.id", ondelete="CASCADE"), primary_key=True, type_=Integer),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    info=PASSING,
)


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(COUNTER_BYTES, "big") + bytes([last])


class Pieces:
    """A file being written: `write` takes bytes of any length, `close` writes the last piece."""

    def __init__(self, engine: Any, person: Any, job_id: int, key: str) -> None:
        """Begin with nothing; each piece is written in a short transaction of its own."""
        self._engine, self._info, self._job = engine, {"person": person}, job_id
        self._cipher, self._place, self._waiting = AESGCM(bytes.fromhex(key)), 0, bytearray()
        self._press = zlib.compressobj(PRESSED)

    def write(self, data: bytes) -> None:
        """Take the next bytes; whole pieces are written at once, so memory does not grow."""
        self._waiting += self._press.compress(data)
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """Write what is left; without this the file reads as cut off."""
        self._waiting += self._press.flush()
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        self._put(bytes(self._waiting), last=True)

    def _put(self, data: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._place, last=last), data, None)
        with Session(self._engine, info=dict(self._info)) as session:
            begin_write(session)
            row = {"job_id": self._job, "place": self._place, "content": sealed}
            session.connection().execute(insert(EXPORT_PIECE).values(row))
            session.commit()
        self._place += 1


def content_of(engine: Any, person: Any, job: ExportJob) -> Iterator[bytes]:
    """Yield a file piece by piece, each read in a transaction of its own; a false one raises InvalidTag."""
    cipher, press, place = AESGCM(bytes.fromhex(job.key)), zlib.decompressobj(), 0
    sealed = _piece(engine, person, job.id, place)
    while sealed is not None:
        following = _piece(engine, person, job.id, place + 1)
        waiting = cipher.decrypt(_nonce(place, last=following is None), sealed, None)
        while waiting:
            yield press.decompress(waiting, PIECE)
            waiting = press.unconsumed_tail
        sealed, place = following, place + 1
    yield press.flush()


def _piece(engine: Any, person: Any, job_id: int, place: int) -> bytes | None:
    cells = EXPORT_PIECE.c
    with Session(engine, info={"person": person}) as session:
        wanted = select(cells.content).where(cells.job_id == job_id, cells.place == place)
        found: bytes | None = session.connection().scalar(wanted)
        return found
