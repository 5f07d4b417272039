#!/bin/sh
# What meson install lays down is complete, stands on its own and runs from any
# place. Usage: test-installed.sh MESON BUILD-FOLDER SOURCE-FOLDER
set -u

meson=$1
build=$2
source=$3
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
number=0
failures=0

# law NAME COMMAND…
law ()
{
  name=$1
  shift
  number=$((number + 1))
  if "$@" >"$stage/said" 2>&1; then
    echo "ok $number $name"
  else
    failures=$((failures + 1))
    echo "not ok $number $name"
    sed 's/^/# /' "$stage/said" >&2
  fi
}

everything_is_there ()
{
  for file in bin/renewal-atlas bin/renewal-atlas-cli libexec/renewal-atlas-exchange \
      share/applications/org.renewalatlas.Atlas.desktop \
      share/glib-2.0/schemas/org.renewalatlas.Atlas.gschema.xml \
      share/icons/hicolor/scalable/apps/org.renewalatlas.Atlas.svg \
      share/icons/hicolor/symbolic/apps/org.renewalatlas.Atlas-symbolic.svg \
      share/locale/zh_CN/LC_MESSAGES/renewal-atlas.mo \
      share/metainfo/org.renewalatlas.Atlas.metainfo.xml \
      share/renewal-atlas/sample.gpkg \
      share/renewal-atlas/styles/standard.style; do
    [ -s "$prefix/$file" ] || { echo "$file is missing"; return 1; }
  done
}

nothing_points_back ()
{
  ! grep -rlF -e "$build" -e "$source" "$prefix"
}

command_line_speaks_chinese ()
{
  LANGUAGE=zh_CN "$prefix/bin/renewal-atlas-cli" help | grep 用法
}

command_line_draws_the_sample ()
{
  "$prefix/bin/renewal-atlas-cli" render --map 2 --format pdf --paper a4 --output "$stage/maps" &&
    pdftotext "$stage/maps/map-2.pdf" - | grep 示例数据
}

command_line_computes_a_density ()
{
  "$prefix/bin/renewal-atlas-cli" density --resource compounds --output "$stage/density.tif" &&
    [ -s "$stage/density.tif" ]
}

# On a bus of its own, so that it is not taken for another window of a test.
window_opens_and_quits ()
{
  # shellcheck disable=SC2016 # the inner shell's variables
  dbus-run-session -- sh -c '
    "$1/bin/renewal-atlas" &
    window=$!
    tries=0
    until xdotool search --onlyvisible --pid "$window"; do
      tries=$((tries + 1))
      [ "$tries" -lt 300 ] && kill -0 "$window" || exit 1
      sleep 0.2
    done
    gapplication action org.renewalatlas.Atlas quit
    wait "$window"' sh "$prefix"
}

echo 1..7
law "meson install works" env DESTDIR="$stage" "$meson" install -C "$build" --no-rebuild --strip
prefix=$(dirname "$(dirname "$(find "$stage" -path '*/bin/renewal-atlas')")")
glib-compile-schemas "$prefix/share/glib-2.0/schemas"
cd /

law "everything is there" everything_is_there
law "nothing points back to where it was built" nothing_points_back
law "the command line speaks Chinese" command_line_speaks_chinese
law "the command line draws the sample" command_line_draws_the_sample
law "the command line computes a density" command_line_computes_a_density
law "the window opens and quits" window_opens_and_quits

[ "$failures" -eq 0 ]
