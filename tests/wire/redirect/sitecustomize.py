"""Sends every TCP connection of a script to the recording server, whatever host it names.

Python imports a module of this name at start-up. Only name lookup and `connect` are replaced, so the client
libraries and the script itself run as they are: they still name, verify and write the real host.
"""

from __future__ import annotations

import os
import socket
from typing import Any

_SERVICES = {"http": 80, "https": 443}
_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def _getaddrinfo(host: Any, port: Any, *_family_type_proto_flags: int, **_named: int) -> list[Any]:
    number = _SERVICES.get(port) or int(port or 0)
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", number))]


def _there(sock: socket.socket, address: Any) -> Any:
    # Read at each connection: one interpreter may serve as the template for many runs.
    return ("127.0.0.1", int(os.environ["WIRE_PORT"])) if sock.family == socket.AF_INET else address


def _connect_there(sock: socket.socket, address: Any) -> None:
    _connect(sock, _there(sock, address))


def _connect_ex_there(sock: socket.socket, address: Any) -> int:
    return _connect_ex(sock, _there(sock, address))


socket.getaddrinfo = _getaddrinfo
socket.socket.connect = _connect_there  # type: ignore[assignment, method-assign]
socket.socket.connect_ex = _connect_ex_there  # type: ignore[assignment, method-assign]
