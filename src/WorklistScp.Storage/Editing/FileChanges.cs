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
/// <param name="isFlushed">Whether to wait until all is on the disk.</param>
/// <param name="progress">Told of each file.</param>
internal sealed class FileChanges(EditedPlace place, bool isFlushed, IProgress<string>? progress)
{
    private readonly Dictionary<FileChange, string> _written = new(ReferenceEqualityComparer.Instance);

    /// <summary>Removes what an editor has left that was killed; nobody else has the lock now.</summary>
    public static void RemoveLeftovers(EditedPlace place)
    {
        foreach (string directory in (string[])[place.Offered, place.Done])
        {
            foreach (string file in Directory.Exists(directory)
                ? Directory.EnumerateFiles(directory, TemporaryName.Pattern)
                : [])
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Carries them out.</summary>
    /// <exception cref="IOException">That is not possible; files have changed only if the disk failed late.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public void CarryOut(IReadOnlyList<FileChange> changes)
    {
        try
        {
            foreach (FileChange change in changes)
            {
                progress?.Report(change.FileName);
                Prepare(change);
            }

            foreach (FileChange change in changes)
            {
                CarryOut(change);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (string temporary in _written.Values)
            {
                File.Delete(temporary);
            }

            throw;
        }
    }

    private void Prepare(FileChange change)
    {
        switch (change)
        {
            case FileChange.Write write:
                Write(write, write.Dataset, place.DirectoryOf(write.IsDone), place.DirectoryOf(write.IsDone));
                break;
            case FileChange.Move move:
                AreaDirectory.MakeIn(place.Offered, place.Done);
                if (move.Dataset is { } dataset)
                {
                    Write(move, dataset, place.Done, place.DirectoryOf(!move.IsDone));
                }

                break;
        }
    }

    // With the permissions of the file that it replaces.
    private void Write(FileChange change, DicomDataset dataset, string directory, string replacedIn)
    {
        var bytes = new ArrayBufferWriter<byte>();
        new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, WorklistEntry.SOPClass).Write(bytes);
        string temporary = TemporaryName.NewIn(directory);
        _written.Add(change, temporary);
        WholeFile.Write(
            temporary, Path.Join(replacedIn, change.FileName), bytes.WrittenSpan.ToArray(), isFlushed);
    }

    private void CarryOut(FileChange change)
    {
        string name = change.FileName;
        switch (change)
        {
            case FileChange.Write write:
                File.Move(_written[write], Path.Join(place.DirectoryOf(write.IsDone), name), overwrite: true);
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

    private void Replace(string path, FileChange.Move move)
    {
        if (_written.TryGetValue(move, out string? temporary))
        {
            File.Move(temporary, path, overwrite: true);
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
