#!/usr/bin/env bash
# run.sh TARGET SECONDS: fuzzes a parser of remote bytes with libFuzzer and AddressSanitizer.
#
# A target is a folder beside this script: Swift sources with one LLVMFuzzerTestOneInput, a file `modules`
# that names the modules, folders and files below Sources/ that are compiled with them (all as one module),
# and `corpus/`; `stubs` names the modules that those sources import from one another.
# Instead, `libraries` names modules that are compiled each by itself, in order; sources of theirs that match the
# pattern in `without` are left out, and those in `instead/MODULE` are there besides.
# Findings of the run go to .build/fuzz/TARGET/corpus, a crash to .build/fuzz/TARGET/crash-*.
# `run.sh TARGET minimize` merges what was found into the kept corpus.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${1:?run.sh TARGET SECONDS}
seconds=${2:?run.sh TARGET SECONDS}
folder=Tests/Fuzz/$target
[[ -f $folder/modules || -f $folder/libraries ]] || { echo "run.sh: there is no target '$target'" >&2; exit 64; }
out=.build/fuzz/$target
mkdir -p "$out/corpus" "$folder/corpus"

# A crash of the fuzzer is reported by libFuzzer; the backtracer of Swift would only wait.
export SWIFT_BACKTRACE=enable=no
sources=("$folder"/*.swift)
[[ ! -f $folder/modules ]] || while read -r module; do
    while read -r source; do sources+=("$source"); done < <(find "Sources/$module" -name '*.swift' | sort)
done <"$folder/modules"
flags=()
[[ ! -f $folder/flags ]] || read -ra flags <"$folder/flags"
# The modules whose sources are among these are empty when they are imported.
if [[ -f $folder/stubs ]]; then
    mkdir -p "$out/stubs"
    for module in $(<"$folder/stubs"); do
        echo "// Empty." >"$out/stubs/$module.swift"
        swiftc -emit-module -module-name "$module" -o "$out/stubs/$module.swiftmodule" "$out/stubs/$module.swift"
    done
    flags+=(-I "$out/stubs")
fi
house=(-package-name fedctl -parse-as-library -O -swift-version 6 -sanitize=fuzzer,address
    -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility)
if [[ -f $folder/libraries ]]; then
    mkdir -p "$out/libraries"
    flags+=(-I "$out/libraries")
    while read -r module; do
        parts=()
        while read -r source; do
            grep -qEf "$folder/without" "$source" && continue
            parts+=("$source")
        done < <(find "Sources/$module" -name '*.swift' 2>/dev/null | sort)
        while read -r source; do parts+=("$source"); done \
            < <(find "$folder/instead/$module" -name '*.swift' 2>/dev/null | sort)
        object=$out/libraries/$module.o
        swiftc "${house[@]}" -whole-module-optimization -enable-testing -module-name "$module" \
            -emit-module -emit-module-path "$out/libraries/$module.swiftmodule" -emit-object \
            "${flags[@]}" "${parts[@]}" -o "$object"
        sources+=("$object")
    done <"$folder/libraries"
fi
swiftc "${house[@]}" -module-name Fuzz "${flags[@]}" "${sources[@]}" -o "$out/fuzz"

if [[ $seconds == minimize ]]; then
    rm -rf "$out/merged"
    mkdir -p "$out/merged"
    "$out/fuzz" -merge=1 -use_counters=0 -max_len=600 "$out/merged" "$folder/corpus" "$out/corpus"
    rm -rf "$folder/corpus"
    mv "$out/merged" "$folder/corpus"
    exit
fi
dictionary=()
[[ ! -f $folder/dictionary ]] || dictionary=(-dict="$folder/dictionary")
exec "$out/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$out/" "${dictionary[@]}" "$out/corpus" "$folder/corpus"
