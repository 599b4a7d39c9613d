#!/usr/bin/env bash
# Two nodes that replicate one GlusterFS volume, on this machine and without a trace on it: each node has namespaces of
# its own for network, processes and mounts. The volume is mounted twice, as each node sees it, in DIR/a and DIR/b.
# Needs root, /dev/fuse, glusterfs-server and glusterfs-client.
#
#     two-nodes.sh up DIR [VOLUME_OPTION=VALUE...]    builds it, and prints the two mount points
#     two-nodes.sh kill DIR a|b                       ends all processes of a node at once, as when it crashes
#     two-nodes.sh start DIR a|b                      starts such a node again
#     two-nodes.sh cut DIR a|b, join DIR a|b          takes its network away, and gives it back
#     two-nodes.sh down DIR                           removes everything; also what a failed `up` left
#
# MOUNT_OPTIONS: what the mounts are given, e.g. "--attribute-timeout=0 --entry-timeout=0".
# A command in a node: nsenter --target "$(cat DIR/node-a/pid)" --all gluster volume info
set -euo pipefail

verb=$1
dir=$(realpath -m "$2")
shift 2

declare -rA address=([a]=10.254.254.1 [b]=10.254.254.2)

fail() {
    echo "two-nodes.sh: $*" >&2
    exit 1
}

in_node() { # NODE COMMAND...
    nsenter --target "$(cat "$dir/node-$1/pid")" --all "${@:2}"
}

until_done() { # COMMAND...: until it succeeds, for 30 s
    for _ in $(seq 300); do
        if "$@" > "$dir/last" 2>&1; then return; fi
        sleep 0.1
    done
    fail "'$*' does not succeed: $(cat "$dir/last")"
}

# The first process of a node, which takes all others of it along when it is killed.
begin() { # NODE
    local home=$dir/node-$1
    mkdir -p "$home"/{state,log,brick}
    unshare --net --mount --uts --pid --mount-proc --fork --kill-child bash -c '
        mount -t tmpfs none /run
        mkdir -p /run/brick /var/lib/glusterd /var/log/glusterfs
        mount --bind "$0/brick" /run/brick
        mount --bind "$0/state" /var/lib/glusterd
        mount --bind "$0/log" /var/log/glusterfs
        ip link set lo up
        ip address add "$2/32" dev lo # not of the link, which ends with the other node
        hostname "node-$1" # a client takes bricks of its own host name for near ones
        exec sleep infinity' "$home" "$1" "${address[$1]}" < /dev/null > /dev/null 2>&1 &
    echo $! > "$home/unshare.pid"
    until_done first_child "$home"
}

first_child() { # HOME: that process as this namespace sees it; only once it is itself
    local child
    child=$(pgrep --parent "$(cat "$1/unshare.pid")" --exact sleep) && echo "$child" > "$1/pid"
}

connect() {
    local a b
    a=$(cat "$dir/node-a/pid")
    b=$(cat "$dir/node-b/pid")
    ip link add name nodes netns "$a" type veth peer name nodes netns "$b"
    enable_network a b
    enable_network b a
}

enable_network() { # NODE OTHER
    in_node "$1" ip link set nodes up
    in_node "$1" ip route replace "${address[$2]}" dev nodes src "${address[$1]}"
}

start_daemon() { # NODE
    cat > "$dir/node-$1/glusterd.vol" <<END
volume management
    type mgmt/glusterd
    option working-directory /var/lib/glusterd
    option transport-type socket
    option transport.socket.listen-port 24007
    option transport.socket.keepalive-time 10
    option ping-timeout 0
end-volume
END
    in_node "$1" glusterd --volfile="$dir/node-$1/glusterd.vol"
    until_done in_node "$1" gluster peer status
}

# In the node's network and among its processes, but with the mounts of whoever called this.
mount_volume() { # NODE
    mkdir -p "$dir/$1"
    # shellcheck disable=SC2086 # several words
    nsenter --target "$(cat "$dir/node-$1/pid")" --net --uts --pid glusterfs \
        --volfile-server="${address[$1]}" --volfile-id=worklist --log-file="$dir/node-$1/log/mount.log" \
        $(cat "$dir/mount-options") "$dir/$1"
    until_done mountpoint --quiet "$dir/$1"
    until_done stat --file-system "$dir/$1"
}

is_connected() { # NODE: to the other one
    in_node "$1" gluster peer status | grep -q 'Peer in Cluster (Connected)'
}

serves() { # NODE: both bricks run
    [ "$(in_node "$1" gluster volume status worklist | grep -c '^Brick .* Y ')" -eq 2 ]
}

up() { # VOLUME_OPTION=VALUE...
    [ "$(id -u)" -eq 0 ] || fail "needs root"
    [ -c /dev/fuse ] || fail "needs /dev/fuse"
    command -v glusterd glusterfs gluster > "$dir.programs" || fail "needs glusterfs-server and glusterfs-client"
    rm "$dir.programs"
    mkdir -p "$dir"
    # Bricks need extended attributes "trusted", which not every file system of /tmp has.
    mount -t tmpfs -o mode=755 two-nodes "$dir"
    echo "${MOUNT_OPTIONS:-}" > "$dir/mount-options"
    begin a
    begin b
    connect
    start_daemon a
    start_daemon b
    in_node a gluster --mode=script peer probe "${address[b]}" > /dev/null
    until_done is_connected a
    until_done is_connected b
    until_done in_node a gluster --mode=script volume create worklist replica 2 \
        "${address[a]}:/run/brick/worklist" "${address[b]}:/run/brick/worklist" force
    for option in "$@"; do
        in_node a gluster --mode=script volume set worklist "${option%%=*}" "${option#*=}" > /dev/null
    done
    in_node a gluster --mode=script volume start worklist > /dev/null
    until_done serves a
    mount_volume a
    mount_volume b
    echo "$dir/a"
    echo "$dir/b"
}

kill_node() { # NODE
    local file=$dir/node-$1/unshare.pid
    [ -e "$file" ] || return 0
    kill -KILL "$(cat "$file")" 2> /dev/null || true
    rm "$file"
    # Everything in it has ended when its first process has.
    while [ -e "/proc/$(cat "$dir/node-$1/pid")/exe" ]; do sleep 0.05; done
    umount --lazy "$dir/$1" 2> /dev/null || true
}

down() {
    if mountpoint --quiet "$dir"; then
        kill_node a
        kill_node b
        umount --lazy "$dir"
    fi
    [ ! -e "$dir" ] || rmdir "$dir"
}

case $verb in
    up) trap down EXIT; up "$@"; trap - EXIT ;;
    down) down ;;
    kill) kill_node "$1" ;;
    start) begin "$1"; connect; start_daemon "$1"; until_done serves "$1"; mount_volume "$1" ;;
    cut) in_node "$1" ip link set nodes down ;;
    join) enable_network "$1" "$([ "$1" = a ] && echo b || echo a)" ;;
    *) fail "unknown: $verb" ;;
esac
