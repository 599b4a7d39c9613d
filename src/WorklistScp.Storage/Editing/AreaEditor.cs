using WorklistScp.Storage.Locks;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// A storage area whose files are repaired as they are: under its exclusive lock of both kinds, each whole or not at all.
/// Readers see everything that was done before <see cref="Dispose"/>, or nothing of it.
/// </summary>
public sealed class AreaEditor : IDisposable
{
    // So many are waited for until they are on the disk; of more, that would take minutes.
    private const int MostFlushed = 100;

    private readonly AreaLock _lock;

    private AreaEditor(string path, AreaLock held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StorageAreaException">There is no lockfile, or somebody kept the lock.</exception>
    public static async Task<AreaEditor> OpenAsync(
        string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        AreaLock held = await AreaLock.AcquireAsync(
            LockFile.PathIn(path), timeout, time, cancellationToken, isExclusive: true);
        var editor = new AreaEditor(path, held);
        editor.RemoveLeftovers();
        return editor;
    }

    /// <inheritdoc cref="AreaFile.ReadUnlocked"/>
    public IReadOnlyList<AreaFile> Read(IProgress<string>? progress = null) => AreaFile.ReadUnlocked(Path, progress);

    /// <summary>
    /// Writes files, in place of those of the same names, whose permissions they keep. All are written before the
    /// first gets its name.
    /// </summary>
    /// <param name="files">Their names, and what they hold.</param>
    /// <param name="progress">Told of each.</param>
    /// <exception cref="IOException">That is not possible; files have changed only if the disk failed late.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public void Put(IReadOnlyList<(string Name, byte[] Bytes)> files, IProgress<string>? progress = null)
    {
        try
        {
            for (var i = 0; i < files.Count; i++)
            {
                progress?.Report(files[i].Name);
                WholeFile.Write(
                    TemporaryOf(i), PathOf(files[i].Name), files[i].Bytes, isFlushed: files.Count <= MostFlushed);
            }

            for (var i = 0; i < files.Count; i++)
            {
                File.Move(TemporaryOf(i), PathOf(files[i].Name), overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            RemoveLeftovers();
            throw;
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock.Dispose();

    private string PathOf(string name) => System.IO.Path.Join(Path, name);

    private string TemporaryOf(int number) => TemporaryName.In(Path, number);

    // Of an editor that was killed; nobody else has the lock now.
    private void RemoveLeftovers()
    {
        foreach (string file in Directory.EnumerateFiles(Path, TemporaryName.Pattern))
        {
            File.Delete(file);
        }
    }
}
