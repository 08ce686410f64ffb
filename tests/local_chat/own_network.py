"""Whether this process is alone on a network of its own: `make e2e` starts it so.

Some test clients listen on every address of the machine, or call home. In a network of its own
nobody reaches them, and they reach nobody.
"""

import socket

import pytest

ADDRESS = "127.0.0.1"
LOCAL_SLACK = 3000
GO_BETWEEN = 3100
BOT = 3978
BESIDE_BOT = 3979
"""Ports, which are all free here; the last is the bot's second one."""


def is_alone() -> bool:
    """Says whether there is no other network than the machine itself."""
    return ["lo"] == [name for _, name in socket.if_nameindex() if not name.startswith(TUNNELS)]


TUNNELS = ("tunl", "gre", "erspan", "ip_vti", "ip6", "sit")
"""What some kernels put in each new network; nothing goes through until it is set up."""


def require_alone(request: pytest.FixtureRequest) -> None:
    """Holds that a test of `make e2e` has a network of its own."""
    if request.node.get_closest_marker("e2e") is not None:
        assert is_alone(), "start these tests with `make e2e`: they need a network of their own"
