#!/usr/bin/env bash
# Runs the tests that lean on the engine with the newest WeasyPrint of the registry: engine_next.sh PYTHON
# A virtual environment of its own has the newest, and takes all else from PYTHON's. CORE names other tests.
set -euo pipefail
own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
packages='import site; print(site.getsitepackages()[0])'
"$1" -m venv "$own"
"$1" -c "$packages" > "$("$own/bin/python" -c "$packages")/borrowed.pth"
"$own/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade weasyprint
"$own/bin/python" -m pip list --disable-pip-version-check | grep -iE '^(weasyprint|pydyf) '
PYTHONPATH=$PWD "$own/bin/python" -m pytest -n "${WORKERS:-2}" ${CORE:-tests/engine tests/compose tests/preflight tests/press tests/accessibility}
