#!/bin/sh
# Runs a command while holding the exclusive lock of a storage area, in both kinds: flock(2), and fcntl(2), which is
# the one that wlmscpfs and other programs of DCMTK know. The exit code is that of the command.
#
#     with-lock.sh /export/services/worklist/AETITLE_1 mv new.tmp /export/services/worklist/AETITLE_1/new.wl
# Both are taken by one open file: on some network file systems they are one kind. The command has that file open, too:
# when this script is killed, the lock is held until the command has ended. The lockfile is touched first, which tells
# those that look at its time that something has changed by the time they get the lock.
set -e
if [ $# -lt 2 ]; then
    echo "usage: with-lock.sh STORAGE_AREA COMMAND [ARGUMENT...]" >&2
    exit 2
fi
area=$1
shift
exec perl -e '
    use Fcntl qw(F_WRLCK F_SETFD LOCK_EX);
    open(my $file, "+<", my $path = shift) or die "$path: $!\n";
    # struct flock on 64-bit Linux: type, whence, start 0, length 0 (the whole file), process id
    my $lock = pack("s s x4 q q i x4", F_WRLCK, 0, 0, 0, 0);
    my $setlkw = 38; # F_OFD_SETLKW: of the open file, as flock is
    flock($file, LOCK_EX) or die "$path: $!\n";
    fcntl($file, $setlkw, $lock) or die "$path: $!\n";
    utime(undef, undef, $file) or die "$path: $!\n";
    fcntl($file, F_SETFD, 0) or die "$path: $!\n"; # left open to the command
    my $status = system { $ARGV[0] } @ARGV;
    if ($status == -1) { print STDERR "with-lock.sh: $ARGV[0]: $!\n"; exit 127; }
    exit($status & 127 ? 128 + ($status & 127) : $status >> 8);
' "$area/lockfile" "$@"
