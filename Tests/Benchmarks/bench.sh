#!/usr/bin/env bash
# bench.sh [SECTION...]: measures fedctl beside its peers, and prints figures, ratios and targets.
#
# Sections: json, signing, events, receipt, version, check, sweep, request, serve. Ours and the peer's runs take turns, ROUNDS (5) times.
# The Python packages of the peers go into a virtual environment under .build/bench/.
# With BENCH_STRICT=1 the status is 1 where a target is missed.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/.build/bench
rounds=${ROUNDS:-5}
mkdir -p "$work"
: >"$work/missed"

# The built benchmark tool; BENCH_TOOL names one that is there already.
tool() {
    if [[ -z ${BENCH_TOOL:-} ]]; then
        swift build -c release -Xswiftc -enable-testing --product FederationBenchmarks >&2
        BENCH_TOOL=$(swift build -c release --show-bin-path)/FederationBenchmarks
        export BENCH_TOOL
    fi
}

# peers PACKAGE...: makes sure that the virtual environment has these packages.
peers() {
    [[ -x $work/venv/bin/python ]] || python3 -m venv "$work/venv"
    "$work/venv/bin/python" -m pip --quiet --disable-pip-version-check install "$@"
}

json_section() {
    tool
    peers orjson canonicaljson
    local files=("$work/state-20mb.json" "$work/events-10000.ndjson") round
    [[ -f ${files[0]} && -f ${files[1]} ]] || python3 Tests/Benchmarks/corpus.py "$work"
    : >"$work/json.ndjson"
    for ((round = 0; round < rounds; round++)); do
        "$BENCH_TOOL" json "${files[@]}" >>"$work/json.ndjson"
        "$work/venv/bin/python" Tests/Benchmarks/json_peers.py "${files[@]}" >>"$work/json.ndjson"
    done
    python3 Tests/Benchmarks/json_ratios.py "$work/json.ndjson" || echo json >>"$work/missed"
}

# The loop over OpenSSL alone.
ed25519_loop() {
    cc -O2 Tests/Benchmarks/ed25519_loop.c -lcrypto -lpthread -o "$work/ed25519_loop"
}

signing_section() {
    tool
    ed25519_loop
    local round
    : >"$work/signing.ndjson"
    for ((round = 0; round < rounds; round++)); do
        "$BENCH_TOOL" signing >>"$work/signing.ndjson"
        "$work/ed25519_loop" >>"$work/signing.ndjson"
    done
    python3 Tests/Benchmarks/signing_ratios.py "$work/signing.ndjson" || echo signing >>"$work/missed"
}

events_section() {
    tool
    local round
    : >"$work/events.ndjson"
    for ((round = 0; round < rounds; round++)); do
        "$BENCH_TOOL" events >>"$work/events.ndjson"
    done
    python3 Tests/Benchmarks/events_ratios.py "$work/events.ndjson" || echo events >>"$work/missed"
}

receipt_section() {
    tool
    "$BENCH_TOOL" receipt 12500 25000 50000 >"$work/receipt.ndjson"
    python3 Tests/Benchmarks/receipt_ratios.py "$work/receipt.ndjson" || echo receipt >>"$work/missed"
}

# The built fedctl.
binary() {
    swift build -c release -Xswiftc -enable-testing --product fedctl >&2
    fedctl=$(swift build -c release --show-bin-path)/fedctl
}

version_section() {
    binary
    python3 Tests/Benchmarks/process_ratios.py version "$fedctl" || echo version >>"$work/missed"
}

check_section() {
    binary
    python3 Tests/Benchmarks/process_ratios.py check "$fedctl" || echo check >>"$work/missed"
}

sweep_section() {
    binary
    python3 Tests/Benchmarks/sweep_ratios.py "$fedctl" || echo sweep >>"$work/missed"
}

request_section() {
    binary
    ed25519_loop
    peers requests signedjson
    python3 Tests/Benchmarks/request_ratios.py "$fedctl" "$work/ed25519_loop" "$work/venv/bin/python" \
        || echo request >>"$work/missed"
}

serve_section() {
    binary
    tool
    python3 Tests/Benchmarks/serve_load.py "$fedctl" "$BENCH_TOOL" || echo serve >>"$work/missed"
}

sections=("$@")
((${#sections[@]})) || sections=(json signing events receipt version check sweep request serve)
for section in "${sections[@]}"; do
    if ! declare -F "${section}_section" >/dev/null; then
        echo "bench.sh: there is no section '$section'" >&2
        exit 64
    fi
    "${section}_section"
done
if [[ -s $work/missed && ${BENCH_STRICT:-0} == 1 ]]; then exit 1; fi
