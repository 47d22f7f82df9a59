#!/bin/sh
# Installs Mat Timer below ~/.local, or below PREFIX where that is set:
#     ./install.sh             an older version there is replaced
#     ./install.sh --remove    takes away what it installed, and nothing else
# Sessions and settings are never touched.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
list=$prefix/lib/mattimer/installed
stage=$prefix/.mattimer-$$

refuse() {
    printf '%s\n' "$1" >&2
    exit 1
}

remove() {
    # Folders come last, with a / at the end.
    while IFS= read -r path; do
        case $path in
            */) rmdir "$prefix/$path" 2>/dev/null || : ;;
            *) rm -rf "${prefix:?}/$path" ;;
        esac
    done <"$list"
}

folders() {
    (cd "$stage" && find bin lib share -type d ! -path 'lib/mattimer*' | sort)
}

place() {
    cd "$stage"
    { find bin share ! -type d; echo lib/mattimer; } >"$stage/named"
    folders | while IFS= read -r folder; do
        [ -d "$prefix/$folder" ] || { mkdir "$prefix/$folder" && echo "$folder/"; }
    done | sort -r >"$stage/made"
    cat named made >lib/mattimer/installed
    while IFS= read -r path; do mv -f "$path" "$prefix/$path"; done <named
    cd "$here"
}

show() {
    # What a desktop keeps in mind of menus and icons; it looks again where it keeps nothing.
    apps=$prefix/share/applications icons=$prefix/share/icons/hicolor
    [ ! -f "$apps/mimeinfo.cache" ] || update-desktop-database -q "$apps" 2>/dev/null || :
    [ ! -d "$icons" ] || touch "$icons" || :
    [ ! -f "$icons/icon-theme.cache" ] || gtk-update-icon-cache -qtf "$icons" 2>/dev/null || :
}

case $*,$prefix in
    *[\"\`\$\\%]* | *'
'*) refuse "No menu can start what lies below $prefix; set PREFIX to a folder with plain letters." ;;
    ,/*) ;;
    --remove,/*)
        [ -f "$list" ] || refuse "Mat Timer is not installed below $prefix."
        [ -w "$prefix/lib" ] || refuse "Nothing can be removed below $prefix."
        remove
        show
        echo "Mat Timer is removed; your sessions and settings stay."
        exit ;;
    *) refuse "Usage: ./install.sh [--remove]; PREFIX, where it is set, begins with /." ;;
esac

for path in lib/mattimer bin/mattimer; do
    [ ! -e "$prefix/$path" ] || [ -f "$list" ] ||
        refuse "$prefix/$path is there already, from elsewhere; remove that first."
done
trap 'rm -rf "$stage"' EXIT
why=$({ mkdir -p "$stage" && cp -RP "$here/bin" "$here/lib" "$here/share" "$stage"; } 2>&1) ||
    refuse "Mat Timer cannot be put below $prefix: $(printf '%s\n' "$why" | head -n 1)"
folders | while IFS= read -r folder; do
    [ ! -e "$prefix/$folder" ] || [ -w "$prefix/$folder" ] ||
        refuse "Mat Timer cannot be put below $prefix: $prefix/$folder cannot be written."
done || exit 1
# Not every desktop looks for programs below ~/.local.
program=$(printf '%s' "$prefix/bin/mattimer" | sed 's/[&|]/\\&/g')
for entry in "$stage"/share/applications/*.desktop; do
    sed -e "s|^Exec=mattimer|Exec=\"$program\"|" -e "s|^TryExec=.*|TryExec=$program|" \
        "$entry" >"$stage/entry"
    mv "$stage/entry" "$entry"
done
[ ! -f "$list" ] || remove
place
show
echo "Mat Timer is in the menu now, and its command is $prefix/bin/mattimer."
