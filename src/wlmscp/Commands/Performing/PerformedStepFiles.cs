using WorklistScp.Storage;
using WorklistScp.Storage.Mpps;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Commands.Performing;

/// <summary>Reads the performed steps that storage areas keep.</summary>
internal static class PerformedStepFiles
{
    /// <summary>Reads all; standard error names those that cannot be read.</summary>
    /// <param name="command">The command.</param>
    /// <param name="areas">The directories of the areas.</param>
    /// <exception cref="ToolException">A directory cannot be read.</exception>
    public static IReadOnlyList<(string Area, MppsObject Performed)> ReadAll(string command, IReadOnlyList<string> areas) =>
        [.. areas.SelectMany(area => Try(area, () => ReadArea(command, area).ToArray()))];

    /// <summary>Finds one, in whatever area it is.</summary>
    /// <exception cref="ToolException">It is in none, or cannot be read.</exception>
    public static (string Area, MppsObject Performed) Find(IReadOnlyList<string> areas, string sopInstanceUID)
    {
        foreach (string area in areas)
        {
            if (Try(area, () => new MppsFiles(area).Find(sopInstanceUID)) is { } kept)
            {
                return (area, kept.Object);
            }
        }

        throw new ToolException(
            ExitCode.Negative,
            $"{PrintableText.Of(sopInstanceUID)}: no such performed step, expected one that wlmscp mpps list names");
    }

    private static IEnumerable<(string, MppsObject)> ReadArea(string command, string area)
    {
        var files = new MppsFiles(area);
        foreach (string uid in files.List().Order(StringComparer.Ordinal))
        {
            MppsObject? performed = null;
            try
            {
                performed = files.Find(uid)?.Object;
            }
            catch (Exception e) when (e is DicomDataException or IOException or UnauthorizedAccessException)
            {
                StandardStreams.WriteError(PrintableText.Of($"wlmscp {command}: {area}: {uid}: {e.Message}"));
            }

            if (performed is not null)
            {
                yield return (Path.GetFileName(Path.TrimEndingDirectorySeparator(area)), performed);
            }
        }
    }

    /// <summary>Reads something of an area.</summary>
    /// <param name="area">The directory of the area.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static T Try<T>(string area, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is StorageAreaException or DicomDataException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, e is DicomDataException ? $"{area}: {e.Message}" : SystemMessage.Of(e));
        }
    }
}
