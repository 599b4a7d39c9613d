#!/usr/bin/env bash
# Makes the Debian package of a native program, and installs, upgrades, removes and purges it as a machine would that has
# writers of worklists, modalities and dcmtk: in namespaces of its own, on a file system that lies over this one, so that
# nothing is left here. The service is started with the command line, user and rights of its unit; systemd is not needed.
#
#     bash tests/deb.sh [PROGRAM]     by default out/wlmscp
#
# Prints a line for each step. The exit code is 0 if all is well, 77 where this cannot be tried: without root, or in a
# container that may not make namespaces.
set -euo pipefail
umask 022
export LC_ALL=C

fail() {
    echo "deb.sh: $*" >&2
    exit 1
}

# What must stay as it is on this machine.
machine() {
    sha256sum /etc/passwd /etc/group /usr/bin/wlmscpfs
    dpkg-query -W
}

outside() { # PROGRAM
    if [ "$(id -u)" -ne 0 ] || ! unshare --mount --pid --net --fork true 2> /dev/null; then
        echo "deb.sh: skipped, it needs root and the right to make namespaces"
        exit 77
    fi

    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    deb=$(bash packaging/deb.sh "$1" "$work" 2> /dev/null)
    version=$(sed -n 's,.*<Version>\(.*\)</Version>.*,\1,p' Directory.Build.props)
    [ "$(basename "$deb")" = "wlmscp_${version/-/\~}_$(dpkg --print-architecture).deb" ] || fail "$deb is not version $version"
    echo "made, with the version of Directory.Build.props"

    mkdir "$work/again"
    cmp "$deb" "$(bash packaging/deb.sh "$1" "$work/again" 2> /dev/null)"
    echo "made again, the same byte by byte"

    # The next version has other defaults, as an administrator has by then.
    dpkg-deb --raw-extract "$deb" "$work/next"
    sed -i 's/^Version: .*/&+next/' "$work/next/DEBIAN/control"
    echo '# The next version.' >> "$work/next/etc/default/wlmscp"
    dpkg-deb --root-owner-group -Znone --build "$work/next" "$work/next.deb" > /dev/null
    mv "$deb" "$work/first.deb"

    before=$(machine)
    unshare --mount --pid --net --fork --kill-child bash "$self" --inside "$work"
    [ "$(machine)" = "$before" ] || fail "this machine has changed: $(diff <(echo "$before") <(machine))"
    echo "nothing is left on this machine"
}

