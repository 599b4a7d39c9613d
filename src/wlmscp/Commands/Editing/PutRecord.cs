using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>What a source has put into an area before, and has now.</summary>
/// <param name="record">The keys that it had.</param>
/// <param name="removesMissing">Whether what it no longer has is to be taken off the list.</param>
/// <param name="isForced">Even if that is more than half.</param>
internal sealed class PutRecord(SourceRecord record, bool removesMissing, bool isForced)
{
    /// <summary>Whether what the source no longer has is to be taken off the list.</summary>
    public bool RemovesMissing => removesMissing;

    /// <summary>Fails where nothing can be remembered, before anything is done.</summary>
    public void Check() => record.Read();

    /// <summary>Makes the edits that take off the list what is missing.</summary>
    /// <param name="editor">The area.</param>
    /// <param name="now">What the source has.</param>
    /// <param name="isDryRun">Whether nothing is to be remembered.</param>
    /// <exception cref="ToolException">That is too much to be meant.</exception>
    public IReadOnlyList<WorklistEdit> FindMissing(WorklistEditor editor, IReadOnlySet<EntryKey> now, bool isDryRun)
    {
        if (!record.Exists)
        {
            StandardStreams.WriteError(
                "wlmscp put: --remove-missing: nothing was put from this source before, expected --source NAME where the name of "
                + "the file changes");
        }

        IReadOnlySet<EntryKey> former = record.Read();
        EntryKey[] missing = FindOffered(editor, former.Except(now).Except(record.ReadOthers()));
        int had = missing.Length + former.Count(now.Contains);
        if (missing.Length * 2 > had && !isForced)
        {
            throw new ToolException(
                ExitCode.Refused,
                $"--remove-missing: {missing.Length} of {had} entries would be taken off the list, expected at most half of "
                + "them; --force does it");
        }

        if (!isDryRun)
        {
            record.Write(former.Union(now)); // whatever happens in between
        }

        return [.. missing.Select(Finish)];
    }

    /// <summary>Remembers what the source has, and what it had that is still on the list.</summary>
    public void Close(WorklistEditor editor, IReadOnlySet<EntryKey> now) =>
        record.Write(now.Union(FindOffered(editor, record.Read().Except(now))));

    private static EntryKey[] FindOffered(WorklistEditor editor, IEnumerable<EntryKey> keys)
    {
        EntryKey[] asked = [.. keys];
        return asked.Length == 0
            ? []
            : [.. editor.PlanAsync([.. asked.Select(Finish)]).GetAwaiter().GetResult()
                .Zip(asked).Where(pair => pair.First.Count > 0).Select(pair => pair.Second)];
    }

    private static WorklistEdit Finish(EntryKey key) => new WorklistEdit.Finish(new EntrySelection.OfKey(key));
}
