using System.Runtime.InteropServices;
using Wlmscp.Web;

namespace Wlmscp.Daemon;

/// <summary>
/// The number of files and sockets that the process may have open at once. Shells and service managers give 1,024 to
/// programs that cannot do with more, and allow the others to raise it: getrlimit(2).
/// </summary>
internal static partial class OpenFileLimit
{
    private const int RLIMIT_NOFILE = 7;

    // The runtime's own files, logs, watches of directories, and the files that are read at a time.
    private const int Others = 64;

    // HTTP gets every so manyth file, but so many.
    private const int WebShare = 8;
    private const int FewestOfWeb = 16;

    /// <summary>Raises it to what is allowed.</summary>
    /// <returns>The limit; null if the system does not tell.</returns>
    public static ulong? Raise()
    {
        if (getrlimit(RLIMIT_NOFILE, out Limit limit) != 0)
        {
            return null;
        }

        var highest = new Limit(limit.Hard, limit.Hard);
        return setrlimit(RLIMIT_NOFILE, in highest) == 0 ? limit.Hard : limit.Soft;
    }

    /// <summary>
    /// How many connections leave enough for all that queries need: each association may wait for a lock, with a file
    /// of its own.
    /// </summary>
    /// <param name="limit">What <see cref="Raise"/> returned.</param>
    /// <param name="others">How many connections there may be besides.</param>
    public static int? ConnectionsWithin(ulong? limit, int others) =>
        limit is { } files ? Math.Max(1, (((int)Math.Min(files, int.MaxValue) - Others) / 2) - others) : null;

    /// <summary>How many connections HTTP may have: what modalities need comes first.</summary>
    /// <param name="limit">What <see cref="Raise"/> returned.</param>
    public static int WebConnectionsWithin(ulong? limit) => limit is { } files
        ? (int)Math.Clamp(files / WebShare, FewestOfWeb, HttpSettings.MostConnections)
        : HttpSettings.MostConnections;

    [LibraryImport("libc")]
    private static partial int getrlimit(int resource, out Limit limit);

    [LibraryImport("libc")]
    private static partial int setrlimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
