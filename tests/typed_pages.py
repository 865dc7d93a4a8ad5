"""A form as a browser would send it back untouched."""

from __future__ import annotations

import html
import re


def typed_on(page: str) -> dict[str, str]:
    """Read what stands in the fields of a page's form."""
    form = page[page.index('class="entry') :]
    form = form[: form.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(inner).removeprefix("\r\n")
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option(?=[^>]*selected)[^>]*value="([^"]*)"', inner)
        found[name] = html.unescape(chosen[1]) if chosen else ""
    return found
