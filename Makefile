# Two targets matter: `make` builds the brochure, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# Independent readers of PDF, for the tests alone.
CHECKERS := ghostscript mupdf-tools qpdf poppler-utils
READY := $(VENV)/.ready
SYSTEM := $(VENV)/.system
CHECKED := $(VENV)/.checkers

.PHONY: all brochure test conformance lint references faults matrix release changes command browser screenshots docs manual gallery fuzz benchmarks clean
all: brochure

brochure: $(READY)
	$(BIN)/python -m brochure build

$(SYSTEM):
	@bash tools/system.sh $(PACKAGES)
	@mkdir -p $(VENV) && touch $@

$(CHECKED): $(READY)
	@bash tools/system.sh $(CHECKERS)
	@touch $@

$(READY): $(SYSTEM) pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

lint: $(READY)
	$(BIN)/ruff check brochure tests benchmarks tools fuzz
	$(BIN)/ruff format --check brochure tests benchmarks tools fuzz
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: lint $(CHECKED)
	$(BIN)/python -m pytest -n 2

# Hold the PDFs to PDF/UA and PDF/A with veraPDF; without Java or Maven Central that is skipped, under CI it fails.
conformance: $(READY)
	@command -v java >/dev/null || bash tools/system.sh default-jre-headless || test -z "$$CI"
	@$(BIN)/python tools/verapdf.py || test -z "$$CI"
	$(BIN)/python -m pytest tests/conformance tests/test_conformity.py -m conformance -rs

# Keep the pages as they look and read now as what they must look and read like; NAMES picks some pictures.
references: $(READY)
	$(BIN)/python -m tests.visual.references $(NAMES)
	$(BIN)/python -m tests.accessibility.spoken

# A build killed at a hundred moments, many builds at once: some minutes.
faults: $(READY)
	$(BIN)/python -m pytest -n 2 -m slow tests/faults

# Every content file that the tests know in every format and theme, thinned for the press and booklets: some minutes.
matrix: $(READY)
	$(BIN)/python -m pytest -n 2 -m slow tests/test_matrix.py

# What a release carries, in $(RELEASE); with TAG, only if that is the version.
RELEASE ?= out/release
release: $(READY)
	$(BIN)/python tools/release.py "$(RELEASE)" "$$TAG"

# The pages of BASE and of the working tree side by side, in $(CHANGES).
CHANGES ?= out/changes
changes: $(READY)
	bash tools/changes.sh $(BIN)/python "$$BASE" "$(CHANGES)"

# The command alone, without what tests and documentation need.
command: $(SYSTEM)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements-dev.txt .

# The preview in a real browser: Debian's Chromium, driven by Playwright, audited by axe-core.
BROWSER := $(VENV)/.browser
$(BROWSER): $(READY) requirements-browser.txt tools/axe.py
	@bash tools/system.sh chromium fonts-dejavu-core || test -z "$$CI"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-browser.txt
	$(BIN)/python tools/axe.py $(VENV)/axe-core
	@touch $@

browser: $(BROWSER)
	$(BIN)/python -m pytest -m browser tests/preview/live

# Pictures of the preview in its states, for people to look at: out/screenshots/.
screenshots: $(BROWSER)
	$(BIN)/python -m tests.preview.screenshots

# The manual, in out/docs/, without warnings; each page of it is followed, command by command.
DOCS := $(VENV)/.docs
$(DOCS): $(READY) requirements-docs.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-docs.txt
	@touch $@

docs: manual gallery $(DOCS)
	$(BIN)/mkdocs build --quiet --strict --clean
	$(BIN)/python -m pytest -n 2 -m "slow or not slow" tests/docs

# Renew what the manual takes from the code.
manual: $(READY)
	$(BIN)/python -m tools.manual

# Sheets of small pages for the manual; NAMES picks some of them.
gallery: $(READY)
	$(BIN)/python -m tools.gallery $(NAMES)

# Search for content that the loader, the Markdown or the SVG reader does not stand, guided by what it covers.
FUZZ_SECONDS ?= 600
FUZZ := $(VENV)/.fuzz
$(FUZZ): $(READY) requirements-fuzz.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.txt
	@touch $@

fuzz: $(FUZZ)
	for target in loader markdown svg; do $(BIN)/python -m fuzz $$target $$(($(FUZZ_SECONDS) / 3)) || exit 1; done

# How fast it is, beside the bare layout engine and what other makers of PDF are installed; ROUNDS=15 unless told.
benchmarks: $(READY)
	$(BIN)/python -m benchmarks $(ROUNDS)

clean:
	rm -rf $(VENV) build dist out/*
