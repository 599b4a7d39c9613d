#!/bin/sh
# Writes a .wl file for each .dump of samples/wlistdb, with dump2dcm of DCMTK (apt-get install dcmtk).
# Arguments: the names of the dumps, such as wklist01.dump; none for all.
set -e
cd "$(dirname "$0")/wlistdb/AETITLE_1"
[ $# -gt 0 ] || set -- *.dump
for dump; do
    wl="${dump%.dump}.wl"
    rm -f "$wl"
    dump2dcm +te "$dump" "$wl"
    [ -s "$wl" ] # dump2dcm ends with 0 even when it refuses a dump
done
