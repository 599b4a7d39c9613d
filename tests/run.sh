#!/usr/bin/env bash
# Installs what the tests need and this machine lacks (setup.sh), publishes the native program, and runs every test
# against it; then those of its Debian package (deb.sh).
# Ends with a line "N passed, N failed"; the exit code is 0 only if none failed.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

bash tests/setup.sh
dotnet build WorklistScp.sln -c Release
dotnet publish src/wlmscp -c Release -o out
export WLMSCP="$PWD/out/wlmscp"

status=0
passed=0
failed=0
for project in tests/*.Tests; do
    name=$(basename "$project")
    echo "== $name"
    log=$(mktemp)
    "$project/bin/Release/net10.0/$name" -noLogo -noColor 2>&1 | tee "$log" || status=1
    # The runner's last line: "name  Total: 12, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 1.2s"
    summary=$(grep -E 'Total: [0-9]+, Errors: ' "$log" | tail -n 1) || true
    rm -f "$log"
    if [ -z "$summary" ]; then
        echo "$name: the runner printed no summary" >&2
        status=1
        failed=$((failed + 1))
        continue
    fi

    count() { sed -E "s/.*$1: ([0-9]+).*/\1/" <<< "$summary"; }
    failures=$(($(count Failed) + $(count Errors)))
    failed=$((failed + failures))
    passed=$((passed + $(count Total) - $(count Failed) - $(count Skipped) - $(count 'Not Run')))
done

echo "== deb.sh"
code=0
bash tests/deb.sh "$WLMSCP" || code=$?
case $code in
    0) passed=$((passed + 1)) ;;
    77) ;; # skipped, as it says
    *) failed=$((failed + 1)) ;;
esac

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && exit "$status"
exit 1
