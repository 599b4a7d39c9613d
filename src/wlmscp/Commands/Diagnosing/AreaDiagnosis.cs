using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Wlmscp.Commands.Checking;
using Wlmscp.Commands.Questioning;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Locks;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Entries;

namespace Wlmscp.Commands.Diagnosing;

/// <summary>Looks at the storage areas of a directory, as the daemon would read them.</summary>
/// <param name="root">The directory.</param>
/// <param name="access">Who has to be able to read them.</param>
internal sealed class AreaDiagnosis(string root, ReadAccess access)
{
    private const int MostNamed = 3;

    /// <summary>The areas that can be queried.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Finds what there is to say of them.</summary>
    /// <param name="progress">Told of each area.</param>
    public IEnumerable<Diagnosis> Find(IProgress<string> progress)
    {
        if (!Directory.Exists(root))
        {
            return [Fault(root, "no such directory, expected the one that holds the storage areas, --dir of the daemon")];
        }

        if (LockFile.Exists(root))
        {
            return [Fault(root, "a storage area itself, by its lockfile, expected the directory that holds it")];
        }

        if (access.FindDirectoryFault(root) is { } denied)
        {
            return [Fault(root, denied)];
        }

        IReadOnlyList<LeftOutDirectory> leftOut = LeftOutDirectory.Find(root, requiresLockFile: true);
        using var areas = new StorageAreas(
            root, new StorageAreaOptions { RescanInterval = TimeSpan.Zero }, NullLogger.Instance, TimeProvider.System);
        Names =
        [
            .. areas.ListAsync(CancellationToken.None).GetAwaiter().GetResult()
                .Where(name => !leftOut.Any(other => other.Path == Path.Join(root, name))),
        ];
        return
        [
            .. leftOut.Select(directory => Fault(directory.Path, directory.Reason)),
            .. Names.Count == 0 ? [Fault(root, "no storage area, expected one at least; wlmscp init makes one")] : Array.Empty<Diagnosis>(),
            .. Names.SelectMany(name =>
            {
                progress.Report(name);
                return Find(areas, name);
            }),
        ];
    }

    private IEnumerable<Diagnosis> Find(StorageAreas areas, string name)
    {
        string path = Path.Join(root, name);
        IEnumerable<Diagnosis> holders = LockHolder.Find(path).Select(holder => Describe(path, holder));
        string? denied = access.FindDirectoryFault(path) ?? access.FindFault(LockFile.PathIn(path), "its lockfile");
        return [.. holders, .. denied is null ? Read(areas, name, path) : [Fault(path, denied)]];
    }

    private static Diagnosis Describe(string path, LockHolder holder)
    {
        string process = holder.Process is { } number ? $"process {number}" : "a process of another user";
        string command = holder.Command.Length > 0 ? $" ({holder.Command})" : "";
        return holder.IsExclusive
            ? Doubt(path, $"locked for writing by {process}{command}: queries wait until it is done")
            : new Diagnosis(path, DiagnosisKind.Fact, $"locked for reading by {process}{command}");
    }

    private IEnumerable<Diagnosis> Read(StorageAreas areas, string name, string path)
    {
        AreaSnapshot snapshot;
        try
        {
            snapshot = ReadAsync(areas, name).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException)
        {
            return [Fault(path, e is StorageAreaException ? e.Message : SystemMessage.ReasonOf(e))];
        }

        return [Describe(path, snapshot), .. FindFiles(path, snapshot)];
    }

    private static async Task<AreaSnapshot> ReadAsync(StorageAreas areas, string name) =>
        await (await areas.FindAsync(name, CancellationToken.None))!.ReadAsync(CancellationToken.None);

    private static Diagnosis Describe(string path, AreaSnapshot snapshot)
    {
        WorklistEntry[] entries = [.. snapshot.Worklist.Entries];
        var present = PresentValues.Of(entries);
        string dates = present.Dates is [var first, .., var last] ? $"{first.Value} to {last.Value}"
            : present.Dates is [var only] ? only.Value
            : "none";
        string done = CountDone(path);
        return new Diagnosis(
            path, DiagnosisKind.Fact,
            $"entries: {entries.Length}, done: {done}, dates: {dates}, stations: {Some(present.Stations)}, "
            + $"modalities: {Some(present.Modalities)}");
    }

    private static string CountDone(string path)
    {
        string done = new EditedPlace(path).Done;
        try
        {
            int count = Directory.Exists(done) ? Directory.EnumerateFiles(done, "*" + AreaFile.Extension).Count() : 0;
            return count.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SystemMessage.ReasonOf(e);
        }
    }

    private static string Some(IReadOnlyList<PresentValue> values) => values.Count == 0
        ? "none"
        : LineText.Some([.. values.Select(value => value.Value)]);

    private IEnumerable<Diagnosis> FindFiles(string path, AreaSnapshot snapshot)
    {
        string[] unserved =
        [
            .. snapshot.Findings.OfType<SkippedFile>().Select(file => file.Name),
            .. snapshot.Worklist.Entries.Select(entry => entry.FileName)
                .Where(file => access != ReadAccess.Own && access.FindFault(Path.Join(path, file)) is not null),
        ];
        string[] guessed =
            [.. snapshot.Findings.OfType<DoubtfulFile>().Where(file => file.CharacterSet is not null).Select(file => file.Name)];
        if (unserved.Length > 0)
        {
            yield return Fault(path, $"files that are not served: {Count(unserved)}; wlmscp check {path} says why");
        }

        if (guessed.Length > 0)
        {
            yield return Doubt(path, $"files whose character set is a guess: {Count(guessed)}; wlmscp check {path} says which");
        }
    }

    private static string Count(string[] names) =>
        $"{names.Length} ({string.Join(", ", names.Order(StringComparer.Ordinal).Take(MostNamed))}"
        + (names.Length > MostNamed ? ", ...)" : ")");

    private static Diagnosis Fault(string path, string text) => new(path, DiagnosisKind.Fault, text);

    private static Diagnosis Doubt(string path, string text) => new(path, DiagnosisKind.Doubt, text);
}