inside() { # WORK
    work=$1
    mkdir "$work/mnt"
    mount -t tmpfs none "$work/mnt"
    mkdir "$work/mnt"/{upper,work,root}
    root=$work/mnt/root
    mount -t overlay overlay -o "lowerdir=/,upperdir=$work/mnt/upper,workdir=$work/mnt/work" "$root"
    mount -t proc none "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs none "$root/run"
    cp "$work"/*.deb "$root/run"
    ip link set lo up

    area=/var/lib/wlmscp/worklists/AETITLE_1
    unit=$root/usr/lib/systemd/system/wlmscp.service

    package --install first
    [ "$(owner /var/lib/wlmscp/worklists)" = '2770 root worklist' ] || fail "worklists: $(owner /var/lib/wlmscp/worklists)"
    [ "$(in_root id -Gn wlmscp)" = 'wlmscp worklist' ] || fail "groups of wlmscp: $(in_root id -Gn wlmscp)"
    [ "$(in_root dpkg-query -W -f '${Conffiles}' wlmscp | sed 's/^ //' | cut -d' ' -f1 | sort | xargs)" \
        = '/etc/default/wlmscp /etc/logrotate.d/wlmscp /etc/wlmscp/logging.json' ] || fail "other conffiles"
    in_root sh -c 'cd / && md5sum --quiet --check /var/lib/dpkg/info/wlmscp.md5sums'
    echo "installed, with user, groups and directories"

    write_worklists
    echo "writers of one group change each other's entries with the usual umask, others see nothing"

    start
    query 'Find Response: 1 '
    query 'Vivaldi^Antonio'
    [ "$(owner /var/log/wlmscp/audit.log)" = '640 wlmscp wlmscp' ] || fail "audit.log: $(owner /var/log/wlmscp/audit.log)"
    echo "the service starts with the command line of its unit, and answers findscu on port 104"

    in_root logrotate --force /etc/logrotate.d/wlmscp
    kill -HUP "$daemon"
    wait_for asked_anew
    for name in audit.log wlmscp.log; do
        grep -q FINDSCU "$root/var/log/wlmscp/$name.1" || fail "no query in $name.1"
    done
    stop
    echo "log and audit log are rotated"

    [ "$(in_root env PATH=/usr/lib/wlmscp:/usr/bin wlmscpfs --version)" = "$(in_root wlmscp --version)" ] || fail "no link"
    # Not into grep -q, which leaves before the end: what writes on fails then.
    [[ $(in_root wlmscpfs --version) == *'dcmtk: wlmscpfs'* ]] || fail "the link is in the way of dcmtk's wlmscpfs"
    echo "wlmscpfs is wlmscp where that is asked for, and dcmtk's elsewhere"

    untouched=$(state)
    sed -i 's/--port 104/& --max-associations 20/' "$root/etc/default/wlmscp"
    package --install next --force-confdef --force-confold
    [[ $(in_root dpkg-query -W wlmscp) == *'+next'* ]] || fail "not upgraded"
    grep -q -e '--max-associations 20' "$root/etc/default/wlmscp" || fail "the options of the administrator are lost"
    same upgrading
    start
    query 'Vivaldi^Antonio'
    stop
    echo "upgraded: worklists, options and dcmtk's wlmscpfs are as they were, the service answers"

    package --remove wlmscp
    [ ! -e "$root/usr/bin/wlmscp" ] && [ ! -e "$root/usr/lib/wlmscp" ] || fail "the program is still there"
    [ -e "$root/etc/default/wlmscp" ] || fail "removing has removed the options"
    same removing
    echo "removed: worklists and dcmtk's wlmscpfs are as they were"

    package --install next
    same 'installing again'
    package --purge wlmscp
    same purging
    [ ! -e "$root/etc/default/wlmscp" ] && [ ! -e "$root/etc/wlmscp" ] || fail "options are still there"
    [ -e "$root/var/log/wlmscp/audit.log.1" ] || fail "the audit log is lost"
    [ ! -e "$root/var/log/wlmscp/wlmscp.log" ] || fail "the log is still there"
    echo "purged: worklists and dcmtk's wlmscpfs are as they were"
}

in_root() { # COMMAND...
    chroot "$root" "$@" < /dev/null
}

as() { # USER COMMAND...
    in_root setpriv --reuid "$1" --regid "$1" --init-groups "${@:2}" > "$work/as" 2>&1
}

package() { # ACTION NAME [OPTION...]
    local name=$2
    [ "$1" != --install ] || name=/run/$2.deb
    in_root dpkg "${@:3}" "$1" "$name" > "$work/dpkg" 2>&1 || fail "dpkg $1 $2: $(cat "$work/dpkg")"
}

owner() { # FILE: as the users of the other root are called
    in_root stat -c '%a %U %G' "$1"
}

# All that no action of the package may change.
state() {
    sha256sum "$root/usr/bin/wlmscpfs"
    in_root dpkg --search /usr/bin/wlmscpfs
    find "$root/var/lib/wlmscp/worklists" -printf '%p %m %U %G %T@\n' | sort
    find "$root/var/lib/wlmscp/worklists" -type f -exec sha256sum {} + | sort
}

same() { # WHAT
    [ "$(state)" = "$untouched" ] || fail "$1 has changed: $(diff <(echo "$untouched") <(state))"
}

write_worklists() {
    local order=(PatientName=Vivaldi^Antonio PatientID=1 AccessionNumber=1 Modality=CT ScheduledStationAETitle=CT1
        ScheduledProcedureStepStartDate=20270101 ScheduledProcedureStepStartTime=1200
        RequestedProcedureDescription=Head ScheduledProcedureStepDescription=Head)
    for writer in ris1 ris2; do
        in_root useradd --no-create-home --user-group --groups worklist "$writer"
    done

    as ris1 wlmscp init "$(dirname "$area")" AETITLE_1 || fail "init: $(cat "$work/as")"
    as ris1 wlmscp add "$area" "${order[@]}" || fail "add: $(cat "$work/as")"
    as ris2 wlmscp update "$area" PatientID=1 --set ScheduledProcedureStepStartTime=1300 || fail "update: $(cat "$work/as")"
    as ris2 wlmscp add "$area" "${order[@]/=1/=2}" || fail "second add: $(cat "$work/as")"
    as ris1 wlmscp remove "$area" PatientID=2 || fail "remove: $(cat "$work/as")"
    ! as nobody ls "$area" || fail "everybody sees worklists"
    as wlmscp wlmscp check "$area" || fail "check: $(cat "$work/as")"
}

value() { # SETTING: of the unit
    sed -n "s/^$1=//p" "$unit"
}

# What systemd does, as far as it makes a difference to the program.
start() {
    local command words capabilities user group
    user=$(value User)
    group=$(value Group)
    command=$(value ExecStart)
    # shellcheck source=/dev/null
    . "$root$(value EnvironmentFile | sed 's/^-//')"
    read -ra words <<< "${command//\$OPTIONS/$OPTIONS}"
    in_root install -d -m "$(value LogsDirectoryMode)" -o "$user" -g "$group" "/var/log/$(value LogsDirectory)"
    in_root install -d -m "$(value StateDirectoryMode)" -o "$user" -g "$group" "/var/lib/$(value StateDirectory)"
    capabilities=-all,+$(value AmbientCapabilities | sed 's/^CAP_//' | tr '[:upper:]' '[:lower:]')
    (
        umask "$(value UMask)"
        exec chroot "$root" setpriv --reuid "$user" --regid "$group" --init-groups --no-new-privs \
            --inh-caps "$capabilities" --ambient-caps "$capabilities" --bounding-set "$capabilities" "${words[@]}"
    ) > "$work/log" 2>&1 < /dev/null &
    daemon=$!
    wait_for grep -q 'listening on .*:104, 1 storage area in' "$work/log"
}

stop() {
    kill "$daemon"
    wait "$daemon" || fail "the service ends with $?"
}

query() { # TEXT: that the answer has
    findscu -v -W -aec AETITLE_1 -k 0010,0010 127.0.0.1 104 > "$work/answer" 2>&1 || true
    grep -qF "$1" "$work/answer" || fail "no '$1' in the answer: $(cat "$work/answer" "$work/log")"
}

# Whether the log files are there again; they are opened when there is something to write.
asked_anew() {
    query 'Vivaldi^Antonio'
    grep -qs FINDSCU "$root/var/log/wlmscp/audit.log" && grep -qs FINDSCU "$root/var/log/wlmscp/wlmscp.log"
}

wait_for() { # COMMAND...: until it succeeds, for 30 s
    for _ in $(seq 300); do
        if "$@"; then return; fi
        sleep 0.1
    done
    fail "'$*' does not succeed: $(cat "$work/log")"
}

self=$(realpath "$0")
if [ "${1:-}" = --inside ]; then
    inside "$2"
else
    program=$(realpath -m "${1:-$(dirname "$self")/../out/wlmscp}")
    cd "$(dirname "$self")/.."
    outside "$program"
fi
