# Invoice Desk: `make run` reads the sample invoices, `make test` proves that it works.
SAMPLES := resources/samples
SAMPLE_FILES := $(foreach kind,pdf png tif jpg,$(sort $(wildcard $(SAMPLES)/*.$(kind))))
OUT := out/samples.xlsx
PYTHON := .venv/bin/python

.PHONY: run test test-office installer test-installer bench samples translations lint setup setup-test clean help

help:  ## Say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup:
	@setup/install-system-packages
	@setup/make-venv "[desktop,drive]"
	@setup/install-torch

setup-test:
	@setup/install-system-packages
	@setup/make-venv "[desktop,drive,dev,samples,training]"
	@setup/install-torch

run: setup  ## Set everything up and open the window on the sample invoices; without a screen, read them into a table
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		.venv/bin/invoice-desk open --desk out/samples-desk $(SAMPLES); \
	else \
		.venv/bin/invoice-desk extract $(SAMPLE_FILES) --template $(SAMPLES) --out $(OUT); \
	fi

# Three workers on two cores, too: there is always one that waits for a server or a child.
test: setup-test lint  ## Set up what tests need and run them all: lint, types, import floors, tests
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 3

test-office: setup-test  ## Open our workbooks in LibreOffice, which is installed for it, and compare values and types
	@command -v soffice >/dev/null || setup/install-system-packages libreoffice-calc-nogui
	@$(PYTHON) -m pytest -n 0 -m office tests/export

setup-installer:
	@setup/install-system-packages $$(grep -v '^#' setup/installer-packages.txt)
	@setup/make-venv "[desktop,drive,s3,postgresql,installer]"
	@setup/install-torch

installer: setup-installer  ## Set up what it needs and build dist/: the folder, the .deb, the portable .tar.xz
	@installer/build

test-installer: setup-installer setup-test  ## Build the bundle and try it in a bare Debian without Python or network
	@installer/build --if-changed
	@$(PYTHON) -m pytest -n 0 -m installer --timeout=900 tests/installer
	@$(PYTHON) -m installer.tested --write

lint: setup-test
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-logo > .setup/floors.txt || { cat .setup/floors.txt; exit 1; }
	@tail -n 1 .setup/floors.txt

bench: setup-test  ## Print every figure that the docs quote
	@benchmarks/run-all

samples: setup-test  ## Draw the sample invoices of resources/samples anew
	@$(PYTHON) -m resources.make_samples

translations: setup-test  ## Bring the window's texts into resources/translations, compile them, say what is not translated
	@$(PYTHON) -m resources.make_translations

clean:  ## Remove what was set up and written here
	rm -rf .venv .setup out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
