#!/bin/sh
# Runs a command while holding the exclusive lock of a storage area, in both kinds: flock(2), and fcntl(2), which is
# the one that wlmscpfs and other programs of DCMTK know.
#
#     with-lock.sh /export/services/worklist/AETITLE_1 mv new.tmp /export/services/worklist/AETITLE_1/new.wl
# Both are taken by one open file: on some network file systems they are one kind. The lockfile is touched, which tells
# those that look at its time that something has changed.
set -e
area=$1
shift
exec perl -e '
    use Fcntl qw(F_WRLCK LOCK_EX);
    open(my $file, "+<", my $path = shift) or die "lockfile: $!\n";
    # struct flock on 64-bit Linux: type, whence, start 0, length 0 (the whole file), process id
    my $lock = pack("s s x4 q q i x4", F_WRLCK, 0, 0, 0, 0);
    my $setlkw = 38; # F_OFD_SETLKW: of the open file, as flock is
    flock($file, LOCK_EX) or die "lockfile: $!\n";
    fcntl($file, $setlkw, $lock) or die "lockfile: $!\n";
    my $failed = system(@ARGV);
    utime(undef, undef, $path) or die "lockfile: $!\n";
    exit($failed == 0 ? 0 : 1);
' "$area/lockfile" "$@"
