"""Name what the action installs: the system, the Python, the lock and the tool itself decide it."""

from __future__ import annotations

import hashlib
import os
import platform
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def key() -> str:
    """Give the key of the cache; the code of the tool counts, since its bytecode lies in the environment."""
    digest = hashlib.sha256()
    files = [ROOT / "requirements" / "run.lock", ROOT / "pyproject.toml", *sorted((ROOT / "brochure").rglob("*.py"))]
    for path in files:
        digest.update(str(path).encode() + path.read_bytes())
    system = f"{platform.system()}-{platform.release()}"
    return f"make-brochure-{system}-{platform.machine()}-{platform.python_version()}-{digest.hexdigest()[:24]}"


if __name__ == "__main__":
    line = f"key={key()}\n"
    if target := os.environ.get("GITHUB_OUTPUT"):
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(line)
    else:
        print(line, end="")
