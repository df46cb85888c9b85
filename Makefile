# Two targets matter: `make` builds the brochure, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# Independent readers of PDF, for the tests alone.
CHECKERS := ghostscript mupdf-tools qpdf poppler-utils
READY := $(VENV)/.ready
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Exactly the files that the locks name, by their hashes; a lock names all that is needed.
LOCKED = $(PIP) --require-hashes --no-deps $(addprefix --requirement requirements/,$(1))
# Python is to find its bytecode beside the modules, also where it may not write any.
COMPILE = $(BIN)/python -m compileall -q -j 0 $(VENV)/lib
SYSTEM := $(VENV)/.system
CHECKED := $(VENV)/.checkers

.PHONY: all brochure test deep audit conformance lint references faults contents equal matrix world release changes command wheel lock ranges browser screenshots docs manual messages cldr faces gallery peer fuzz engine-next benchmarks clean
all: brochure

brochure: $(READY)
	$(BIN)/python -m brochure build

$(SYSTEM):
	@bash tools/system.sh $(PACKAGES)
	@mkdir -p $(VENV) && touch $@

$(CHECKED): $(READY)
	@bash tools/system.sh $(CHECKERS)
	@touch $@

$(READY): $(SYSTEM) pyproject.toml requirements/dev.lock
	$(PYTHON) -m venv $(VENV)
	$(call LOCKED,dev.lock)
	$(PIP) --no-deps --no-build-isolation --editable .
	$(COMPILE) brochure
	@touch $@

# Write requirements/*.lock anew from pyproject.toml; with UPGRADE=--upgrade, with the newest versions in its ranges.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" $(UPGRADE)
lock: $(READY)
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.lock
	$(LOCK) pyproject.toml --constraint requirements/dev.lock --output-file requirements/run.lock
	for group in build browser scale fuzz audit; do $(LOCK) --group $$group --constraint requirements/dev.lock \
		--output-file requirements/$$group.lock || exit 1; done

# The suite's core with the lowest libraries that pyproject.toml allows, and with the newest.
ranges: $(READY) $(CHECKED)
	bash tools/ranges.sh $(BIN)/python lowest-direct
	bash tools/ranges.sh $(BIN)/python highest

lint: $(READY)
	$(BIN)/ruff check brochure tests benchmarks tools fuzz
	$(BIN)/ruff format --check brochure tests benchmarks tools fuzz
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/zizmor --offline --no-progress --quiet --config .github/zizmor.yml action.yml .github/workflows

# What copies on many machines need is no part of the tool, and tried with it.
SCALE := $(VENV)/.scale
$(SCALE): $(READY) requirements/scale.lock
	$(call LOCKED,scale.lock)
	@touch $@

test: lint $(CHECKED) $(SCALE)
	$(BIN)/python -m pytest -n 2

# Hundreds of hostile contents and faulty PDFs, any front matter of the model, copies beside their full builds.
deep: $(CHECKED)
	$(BIN)/python -m pytest -n 2 -m deep

# Hold the PDFs to PDF/UA and PDF/A with veraPDF; without Java or Maven Central that is skipped, under CI it fails.
conformance: $(READY)
	@command -v java >/dev/null || bash tools/system.sh default-jre-headless || test -z "$$CI"
	@$(BIN)/python tools/verapdf.py || test -z "$$CI"
	$(BIN)/python -m pytest tests/conformance tests/preflight/test_conformity.py -m conformance -rs

# Keep the pages as they look and read now as what they must look and read like; NAMES picks some pictures.
references: $(READY)
	$(BIN)/python -m tests.visual.references $(NAMES)
	$(BIN)/python -m tests.accessibility.spoken

# A build killed at a hundred moments, many builds at once: some minutes.
faults: $(READY) $(SCALE)
	$(BIN)/python -m pytest -n 2 -m slow tests/faults tests/hostile tests/preflight/test_odd.py tests/preview

# Every content file that the tests know in every format and theme, thinned for the press and booklets: some minutes.
contents: $(READY)
	$(BIN)/python -m pytest -n 2 -m slow tests/test_matrix.py

# Copies of 200 rows beside their full builds, in every preset, on pages of A5 and folded: an hour.
equal: $(READY)
	BROCHURE_ROWS=200 $(BIN)/python -m pytest -m deep tests/merge/test_equal.py

