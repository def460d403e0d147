"""Judges URLs: whose endpoint it is, what is wrong with it, and what belongs there instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Vendor(str, Enum):
    """Who answers at an endpoint."""

    DEEPSEEK = "deepseek"
    FOREIGN = "foreign"
    LOCAL = "local"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known about a URL.

    `problem` is empty or one of wrong-host, private-api, path-in-base, bare-request-url, format-mismatch, expired,
    no-scheme, http, unknown-path. `right` is the URL that belongs there, empty where none is known; `certain` says
    whether that is beyond doubt. `why` is for the reader.
    """

    vendor: Vendor
    host: str
    provider: str = ""
    problem: str = ""
    right: str = ""
    certain: bool = False
    why: str = ""


_URL = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?P<host>[^/?#:@\s]+)(?::(?P<port>\d+))?(?P<path>/[^?#]*)?")
_LOCAL = re.compile(r"localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+")
_LOCAL_ENDINGS = (".local", ".internal", ".localhost", ".lan", ".svc")


Found = Callable[[str, str, str], Judgement]


class EndpointTable:
    """The rows of rules/catalog/endpoints.toml and providers.toml."""

    def __init__(self, table: Mapping[str, Any], providers: Mapping[str, Any]) -> None:
        self.host: str = table["service"]["host"]
        self._name: str = table["service"]["name"]
        self._bases: dict[str, tuple[str, ...]] = {row["path"]: tuple(row["apis"]) for row in table["base"]}
        self._methods: dict[str, str] = {row["api"]: row["path"] for row in table["method"]}
        self._wrong: dict[str, Mapping[str, Any]] = {row["host"]: row for row in table["wrong_host"]}
        self._expired = [(re.compile(row["pattern"]), row["until"]) for row in table["expired"]]
        self._providers: list[tuple[str, str]] = [(row["host"], row["name"]) for row in providers["provider"]]

    def names_deepseek(self, text: str) -> bool:
        """Whether a URL, a variable's name or a reason names DeepSeek."""
        return self._name in text.lower()

    def judge(self, url: str, *, full: bool, api: str) -> Judgement:
        """What is known about `url`: the base URL that a client is told, or with `full` the URL of a request.

        `api` is what is spoken there: chat, fim, responses or messages.
        """
        match = _URL.match(url.strip())
        if match is None:
            return Judgement(Vendor.UNKNOWN, "")
        host = match["host"].lower()
        path = (match["path"] or "").rstrip("/")
        vendor, provider = self._whose(host)
        if vendor is not Vendor.DEEPSEEK:
            return Judgement(vendor, host, provider)
        return self._judge_own(host, match["scheme"], path, full, api)

    def _whose(self, host: str) -> tuple[Vendor, str]:
        if host == self.host or host in self._wrong:
            return Vendor.DEEPSEEK, ""
        for ending, name in self._providers:
            if host == ending or host.endswith("." + ending):
                return Vendor.FOREIGN, name
        if _LOCAL.fullmatch(host) or host.endswith(_LOCAL_ENDINGS) or "." not in host:
            return Vendor.LOCAL, ""
        return Vendor.UNKNOWN, ""

    def _judge_own(self, host: str, scheme: str | None, path: str, full: bool, api: str) -> Judgement:
        wrong = self._wrong.get(host)
        if wrong is not None:
            right = self._url(self._sane_base(path, full, api), full, api) if wrong["certain"] else ""
            problem = "wrong-host" if wrong["certain"] else "private-api"
            return Judgement(Vendor.DEEPSEEK, host, "", problem, right, bool(wrong["certain"]), wrong["why"])

        def found(problem: str, right: str, why: str) -> Judgement:
            return Judgement(Vendor.DEEPSEEK, host, "", problem, right, True, why)

        for pattern, until in self._expired:
            if pattern.search(path):
                right = self._url(self._default_base(api), full, api)
                return found("expired", right, f"this endpoint was switched off on {until}")
        base, method, extra = self._split(path, full, api)
        if scheme is None or scheme.lower() != "https":
            right = f"https://{host}{path}"
            if self.judge(right, full=full, api=api).problem:
                right = self.judge(right, full=full, api=api).right
            if scheme is None:
                return found("no-scheme", right, "it has no scheme")
            return found("http", right, "it sends the key unencrypted")
        if base is None:
            right = self._url(self._default_base(api), full, api)
            return found("unknown-path", right, f"the service serves nothing at `{path}`")
        if full:
            return self._judge_full(found, base, method, extra, path, api)
        return self._judge_base(found, base, method, extra, path, api)

    def _judge_full(self, found: Found, base: str, method: str, extra: str, path: str, api: str) -> Judgement:
        if not method and not extra:
            right = self._url(base if api in self._bases[base] else self._default_base(api), True, api)
            return found("bare-request-url", right, "a request to the bare base URL reaches nothing")
        if extra and not method:
            return found("unknown-path", "", f"the service serves nothing at `{path}`")
        return Judgement(Vendor.DEEPSEEK, self.host)

    def _judge_base(self, found: Found, base: str, method: str, extra: str, path: str, api: str) -> Judgement:
        speaks = self._bases[base]
        if api == "messages":
            if "messages" not in speaks:
                right = self._url(self._default_base(api), False, api)
                return found("format-mismatch", right, "the Anthropic SDK's format is served at another path")
            if method or extra:
                right = self._url(base, False, api)
                return found("path-in-base", right, "the client adds the rest of the path itself")
            return Judgement(Vendor.DEEPSEEK, self.host)
        if "messages" in speaks:
            right = self._url(self._default_base(api), False, api)
            return found("format-mismatch", right, "the OpenAI SDK's format is not served there")
        if method:
            right = self._url(base, False, api)
            return found("path-in-base", right, "the client adds the rest of the path itself")
        if extra:
            right = self._url(self._default_base(api), False, api)
            return found("unknown-path", right, f"the service serves nothing at `{path}`")
        return Judgement(Vendor.DEEPSEEK, self.host)

    def _split(self, path: str, full: bool, api: str) -> tuple[str | None, str, str]:
        """A path as base, method and what is left over; the base is None where no base begins it."""
        method = ""
        rest = path
        for name in sorted({*self._methods.values(), "/messages"}, key=len, reverse=True):
            if rest.endswith(name):
                method, rest = name, rest[: -len(name)]
                break
        if rest in self._bases:
            return rest, method, ""
        for base in sorted(self._bases, key=len, reverse=True):
            if base and rest.startswith(base + "/"):
                return base, method, rest[len(base) :]
        if full and not method and rest and rest.count("/") <= 2 and not re.match(r"/v\d", rest):
            return "", "", rest  # another resource of the service, such as /models or /user/balance
        return None, method, rest

    def _sane_base(self, path: str, full: bool, api: str) -> str:
        base, _, _ = self._split(path, full, api)
        if base is None or api not in self._bases[base]:
            return self._default_base(api)
        return base

    def _default_base(self, api: str) -> str:
        return next(path for path, apis in self._bases.items() if api in apis)

    def _url(self, base: str, full: bool, api: str) -> str:
        return f"https://{self.host}{base}{self._methods[api] if full else ''}"
