"""What a request is made of before anybody reads it: files stay in memory, broken spelling is mended."""

from __future__ import annotations

import io
import string
from typing import IO, Any
from urllib.parse import quote

from flask import Flask, Request
from werkzeug.exceptions import BadRequest

_AS_IT_IS = string.punctuation
"""What a query is left with; bytes beyond ASCII are written as the percent signs a browser sends."""


class IncomingRequest(Request):
    """A request whose files touch no disk, and whose address and parts every library can read."""

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Mend the query before Werkzeug decodes it: raw bytes that are no UTF-8 would raise there."""
        query = environ.get("QUERY_STRING", "")
        if not query.isascii():
            environ["QUERY_STRING"] = quote(query.encode("latin-1", "replace"), safe=_AS_IT_IS)
        super().__init__(environ, *args, **kwargs)

    def _get_file_stream(self, *_sizes: Any, **_names: Any) -> IO[bytes]:
        """Give the parser somewhere to put a file: it may not touch a disk, and its size is limited."""
        return io.BytesIO()

    def _load_form_data(self) -> None:
        """Refuse a part without a name: Werkzeug hands it over as None, which nobody expects."""
        super()._load_form_data()
        if None in self.__dict__["form"] or None in self.__dict__["files"]:
            raise BadRequest


def init_app(app: Flask) -> None:
    """Let every request be read this way."""
    app.request_class = IncomingRequest
