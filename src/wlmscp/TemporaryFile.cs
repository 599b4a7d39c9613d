namespace Wlmscp;

/// <summary>Files that are written under a name of their own, before they get the one that is meant.</summary>
internal static class TemporaryFile
{
    /// <summary>A name that no other file has.</summary>
    public static string PathIn(string? directory) => Path.Join(directory, $".{Guid.NewGuid():n}.tmp");

    /// <summary>Removes one after a failure.</summary>
    public static void DeleteIfThere(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing was written, or the directory has changed since: the first failure is the one to tell.
        }
    }
}
