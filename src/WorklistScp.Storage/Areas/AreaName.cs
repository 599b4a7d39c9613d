using System.Buffers;

namespace WorklistScp.Storage.Areas;

/// <summary>Which names a storage area may have, being both an AE title (PS3.5 6.2) and a directory.</summary>
public static class AreaName
{
    // No dot and no slash: a called AE title never leads out of the root directory (CVE-2026-52868).
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -:@_");

    /// <summary>
    /// Whether the name is 1 to 16 letters, digits, spaces and <c>- : @ _</c>. Spaces around an AE title do not count:
    /// for a name that has some, nobody can ask.
    /// </summary>
    public static bool IsSafe(ReadOnlySpan<char> name) =>
        name.Length > 0 && name.Length <= AETitle.MaxLength && name is not ([' ', ..] or [.., ' '])
        && !name.ContainsAnyExcept(Allowed);
}
