# Mat Timer. "make" alone lists what there is.

MAKEFLAGS += --no-print-directory
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

python := .venv/bin/python
no_display = [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ] && [ "$$(uname)" = Linux ]

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run demo test package release-check drill bench lint format lock clean \
	setup-run setup-test setup-package

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name does; do \
		printf 'make %-13s %s\n' "$$name" "$$does"; done

run: setup-run ## open Mat Timer; without a display, the demo
	@if $(no_display); then \
		echo "There is no display here, so Mat Timer shows itself in pictures: they go to build/demo."; \
		QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} exec $(python) -m mattimer demo build/demo; \
	else exec $(python) -m mattimer; fi

demo: setup-run ## walk through the app by itself, a picture of every screen into build/demo
	@if $(no_display); then export QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen}; fi; \
	exec $(python) -m mattimer demo build/demo

# What only counts, and what mostly waits, runs on every core; what listens has all to itself.
test: lint ## lint, then every test, without a display
	@rm -f .coverage .coverage.*
	@$(python) -m pytest -n auto --dist worksteal -m "not system and not package" --cov --cov-report=
	@$(python) -m pytest -n auto --dist loadfile -m "system and not alone and not package" --cov --cov-append --cov-report=
	@$(python) -m pytest -m "alone and not package" --cov --cov-append --cov-report=
	@$(python) -m coverage report
	@$(python) -m coverage report --include='mattimer/session/*,mattimer/coach/*' --fail-under=100

package: setup-package ## build the app, .deb, archive and wheel into dist, install them, use them
	@$(python) packaging/build.py
	@$(python) -m pytest -m package tests/package tests/packaging tests/bench

release-check: setup-package ## whether version, changelog and tag agree; then build, weigh and list all
	@$(python) packaging/release_check.py

drill: setup-test ## the long drills: kills, damage, merges; takes about half an hour
	@MATTIMER_DRILL=1 $(python) -m pytest --timeout=7200 tests/storage tests/system/test_drills.py

bench: setup-test ## measure, each figure beside a yardstick from the same run
	@$(python) -m tests.bench

lint: setup-test ## style, types, who may import whom and what nobody uses
	@$(python) -m ruff check --quiet
	@$(python) -m ruff format --check --quiet
	@$(python) -m mypy --no-error-summary
	@.venv/bin/lint-imports --no-logo
	@$(python) -m vulture

format: setup-test ## put the style right
	@$(python) -m ruff check --quiet --fix-only
	@$(python) -m ruff format --quiet

lock: ## pin the requirements again; UPGRADE=1 takes newer ones
	@packaging/lock.sh

clean: ## remove what was built and every cache; .venv stays
	@rm -rf build dist .coverage .coverage.* .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find mattimer packaging tests -name __pycache__ -prune -exec rm -rf {} +

setup-run:
	@packaging/setup.sh run

setup-test:
	@packaging/setup.sh test

setup-package:
	@packaging/setup.sh package