# All of `contents`, and every section alone in every way: some minutes more.
matrix: contents
	$(BIN)/python -m pytest -n 2 -m slow tests/sections

# Every page of tests/world as it is, in all presets, with a table of what comes of them: some minutes.
world: $(READY)
	$(BIN)/python -m pytest -n 2 -m slow tests/world

# What a release carries, in $(RELEASE); with TAG, only if that is the version.
RELEASE ?= out/release
release: $(READY)
	$(BIN)/python tools/release.py "$(RELEASE)" "$$TAG"

# The pages of BASE and of the working tree side by side, in $(CHANGES).
CHANGES ?= out/changes
changes: $(READY)
	bash tools/changes.sh $(BIN)/python "$$BASE" "$(CHANGES)"

# What is published, in $(WHEELS).
WHEELS ?= dist
wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir "$(WHEELS)" .

# The command alone, without what tests and documentation need.
command: $(SYSTEM)
	$(PYTHON) -m venv $(VENV)
	$(call LOCKED,build.lock run.lock)
	$(PIP) --no-deps --no-build-isolation .
	$(COMPILE)

# What the databases of the registry know of the libraries of the lock; needs the network.
audit: $(READY)
	$(call LOCKED,audit.lock)
	$(BIN)/pip-audit --require-hashes --disable-pip --progress-spinner off --requirement requirements/run.lock

# The preview in a real browser: Debian's Chromium, driven by Playwright, audited by axe-core.
BROWSER := $(VENV)/.browser
$(BROWSER): $(READY) requirements/browser.lock tools/axe.py
	@bash tools/system.sh chromium fonts-dejavu-core || test -z "$$CI"
	$(call LOCKED,browser.lock)
	$(BIN)/python tools/axe.py $(VENV)/axe-core
	@touch $@

browser: $(BROWSER)
	$(BIN)/python -m pytest -m browser tests/preview/live

# Pictures of the preview in its states, for people to look at: out/screenshots/.
screenshots: $(BROWSER)
	$(BIN)/python -m tests.preview.screenshots

# The manual, in out/docs/, without warnings; each page of it is followed, command by command.
docs: manual gallery
	$(BIN)/mkdocs build --quiet --strict --clean
	$(BIN)/python -m pytest -n 2 -m "slow or not slow" tests/docs

# Renew what the manual takes from the code, and its picture of the pages with their keys.
manual: $(READY)
	$(BIN)/python -m tools.manual
	$(BIN)/python -m tools.manual.spread

# What the tool says: extracted from the code, compiled for the wheel; what is new has no French yet, and a test asks for it.
messages: $(READY)
	$(BIN)/python -m tools.messages

# What each language writes numbers, lengths of time and dates with, from the CLDR that Babel holds; FROM=folder cuts anew
# what Babel has not, from the unpacked packages cldr-units-full and cldr-misc-full of the npm registry.
cldr: $(READY)
	$(BIN)/python -m tools.cldr $(FROM)

# How wide the letters of the shipped fonts are, and what ink they have, so that a build need not read the fonts for that.
faces: $(READY)
	$(BIN)/python -m tools.faces

# Sheets of small pages for the manual; NAMES picks some of them.
gallery: $(READY)
	$(BIN)/python -m tools.gallery $(NAMES)

# The content of this repository beside a brochure of the same words in Typst, which comes from the registry of Python.
peer: $(READY)
	$(BIN)/python -m tools.peer

# Search for content that the loader, the Markdown or the SVG reader does not stand, guided by what it covers.
FUZZ_SECONDS ?= 600
FUZZ := $(VENV)/.fuzz
$(FUZZ): $(READY) requirements/fuzz.lock
	$(call LOCKED,fuzz.lock)
	@touch $@

fuzz: $(FUZZ)
	for target in loader markdown svg pdf; do $(BIN)/python -m fuzz $$target $$(($(FUZZ_SECONDS) / 4)) || exit 1; done

# The tests that lean on the engine, with the newest WeasyPrint of the registry.
engine-next: $(READY) $(CHECKED)
	bash tools/engine_next.sh $(BIN)/python

# How fast it is, beside the bare layout engine and what other makers of PDF are installed; ROUNDS=15 unless told.
benchmarks: $(READY)
	$(BIN)/python -m benchmarks $(ROUNDS)

clean:
	rm -rf $(VENV) build dist out/*
