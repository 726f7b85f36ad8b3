# Openward's commands. `make run` and `make test` work on a fresh machine; see README.md.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python

.PHONY: help setup setup-development run test check bench city lock messages

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

setup:  ## Python and Node packages by hashed lock, built assets, compiled messages
	@bash tools/setup

setup-development:
	@bash tools/setup development

run: setup  ## serve http://localhost:8000 with the demonstration city and a job worker
	@.venv/bin/openward serve --demonstration

test: setup-development  ## every test that this machine allows, on SQLite and PostgreSQL; lists what it skipped
	@bash tools/test

check: setup-development  ## lint, types, architecture, migrations, messages, documentation
	@bash tools/check

bench: setup-development  ## every benchmark, with its peer in the same run
	@bash tools/bench

city: setup  ## write the invented city's map extract and tables to var/city
	@.venv/bin/openward city --out var/city

lock:  ## write the hashed locks anew from pyproject.toml
	@bash tools/lock

messages: setup-development  ## bring the catalogues of messages up to date
	@$(PYTHON) tools/messages.py update
