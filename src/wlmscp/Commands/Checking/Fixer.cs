using Wlmscp.Commands.Editing;
using Wlmscp.Terminal;
using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Locks;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;

namespace Wlmscp.Commands.Checking;

/// <summary>
/// Repairs what is safe, under the exclusive lock of the area. Each change is said before the first file changes.
/// </summary>
/// <param name="isDryRun">Whether changes are only said.</param>
/// <param name="say">Takes the path and the text of each change.</param>
internal sealed class Fixer(bool isDryRun, Action<string, string> say)
{
    private readonly List<(string Path, string Change)> _changes = [];

    /// <summary>What was changed, for each path.</summary>
    public ILookup<string, string> Changes => _changes.ToLookup(change => change.Path, change => change.Change);

    /// <summary>Whether a file is somewhere else: such ones are not replaced.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Repairs a storage area, or a file.</summary>
    /// <exception cref="ToolException">It cannot be locked.</exception>
    /// <exception cref="IOException">It cannot be written; files have changed only if the disk failed late.</exception>
    public void Fix(string path)
    {
        if (Directory.Exists(path))
        {
            FixArea(path);
        }
        else
        {
            FixFile(path);
        }
    }

    private void FixArea(string path)
    {
        if (!LockFile.Exists(path))
        {
            Say(path, "adds an empty lockfile");
            if (!isDryRun)
            {
                LockFile.Make(path);
            }
        }

        if (LockFile.Exists(path) && !LockFile.IsRegular(path))
        {
            return; // cannot be locked, which the check tells
        }

        using AreaEditor? editor = isDryRun ? null : EditedArea.Open(path);
        var repaired = new List<(string Name, byte[] Bytes)>();
        foreach (AreaFile file in Read(path, editor))
        {
            if (Repair(Path.Join(path, file.Name), file) is { } bytes)
            {
                repaired.Add((file.Name, bytes));
            }
        }

        editor?.Put(repaired);
    }

    private static IReadOnlyList<AreaFile> Read(string path, AreaEditor? editor)
    {
        using var progress = new ProgressLine("checking");
        return editor?.Read(progress) ?? AreaFile.ReadUnlocked(path, progress);
    }

    private void FixFile(string path)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using AreaEditor? editor = LockFile.IsRegular(directory) && !isDryRun ? EditedArea.Open(directory) : null;
        if (Repair(path, AreaFile.Read(path)) is not { } bytes || isDryRun)
        {
            return;
        }

        if (editor is null)
        {
            WholeFile.Replace(path, bytes);
        }
        else
        {
            editor.Put([(Path.GetFileName(path), bytes)]);
        }
    }

    // Null where there is nothing to do.
    private byte[]? Repair(string path, AreaFile file)
    {
        if (file.AsWritten is null || IsLink(path))
        {
            return null;
        }

        IReadOnlyList<DicomItem> items = EntryRepair.Find(file.AsWritten, file.CharacterSet);
        foreach (DicomItem item in items)
        {
            Say(path, Describe(item, isNew: !HasValue(file.AsWritten, item.Tag)));
        }

        return items.Count == 0 ? null : DicomFilePatch.Put(File.ReadAllBytes(path), items);
    }

    private static bool HasValue(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetItem(tag, out DicomItem? item) && !item.IsEmpty;

    private static string Describe(DicomItem item, bool isNew)
    {
        string name = new AttributePath(item.Tag).Place;
        if (item is DicomElement && new DicomDataset(item).TryGetString(item.Tag, out string? value))
        {
            return isNew ? $"adds {name} {value}" : $"sets {name} to {value}";
        }

        return isNew ? $"adds {name}, empty" : $"sets (0008,0005) in items of {name}";
    }

    private void Say(string path, string change)
    {
        _changes.Add((path, change));
        say(path, change);
    }
}
