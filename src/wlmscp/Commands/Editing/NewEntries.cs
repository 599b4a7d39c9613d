using Wlmscp.Formats;
using Wlmscp.Keys;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Interpretation;

namespace Wlmscp.Commands.Editing;

/// <summary>Makes entries of files and words.</summary>
internal static class NewEntries
{
    /// <summary>Makes entries, which need not be complete.</summary>
    /// <param name="words">Files, and <c>KEY=VALUE</c>, which count for each entry of the files too.</param>
    /// <param name="progress">Told of each file.</param>
    /// <exception cref="ToolException">A file or a word is wrong.</exception>
    public static IReadOnlyList<NewEntry> Make(IReadOnlyList<string> words, IProgress<string> progress)
    {
        IReadOnlyList<AttributeAssignment> assignments = NewValues.Read(words.Where(KeyWords.Is));
        string[] files = [.. words.Where(word => !KeyWords.Is(word))];
        return files.Length == 0
            ? [Make([], assignments, "the entry")]
            : [.. files.SelectMany(file => MakeOfFile(file, assignments, progress))];
    }

    private static IEnumerable<NewEntry> MakeOfFile(
        string path, IReadOnlyList<AttributeAssignment> assignments, IProgress<string> progress)
    {
        foreach (InputDataset input in InputFile.Read(path))
        {
            string source = input.In(path);
            progress.Report(source);
            yield return Make(InterpretedDataset.Of(input.Dataset).Dataset, assignments, source);
        }
    }

    private static NewEntry Make(
        DicomDataset dataset, IReadOnlyList<AttributeAssignment> assignments, string source)
    {
        KeyWords.Apply(assignments, dataset, ExitCode.Refused);
        return new NewEntry(source, dataset);
    }
}
