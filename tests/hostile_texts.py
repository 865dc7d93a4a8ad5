"""Texts, headers, paths, methods and bodies no honest browser sends."""

ODD = (
    "", "abc", "1,2", "-1", "0", "1.5", "1e9", "٣", "²", "2147483648", "9" * 30, "9" * 5_000,
    "1' OR '1'='1", "%", "_", "\\", "\x00", "a\x00b", "%00", "\ud800", "\udfff\ud800", "\u202e", "\ufffd",
    "\ufeff", "\u2028", "\U0010ffff", "Đặng", "'\"><script>", "{{7*7}}", "{0.__class__}", "%(a)s", "=1+1",
    "../../etc/passwd", "\r\nX: y", "\x1b[2J", "None", "null", "[]", "{}", "true", "x" * 9_000, "Đ" * 9_000,
    "a\u0301" * 500, "1" + "0" * 400, "١٢", "31/02/2026", "29/02/1900", "0000-00-00", "99999-01-01",
    "9999-12-31", "0001-01-01", "-32769", "32768", "9223372036854775808", "-9223372036854775809", "NaN",
    "-Infinity", "1e400", "0x1F", "1_000", " 1 ", "+1", "25:61", "2026-11-22T00:00:00+99:99",
    "//evil.example", "/\\evil.example", "javascript:alert(1)",
)  # fmt: skip

METHODS = (
    "GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW", "get",
    "X" * 300,
)  # fmt: skip

PATHS = (
    "/{path}", "{path}/", "{path}%00", "{path}%2e%2e/", "{path}..;/", "{path}%ff%fe", "{path}%0d%0aX:y",
    "/admin/%2e%2e{path}", "{path}index.html", "{path}" + "a/" * 500,
)  # fmt: skip

HEADERS = (
    ("HTTP_HOST", ""), ("HTTP_HOST", "a:b:c"), ("HTTP_HOST", "evil.example"), ("HTTP_HOST", "[::1"),
    ("HTTP_HOST", "127.0.0.1:99999999"), ("HTTP_HOST", "a b\x00"), ("HTTP_HOST", "\xff\xfe"),
    ("HTTP_COOKIE", "session=; session; =; \x00=\xff"), ("HTTP_COOKIE", "session=" + "A" * 9_000),
    ("HTTP_COOKIE", "theme=\x00'\"; language=\xff\xfe"), ("HTTP_COOKIE", ";" * 5_000),
    ("HTTP_ACCEPT_LANGUAGE", "vi;q=abc, *;;q=-1"), ("HTTP_ACCEPT_LANGUAGE", "," * 9_000),
    ("HTTP_ACCEPT_LANGUAGE", "en-\x00, zz_ZZ@x, ../../x"), ("HTTP_ACCEPT", "\xff;q=1e999"),
    ("HTTP_REFERER", "http://[::1"), ("HTTP_REFERER", "\x00"), ("HTTP_ORIGIN", "null"),
    ("HTTP_SEC_FETCH_SITE", "cross-site"), ("HTTP_RANGE", "bytes=-0,5-1,x"),
    ("HTTP_RANGE", "bytes=0-0," * 500), ("HTTP_IF_MODIFIED_SINCE", "Fri, 99 Xxx 99999 99:99:99 GMT"),
    ("HTTP_IF_NONE_MATCH", 'W/"\xff'), ("HTTP_AUTHORIZATION", "Basic ###"),
    ("HTTP_AUTHORIZATION", "Digest =,=,"), ("HTTP_X_CSRFTOKEN", "\xff\x00"),
    ("HTTP_X_HTTP_METHOD_OVERRIDE", "DELETE"), ("HTTP_X_FORWARDED_FOR", "'; --, \x00"),
    ("HTTP_X_FORWARDED_HOST", "evil.example"), ("HTTP_X_FORWARDED_PROTO", "x" * 9_000),
    ("HTTP_CONTENT_ENCODING", "gzip"), ("HTTP_EXPECT", "200-maybe"), ("HTTP_CACHE_CONTROL", "max-age=x"),
    ("HTTP_USER_AGENT", "\r\n\x1b[31m" + "x" * 9_000), ("CONTENT_TYPE", "multipart/form-data"),
    ("CONTENT_TYPE", "multipart/form-data; boundary=" + "x" * 5_000),
    ("CONTENT_TYPE", "\xff/\xff; charset=none"),
    ("CONTENT_TYPE", "application/x-www-form-urlencoded; charset=utf-16"), ("CONTENT_LENGTH", "-1"),
    ("CONTENT_LENGTH", "abc"), ("CONTENT_LENGTH", ""), ("CONTENT_LENGTH", "9" * 30),
    ("REMOTE_ADDR", "not an address"), ("HTTP_TRANSFER_ENCODING", "chunked"),
    ("QUERY_STRING", "\xff\xfe=%%%&" * 50), ("REQUEST_METHOD", "P\x00ST"),
)  # fmt: skip

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"

BODIES = (
    (_FORM, b"%zz=%zz&&&=;=" * 20), (_FORM, b"\xff\xfe=\x00"), (_FORM, b"a=1&" * 3_000),
    (_FORM, b"=" * 5_000),
    (_FORM, b"q=" + b"x" * 900_000), (_JSON, b""), (_JSON, b"[" * 50_000), (_JSON, b'{"q":' * 5_000),
    (_JSON, b'{"q": NaN}'), (_JSON, b"\xff\xfe\x00"), (_JSON, b'{"q": ' + b"9" * 6_000 + b"}"),
    (_JSON, b'{"q": "\\ud800"}'), (_JSON, b'{"q": "\\u0000"}'), (_JSON, b"null"), (_JSON, b'[{"q": 1}]'),
    (_JSON, b'{"q": {"q": []}}'), (_JSON, b'{"q": true, "q": null}'), (_JSON, b'"q"'), ("", b"q=1"),
    ("\xff", b"q=1"), ("multipart/mixed", b"x"), ("text/plain", b"csrf_token=x"),
    ("text/xml", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"),
)  # fmt: skip

_PART, _END = b"--b\r\nContent-Disposition: form-data; ", b"\r\n--b--"

BODIES += tuple(
    ("multipart/form-data; boundary=b", body)
    for body in (
        b"", b"--b", b"--b\r\n\r\n\r\n--b--", b"\r\n--b--\r\n--b\r\n", _PART + b'name="q"\r\n\r\ncut off',
        _PART + b"name=\r\n\r\nx" + _END, _PART + b"filename*=utf-16''%ff; name=file\r\n\r\nx" + _END,
        _PART + b'name="file"; filename="../\x00.xlsx"\r\n\r\nPK\x03\x04' + _END,
        _PART + b'name="q"\r\nContent-Type: text/plain; charset=x\r\n\r\n\xff' + _END,
        _PART + b'name="csrf_token"; filename="x"\r\n\r\nx' + _END,
        b"".join(_PART + b'name="%d"\r\n\r\n\r\n' % number for number in range(1_100)),
    )
)  # fmt: skip
