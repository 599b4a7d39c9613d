using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Web.Users;

/// <summary>
/// What is kept of a password: PBKDF2 (RFC 8018) with HMAC-SHA-256 and a salt of 16 bytes. Its text is
/// <c>pbkdf2-sha256:ITERATIONS:SALT:HASH</c>, both as hexadecimal digits. Immutable.
/// </summary>
public sealed record PasswordHash
{
    /// <summary>The iterations of new ones.</summary>
    public const int UsualIterations = 600_000;

    /// <summary>The fewest that are read.</summary>
    public const int FewestIterations = 100_000;

    /// <summary>The most that are read: about a second, so that a wrong file does not cost minutes.</summary>
    public const int MostIterations = 2_000_000;

    /// <summary>How many characters a password has at least.</summary>
    public const int ShortestPassword = 8;

    /// <summary>How many characters a password has at most, since each of them is worked for.</summary>
    public const int LongestPassword = 1024;

    /// <summary>What is expected as its text, for people.</summary>
    public const string Expected =
        "pbkdf2-sha256:ITERATIONS:SALT:HASH with 100000 to 2000000 iterations, 32 and 64 hexadecimal digits";

    private const string Method = "pbkdf2-sha256";
    private const int SaltLength = 16;
    private const int HashLength = SHA256.HashSizeInBytes;

    private readonly string _salt;
    private readonly string _hash;

    private PasswordHash(int iterations, string salt, string hash)
    {
        Iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>How often the hash function is applied.</summary>
    public int Iterations { get; }

    /// <summary>Makes one of a password, with a new salt. Takes as long as <see cref="Matches"/>.</summary>
    public static PasswordHash Of(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new PasswordHash(
            UsualIterations,
            Convert.ToHexStringLower(salt),
            Convert.ToHexStringLower(Derive(password, salt, UsualIterations)));
    }

    /// <summary>Reads the text; null: it is none.</summary>
    public static PasswordHash? TryParse(string text) =>
        text.Split(':') is [Method, var iterations, { Length: SaltLength * 2 } salt, { Length: HashLength * 2 } hash]
        && int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count is >= FewestIterations and <= MostIterations
        && salt.All(char.IsAsciiHexDigit) && hash.All(char.IsAsciiHexDigit)
            ? new PasswordHash(count, salt.ToLowerInvariant(), hash.ToLowerInvariant())
            : null;

    /// <summary>Whether it is that of a password. Takes a fraction of a second, the same whatever the answer is.</summary>
    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(
        Convert.FromHexString(_hash), Derive(password, Convert.FromHexString(_salt), Iterations));

    /// <summary>Takes as long as a password does with these iterations.</summary>
    /// <param name="password">The password, whose length counts.</param>
    /// <param name="iterations">The iterations; 0: no time at all.</param>
    internal static void SpendTime(string password, int iterations)
    {
        if (iterations > 0)
        {
            Derive(password, new byte[SaltLength], iterations);
        }
    }

    /// <summary>The text, as the users file has it.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Method}:{Iterations}:{_salt}:{_hash}");

    /// <summary>The method alone: a log has no use for the hash.</summary>
    public override string ToString() => Method;

    private static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, HashLength);
}
