"""Serving: what is wrong is said before anything starts."""

from __future__ import annotations

import socket
from collections.abc import Callable


def test_a_port_that_is_taken_is_said_in_one_line_before_anything_starts(
    openward: Callable[..., tuple[int, str, str]],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, out, err = openward("serve", "--port", port)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(port) in err
    assert "--port" in err
