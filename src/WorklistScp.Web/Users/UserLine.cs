using System.Text;

namespace WorklistScp.Web.Users;

/// <summary>A line of a users file that is a user; <see cref="UsersText"/> describes it.</summary>
internal static class UserLine
{
    private const int MaxProxyName = 256;

    private const string ExpectedKey = "password=, token=, certificate= or proxy=";

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="user">The user, if there is no fault.</param>
    /// <returns>What is wrong, and what was expected; null: nothing.</returns>
    public static (string Problem, string Expected)? Read(string line, out User? user)
    {
        user = null;
        if (!TrySplit(line, out List<string> words))
        {
            return ("a quotation mark without its second", "both on one line, \\\" for one that is meant");
        }

        // No word is said again but the keys: where something was forgotten, any other may be a password.
        if (!UserName.IsValid(words[0]))
        {
            return ("the first word is no name", UserName.Expected);
        }

        if (words.Count < 2 || RoleName.TryParse(words[1]) is not { } role)
        {
            return (
                words.Count < 2 ? "no role" : "the second word is no role",
                $"NAME ROLE KEY=VALUE..., the role {RoleName.Expected}");
        }

        var read = new User(words[0], role);
        foreach (string word in words.Skip(2))
        {
            if (Add(ref read, word) is { } fault)
            {
                return fault;
            }
        }

        if (!read.CanSignIn)
        {
            return ("no way to sign in", ExpectedKey);
        }

        user = read;
        return null;
    }

    /// <summary>The line of a user.</summary>
    public static string Of(User user)
    {
        var line = new StringBuilder($"{user.Name} {RoleName.Of(user.Role)}");
        Append("password", user.Password?.ToText());
        Append("token", user.TokenHash);
        Append("certificate", user.Subject);
        Append("proxy", user.ProxyName);
        return line.ToString();

        void Append(string key, string? value)
        {
            if (value is not null)
            {
                line.Append(' ').Append(key).Append('=').Append(Quote(value));
            }
        }
    }

    private static (string Problem, string Expected)? Add(ref User user, string word)
    {
        if (word is ['#', ..])
        {
            return ("a comment behind a user", "it on a line of its own");
        }

        int end = word.IndexOf('=');
        (string key, string value) = end < 0 ? ("", "") : (word[..end], word[(end + 1)..]);
        (bool isThere, User? added, string expected) = key switch
        {
            "password" => (user.Password is not null,
                PasswordHash.TryParse(value) is { } hash ? user with { Password = hash } : null, PasswordHash.Expected),
            "token" => (user.TokenHash is not null,
                AccessToken.TryParseHash(value) is { } hash ? user with { TokenHash = hash } : null,
                "the SHA-256 of a token, 64 hexadecimal digits"),
            "certificate" => (user.Subject is not null,
                CertificateSubject.TryNormalize(value) is { } subject ? user with { Subject = subject } : null,
                CertificateSubject.Expected),
            "proxy" => (user.ProxyName is not null, IsProxyName(value) ? user with { ProxyName = value } : null,
                "the name that the proxy gives, at most 256 characters"),
            _ => (false, null, ""),
        };
        if (expected.Length == 0)
        {
            return ("a word that is not known behind the role", ExpectedKey);
        }

        if (isThere)
        {
            return ($"{key}= twice", "it once");
        }

        user = added ?? user;
        return added is null ? ($"{key}= with a value that cannot be used", expected) : null;
    }

    private static bool IsProxyName(string value) =>
        value.Length is > 0 and <= MaxProxyName && !value.Any(char.IsControl) && value.Trim().Length == value.Length;

    // As a shell does it: quotation marks may begin anywhere in a word.
    private static bool TrySplit(string line, out List<string> words)
    {
        words = [];
        var word = new StringBuilder();
        bool isQuoted = false, isWord = false;
        for (var i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (!isQuoted && c is ' ' or '\t')
            {
                End(words);
            }
            else if (c == '"')
            {
                (isQuoted, isWord) = (!isQuoted, true);
            }
            else
            {
                i += isQuoted && c == '\\' && i + 1 < line.Length ? 1 : 0;
                word.Append(line[i]);
                isWord = true;
            }
        }

        End(words);
        return !isQuoted;

        void End(List<string> to)
        {
            if (isWord)
            {
                to.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }

    private static string Quote(string value) => value.IndexOfAny([' ', '"', '\\']) < 0
        ? value
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
