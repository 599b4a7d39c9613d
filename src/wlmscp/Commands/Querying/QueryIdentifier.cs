using Wlmscp.Commands.Editing;
using Wlmscp.Keys;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Querying;

/// <summary>The identifier of a query: the keys that were given, and what is to be shown.</summary>
internal static class QueryIdentifier
{
    /// <summary>Makes it. A key that was given stays as it is.</summary>
    /// <param name="keys">The words <c>KEY=VALUE</c>.</param>
    /// <param name="format">What the matches are shown as: a table needs few attributes, the others have all.</param>
    /// <exception cref="ToolException">One of the words is wrong.</exception>
    public static DicomDataset Make(IReadOnlyList<string> keys, QueryFormat format)
    {
        DicomDataset identifier = KeyWords.ReadIdentifier(keys);
        if (format == QueryFormat.Table)
        {
            IEnumerable<AttributeAssignment> shown = KeyWords.Read(EntryText.Keywords.Select(word => $"{word}="));
            KeyWords.Apply(shown.Where(key => !key.Path.IsIn(identifier)), identifier, ExitCode.Usage);
        }
        else
        {
            ReturnKeys.AddAll(identifier);
        }

        return identifier;
    }
}
