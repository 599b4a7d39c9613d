using Wlmscp.Editing;
using WorklistScp.Worklist.Areas;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Checking;

/// <summary>Checks a storage area: its name, its lockfile, its files, and what they have in common.</summary>
internal static class AreaCheck
{
    /// <summary>Checks it; the area itself comes first.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static IReadOnlyList<CheckedFile> Of(string path)
    {
        var checkedFiles = new List<CheckedFile>();
        var faults = new List<string>();
        if (!AreaName.IsSafe(Path.GetFileName(Path.GetFullPath(path).TrimEnd('/'))))
        {
            faults.Add("its name is no AE title, expected 1 to 16 letters, digits, spaces and - : @ _");
        }

        bool hasLockFile = File.Exists(Path.Join(path, StorageArea.LockFileName));
        if (!hasLockFile)
        {
            faults.Add($"no lockfile, expected an empty file {StorageArea.LockFileName}; wlmscp init makes it");
        }

        IReadOnlyList<AreaFile> files = hasLockFile ? EditedArea.Read(path) : AreaFile.ReadUnlocked(path);
        checkedFiles.Add(new CheckedFile(path, faults, []));
        checkedFiles.AddRange(files.Select(file => CheckedFile.Of(Path.Join(path, file.Name), file)));
        checkedFiles.AddRange(FindOthers(path));
        checkedFiles.AddRange(FindTwins(path, files));
        return checkedFiles;
    }

    // .WL, .dcm and the like, which were meant to be served.
    private static IEnumerable<CheckedFile> FindOthers(string path) =>
        from file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
        let extension = Path.GetExtension(file)
        where extension != ".wl" && extension.ToUpperInvariant() is ".WL" or ".DCM"
        select new CheckedFile(file, [$"its name ends in {extension}, expected .wl"], []);

    private static IEnumerable<CheckedFile> FindTwins(string path, IReadOnlyList<AreaFile> files) =>
        from file in files
        where file.Dataset is not null
        group file by NewEntry.KeyOf(file.Dataset!) into twins
        where twins.Count() > 1 && twins.Key.StudyInstanceUID.Length > 0
        from twin in twins.Skip(1)
        select new CheckedFile(
            Path.Join(path, twin.Name), [],
            [$"has Study Instance UID and Scheduled Procedure Step ID of {twins.First().Name}, expected its own"]);
}
