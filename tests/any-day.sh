#!/usr/bin/env bash
# Runs the tests that know dates, those with the attribute KnowsDates, at times when dates go wrong, each in several
# time zones: as if it were that day, by faketime. The tests must have been built; they start the program that WLMSCP
# names, else the build beside them.
# Prints a line for each day and zone, and what failed. Ends with a line "N passed, N failed", which counts these lines;
# the exit code is 0 only if none failed.
set -uo pipefail
cd "$(dirname "$0")/.."

zones=(UTC Asia/Kolkata America/St_Johns)
# From 23:59:57 on midnight passes while the tests run; at two o'clock on the last two days St. John's sets its clocks.
times=(
    '2027-02-28 12:00:00' '2028-02-29 12:00:00' '2026-12-31 23:59:57' '2027-03-14 01:59:57' '2027-11-07 01:59:57'
)

if ! command -v faketime > /dev/null; then
    echo 'faketime is not installed; tests/setup.sh installs it' >&2
    exit 1
fi

# Time that passes is real, and so are the times of files.
export FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1
limit=300 # seconds, real ones

mapfile -t projects < <(grep -rl --include='*Tests.cs' '^ *\[KnowsDates\]' tests | cut -d/ -f2 | sort -u)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() { # PROJECT TIME: writes its output to a file
    timeout "$limit" faketime "$2" "tests/$1/bin/Release/net10.0/$1" -noLogo -noColor -trait Knows=dates \
        > "$work/$1" 2>&1
}

run_all() { # ZONE TIME
    local project pids=() status=0
    for project in "${projects[@]}"; do
        TZ=$1 run "$project" "$2" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid" || status=1
    done
    return "$status"
}

passed=0
failed=0
for time in "${times[@]}"; do
    for zone in "${zones[@]}"; do
        if run_all "$zone" "$time"; then
            # The runner's last line: "name  Total: 12, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.2s"
            count=$(sed -nE 's/.* Total: ([0-9]+), Errors: .*/\1/p' "$work"/* | awk '{ n += $1 } END { print n }')
            echo "$time $zone: $count tests passed"
            passed=$((passed + 1))
        else
            echo "$time $zone: failed"
            cat "$work"/*
            failed=$((failed + 1))
        fi
    done
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
