"""Whose an endpoint is, and whether a URL of DeepSeek's is right for who speaks to it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
VERSION = re.compile(r"/v\d[\w.]*")
LOCAL_NAMES = ("localhost", "local", "internal", "lan", "home")


class Vendor(str, Enum):
    """Whose a host is. UNKNOWN may be a relay that passes requests on to DeepSeek."""

    DEEPSEEK = "deepseek"
    FOREIGN = "foreign"
    LOCAL = "local"
    UNKNOWN = "unknown"


class UrlProblem(str, Enum):
    """What is wrong with a URL of DeepSeek's; where several things are, the one that is named first here."""

    NONE = ""
    PRIVATE_API = "private-api"
    WRONG_HOST = "wrong-host"
    EXPIRED = "expired"
    FORMAT_MISMATCH = "format-mismatch"
    PATH_IN_BASE = "path-in-base"
    BARE_REQUEST_URL = "bare-request-url"
    UNKNOWN_PATH = "unknown-path"
    NO_SCHEME = "no-scheme"
    HTTP = "http"


class Judgement(NamedTuple):
    """What is known about a URL.

    `provider` is the other vendor's name, empty where there is none; `right` the URL that should stand there,
    with all that is wrong put right, empty where nothing is wrong or where it is not known; `certain` whether
    `right` is beyond doubt. `what` says, for a host of DeepSeek's that is not the API, what it is.
    """

    vendor: Vendor
    host: str
    provider: str = ""
    problem: UrlProblem = UrlProblem.NONE
    right: str = ""
    certain: bool = False
    what: str = ""


class Format(NamedTuple):
    """One of the two formats that the service speaks; see rules/catalog/endpoints.toml for the fields."""

    name: str
    title: str
    home: str
    requests: Mapping[str, str]
    bases: Mapping[str, str]
    endings: tuple[str, ...]


class Interface(NamedTuple):
    """One of the interfaces of a format; see rules/catalog/endpoints.toml for the fields, empty where there is none."""

    api: str
    format: str
    request: str
    base: str
    ending: str
    field: str


class Host(NamedTuple):
    """A host of DeepSeek's. `strip` is a path that stands for the API's root there."""

    host: str
    role: str
    certain: bool
    strip: str
    what: str


class _Path(NamedTuple):
    """A path taken apart: base path, request path, and the problem with the two together."""

    base: str
    request: str
    problem: UrlProblem
    certain: bool


