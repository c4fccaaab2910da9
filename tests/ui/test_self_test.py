"""`drafter --self-test`, as whoever builds or installs the program runs it: a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from drafter.storage.locations import shipped_root


def self_test(home: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "drafter", "--self-test", *more], capture_output=True, text=True,
                          check=False, cwd=shipped_root(), timeout=120,
                          env={**os.environ, "DRAFTER_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"})


def test_a_whole_installation_says_what_was_tried_and_leaves_the_persons_folder_alone(tmp_path):
    home = tmp_path / "home"
    done = self_test(home)
    assert done.returncode == 0, done.stderr
    painted, whole = done.stdout.splitlines()
    assert painted == "The window is painted."
    assert whole.startswith("drafter is whole: ") and "kent" in whole
    assert not home.exists()


def test_a_form_with_a_slip_is_no_whole_installation(tmp_path):
    pack = tmp_path / "forms" / "kent"
    shutil.copytree(shipped_root() / "forms" / "kent", pack)
    shutil.copytree(shipped_root() / "templates", tmp_path / "templates")
    (pack / "rules.toml").write_text((pack / "rules.toml").read_text("utf-8") + '\n[[rules]]\nrule = "no-such"\n',
                                     "utf-8")
    done = self_test(tmp_path / "home", "--packs", str(tmp_path))
    assert done.returncode == 2
    assert "no-such" in done.stderr and "Traceback" not in done.stderr
