#!/bin/sh
# Writes a .wl file for each .dump of samples/wlistdb, with dump2dcm of DCMTK (apt-get install dcmtk).
# Give the files to be made as arguments, or none for all.
set -e
cd "$(dirname "$0")/wlistdb/AETITLE_1"
[ $# -gt 0 ] || set -- *.dump
for dump; do dump2dcm --quiet +te "$dump" "${dump%.dump}.wl"; done
