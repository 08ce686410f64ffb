"""Whether this process is alone on a network of its own: `make e2e` starts it so.

local-slack listens on every address of the machine. In a network of its own nobody reaches it, and
it reaches nobody.
"""

import socket

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
