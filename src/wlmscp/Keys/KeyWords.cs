using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Keys;

/// <summary>
/// The words <c>KEY=VALUE</c> of a command line. What is said of a wrong one does not repeat its value: that is
/// patients' data, and standard error is often kept.
/// </summary>
internal static class KeyWords
{
    // Behind the first equals sign: the value is meant just so.
    private const char Literal = '=';

    /// <summary>Whether a word is one: it has an equals sign, and no file is named so.</summary>
    public static bool Is(string word) => word.Contains('=') && !Path.Exists(word);

    /// <summary>Reads words.</summary>
    /// <exception cref="ToolException">One of them is none, or two are about one attribute.</exception>
    public static IReadOnlyList<AttributeAssignment> Read(IEnumerable<string> words)
    {
        DateTime now = TimeProvider.System.GetLocalNow().DateTime;
        var assignments = new List<AttributeAssignment>();
        foreach (string word in words)
        {
            if (!AttributeAssignment.TryParse(
                word, now, out AttributeAssignment? assignment, out string? expected))
            {
                throw new ToolException(ExitCode.Usage, $"{NameOf(word)}, expected {expected}");
            }

            if (assignments.Exists(other => other.Path.Equals(assignment.Path)))
            {
                throw new ToolException(ExitCode.Usage, $"{assignment.Path}: given twice, expected one value");
            }

            assignments.Add(assignment);
        }

        return assignments;
    }

    /// <summary>Gives attributes their values.</summary>
    /// <param name="assignments">The attributes with their values.</param>
    /// <param name="dataset">The data set that gets them.</param>
    /// <param name="exitCode">An <see cref="ExitCode"/>: what it means that a value cannot be.</param>
    /// <exception cref="ToolException">A value cannot be.</exception>
    public static void Apply(IEnumerable<AttributeAssignment> assignments, DicomDataset dataset, int exitCode)
    {
        foreach (AttributeAssignment assignment in assignments)
        {
            if (!assignment.TryApply(dataset, out string? expected))
            {
                throw new ToolException(exitCode, $"{assignment.Path}: wrong value, expected {expected}");
            }
        }
    }

    /// <summary>Makes the identifier of a query.</summary>
    /// <exception cref="ToolException">A word is no <c>KEY=VALUE</c>.</exception>
    public static DicomDataset ReadIdentifier(IEnumerable<string> words) => MakeIdentifier(Read(words));

    /// <summary>
    /// Makes a selection of keys, with wild cards and ranges; one that was written <c>KEY==VALUE</c> is meant just so.
    /// Without keys, everything is meant.
    /// </summary>
    /// <exception cref="ToolException">One is no matching key.</exception>
    public static EntrySelection Select(IReadOnlyList<AttributeAssignment> keys)
    {
        ILookup<bool, AttributeAssignment> areLiteral = keys.ToLookup(key => key.Value.StartsWith(Literal));
        return new EntrySelection.Matching(
            MakeQuery(areLiteral[false]), [.. areLiteral[true].Select(key => MakeLiteral(key.Path, key.Value[1..]))]);
    }

    private static LiteralKey MakeLiteral(AttributePath path, string value) => path.VR.IsString
        ? new LiteralKey(path, value.Trim(' '))
        : throw new ToolException(ExitCode.Usage, $"{path}: no text to match just so, expected {path}=VALUE");

    private static DicomDataset MakeIdentifier(IEnumerable<AttributeAssignment> keys)
    {
        var identifier = new DicomDataset();
        Apply(keys, identifier, ExitCode.Usage);
        return identifier;
    }

    private static WorklistQuery MakeQuery(IEnumerable<AttributeAssignment> keys)
    {
        // What lacks an attribute is not meant by its value: commands change what they find.
        var query = WorklistQuery.Parse(MakeIdentifier(keys), new WorklistQueryOptions { StrictMatching = true });
        if (query.Problems.Count > 0)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"{new AttributePath(query.Problems[0].Tag).Place}: {query.ErrorComment}, expected "
                + MatchingForm.Of(query.Problems[0].VR));
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
