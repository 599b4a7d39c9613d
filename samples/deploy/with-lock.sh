#!/bin/sh
# Runs a command while holding the exclusive lock of a storage area, in both kinds: flock(2), and fcntl(2), which is
# the one that wlmscpfs and other programs of DCMTK know.
#
#     with-lock.sh /export/services/worklist/AETITLE_1 mv new.tmp /export/services/worklist/AETITLE_1/new.wl
set -e
area=$1
shift
exec flock --exclusive "$area/lockfile" perl -e '
    use Fcntl qw(F_WRLCK F_SETLKW SEEK_SET);
    open(my $file, "+<", shift) or die "lockfile: $!\n";
    # struct flock on 64-bit Linux: type, whence, start 0, length 0 (the whole file), process id
    my $lock = pack("s s x4 q q i x4", F_WRLCK, SEEK_SET, 0, 0, 0);
    fcntl($file, F_SETLKW, $lock) or die "lockfile: $!\n";
    exit(system(@ARGV) == 0 ? 0 : 1);
' "$area/lockfile" "$@"
