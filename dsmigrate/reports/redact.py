"""Masks API keys in whatever is shown; a mask is as long as what it hides, so that positions stay right."""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "*"

# What OpenAI-like services hand out: `sk-` and a long tail, with any infix (`sk-proj-`, `sk-or-v1-`, `sk-ant-`).
_ISSUED = re.compile(r"(?<![A-Za-z0-9])sk-((?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{8,})")
_BEARER = re.compile(r"\bBearer[ \t]+([A-Za-z0-9._~+/=-]{8,})", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"://[^\s/:@\"']{1,200}:([^\s/@\"']{3,200})@")
# A value that is given to something called a key or a token: keyword, assignment (annotated too), dict or YAML entry.
_NAMED = re.compile(
    r"""(?:(?:api|access|auth|secret)[_-]?(?:key|token)|authorization|deep[_-]?seek[\w.-]{0,40}(?:key|token))
        \w{0,40}\\?["']?\]?\s{0,200}
        (?: :\s{0,20}[\w.\[\]\ |]{1,40}\s{0,20}= | => | := | [:=] )\s{0,200}\(?\s{0,200}
        (?: [rbu]{0,2}\\?(?P<quote>["'])(?!Bearer\b)(?P<quoted>[^"'\r\n]{6,400})(?P=quote)
          | \\?["']?(?P<bare>(?=[a-z_-]*[0-9])[\w-]{16,400})(?![\w.(\[-]) )""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
# The first letters of what is called so. To look for them, and then to match, takes a fifth of the time of a search.
_NAME_BEGINS = re.compile("api|access|auth|secret|deep")


def _named(text: str) -> Iterator[re.Match[str]]:
    """What `_NAMED` finds."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have no small one of the same length
        yield from _NAMED.finditer(text)
        return
    end = 0
    for begin in _NAME_BEGINS.finditer(lower):
        match = _NAMED.match(text, begin.start()) if begin.start() >= end else None
        if match is not None:
            end = match.end()
            yield match


# What a text has to hold, in any case, for a pattern to find something: most texts hold none of it.
_PATTERNS = (
    (("sk-",), _ISSUED.finditer),
    (("bearer",), _BEARER.finditer),
    (("@",), _URL_PASSWORD.finditer),
    (("key", "token", "authorization"), _named),
)
_PLACEHOLDER = re.compile(
    r"\.\.|…|[<>{}%]|\$\w|your|(?i:api[_-]?key|_here\b|placeholder|example|dummy|change.?me)|^[A-Z][A-Z_]*$|^(?:sk-)?[xX*-]+$"
)


def redact(text: str) -> str:
    """`text`, code point for code point, with the keys in it masked.

    Placeholders (`sk-...`, `YOUR_API_KEY`, the name of an environment variable) stay readable.
    """
    spans = sorted(_secrets(text))
    if not spans:
        return text
    pieces: list[str] = []
    end = 0
    for start, stop in spans:
        start = max(start, end)
        if start >= stop:
            continue
        pieces += text[end:start], MASK * (stop - start)
        end = stop
    return "".join([*pieces, text[end:]])


def holds_key(text: str) -> bool:
    """Whether `redact` would hide something of `text`."""
    return next(_secrets(text), None) is not None


def _secrets(text: str) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    for words, found in _PATTERNS:
        for match in found(text) if any(word in lower for word in words) else ():
            # Each pattern has one group that takes part, besides the one for quotes.
            group = match.lastgroup or 1
            if not _is_placeholder(match[group]):
                yield match.span(group)


def _is_placeholder(value: str) -> bool:
    return _PLACEHOLDER.search(value) is not None or set(value) <= {MASK}
