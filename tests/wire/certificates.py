"""Certificates for whatever host a script asks for, from an authority that lives as long as the tests do."""

from __future__ import annotations

import ssl
import threading
from pathlib import Path
from typing import Any

import trustme


class Authority:
    """Signs a certificate for each host the first time that a client names it (by SNI)."""

    def __init__(self) -> None:
        self._authority = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()
        self.listening = self._context("localhost")
        self.listening.sni_callback = self._choose

    def write(self, path: Path) -> None:
        """Write the certificate that clients must trust to `path`, as PEM."""
        self._authority.cert_pem.write_to_path(str(path))

    def _context(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(host).configure_cert(context)
        return context

    def _choose(self, connection: Any, host: str | None, _listening: ssl.SSLContext) -> None:
        if host is None:
            return
        with self._lock:
            if host not in self._contexts:
                self._contexts[host] = self._context(host)
            connection.context = self._contexts[host]
