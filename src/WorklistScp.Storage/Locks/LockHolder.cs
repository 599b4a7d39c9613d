using System.Globalization;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Locks;

/// <summary>A process that holds a lock on a lockfile.</summary>
/// <param name="Process">Its number; null: one that this user may not see.</param>
/// <param name="Command">The name of its program; empty: not known.</param>
/// <param name="IsExclusive">Whether it writes, and keeps readers away.</param>
public sealed record LockHolder(int? Process, string Command, bool IsExclusive)
{
    private const string Table = "/proc/locks";
    private const int Fields = 8; // number, kind, ADVISORY, READ or WRITE, process, file, start, end

    /// <summary>Finds those of a storage area, as proc_locks(5) tells of them; none where there is no such table.</summary>
    /// <param name="area">The directory.</param>
    /// <exception cref="IOException">The table cannot be read.</exception>
    public static IReadOnlyList<LockHolder> Find(string area)
    {
        if (!File.Exists(Table) || !LibC.TryStat(LockFile.PathIn(area), out FileStatus status))
        {
            return [];
        }

        string file = status.LockTableName;
        return
        [
            .. from line in File.ReadLines(Table)
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields.Length == Fields && fields[5] == file // of those who wait, the second field is an arrow
               let process = ProcessOf(fields[4], file)
               select new LockHolder(process, CommandOf(process), fields[3] == "WRITE"),
        ];
    }

    // Locks of open file descriptions name no process: who has the file open, says what of it is locked.
    private static int? ProcessOf(string field, string file) =>
        int.TryParse(field, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : Directory.EnumerateDirectories("/proc").Select(directory => Path.GetFileName(directory))
                .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _) && HasLocked(name, file))
                .Select(name => (int?)int.Parse(name, CultureInfo.InvariantCulture)).FirstOrDefault();

    private static bool HasLocked(string process, string file)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fdinfo").Any(descriptor => File.ReadLines(descriptor)
                .Any(line => line.StartsWith("lock:", StringComparison.Ordinal)
                    && line.Contains($" {file} ", StringComparison.Ordinal)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or is somebody else's
        }
    }

    private static string CommandOf(int? process)
    {
        try
        {
            // Not its command line, which may have patients' data.
            return process is null ? "" : File.ReadAllText($"/proc/{process}/comm").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended
        }
    }
}
