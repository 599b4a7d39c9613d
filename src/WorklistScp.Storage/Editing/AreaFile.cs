using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Catalog;
using WorklistScp.Storage.Linux;
using WorklistScp.Storage.Locks;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Editing;

/// <summary>A worklist file of a storage area that is edited.</summary>
public sealed class AreaFile
{
    /// <summary>How its name ends.</summary>
    public const string Extension = WorklistCatalog.Extension;

    private static readonly SpecificCharacterSet Latin1 = SpecificCharacterSet.Parse("ISO_IR 100");

    internal AreaFile(string name, WorklistFile file)
    {
        Name = name;
        Skipped = file.Skipped;
        Oddities = file.Oddities;
        IsLink = file.IsLink;
        AsWritten = file.Dataset;
        if (file.Dataset is not null)
        {
            var interpreted = InterpretedDataset.Of(file.Dataset);
            CharacterSet = interpreted.Finding;
            // What is read as ISO 8859-1 has to say so before text in another character set can join it.
            interpreted = CharacterSet is { Taken: null } ? InterpretedDataset.Of(file.Dataset, Latin1) : interpreted;
            Dataset = interpreted.Dataset;
            Entry = new WorklistEntry(name, interpreted);
        }
    }

    /// <summary>Its name in the directory.</summary>
    public string Name { get; }

    /// <summary>What it holds, interpreted as it was meant; null when it cannot be read.</summary>
    public DicomDataset? Dataset { get; }

    /// <summary>What it holds, as it is written there; null when it cannot be read.</summary>
    public DicomDataset? AsWritten { get; }

    /// <summary>What is wrong with its character set; null: nothing.</summary>
    public CharacterSetFinding? CharacterSet { get; }

    /// <summary>What breaks the standard in it, and was read all the same.</summary>
    public IReadOnlyList<DicomOddity> Oddities { get; }

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink { get; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public SkippedFile? Skipped { get; }

    /// <summary>Whether the daemon would serve it, unless it is told to serve what is incomplete.</summary>
    public bool IsServed => Dataset is not null && Completeness.FindMissing(Dataset).Count == 0;

    /// <summary>When the step starts, by the clock on the wall; null without a valid date.</summary>
    public DateTime? Start => Entry?.StartMoment;

    /// <summary>The same as an entry; null when it cannot be read.</summary>
    public WorklistEntry? Entry { get; }

    /// <summary>Reads the worklist files of a storage area under its shared lock.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="timeout">How long to wait for the lock.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="progress">Told of each file.</param>
    /// <param name="areDone">Whether those that are not offered any more, else those that are.</param>
    /// <exception cref="StorageAreaException">There is no lockfile, or a writer kept the lock.</exception>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public static async Task<IReadOnlyList<AreaFile>> ReadLockedAsync(
        string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken,
        IProgress<string>? progress = null, bool areDone = false)
    {
        using AreaLock held = await AreaLock.AcquireAsync(
            LockFile.PathIn(path), timeout, time, cancellationToken);
        string directory = new EditedPlace(path).DirectoryOf(areDone);
        return !areDone || Directory.Exists(directory) ? ReadUnlocked(directory, progress) : [];
    }

    /// <summary>Whether it can be read, and is one of those that are meant.</summary>
    public bool IsOf(EntrySelection which) => Entry is not null && which.Includes(Entry);

    /// <summary>Reads one file.</summary>
    public static AreaFile Read(string path) =>
        new(Path.GetFileName(path), WorklistFile.Read(path, LocalFileSystems.Contains(path)));

    /// <summary>Reads the worklist files of a directory without a lock, in the order of their names.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="progress">Told of each file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<AreaFile> ReadUnlocked(string path, IProgress<string>? progress = null)
    {
        var files = new List<AreaFile>();
        bool isLocal = LocalFileSystems.Contains(path);
        foreach (AreaFile file in Directory.EnumerateFiles(path, "*" + Extension)
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).AsParallel().AsOrdered()
            .Select(name => new AreaFile(name, WorklistFile.Read(Path.Join(path, name), isLocal))))
        {
            progress?.Report(file.Name);
            files.Add(file);
        }

        return files;
    }
}
