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

    private readonly string _path = Path.Join(area, EditedPlace.PutName, NameOf(source));

    /// <summary>The keys that the source had when it was put last; none if it never was.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be read.</exception>
    public IReadOnlySet<EntryKey> Read() => !File.Exists(_path)
        ? new HashSet<EntryKey>()
        : File.ReadLines(_path).Select(line => line.Split(Separator)).Where(parts => parts.Length == 2)
            .Select(parts => new EntryKey(parts[0], parts[1])).ToHashSet();

    /// <summary>Writes the keys that it has now, whole or not at all.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public void Write(IEnumerable<EntryKey> keys)
    {
        AreaDirectory.MakeIn(area, Path.GetDirectoryName(_path)!);
        var text = new StringBuilder();
        foreach (EntryKey key in keys)
        {
            text.Append(key.StudyInstanceUID).Append(Separator).Append(key.StepID).Append('\n');
        }

        WholeFile.Write(_path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    // What names no file is written as %hh.
    private static string NameOf(string source)
    {
        string name = Uri.EscapeDataString(source).Replace(".", "%2E", StringComparison.Ordinal);
        return name.Length <= LongestName ? name : name[..LongestName];
    }
}
