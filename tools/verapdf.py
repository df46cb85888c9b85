"""Fetch the pinned veraPDF from Maven Central into the cache, where the checks look for it.

python tools/verapdf.py        says where it is; exits with 1 where it could not be had
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import urllib.request
from pathlib import Path

from brochure.preflight import verapdf

ADDRESS = (
    "https://repo1.maven.org/maven2/org/verapdf/apps/greenfield-apps/"
    f"{verapdf.VERSION}/greenfield-apps-{verapdf.VERSION}.jar"
)
_MOST = 64 * 1024 * 1024


def fetch(address: str = ADDRESS) -> str:
    """Fetch the validator unless it is there; say what went wrong, or nothing."""
    target = verapdf.jar()
    if verapdf.is_genuine(target):
        return ""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            data = answer.read(_MOST)
    except OSError as error:
        return f"veraPDF could not be fetched from {address}: {error}"
    if (found := hashlib.sha256(data).hexdigest()) != verapdf.SHA256:
        return f"what {address} gave is not the pinned veraPDF: SHA-256 {found}"
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(target)
    return ""


if __name__ == "__main__":
    fault = fetch()
    print(fault or f"veraPDF {verapdf.VERSION}: {verapdf.jar()}", file=sys.stderr)
    sys.exit(1 if fault else 0)
