"""What is loaded before a Playground keeps it on this machine."""

import json
import os
import shutil
import subprocess

import pytest

from tests.local_teams.playgrounds import PRELOAD

pytestmark = pytest.mark.e2e

TRIED = """
const net = require("net");
const server = net.createServer().listen(0, () => {
  const call = net.connect({ host: "192.0.2.1", port: 443 });
  call.on("error", (error) => {
    console.log(JSON.stringify([server.address().address, error.code, error.address]));
    server.close();
  });
});
"""
"""Listens everywhere and calls an address that is nobody's, as a program that knows no better."""


def test_it_stays_here() -> None:
    """It listens on this machine only, and whoever it calls elsewhere, it calls nobody."""
    node = shutil.which("node")
    assert node is not None
    environment = {**os.environ, "NODE_OPTIONS": f"--require {PRELOAD}"}
    told = subprocess.run(
        (node, "-e", TRIED), env=environment, capture_output=True, check=True, timeout=60
    )
    assert ["127.0.0.1", "ECONNREFUSED", "127.0.0.1"] == json.loads(told.stdout)
