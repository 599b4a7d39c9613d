using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// Changes the files of an area that is locked: each is whole or not there, also when the process is killed. All is
/// written under temporary names before the first file changes.
/// </summary>
/// <param name="place">Where the files are.</param>
/// <param name="changes">What is to be done with them.</param>
/// <param name="kept">What is written besides.</param>
/// <param name="isFlushed">Whether to wait until all is on the disk.</param>
/// <param name="progress">Told of each file.</param>
internal sealed class FileChanges(
    EditedPlace place, IReadOnlyList<FileChange> changes, IReadOnlyList<KeptFile> kept, bool isFlushed,
    IProgress<string>? progress) : IDisposable
{
    // More files than these are waited for together, not each by itself, which would take minutes.
    private const int MostByThemselves = 100;

    private readonly HashSet<string> _writable = new(StringComparer.Ordinal);
    private readonly Dictionary<object, string> _written = new(ReferenceEqualityComparer.Instance);

    /// <summary>Removes what an editor has left that was killed; nobody else has the lock now.</summary>
    public static void RemoveLeftovers(EditedPlace place)
    {
        foreach (string directory in (string[])[place.Offered, place.Done, place.PerformedSteps, place.Outbox])
        {
            foreach (string file in Directory.Exists(directory)
                ? Directory.EnumerateFiles(directory, TemporaryName.Pattern)
                : [])
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Writes what is new under temporary names; no file of the area changes.</summary>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory may not be written to.</exception>
    public void Prepare()
    {
        foreach (FileChange change in changes)
        {
            progress?.Report(change.FileName);
            Prepare(change);
        }

        foreach (KeptFile file in kept)
        {
            Prepare(file);
        }

        if (isFlushed && AreMany)
        {
            WholeFile.FlushAll(place.Offered);
        }
    }

    /// <summary>Gives files that are kept beside the entries their names, after <see cref="Prepare()"/>.</summary>
    /// <param name="turn">Those whose turn it is.</param>
    /// <exception cref="IOException">The disk failed late.</exception>
    public void CarryOut(KeptTurn turn)
    {
        foreach (KeptFile file in kept.Where(file => file.Turn == turn))
        {
            Replace(Path.Join(DirectoryOf(file), file.Name), file);
        }
    }

    /// <summary>Gives the files their names, after <see cref="Prepare()"/>.</summary>
    /// <exception cref="IOException">The disk failed late.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory has changed in the meantime.</exception>
    public void CarryOut()
    {
        foreach (FileChange change in changes)
        {
            CarryOut(change);
        }
    }

    /// <summary>Whether what was written is still there; who has the lock removes what others seem to have left.</summary>
    public bool IsPrepared() => _written.Values.All(File.Exists);

    /// <summary>Waits until the names of the files are on the disk, after <see cref="CarryOut()"/>.</summary>
    /// <exception cref="IOException">The disk failed late.</exception>
    public void Flush()
    {
        if (isFlushed)
        {
            Array.ForEach([.. changes.SelectMany(DirectoriesOf).Concat(kept.Where(file => file.IsFlushed).Select(DirectoryOf)).Distinct()], WholeFile.FlushNames);
        }
    }

    /// <summary>Removes what has no name of its own yet.</summary>
    public void Dispose()
    {
        foreach (string temporary in _written.Values)
        {
            WholeFile.DeleteIfThere(temporary);
        }
    }

    private bool AreMany => changes.Count > MostByThemselves;

    private string DirectoryOf(KeptFile file) => Path.Join(place.Offered, file.Directory);

    private IEnumerable<string> DirectoriesOf(FileChange change) => change switch
    {
        FileChange.Write write => [place.DirectoryOf(write.IsDone)],
        FileChange.Move => [place.Offered, place.Done],
        _ => [], // what comes back is removed again
    };

    private void Prepare(FileChange change)
    {
        switch (change)
        {
            case FileChange.Write write:
                if (write.IsDone)
                {
                    AreaDirectory.MakeIn(place.Offered, place.Done);
                }

                Write(write, write.Dataset, place.DirectoryOf(write.IsDone), place.DirectoryOf(write.IsDone));
                break;
            case FileChange.Move move:
                AreaDirectory.MakeIn(place.Offered, place.Done);
                CheckWritable(place.Offered);
                CheckWritable(place.Done);
                if (move.Dataset is { } dataset)
                {
                    Write(move, dataset, place.Done, place.DirectoryOf(!move.IsDone));
                }

                break;
            case FileChange.Delete delete:
                CheckWritable(place.DirectoryOf(delete.IsDone));
                if (delete.Archive is { } archive)
                {
                    WholeFile.CheckIn(archive);
                }

                break;
        }
    }

    private void Prepare(KeptFile file)
    {
        string directory = DirectoryOf(file);
        EditedPlace.ThrowIfNoDirectory(directory);
        AreaDirectory.MakeIn(place.Offered, directory);
        Write(file, file.Bytes, directory, Path.Join(directory, file.Name), isFlushed && file.IsFlushed);
    }

    // By a name that the next editor removes, should this one be killed.
    private void CheckWritable(string directory)
    {
        if (_writable.Add(directory))
        {
            WholeFile.CheckBy(TemporaryName.NewIn(directory));
        }
    }

    // With the permissions of the file that it replaces.
    private void Write(FileChange change, DicomDataset dataset, string directory, string replacedIn)
    {
        var bytes = new ArrayBufferWriter<byte>();
        new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, WorklistEntry.SOPClass).Write(bytes);
        Write(change, bytes.WrittenSpan, directory, Path.Join(replacedIn, change.FileName), isFlushed);
    }

    private void Write(object what, ReadOnlySpan<byte> bytes, string directory, string replaced, bool toDisk)
    {
        string temporary = TemporaryName.NewIn(directory);
        _written.Add(what, temporary);
        WholeFile.Write(temporary, replaced, bytes, toDisk && !AreMany);
        AreaDirectory.Share(temporary);
    }

    private void CarryOut(FileChange change)
    {
        string name = change.FileName;
        switch (change)
        {
            case FileChange.Write write:
                Replace(Path.Join(place.DirectoryOf(write.IsDone), name), write);
                break;
            case FileChange.Move { IsDone: true } move:
                // First off the list: where it lies is its state, whatever it says of itself.
                string target = NewNameIn(place.Done, name);
                File.Move(Path.Join(place.Offered, name), target);
                Replace(target, move);
                break;
            case FileChange.Move move:
                Replace(Path.Join(place.Done, name), move);
                File.Move(Path.Join(place.Done, name), NewNameIn(place.Offered, name));
                break;
            case FileChange.Delete delete:
                Delete(Path.Join(place.DirectoryOf(delete.IsDone), name), delete.Archive);
                break;
        }
    }

    private void Replace(string path, object what)
    {
        if (_written.TryGetValue(what, out string? temporary))
        {
            File.Move(temporary, path, overwrite: true);
            _written.Remove(what);
        }
    }

    private static void Delete(string path, string? archive)
    {
        if (archive is not null)
        {
            ArchiveDirectory.Add(path, archive);
        }

        File.Delete(path);
    }

    private static string NewNameIn(string directory, string name) =>
        ArchiveDirectory.NamesFor(name).Select(each => Path.Join(directory, each)).First(path => !Path.Exists(path));
}
