using Wlmscp.Commands.Editing;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Locks;

namespace Wlmscp.Commands.Checking;

/// <summary>Checks a storage area: its name, its lockfile, its files, and what they have in common.</summary>
/// <param name="access">Who has to be able to read it.</param>
/// <param name="devices">What a device shows of each area; null: that is not looked at.</param>
/// <param name="progress">Told of each file.</param>
internal sealed class AreaCheck(ReadAccess access, DeviceChecks? devices, IProgress<string> progress)
{
    /// <summary>Checks it; the area itself comes first.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public IReadOnlyList<CheckedFile> Check(string path)
    {
        string? accessFault = access.FindDirectoryFault(path);
        if (accessFault is not null && access == ReadAccess.Own)
        {
            return [Area(path, FindNameFault(path), accessFault)];
        }

        // What keeps a user from an area keeps him from all that is in it.
        ReadAccess? inside = accessFault is null ? access : null;
        var twins = new Twins();
        DeviceCheck? device = devices?.Of(NameOf(path));
        return
        [
            Area(path, FindNameFault(path), accessFault, FindLockFileFault(path, inside)),
            .. Read(path).Select(file => CheckedFile.Of(
                Path.Join(path, file.Name), file, inside,
                file.Dataset is null ? [] : twins.Add(file.Name, file.Dataset), device)),
            .. FindOthers(path),
        ];
    }

    /// <summary>The name of an area: the called AE title.</summary>
    public static string NameOf(string path) => Path.GetFileName(Path.GetFullPath(path).TrimEnd('/'));

    private static CheckedFile Area(string path, params string?[] faults) =>
        new(path, [.. faults.OfType<string>()], []);

    private static string? FindNameFault(string path) =>
        AreaName.IsSafe(NameOf(path))
            ? null
            : "its name is no AE title, expected 1 to 16 letters, digits, inner spaces and - : @ _; rename it";

    private static string? FindLockFileFault(string path, ReadAccess? access) =>
        !LockFile.Exists(path)
            ? $"no lockfile, expected an empty file {LockFile.Name}; --fix adds it"
        : !LockFile.IsRegular(path)
            ? "its lockfile is not a regular file, expected an empty one; remove it, --fix adds one"
        : access?.FindFault(LockFile.PathIn(path), "its lockfile");

    private IReadOnlyList<AreaFile> Read(string path) =>
        LockFile.IsRegular(path) && ReadAccess.Own.FindFault(LockFile.PathIn(path)) is null
            ? EditedArea.Read(path, progress)
            : AreaFile.ReadUnlocked(path, progress);

    // .WL, .dcm and the like, which were meant to be served.
    private static IEnumerable<CheckedFile> FindOthers(string path) =>
        from file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
        where Path.GetExtension(file).ToUpperInvariant() is ".WL" or ".DCM"
        let fault = CheckedFile.FindNameFault(file)
        where fault is not null
        select new CheckedFile(file, [fault], []);
}
