"""What a backup says line by line: what it is, then every table with its rows, their number and hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from models.backup_rows import Part, dumped
from models.backup_seal import BackupError, unsealed_lines

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """What a backup is of: the schema's revision, the moment (UTC), which data key its ciphertext needs."""

    revision: str
    moment: str
    engine: str
    data_key: str
    head: tuple[int, str] | None  # of the record of everything
    format: int = FORMAT

    def line(self) -> bytes:
        """Write the first line."""
        return dumped(asdict(self))


@dataclass(frozen=True, slots=True)
class Sum:
    """The number of a table's rows, and the SHA-256 of their lines."""

    rows: int
    sha256: str

    def line(self) -> bytes:
        """Write the line that ends the table."""
        return dumped(asdict(self))


class Counting:
    """Lines passing by, counted and hashed."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines, self._rows, self._hash = lines, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self._rows += 1
            self._hash.update(line + b"\n")
            yield line

    @property
    def sum(self) -> Sum:
        """What has passed by so far."""
        return Sum(self._rows, self._hash.hexdigest())


def sum_of(lines: Iterable[bytes]) -> Sum:
    """Count and hash lines."""
    counting = Counting(lines)
    for _line in counting:
        pass
    return counting.sum


class Reading:
    """A backup being read, every promise of it checked on the way; `parts` is gone through once, in order."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        self._lines = unsealed_lines(file, key)
        said = self._said()
        if said.get("format") != FORMAT:
            raise BackupError(f"The backup has the format {said.get('format')}, this version reads {FORMAT}.")
        said["head"] = tuple(said["head"]) if said["head"] else None
        self.heading = Heading(**said)
        self.sums: dict[str, Sum] = {}

    def parts(self) -> Iterator[tuple[Part, Iterable[bytes]]]:
        """Yield each table and its lines; whoever takes them all learns of any that is wrong or missing."""
        while "table" in (said := self._said()):
            part = Part.read(said)
            lines = Counting(self._rows())
            yield part, lines
            for _line in lines:  # those nobody asked for
                pass
            self.sums[part.table] = lines.sum
            if self._last != asdict(lines.sum):
                raise BackupError(f"The rows of {part.table} are not those that were written.")
        whole = {"tables": len(self.sums), "total": sum(found.rows for found in self.sums.values())}
        if said != whole or next(self._lines, None) is not None:
            raise BackupError("The backup does not hold the tables it says it holds.")

    def _rows(self) -> Iterator[bytes]:
        """Yield lines of rows, and keep the line that ends them."""
        for line in self._lines:
            if not line.startswith(b"["):
                self._last: Any = json.loads(line)
                return
            yield line
        raise BackupError("The backup ends in the middle of a table.")

    def _said(self) -> dict[str, Any]:
        line = next(self._lines, None)
        if line is None:
            raise BackupError("The backup ends before its end.")
        said: dict[str, Any] = json.loads(line)
        return said
