#!/usr/bin/env bash
# Runs each fuzz target, or those that are named, for some seconds: tests/fuzz.sh SECONDS [TARGET...]
# SharpFuzz instruments the parsers, so that inputs are kept which take new branches.
# Prints a line for each target. The exit code is 1 if there was a finding, the input of which is then in
# tests/WorklistScp.Fuzz/Crashes.
set -euo pipefail
cd "$(dirname "$0")/WorklistScp.Fuzz"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

seconds=${1:?usage: tests/fuzz.sh SECONDS [TARGET...]}
shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    targets=(
        pdu association dataset-implicit dataset-explicit dataset-big dataset-deflated file dump charset query
        hosts proxy hello crl json xml hl7 mllp mapping mpps)
fi

dotnet tool restore > /dev/null
dotnet build -c Release -v quiet
instrumented=bin/instrumented.$$
trap 'rm -rf "$instrumented"' EXIT
cp -r bin/Release/net10.0 "$instrumented"
for library in Dicom Network Worklist Hl7; do
    dotnet sharpfuzz "$instrumented/WorklistScp.$library.dll"
done

status=0
for target in "${targets[@]}"; do
    dotnet "$instrumented/WorklistScp.Fuzz.dll" "$target" "$seconds" || status=1
done
exit "$status"