@dataclass(frozen=True)
class EndpointTable:
    """The typed form of rules/catalog/endpoints.toml."""

    hosts: Mapping[str, Host]
    paths: Mapping[str, str]
    formats: Mapping[str, Format]
    interfaces: tuple[Interface, ...]
    also_served: frozenset[str]
    expired: Mapping[str, str]
    forgiving: frozenset[str]
    vendors: Mapping[str, str]
    words: frozenset[str]
    root: str
    # The same few URLs are asked about by every rule.
    _judged: dict[tuple[str, bool, str, str], Judgement] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> EndpointTable:
        hosts = {
            row["host"]: Host(
                row["host"], row["role"], row["certain"], row.get("strip", ""), row.get("what", "")
            )
            for row in table["host"]
        }
        interfaces = tuple(
            Interface(
                api=row["api"],
                format=row["format"],
                request=row["request"],
                base=row.get("base", ""),
                ending=row["ending"],
                field=row.get("field", ""),
            )
            for row in table["interface"]
        )
        return cls(
            hosts=hosts,
            paths={row["path"]: row["format"] for row in table["path"]},
            formats={
                row["name"]: Format(
                    name=row["name"],
                    title=row["title"],
                    home=row["home"],
                    requests={i.api: i.request for i in interfaces if i.format == row["name"]},
                    bases={i.api: i.base for i in interfaces if i.format == row["name"] and i.base},
                    endings=tuple(row["endings"]),
                )
                for row in table["format"]
            },
            interfaces=interfaces,
            also_served=frozenset(path for row in table["format"] for path in row["also_served"]),
            expired={row["path"]: row["until"].date().isoformat() for row in table["expired"]},
            forgiving=frozenset(name for row in table["forgiving"] for name in row["libraries"]),
            vendors={host: row["provider"] for row in table["vendor"] for host in row["hosts"]},
            words=frozenset(word for row in table["vendor"] for word in row.get("words", ())),
            root="https://" + next(host.host for host in hosts.values() if host.role == "api"),
        )

    def names_deepseek(self, text: str) -> bool:
        """Whether a URL, a name or a sentence has a name in it that names DeepSeek, and no other vendor beside it."""
        for name in re.findall(r"[a-z0-9_-]+", text.lower()):
            parts = re.split(r"[_-]", name)
            if "deepseek" in "".join(parts) and self.words.isdisjoint(parts):
                return True
        return False

    def is_about_others(self, text: str) -> bool:
        """Whether a text holds the host of another vendor, and none of DeepSeek's."""
        return any(host.strip("*.") in text for host in self.vendors) and not any(
            host in text for host in self.hosts
        )

    def is_own(self, url: str) -> bool:
        """Whether a URL is on one of DeepSeek's hosts."""
        return _split(url)[1] in self.hosts

    def format_of(self, api: str) -> Format:
        """The format that an interface (`chat`, `fim`, `responses`, `messages`) belongs to."""
        return next(form for form in self.formats.values() if api in form.requests)

    def interface_at(self, url: str, body: Container[str]) -> str:
        """The interface that a plain HTTP request speaks to: by the end of its URL, else by the fields of its body."""
        path = url.split("?")[0].rstrip("/")
        by_url = (each.api for each in self.interfaces if path.endswith(each.ending))
        by_body = (each.api for each in self.interfaces if each.field and each.field in body)
        return next(by_url, "") or next(by_body, self.interfaces[0].api)

    def is_of_an_interface(self, path: str) -> bool:
        """Whether a URL's path is one that an interface is asked at, whatever its base path."""
        return any(path.endswith(each.ending) for each in self.interfaces)

    def may_be_a_base(self, path: str) -> bool:
        """Whether a URL's path is a base path, or looks like one."""
        return path in ("/", *self.paths) or VERSION.fullmatch(path) is not None

    def expiry_in(self, url: str) -> str:
        """The date until which an endpoint that is gone was there, for a URL that names it; else empty."""
        return next((until for path, until in self.expired.items() if path in url), "")

    def judge(self, url: str, *, full: bool, api: str, library: str = "") -> Judgement:
        """What is known about `url`, which is where a request goes (`full`), or the base URL of a client.

        `api` is what is spoken there. `library` names the client's file in rules/clients: some take a whole
        request URL as a base URL.
        """
        asked = (url, full, api, library)
        known = self._judged.get(asked)
        if known is None:
            known = self._judged[asked] = self._judge(url, full, api, library)
        return known

    def _judge(self, url: str, full: bool, api: str, library: str) -> Judgement:
        scheme, host, path, plain = _split(url.strip())
        ours = self.hosts.get(host)
        if ours is None:
            return self._others(host, scheme)
        if ours.role == "private":
            return Judgement(Vendor.DEEPSEEK, host, problem=UrlProblem.PRIVATE_API, what=ours.what)
        stripped = path.removeprefix(ours.strip) if ours.strip else path
        known = self._request_path(stripped, api) if full else self._base_path(stripped, api)
        if library in self.forgiving and not full and known.problem is UrlProblem.PATH_IN_BASE:
            known = _Path(path, "", UrlProblem.NONE, known.certain)
        problems = {known.problem}
        if ours.role != "api":
            problems.add(UrlProblem.WRONG_HOST)
        if scheme != "https":
            problems.add({"": UrlProblem.NO_SCHEME, "http": UrlProblem.HTTP}.get(scheme, UrlProblem.NONE))
        problem = next((p for p in UrlProblem if p in problems and p is not UrlProblem.NONE), UrlProblem.NONE)
        resolved = known.problem is not UrlProblem.UNKNOWN_PATH or known.certain
        right = self.root + known.base + known.request if problem is not UrlProblem.NONE and resolved else ""
        certain = bool(right) and plain and ours.certain and known.certain
        return Judgement(Vendor.DEEPSEEK, host, "", problem, right, certain, ours.what)

    def _others(self, host: str, scheme: str) -> Judgement:
        parts = host.split(".")
        for start in range(len(parts)):
            provider = self.vendors.get(".".join(parts[start:]))
            if provider is not None:
                return Judgement(Vendor.FOREIGN, host, provider)
        if host == LOCAL_NAMES[0] or (scheme and _is_local(host)):
            return Judgement(Vendor.LOCAL, host, f"a local server ({host})")
        return Judgement(Vendor.UNKNOWN, host if scheme else "")

    def _without_expired(self, path: str) -> tuple[str, bool]:
        for gone in self.expired:
            if path == gone or path.startswith(gone + "/"):
                return path[len(gone) :], True
        return path, False

    def _base_path(self, path: str, api: str) -> _Path:
        """A base path: nothing may stand in it that the client adds itself."""
        path, expired = self._without_expired(path)
        wanted = self.format_of(api)
        base, doubt = path, False
        while base not in self.paths:
            ending = next((ending for ending in self._endings(base) if base.endswith(ending)), None)
            if ending is None:
                break
            base = base[: -len(ending)]
        problem = UrlProblem.PATH_IN_BASE if base != path else UrlProblem.NONE
        if base not in self.paths:
            doubt = VERSION.fullmatch(base) is None
            base, problem = wanted.home, UrlProblem.UNKNOWN_PATH
        elif self.paths[base] != wanted.name:
            base, problem = wanted.home, UrlProblem.FORMAT_MISMATCH
        if expired:
            problem = UrlProblem.EXPIRED
        return _Path(base, "", problem, not doubt)

    def _endings(self, path: str) -> list[str]:
        """What people take for part of a base path, longest first; what belongs to a format only under its home."""
        endings = [ending for form in self.formats.values() for ending in form.requests.values()]
        for form in self.formats.values():
            if path.startswith(form.home):
                endings += form.endings
        return sorted(endings, key=len, reverse=True)

    def _request_path(self, path: str, api: str) -> _Path:
        """The path of a request: it must end in what the interface is called, under a base path of its format."""
        if path in self.also_served:
            return _Path(path, "", UrlProblem.NONE, certain=True)
        path, expired = self._without_expired(path)
        known = self._bare(path, api) if path in self.paths else self._whole(path, api)
        return _Path(known.base, known.request, UrlProblem.EXPIRED, known.certain) if expired else known

    def _bare(self, path: str, api: str) -> _Path:
        wanted = self.format_of(api)
        certain = self.paths[path] == wanted.name
        base = wanted.bases.get(api, path) if certain else wanted.home
        return _Path(base, wanted.requests[api], UrlProblem.BARE_REQUEST_URL, certain)

    def _whole(self, path: str, api: str) -> _Path:
        for form in self.formats.values():
            for request in sorted(form.requests.values(), key=len, reverse=True):
                if not path.endswith(request):
                    continue
                base = path[: -len(request)]
                if self.paths.get(base) == form.name:
                    return _Path(base, request, UrlProblem.NONE, certain=True)
                if base in self.paths:
                    return _Path(form.home, request, UrlProblem.FORMAT_MISMATCH, certain=True)
                certain = VERSION.fullmatch(base) is not None or base.endswith(request)
                return _Path(form.home, request, UrlProblem.UNKNOWN_PATH, certain)
        wanted = self.format_of(api)
        return _Path(wanted.home, wanted.requests[api], UrlProblem.UNKNOWN_PATH, certain=False)


def _split(url: str) -> tuple[str, str, str, bool]:
    """Scheme, host and path of a URL, which may lack its scheme, and whether nothing else is in it."""
    found = SCHEME.match(url)
    scheme, rest = (found.group(1).lower(), url[found.end() :]) if found else ("", url)
    before, mark, _ = rest.replace("#", "?", 1).partition("?")
    authority, _, path = before.partition("/")
    _, at, authority = authority.rpartition("@")
    if authority.startswith("["):
        host, _, port = authority.partition("]")
        host, port = host[1:], port.lstrip(":")
    else:
        host, _, port = authority.partition(":")
    path = re.sub(r"/+", "/", "/" + path).rstrip("/")
    return scheme, host.lower().rstrip("."), path, not mark and not at and port in ("", "443")


@cache
def _is_local(host: str) -> bool:
    """Whether a host is this machine or one of a private network."""
    if "." not in host and ":" not in host:
        return host != ""
    if host.rpartition(".")[2] in LOCAL_NAMES:
        return True
    if not host[-1:].isdigit() and ":" not in host:
        return False
    from ipaddress import ip_address  # few hosts are numbers

    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_unspecified
