#!/usr/bin/env bash
# Installs what the tests need and this machine lacks, and says before what it is about to install.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

missing=()
need() { # PACKAGE CHECK...: the package is missing when the check fails
    if ! "${@:2}" > /dev/null 2>&1 && [[ " ${missing[*]} " != *" $1 "* ]]; then missing+=("$1"); fi
}

need dcmtk          command -v findscu
# Slim images leave the examples of dcmtk out; the tests query them.
need dcmtk          test -d /usr/share/doc/dcmtk/examples/wlistdb
need libgdcm-tools  command -v gdcmscu
need python3-gdcm   /usr/bin/python3 -c 'import gdcm'
need python3-pydicom /usr/bin/python3 -c 'import pydicom'
need tcpd           test -x /usr/sbin/tcpdmatch
need openssl        command -v openssl
need curl           command -v curl
need jq             command -v jq
need util-linux     command -v flock
need groff-base     command -v groff
need man-db         command -v man
need mandoc         command -v mandoc
need zsh            command -v zsh
need fish           command -v fish
need nodejs         command -v node
need npm            command -v npm
# The page of the reception desk is tested in the one, and what it prints is read by the other.
need chromium       command -v chromium
need poppler-utils  command -v pdftotext
need faketime       command -v faketime
need logrotate      test -x /usr/sbin/logrotate
need iproute2       command -v ip
need tzdata         test -e /usr/share/zoneinfo/America/St_Johns
# Two nodes with replicated storage areas; where they cannot be had, or used, their tests are skipped.
need glusterfs-server command -v glusterd
need glusterfs-client command -v glusterfs
need haproxy        test -x /usr/sbin/haproxy
# To link the native program.
command -v gcc > /dev/null || need clang command -v clang
need zlib1g-dev     test -e /usr/include/zlib.h

if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --reinstall \
        -o 'Dpkg::Options::=--path-include=/usr/share/doc/dcmtk/*' --no-install-recommends "${missing[@]}"
fi

# Clients that the tests of interoperation run: the lock file of each folder says what exactly.
for client in tests/WorklistScp.Interop.Tests/DcmjsDimse tests/WorklistScp.Interop.Tests/DicomwebClient; do
    # npm writes its own list last of all.
    if [ ! "$client/node_modules/.package-lock.json" -nt "$client/package-lock.json" ]; then
        echo "installing what $client runs"
        npm --prefix "$client" ci
    fi
done
