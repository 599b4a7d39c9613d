using Wlmscp.Commands.Editing;
using Wlmscp.Formats;
using Wlmscp.Keys;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Querying;

/// <summary>The identifier of a query: the keys that were given, and what is to be shown.</summary>
internal static class QueryIdentifier
{
    /// <summary>Makes it. A key that was given stays as it is.</summary>
    /// <param name="file">The file that has it; null: there is none.</param>
    /// <param name="keys">The words <c>KEY=VALUE</c>, which count for more.</param>
    /// <param name="format">What the matches are shown as: a table needs few attributes, the others have all.</param>
    /// <exception cref="ToolException">One of the words is wrong.</exception>
    public static DicomDataset Make(string? file, IReadOnlyList<string> keys, QueryFormat format)
    {
        IReadOnlyList<AttributeAssignment> given = KeyWords.Read(keys);
        DicomDataset identifier = file is null ? [] : QueryFile.Read(file);
        KeyWords.Apply(given, identifier, ExitCode.Usage);
        WarnOfUnmatched(identifier);
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

    // Everybody's entries for an answer look like one's own.
    private static void WarnOfUnmatched(DicomDataset identifier)
    {
        foreach (UnmatchedKey key in WorklistQuery.Parse(identifier, new WorklistQueryOptions()).Unmatched)
        {
            if (key.Reason == UnmatchedReason.NoMatchingKey)
            {
                StandardStreams.WriteError(
                    $"wlmscp query: warning: {key.Name} is no matching key of worklists (PS3.4 table K.6-1): peers mostly "
                    + "answer as if it had no value");
            }
        }
    }
}
