#!/usr/bin/env bash
# Makes a Debian package of the native program, out/wlmscp_VERSION_ARCHITECTURE.deb, and prints its path:
#
#     bash packaging/deb.sh [PROGRAM [DIRECTORY]]
#
# PROGRAM is what `dotnet publish` has made; without it, that is run first. DIRECTORY is where the package goes (out).
# The same program makes the same package, byte by byte: its times are SOURCE_DATE_EPOCH, by default that of the last
# commit. Needs nothing but what every Debian has.
set -euo pipefail
umask 022
export LC_ALL=C TZ=UTC
root=$(realpath "$(dirname "$0")/..")
program=$(realpath -m "${1:-$root/out/wlmscp}")
directory=$(realpath -m "${2:-$root/out}")
cd "$root"

[ $# -gt 0 ] || dotnet publish src/wlmscp -c Release -o out >&2
if [ ! -f "$program" ] || ! head -c 4 "$program" | grep -q ELF; then
    echo "deb.sh: $program: no native program, expected what 'dotnet publish src/wlmscp -c Release -o out' makes" >&2
    exit 2
fi

export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
version=$("$program" --version)
version=${version/-/\~} # 1.0.0-rc.1 comes before 1.0.0
architecture=$(dpkg --print-architecture)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree

put() { # MODE FILE TARGET
    install -D -m "$1" "$2" "$tree/$3"
}

compress() { # FILE TARGET
    mkdir -p "$tree/$(dirname "$2")"
    gzip -9n < "$1" > "$tree/$2"
}

unit() { # NAME: without the comment on how to install it
    sed -e '1,/^$/d' -e 's,/usr/local/bin/wlmscp,/usr/bin/wlmscp,' -e 's,/export/services/worklist,/var/lib/wlmscp/worklists,' \
        "samples/deploy/$1" > "$work/$1"
    put 644 "$work/$1" "usr/lib/systemd/system/$1"
}

completion() { # SHELL TARGET: where the program has one
    if "$program" completion "$1" > "$work/completion" 2> /dev/null; then
        put 644 "$work/completion" "usr/share/$2"
    fi
}

put 755 "$program" usr/bin/wlmscp
# For those who want it before dcmtk's: PATH=/usr/lib/wlmscp:$PATH, or a link to it in /usr/local/bin.
mkdir -p "$tree/usr/lib/wlmscp"
ln -s ../../bin/wlmscp "$tree/usr/lib/wlmscp/wlmscpfs"
unit wlmscp.service
unit wlmscp.socket
completion bash bash-completion/completions/wlmscp
completion zsh zsh/vendor-completions/_wlmscp
completion fish fish/vendor_completions.d/wlmscp.fish
compress samples/deploy/wlmscp.8 usr/share/man/man8/wlmscp.8.gz
for command in $("$program" '[complete]' manual '' | sed 1d); do
    "$program" manual "$command" > "$work/wlmscp-$command.8"
    compress "$work/wlmscp-$command.8" "usr/share/man/man8/wlmscp-$command.8.gz"
done

put 644 packaging/wlmscp.default etc/default/wlmscp
put 644 packaging/logging.json etc/wlmscp/logging.json
put 644 samples/deploy/wlmscp.logrotate etc/logrotate.d/wlmscp

# The licence stands behind two lines of LICENSE; in this format each line is indented, and an empty one is a dot.
{ cat packaging/copyright; sed -e '1,4d' -e 's/^$/./' -e 's/^/ /' LICENSE; } > "$work/copyright"
put 644 "$work/copyright" usr/share/doc/wlmscp/copyright
compress CHANGELOG.md usr/share/doc/wlmscp/CHANGELOG.md.gz
put 644 docs/install.md usr/share/doc/wlmscp/README.Debian
for page in README.md docs/*.md; do
    put 644 "$page" "usr/share/doc/wlmscp/$(basename "$page")"
done

control=$tree/DEBIAN
mkdir "$control"
install -m 755 packaging/postinst packaging/prerm packaging/postrm "$control"
(cd "$tree" && find etc -type f -printf '/%p\n' | sort > DEBIAN/conffiles)
(cd "$tree" && find usr etc -type f | sort | xargs md5sum > DEBIAN/md5sums)
# The newest version of the C library that the program asks for a symbol of.
libc=$(grep -ao 'GLIBC_2\.[0-9.]*[0-9]' "$program" | sort -Vu | tail -n 1)
size=$(find "$tree/usr" "$tree/etc" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }')
cat > "$control/control" <<END
Package: wlmscp
Version: $version
Architecture: $architecture
Maintainer: the wlmscp authors
Installed-Size: $size
Depends: libc6 (>= ${libc#GLIBC_}), passwd
Recommends: libssl3t64 | libssl3, logrotate
Suggests: dcmtk
Section: net
Priority: optional
Description: DICOM Modality Worklist SCP
 Machines for CT, MR or ultrasound ask it which patients are scheduled for
 them, and it answers out of directories of worklist files. It takes the place
 of wlmscpfs of DCMTK, with the same directories and options, and has commands
 to make, change, check and query worklists.
END

find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$directory"
deb=$directory/wlmscp_${version}_$architecture.deb
# Level 1: a twelfth larger, and made in a third of the time.
dpkg-deb --root-owner-group -Zxz -z1 --build "$tree" "$deb" >&2
echo "$deb"
