#!/usr/bin/env bash
# Runs fedctl against a real Synapse, and against other implementations of canonical JSON.
#   run.sh FEDCTL_BINARY
set -euo pipefail
binary=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$here/../.." && pwd)/.build/interop
mkdir -p "$build"
if [ ! -x "$build/venv/bin/python" ]; then
    python3 -m venv "$build/venv"
fi
"$build/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
exec "$build/venv/bin/python" "$here/suite.py" --fedctl "$binary" --work "$build/work" "${@:2}"
