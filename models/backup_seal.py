"""How a backup is sealed: compressed, then encrypted in chunks that cannot be cut off, swapped or left out.

A file is its first line, a salt, a mark of the key, then chunks of AES-256-GCM in the STREAM construction:
the nonce counts the chunks and says which is the last. The key is drawn by scrypt from the operator's one and
the salt, so no two files share a key, and no nonce is ever used twice.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FIRST_LINE = b"WARD BOOK BACKUP 1\n"
SALT_BYTES, MARK_BYTES, KEY_BYTES, TAG_BYTES, COUNTER_BYTES = 16, 32, 32, 16, 11
CHUNK = 64 * 1024
COST = 2**15
"""Of scrypt: about 0.1 seconds and 32 MB for every key that is tried."""


class BackupError(Exception):
    """A backup that cannot be written or read; its sentence says why."""


def _draw(key: str, salt: bytes) -> tuple[AESGCM, bytes]:
    """Give a file's cipher and the mark by which a wrong key is told from a damaged file."""
    drawn = Scrypt(salt=salt, length=KEY_BYTES + MARK_BYTES, n=COST, r=8, p=1).derive(key.encode())
    return AESGCM(drawn[:KEY_BYTES]), drawn[KEY_BYTES:]


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(COUNTER_BYTES, "big") + bytes([last])


class Sealing:
    """A file being written: `write` takes bytes of any length, `close` seals the last chunk."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        self.sha256 = hashlib.sha256()
        self._file, self._place, self._waiting = file, 0, bytearray()
        self._pressing = zlib.compressobj()
        salt = os.urandom(SALT_BYTES)
        self._cipher, mark = _draw(key, salt)
        self._head = FIRST_LINE + salt + mark
        self._put(self._head)

    def write(self, data: bytes) -> None:
        """Take the next bytes; whole chunks go to the file at once, so memory does not grow."""
        self._waiting += self._pressing.compress(data)
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Seal what is left; without this the file reads as cut off."""
        self._waiting += self._pressing.flush()
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._put(self._cipher.encrypt(_nonce(self._place, last=last), chunk, self._head))
        self._place += 1

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self.sha256.update(data)


def unsealed_lines(file: BinaryIO, key: str) -> Iterator[bytes]:
    """Yield the lines that were sealed, without their ends; raises BackupError before giving a false one."""
    rest = b""
    for piece in _pieces(file, key):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        raise BackupError("The backup ends in the middle of a line.")


def _pieces(file: BinaryIO, key: str) -> Iterator[bytes]:
    """Yield what the chunks hold, a bounded piece at a time."""
    pressed = zlib.decompressobj()
    for chunk in _chunks(file, key):
        waiting = chunk
        while waiting:
            yield pressed.decompress(waiting, CHUNK)
            waiting = pressed.unconsumed_tail
    yield pressed.flush()
    if not pressed.eof:
        raise BackupError("The backup ends before its end.")


def _chunks(file: BinaryIO, key: str) -> Iterator[bytes]:
    """Yield the chunks in their order, each only after it has proved to be the one that was written there."""
    head = file.read(len(FIRST_LINE) + SALT_BYTES + MARK_BYTES)
    if not head.startswith(FIRST_LINE) or len(head) < len(FIRST_LINE) + SALT_BYTES + MARK_BYTES:
        raise BackupError("This file is not a backup of this product, or of a newer version of it.")
    cipher, mark = _draw(key, head[len(FIRST_LINE) : -MARK_BYTES])
    if not hmac.compare_digest(mark, head[-MARK_BYTES:]):
        raise BackupError(
            "The key is not the one this backup was written with (or its beginning is damaged)."
        )
    chunk, place = file.read(CHUNK + TAG_BYTES), 0
    while True:
        following = file.read(CHUNK + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(place, last=not following), chunk, head)
        except (InvalidTag, ValueError):
            raise BackupError(
                f"The backup is damaged, cut off or put together anew: chunk {place} is not what was written."
            ) from None
        if not following:
            return
        chunk, place = following, place + 1
