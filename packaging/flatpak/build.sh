#!/bin/sh
# Usage: packaging/flatpak/build.sh
# Makes dist/mattimer-VERSION-MACHINE.flatpak. Untested. Needs flatpak and flatpak-builder, from a
# remote that has them org.kde.Platform, org.kde.Sdk and io.qt.PySide.BaseApp of the manifest's
# version, and .venv as "make package" makes it.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
manifest=packaging/flatpak/io.github.mattimer.MatTimer.yml
gathered=build/flatpak/gathered

rm -rf "$gathered"
mkdir -p "$gathered/wheels" dist

.venv/bin/python packaging/build.py wheel
cp dist/mattimer-*.whl "$gathered"
.venv/bin/python packaging/share.py "$gathered/share"

# flatpak-builder has no network, so what the lock names is fetched before: by the pip of the very
# Python that it is for. PySide6 is the base's, with the Qt it was built against.
awk '/^[^ ]/ { keep = !/^(pyside6|shiboken6)/ } keep' packaging/requirements.txt \
    >"$gathered/requirements.txt"
sdk=org.kde.Sdk//$(sed -n 's/^runtime-version: "\(.*\)"/\1/p' "$manifest")
flatpak run --share=network --filesystem="$PWD/$gathered" --command=pip3 "$sdk" download \
    --no-deps --only-binary=:all: --require-hashes \
    -r "$PWD/$gathered/requirements.txt" -d "$PWD/$gathered/wheels"

flatpak-builder --force-clean --repo=build/flatpak/repo --state-dir=build/flatpak/state \
    build/flatpak/app "$manifest"
version=$(.venv/bin/python -c 'import mattimer; print(mattimer.__version__)')
flatpak build-bundle build/flatpak/repo "dist/mattimer-$version-$(uname -m).flatpak" \
    io.github.mattimer.MatTimer
