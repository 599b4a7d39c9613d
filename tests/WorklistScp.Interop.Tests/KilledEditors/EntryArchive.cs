namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>Where old entries are moved to: a directory beside the area, and one on another file system.</summary>
internal sealed class EntryArchive : IDisposable
{
    private const string Memory = "/dev/shm"; // a file system of its own, where there is one

    private readonly TemporaryDirectory[] _directories =
        Directory.Exists(Memory) ? [new(), new(Memory)] : [new()];

    /// <summary>One of the directories.</summary>
    public string Choose(Random random) => _directories[random.Next(_directories.Length)].Path;

    /// <summary>
    /// Fails unless each entry that was there is still in the area or is in the archive; in one of the two, unless the
    /// command was killed between. The archive is empty afterwards.
    /// </summary>
    public void AssertHoldsWhatWent(
        EntryGroup group, IReadOnlyList<string> before, IReadOnlyList<string> after, bool wasKilled)
    {
        foreach ((int number, string version) in before.Index())
        {
            string[] moved = [.. _directories.Select(each => group.ReadVersions(each.Path)[number])];
            string[] found = [.. moved.Append(after[number]).Where(each => each.Length > 0)];
            string[] expected = version.Length == 0 ? [] : [version];
            Assert.Equal(expected, wasKilled ? found.Distinct() : found);
        }

        Clear(wasKilled);
    }

    public void Dispose() => Array.ForEach(_directories, each => each.Dispose());

    private void Clear(bool wasKilled)
    {
        foreach (string file in _directories.SelectMany(each => Directory.GetFiles(each.Path)))
        {
            Assert.True(
                Path.GetExtension(file) == ".wl" || (wasKilled && Path.GetExtension(file) == ".tmp"), file);
            File.Delete(file);
        }
    }
}
