#!/bin/sh
# Puts drafter where this person's desktop looks: the start menu, the kind of file .decision, the icon. No administrator.
#
#     sh install.sh [the program drafter]          sh install.sh --remove
#
# Without a name it takes the program of the folder or environment that this file is in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
desktop="$data/applications/drafter.desktop"
kind="$data/mime/packages/drafter.xml"
icon="$data/icons/hicolor/scalable/apps/drafter.svg"

tell_desktop() {
    if command -v update-mime-database >/dev/null && [ -d "$data/mime/packages" ]; then update-mime-database "$data/mime"; fi
    if command -v update-desktop-database >/dev/null && [ -d "$data/applications" ]; then
        update-desktop-database "$data/applications"
    fi
}

if [ "${1:-}" = --remove ]; then
    rm -f "$desktop" "$kind" "$icon"
    tell_desktop
    exit
fi

# The folder: drafter/_internal/drafter/resources/linux. The wheel: lib/python3.x/site-packages/drafter/resources/linux.
program=${1:-}
for one in "$here/../../../../drafter" "$here/../../../../../../bin/drafter"; do
    if [ -z "$program" ] && [ -f "$one" ] && [ -x "$one" ]; then program=$one; fi
done
if [ -z "$program" ] || [ ! -f "$program" ] || [ ! -x "$program" ]; then
    echo "Name the program: sh install.sh /folder/of/drafter/drafter" >&2
    exit 2
fi
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
case $program in
    *[\"\`\$\\%]*) echo "A desktop starts no program whose name holds a quotation mark, a \`, a \$, a \\ or a %." >&2; exit 2 ;;
esac

mkdir -p "$(dirname "$desktop")" "$(dirname "$kind")" "$(dirname "$icon")"
while IFS= read -r line; do
    case $line in
        Exec=*) printf 'Exec="%s" %%f\n' "$program" ;;
        *) printf '%s\n' "$line" ;;
    esac
done < "$here/drafter.desktop" > "$desktop"
cp "$here/drafter.xml" "$kind"
cp "$here/../drafter.svg" "$icon"
tell_desktop
