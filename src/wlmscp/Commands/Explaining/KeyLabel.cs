using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Matching;

namespace Wlmscp.Commands.Explaining;

/// <summary>How keys are named: as a command line names them in <c>KEY=VALUE</c>.</summary>
internal static class KeyLabel
{
    /// <summary>Names a key, and the time that is combined with it.</summary>
    public static string Of(KeyMismatch key)
    {
        string name = Of(key.Path);
        return key.Time is { } time ? $"{name} and {Of(time)}" : name;
    }

    /// <summary>The keyword, or <c>(gggg,eeee)</c> where there is none.</summary>
    public static string Of(DicomTag tag) =>
        DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry) && entry.Keyword.Length > 0
            ? entry.Keyword
            : tag.ToString();

    /// <summary>
    /// Names an attribute with the sequences that it is in; that of the step is left out where the attribute tells of
    /// it.
    /// </summary>
    public static string Of(IReadOnlyList<DicomTag> path)
    {
        DicomTag last = path[^1];
        string number = $"{last.Group:x4},{last.Element:x4}"; // found sooner than a keyword
        return AttributePath.TryParse(number, out AttributePath? found, out _) && found.Tags.SequenceEqual(path)
            ? Of(last)
            : string.Join('.', path.Select(Of));
    }
}
