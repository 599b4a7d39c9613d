using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Web.Users;

/// <summary>
/// Bearer tokens (RFC 6750): 256 random bits as 64 hexadecimal digits. The users file has the SHA-256 of these digits;
/// nobody guesses so many bits, so one round is enough. Ids of sessions are the same.
/// </summary>
public static class AccessToken
{
    private const int Bytes = 32;

    /// <summary>Makes a new one.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text may be one. Others are none, even if the hash of what a person chose is in the file.</summary>
    public static bool IsWellFormed(string token) => token.Length == Bytes * 2 && token.All(char.IsAsciiHexDigitLower);

    /// <summary>What is kept of one: 64 hexadecimal digits, as <c>printf %s TOKEN | sha256sum</c> prints them.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>Reads a hash; null: it is none.</summary>
    internal static string? TryParseHash(string text) =>
        text.Length == SHA256.HashSizeInBytes * 2 && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;
}
