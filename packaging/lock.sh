#!/bin/sh
# Pins every requirement, with the hashes of all its files, into packaging/requirements*.txt.
#
#   requirements.txt        what the app imports
#   requirements-build.txt  what builds it (an editable install needs this)
#   requirements-dev.txt    both of these and what the tests need
#
# Run by "make lock", on the oldest Python that is supported. Versions already pinned stay;
# "make lock UPGRADE=1" takes the newest that pyproject.toml allows. Only the index's own files
# count: wheels of this computer would leave the hashes of every other platform out.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

PIP_TOOLS=7.6.2
tools=build/lock
export PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS='' PIP_EXTRA_INDEX_URL=''
unset PYTHONPATH PYTHONHOME

if ! "$tools/bin/python" -c "import piptools, importlib.metadata as m, sys; sys.exit(m.version('pip-tools') != '$PIP_TOOLS')" 2>/dev/null; then
    rm -rf "$tools"
    "${PYTHON:-python3}" -m venv "$tools"
    "$tools/bin/python" -m pip install -q --disable-pip-version-check "pip-tools==$PIP_TOOLS"
fi

if ! "$tools/bin/python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
    printf '%s\n' "Note: locked on a Python other than 3.11; a requirement that only 3.11 has may be missing." >&2
fi

pin() {
    name=$1
    shift
    made=build/lock/$name
    if [ -f "packaging/$name" ]; then cp "packaging/$name" "$made"; else rm -f "$made"; fi
    "$tools/bin/python" -m piptools compile -q --no-config ${UPGRADE:+--upgrade} \
        --generate-hashes --allow-unsafe --no-strip-extras --newline=lf --no-header \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
        "$@" --output-file "$made" pyproject.toml
    {
        printf '# Written by "make lock" from pyproject.toml; not by hand.\n'
        sed '/^$/d; /^# The following/d' "$made"
    } >"packaging/$name"
    printf '%s\n' "packaging/$name"
}

pin requirements-dev.txt --extra dev --all-build-deps
pin requirements.txt -c packaging/requirements-dev.txt
pin requirements-build.txt --all-build-deps --only-build-deps -c packaging/requirements-dev.txt
