#!/bin/sh
# Usage: packaging/setup.sh run|test|package
# Makes .venv from the locked requirements, then looks for the shared libraries that Qt needs, and
# for the programs that testing or packaging needs.
# Says nothing where nothing is to do. PYTHON names the Python to use.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

# Python without .pyc files starts 2.4 times as slowly: let pip write them.
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME
export LC_ALL=C.UTF-8 PIP_DISABLE_PIP_VERSION_CHECK=1

venv=.venv
unfinished=$venv/mattimer-unfinished
table=packaging/system-packages.txt
libraries=resources/system-libraries.txt

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}
joined() { printf '%s\n' "$*" | sed 's/ /, /g'; }

# --- Python -------------------------------------------------------------------------------------

# PySide6 below 6.12 has no files for 3.15.
suits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if suits "$candidate"; then
            python=$candidate
            return
        fi
        [ -z "${PYTHON:-}" ] || fail "$PYTHON is not a Python from 3.11 to 3.14, which Mat Timer needs."
    done
    fail "Mat Timer needs Python 3.11, 3.12, 3.13 or 3.14, and none is here; PYTHON=/path/to/python names one elsewhere."
}

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# --- .venv --------------------------------------------------------------------------------------

# What was installed, from where and into where: a moved checkout has a .venv that points elsewhere.
wanted_stamp() {
    pwd -P
    say "$*"
    cat -- "$@" pyproject.toml mattimer/__init__.py | cksum
}

usable_venv() {
    [ ! -e "$unfinished" ] && [ -x $venv/bin/python ] && suits $venv/bin/python || return 1
    for made in "$venv"/mattimer-run "$venv"/mattimer-test; do
        [ ! -e "$made" ] || [ "$(head -n 1 "$made")" = "$(pwd -P)" ] || return 1
    done
    [ -z "${PYTHON:-}" ] || [ "$(version_of "$PYTHON")" = "$(version_of $venv/bin/python)" ]
}

make_venv() {
    find_python
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=python$(version_of "$python")-venv
        say "This Python can't make a virtual environment by itself."
        install_packages "$package" || fail "Please install $package (or your system's name for it) and try again."
    fi
    if [ -e "$unfinished" ] || [ -e $venv/pyvenv.cfg ]; then
        say "The old $venv can't be used; a new one takes its place."
    elif [ -e $venv ]; then
        fail "$venv is here but is no virtual environment; please move it away and try again."
    fi
    rm -rf $venv
    mkdir $venv
    : >"$unfinished"
    say "Making $venv with Python $(version_of "$python"); about 300 MB will come from the network."
    "$python" -m venv $venv
}

pip_install() { $venv/bin/python -m pip install -qq --no-input "$@"; }

set_up_venv() {
    wanted=$(wanted_stamp "$@")
    if usable_venv; then
        if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return; fi
    else
        make_venv
    fi
    say "Fetching what Mat Timer needs into $venv."
    : >"$unfinished"
    for requirements; do
        pip_install --require-hashes --only-binary :all: -r "$requirements" ||
            fail "pip could not install $requirements; what it said is above. Nothing outside $venv was changed."
    done
    pip_install --no-deps --no-build-isolation --no-index -e . ||
        fail "pip could not install Mat Timer itself; what it said is above."
    printf '%s\n' "$wanted" >"$stamp"
    rm -f "$unfinished"
}

# --- The computer itself ------------------------------------------------------------------------

# Lines of "name package" for everything that is missing.
missing_libraries() {
    for qt in "$venv"/lib/python3*/site-packages/PySide6; do
        set -- "$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/plugins/platforms/libqwayland*.so \
            "$qt"/Qt/plugins/xcbglintegrations/*.so "$qt"/Qt/plugins/multimedia/*.so \
            "$qt"/Qt/plugins/texttospeech/*.so "$qt"/QtWidgets.*.so "$qt"/QtSvg.*.so \
            "$qt"/QtNetwork.*.so "$qt"/QtMultimedia.*.so "$qt"/QtTextToSpeech.*.so
    done
    # Qt's own libraries come with it: those of modules that are not installed are not asked for.
    { ldd "$@" 2>/dev/null || true; } |
        awk '$2 == "=>" && $3 == "not" && $1 !~ /^libQt6/ { print $1 }' | sort -u |
        while read -r library; do
            awk -v name="$library" '$1 == name { package = $2 }
                END { print name, package }' "$libraries"
        done
}

missing_for_tests() {
    while read -r kind name package; do
        case $kind in
        pkg) [ "$purpose" != package ] || command -v "$name" >/dev/null || say "$name $package" ;;
        cmd) command -v "$name" >/dev/null || say "$name $package" ;;
        deb) ! command -v dpkg-query >/dev/null ||
            dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            say "$name $package" ;;
        esac
    done <"$table"
}

# Debian keeps Python's shared library, which a frozen application starts from, in a package apart.
missing_for_freezing() {
    $venv/bin/python -c 'from PyInstaller.depend import bindepend
bindepend.get_python_library_path()' >/dev/null 2>&1 && return
    package=
    if [ "$($venv/bin/python -c 'import sys; print(sys.base_prefix)')" = /usr ]; then
        package=libpython$(version_of $venv/bin/python)
    fi
    say "libpython.so $package"
}

missing() {
    missing_libraries
    [ "$purpose" = run ] || missing_for_tests
    [ "$purpose" != package ] || missing_for_freezing
}

become_root() {
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        sudo=sudo
    else
        return 1
    fi
}

apt() {
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 \
        -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}

install_packages() {
    command -v apt-get >/dev/null && become_root || return 1
    say "Installing from the system's packages${sudo:+, through sudo}: $(joined "$@")."
    apt update || true
    apt install --no-install-recommends -y "$@"
}

set_up_system() {
    lacking=$(missing)
    [ -n "$lacking" ] || return 0
    # shellcheck disable=SC2046 # names have no spaces
    say "Missing here: $(joined $(printf '%s\n' "$lacking" | cut -d ' ' -f 1))."
    packages=$(printf '%s\n' "$lacking" | awk 'NF > 1 { print $2 }' | sort -u)
    if [ -n "$packages" ]; then
        # shellcheck disable=SC2086
        install_packages $packages || true
        lacking=$(missing)
        [ -n "$lacking" ] || return 0
        if command -v apt-get >/dev/null; then
            # shellcheck disable=SC2086
            say "That did not work. By hand: sudo apt-get install" $packages
        fi
    fi
    case $purpose in
    package) say "Going on without; what needs them cannot be built or tested until your system has them." ;;
    *) say "Going on without; parts of Mat Timer may not open until your system has them." ;;
    esac
}

# ------------------------------------------------------------------------------------------------

purpose=${1:-}
case $purpose in
run)
    stamp=$venv/mattimer-run
    set_up_venv packaging/requirements.txt packaging/requirements-build.txt
    ;;
test | package)
    stamp=$venv/mattimer-test
    set_up_venv packaging/requirements-dev.txt
    ;;
*) fail "Usage: packaging/setup.sh run|test|package" ;;
esac
[ "$(uname)" != Linux ] || set_up_system
