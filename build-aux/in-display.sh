#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command under a display, a session bus and an accessibility bus of its own, in a home of its
# own; all of it ends with the command. BANK_ATLAS_SCREEN sets the size of the screen.
set -euo pipefail

if [[ ${1:-} == --inside ]]; then
  shift
  # A keyring that is unlocked with a password that nobody needs to know.
  if [[ -z ${SECRET_BACKEND:-} ]] && command -v gnome-keyring-daemon >/dev/null; then
    head -c 24 /dev/urandom | base64 | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || true
  fi
  exec "$@" >&4 4>&-
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/bank-atlas-display.XXXXXX")
xvfb=
finish() {
  [[ -z $xvfb ]] || kill "$xvfb" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# -r: a key types once, however long a busy machine takes to let go of it.
Xvfb -displayfd 3 -screen 0 "${BANK_ATLAS_SCREEN:-1400x900}x24" -nolisten tcp -noreset -r 3>"$work/display" >"$work/xvfb.log" 2>&1 &
xvfb=$!
for _ in $(seq 200); do
  [[ -s $work/display ]] && break
  kill -0 "$xvfb" 2>/dev/null || { cat "$work/xvfb.log" >&2; exit 1; }
  sleep 0.05
done
[[ -s $work/display ]] || { echo "in-display: Xvfb does not start" >&2; exit 1; }

unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS NO_AT_BRIDGE
export DISPLAY=:$(<"$work/display")
export HOME=$work/home XDG_RUNTIME_DIR=$work/run
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
export XDG_STATE_HOME=$HOME/.local/state
export GDK_BACKEND=x11 GSK_RENDERER=${GSK_RENDERER:-cairo} GTK_A11Y=${GTK_A11Y:-atspi}
# A software GL driver costs half a second of each start, and nothing is drawn with it.
export GDK_DISABLE=${GDK_DISABLE-gl,vulkan}
# No portal answers here: without this, GTK would wait for one at every start.
export GDK_DEBUG=${GDK_DEBUG:-no-portals} ADW_DISABLE_PORTAL=1 GTK_USE_PORTAL=0
export LC_ALL=${BANK_ATLAS_LOCALE:-en_US.UTF-8}
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

status=0
# What the buses say is no part of the command's own output.
exec 4>&1
dbus-run-session -- "${BASH_SOURCE[0]}" --inside "$@" >&2 || status=$?
exit "$status"
