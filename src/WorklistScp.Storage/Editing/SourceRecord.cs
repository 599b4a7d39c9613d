using System.Security.Cryptography;
using System.Text;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// Which entries a source has put into an area - a table that is exported again and again - so that those are known that
/// it no longer has. A file of its own in the directory <c>put</c> of the area, a line for each.
/// </summary>
/// <param name="area">The directory of the area.</param>
/// <param name="source">The name of the source.</param>
public sealed class SourceRecord(string area, string source)
{
    private const char Separator = '\t';
    private const int LongestName = 200;
    private const int DigestBytes = 8;

    private readonly string _directory = Path.Join(area, EditedPlace.PutName);
    private readonly string _path = Path.Join(area, EditedPlace.PutName, NameOf(source));

    /// <summary>Whether the source was put before.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>The keys that the source had when it was put last; none if it never was.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be read.</exception>
    /// <exception cref="StorageAreaException">The directory is a link.</exception>
    public IReadOnlySet<EntryKey> Read()
    {
        EditedPlace.ThrowIfNoDirectory(_directory);
        return File.Exists(_path) ? Read(_path).ToHashSet() : new HashSet<EntryKey>();
    }

    /// <summary>The keys that other sources had when they were put last.</summary>
    /// <inheritdoc cref="Read()"/>
    public IEnumerable<EntryKey> ReadOthers() => Directory.Exists(_directory)
        ? Directory.EnumerateFiles(_directory).Where(path => path != _path && !Path.GetFileName(path).StartsWith('.'))
            .SelectMany(Read)
        : [];

    /// <summary>Writes the keys that it has now, whole or not at all; nothing, if they are those that it had.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public void Write(IEnumerable<EntryKey> keys)
    {
        AreaDirectory.MakeIn(area, _directory);
        var text = new StringBuilder();
        foreach (EntryKey key in keys.OrderBy(key => key.StudyInstanceUID, StringComparer.Ordinal)
            .ThenBy(key => key.StepID, StringComparer.Ordinal))
        {
            text.Append(key.StudyInstanceUID).Append(Separator).Append(key.StepID).Append('\n');
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (!File.Exists(_path) || !File.ReadAllBytes(_path).AsSpan().SequenceEqual(bytes))
        {
            WholeFile.Write(_path, bytes);
            AreaDirectory.Share(_path);
        }
    }

    private static IEnumerable<EntryKey> Read(string path) =>
        File.ReadLines(path).Select(line => line.Split(Separator)).Where(parts => parts.Length == 2)
            .Select(parts => new EntryKey(parts[0], parts[1]));

    // What names no file is written as %hh.
    private static string NameOf(string source)
    {
        string name = Uri.EscapeDataString(source).Replace(".", "%2E", StringComparison.Ordinal);
        return name.Length <= LongestName
            ? name
            : name[^LongestName..] + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, DigestBytes));
    }
}
