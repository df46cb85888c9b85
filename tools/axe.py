"""Fetch axe-core, the accessibility checker that the browser tests use: a pinned package, checked by its digest.

It is not part of the repository (its licence is the MPL 2.0); usage: python tools/axe.py FOLDER
"""

from __future__ import annotations

import base64
import hashlib
import io
import sys
import tarfile
import urllib.request
from pathlib import Path

ADDRESS = "https://registry.npmjs.org/axe-core/-/axe-core-4.14.1.tgz"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
WANTED = ("package/axe.min.js", "package/LICENSE")


def main(folder: Path) -> None:
    """Put the files into the folder, unless they are there."""
    if all((folder / Path(name).name).is_file() for name in WANTED):
        return
    with urllib.request.urlopen(ADDRESS, timeout=60) as answer:
        packed = answer.read()
    if base64.b64encode(hashlib.sha512(packed).digest()).decode() != SHA512:
        raise SystemExit(f"{ADDRESS} is not what it was: its digest differs")
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for name in WANTED:
            file = archive.extractfile(name)
            assert file is not None
            (folder / Path(name).name).write_bytes(file.read())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
