"""The command explains itself, says its version, and serves the app."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from touchpath.command import main, running


@pytest.mark.parametrize("command", ["run", "import", "ask", "alerts", "list", "undo", "sniff"])
def test_each_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert f"touchpath {command}" in said
    for part in ("examples:", "exit codes:", "  0  done"):
        assert part in said


def test_a_command_that_is_none_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["dance"])
    assert left.value.code == 2


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("touchpath ")


def test_the_data_folder_does_not_depend_on_where_the_app_lies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOUCHPATH_DATA", "mine")
    assert running.environment()["TOUCHPATH_DATA"] == str(tmp_path / "mine")


def test_run_serves_the_app_and_stops_with_its_server(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "touchpath", "run", "--port", str(port), "--no-browser"],
        env={**os.environ, "TOUCHPATH_DATA": str(tmp_path)}, cwd=tmp_path, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert _answers(f"http://127.0.0.1:{port}/_stcore/health", process)
        process.terminate()
        assert process.wait(timeout=30) == 0
        with pytest.raises(ConnectionRefusedError):  # its server went with it
            socket.create_connection(("127.0.0.1", port), timeout=2)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + 180
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as reply:
                return bool(reply.read() == b"ok")
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False
