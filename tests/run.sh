#!/usr/bin/env bash
# Installs what the tests need and this machine lacks, publishes the native program, and runs every test against it.
# Ends with a line "N passed, N failed"; the exit code is 0 only if none failed.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

missing=()
command -v findscu > /dev/null || missing+=(dcmtk)
command -v gdcmscu > /dev/null || missing+=(libgdcm-tools)
/usr/bin/python3 -c 'import gdcm' 2> /dev/null || missing+=(python3-gdcm)
/usr/bin/python3 -c 'import pydicom' 2> /dev/null || missing+=(python3-pydicom)
[ -x /usr/sbin/tcpdmatch ] || missing+=(tcpd)
command -v openssl > /dev/null || missing+=(openssl)
command -v flock > /dev/null || missing+=(util-linux)
command -v groff > /dev/null || missing+=(groff-base)
command -v node > /dev/null || missing+=(nodejs)
command -v npm > /dev/null || missing+=(npm)
command -v clang > /dev/null || command -v gcc > /dev/null || missing+=(clang)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
# Slim images leave the examples of dcmtk out; the tests query them.
[ -d /usr/share/doc/dcmtk/examples/wlistdb ] || missing+=(dcmtk)
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --reinstall \
        -o 'Dpkg::Options::=--path-include=/usr/share/doc/dcmtk/*' --no-install-recommends "${missing[@]}"
fi

# dcmjs-dimse, a client that the tests of interoperation run: its folder's lock file says what exactly.
install_dcmjs_dimse() {
    local folder=tests/WorklistScp.Interop.Tests/DcmjsDimse
    # npm writes its own list last of all.
    if [ ! "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
        echo "installing dcmjs-dimse in $folder"
        npm --prefix "$folder" ci
    fi
}
install_dcmjs_dimse

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

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && exit "$status"
exit 1
