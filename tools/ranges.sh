#!/usr/bin/env bash
# Runs the suite's core with other libraries than the locked ones: ranges.sh PYTHON lowest-direct|highest
# These are the lowest that pyproject.toml allows, or the newest; what tests them is of today. CORE names other tests.
set -euo pipefail
python=$(realpath -s "$1") end=$2 uv=$(dirname "$1")/uv
own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
"$uv" venv --quiet --clear --python "$python" "$own/venv"
"$uv" pip compile --quiet --no-annotate --resolution "$end" --python "$own/venv" pyproject.toml --output-file "$own/run.txt"
# httpx: the test client of an older Starlette asks for it, that of a newer one for httpx2. Tests ask Babel and mypy.
"$uv" pip install --quiet --python "$own/venv" --requirement "$own/run.txt" --group test httpx babel mypy --editable .
grep == "$own/run.txt"
# Not what holds this repository's tools and files to something, nor how pages look to the pixel.
left=(visual release docs faults hostile test_house.py test_requirements.py)
"$own/venv/bin/python" -m pytest -n "${WORKERS:-2}" ${CORE:-tests ${left[@]/#/--ignore=tests/}}
