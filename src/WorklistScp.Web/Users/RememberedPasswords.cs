using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Web.Users;

/// <summary>
/// Passwords that were right a moment ago, so that a script does not pay PBKDF2 for each request: for 5 minutes, 1,000
/// at most, as HMAC-SHA-256 with a key that only this process has. Any thread may call.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RememberedPasswords(TimeProvider time)
{
    private const int MostPasswords = 1000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Lock _lock = new();
    private readonly RecentTable<string, (User User, long Verified)> _passwords = new(MostPasswords);

    /// <summary>Whether it was the password of a user whose line is still the same.</summary>
    public bool Has(User user, string password)
    {
        string code = CodeOf(user.Name, password);
        lock (_lock)
        {
            if (!_passwords.TryGet(code, out (User User, long Verified) remembered))
            {
                return false;
            }

            if (remembered.User == user && time.GetElapsedTime(remembered.Verified) < Lifetime)
            {
                return true;
            }

            _passwords.Remove(code);
            return false;
        }
    }

    /// <summary>Remembers a password that was verified.</summary>
    public void Add(User user, string password)
    {
        string code = CodeOf(user.Name, password);
        lock (_lock)
        {
            _passwords.Set(code, (user, time.GetTimestamp()));
        }
    }

    /// <summary>What stands for a name and a password, any texts: other ones have another code.</summary>
    public string CodeOf(string name, string password) => Convert.ToHexString(HMACSHA256.HashData(
        _key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name.Length}:{name}{password}"))));
}
