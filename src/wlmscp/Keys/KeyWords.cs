using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Keys;

/// <summary>
/// The words <c>KEY=VALUE</c> of a command line. What is said of a wrong one does not repeat its value: that is
/// patients' data, and standard error is often kept.
/// </summary>
internal static class KeyWords
{
    /// <summary>Whether a word is one: it has an equals sign, and no file is named so.</summary>
    public static bool Is(string word) => word.Contains('=') && !Path.Exists(word);

    /// <summary>Reads words.</summary>
    /// <exception cref="ToolException">One of them is none.</exception>
    public static IReadOnlyList<AttributeAssignment> Read(IEnumerable<string> words)
    {
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        return [.. words.Select(word => AttributeAssignment.TryParse(
            word, today, out AttributeAssignment? assignment, out string? expected)
            ? assignment
            : throw new ToolException(ExitCode.Usage, $"{NameOf(word)}, expected {expected}"))];
    }

    /// <summary>Gives attributes their values.</summary>
    /// <exception cref="ToolException">A value cannot be.</exception>
    public static void Apply(IEnumerable<AttributeAssignment> assignments, DicomDataset dataset)
    {
        foreach (AttributeAssignment assignment in assignments)
        {
            if (!assignment.TryApply(dataset, out string? expected))
            {
                throw new ToolException(ExitCode.Usage, $"{assignment.Path}: wrong value, expected {expected}");
            }
        }
    }

    /// <summary>Makes the identifier of a query.</summary>
    /// <exception cref="ToolException">A word is no <c>KEY=VALUE</c>.</exception>
    public static DicomDataset ReadIdentifier(IEnumerable<string> words)
    {
        var identifier = new DicomDataset();
        Apply(Read(words), identifier);
        return identifier;
    }

    /// <summary>Makes a query of words, with wild cards and ranges; of none, one that everything matches.</summary>
    /// <exception cref="ToolException">One of them is none, or no matching key.</exception>
    public static WorklistQuery ReadQuery(IEnumerable<string> words)
    {
        // What lacks an attribute is not meant by its value: commands change what they find.
        var query = WorklistQuery.Parse(ReadIdentifier(words), new WorklistQueryOptions { StrictMatching = true });
        if (query.Problems.Count > 0)
        {
            throw new ToolException(ExitCode.Usage, $"{query.ErrorComment}, expected a value to match");
        }

        return query.Unmatched is [var unmatched, ..]
            ? throw new ToolException(
                ExitCode.Usage,
                $"{unmatched.Name}: no attribute to match, expected one of PS3.4 table K.6-1 that is no number")
            : query;
    }

    // A word that is no key may have been torn off a value.
    private static string NameOf(string word) => word.IndexOf('=') is >= 0 and var end
        ? $"'{word[..end]}='"
        : "a word without '='";
}
