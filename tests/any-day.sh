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

library=$(find /usr/lib -name libfaketimeMT.so.1 -print -quit)
if [ -z "$library" ]; then
    echo 'libfaketimeMT.so.1 is missing; tests/setup.sh installs the package faketime' >&2
    exit 1
fi

# Time that passes is real, and so are the times of files. The command faketime is not used: its semaphores are named by
# process ids, and one that was left behind stops it. Its library needs none where the time is so many seconds away.
export FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 FAKETIME_DISABLE_SHM=1
limit=600 # seconds, real ones

mapfile -t projects < <(grep -rl --include='*Tests.cs' '^ *\[KnowsDates\]' tests | cut -d/ -f2 | sort -u)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() { # PROJECT SECONDS: writes its output to a file
    timeout "$limit" env LD_PRELOAD="$library" FAKETIME="$2" "tests/$1/bin/Release/net10.0/$1" -noLogo -noColor -trait Knows=dates \
        > "$work/$1" 2>&1
}

run_all() { # ZONE TIME
    local project pids=() status=0 ahead
    ahead=$(printf '%+ds' $(($(TZ=$1 date -d "$2" +%s) - $(date +%s))))
    for project in "${projects[@]}"; do
        TZ=$1 run "$project" "$ahead" &
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
