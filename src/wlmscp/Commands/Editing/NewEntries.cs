using Wlmscp.Formats;
using Wlmscp.Keys;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Interpretation;

namespace Wlmscp.Commands.Editing;

/// <summary>Makes entries of files and words.</summary>
internal static class NewEntries
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Makes complete entries.</summary>
    /// <param name="words">Files, and <c>KEY=VALUE</c>, which count for each entry of the files too.</param>
    /// <param name="progress">Told of each file.</param>
    /// <exception cref="ToolException">An entry is wrong or lacks something.</exception>
    public static IReadOnlyList<NewEntry> Make(IReadOnlyList<string> words, IProgress<string> progress)
    {
        IReadOnlyList<AttributeAssignment> assignments = KeyWords.Read(words.Where(KeyWords.Is));
        string[] files = [.. words.Where(word => !KeyWords.Is(word))];
        return files.Length == 0
            ? [Complete([], assignments, "the entry", fileName: null)]
            : [.. files.SelectMany(file => MakeOfFile(file, assignments, progress))];
    }

    private static IEnumerable<NewEntry> MakeOfFile(
        string path, IReadOnlyList<AttributeAssignment> assignments, IProgress<string> progress)
    {
        IReadOnlyList<DicomFile> files = InputFile.Read(path);
        string name = Path.GetFileNameWithoutExtension(path);
        for (var i = 0; i < files.Count; i++)
        {
            string source = files.Count == 1 ? path : $"{path}: entry {i + 1}";
            progress.Report(source);
            yield return Complete(
                InterpretedDataset.Of(files[i].Dataset).Dataset, assignments, source,
                files.Count == 1 ? $"{name}.wl" : $"{name}-{i + 1}.wl");
        }
    }

    private static NewEntry Complete(
        DicomDataset dataset, IReadOnlyList<AttributeAssignment> assignments, string source, string? fileName)
    {
        KeyWords.Apply(assignments, dataset);
        EntryCompletion.Complete(dataset);
        var entry = new NewEntry(source, fileName ?? NameOf(dataset), dataset);
        entry.ThrowIfWrong();
        return entry;
    }

    private static string NameOf(DicomDataset dataset)
    {
        string id = EntryCompletion.TextOf(dataset, "ScheduledProcedureStepID");
        return $"{string.Concat(id.Select(c => Letters.Contains(c) ? c : '_'))}.wl";
    }
}
