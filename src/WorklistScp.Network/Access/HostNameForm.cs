using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace WorklistScp.Network.Access;

/// <summary>What is taken for a host name: strangers write the records of their addresses.</summary>
internal static class HostNameForm
{
    // RFC 1035 2.3.4, written with dots and without the root.
    private const int MaxLength = 253;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    /// <summary>
    /// Whether a text has 1 to 253 letters, digits, dots, hyphens and underscores, and cannot be read as an address.
    /// </summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && !text.AsSpan().ContainsAnyExcept(Characters)
        && !IPAddress.TryParse(text, out _);
}
