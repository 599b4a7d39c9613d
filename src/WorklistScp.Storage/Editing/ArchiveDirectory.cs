using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Editing;

/// <summary>
/// A directory that files of storage areas are moved to, also by several commands at once: none takes the place of
/// another, and each is whole or not there.
/// </summary>
internal static class ArchiveDirectory
{
    /// <summary>Gives a file a name in the directory, or a copy of it where that is on another file system.</summary>
    /// <param name="path">The file.</param>
    /// <param name="directory">The directory.</param>
    /// <returns>The name there: with a number when another file has the name of this one.</returns>
    /// <exception cref="IOException">That is not possible; there is nothing new then.</exception>
    public static string Add(string path, string directory)
    {
        // Of a link, what it leads to is kept: elsewhere it may lead nowhere.
        if (new FileInfo(path).LinkTarget is null && TryLink(path, path, directory) is { } name)
        {
            return name;
        }

        string given = "";
        WholeFile.Write(
            TemporaryName.NewIn(directory), null, File.ReadAllBytes(path), isFlushed: true,
            temporary =>
            {
                given = TryLink(temporary, path, directory) ?? Rename(temporary, path, directory);
                File.Delete(temporary);
            });
        return given;
    }

    // Null: not on this file system, or not for this user. The name is given only if it is free.
    private static string? TryLink(string from, string path, string directory)
    {
        foreach (string name in NamesFor(path))
        {
            string target = Path.Join(directory, name);
            if (LibC.TryLink(from, target, out int error) || (error == LibC.EEXIST && IsSame(path, target)))
            {
                return name;
            }

            if (error != LibC.EEXIST)
            {
                break;
            }
        }

        return null;
    }

    // Some network file systems have no links.
    private static string Rename(string temporary, string path, string directory)
    {
        string name = NamesFor(path).First(
            each => !Path.Exists(Path.Join(directory, each)) || IsSame(path, Path.Join(directory, each)));
        File.Move(temporary, Path.Join(directory, name), overwrite: true);
        return name;
    }

    /// <summary>Names for a file, the best first, and without end: with a number where others have it.</summary>
    public static IEnumerable<string> NamesFor(string path)
    {
        yield return Path.GetFileName(path);
        string name = Path.GetFileNameWithoutExtension(path);
        string extension = Path.GetExtension(path);
        for (var number = 2; ; number++)
        {
            yield return $"{name}-{number}{extension}";
        }
    }

    // Of a command that was killed before it removed the file from its area.
    private static bool IsSame(string path, string target) =>
        WholeFile.MayTake(target) && File.Exists(target) && File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(target));
}
