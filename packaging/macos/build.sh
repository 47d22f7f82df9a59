#!/bin/sh
# Usage, on macOS: packaging/macos/build.sh
# Makes dist/mattimer-VERSION-macos-MACHINE.dmg, signed for nobody. Untested. PYTHON names a Python
# that has Mat Timer's requirements and PyInstaller; else it is .venv's.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
python=${PYTHON:-.venv/bin/python}
app="build/bundle/Mat Timer.app"
work=build/macos

rm -rf "$work" "$app"
mkdir -p "$work/icons" "$work/mattimer.iconset" "$work/image" dist

# iconutil goes by these names; @2x is the same size for a screen with twice the points.
"$python" packaging/share.py "$work/icons"
pictures=$work/icons/icons/hicolor
picture() { cp "$pictures/$1x$1/apps/io.github.mattimer.MatTimer.png" "$work/mattimer.iconset/$2.png"; }
picture 16 icon_16x16
picture 32 icon_16x16@2x
picture 32 icon_32x32
picture 64 icon_32x32@2x
picture 128 icon_128x128
picture 256 icon_128x128@2x
picture 256 icon_256x256
picture 512 icon_256x256@2x
picture 512 icon_512x512
iconutil --convert icns --output build/mattimer.icns "$work/mattimer.iconset"

"$python" -m PyInstaller -y --distpath build/bundle --workpath build/freeze packaging/mattimer.spec
# PyInstaller signs it, with no name to the signature; a Mac with Apple's chip starts nothing else.
codesign --verify --deep --strict "$app"
"$app/Contents/MacOS/mattimer" doctor

ditto "$app" "$work/image/Mat Timer.app"
ln -s /Applications "$work/image/Applications"
cp LICENSE "$work/image/LICENSE.txt"
version=$("$python" -c 'import mattimer; print(mattimer.__version__)')
hdiutil create -ov -format UDZO -volname "Mat Timer" -srcfolder "$work/image" \
    "dist/mattimer-$version-macos-$(uname -m).dmg"
