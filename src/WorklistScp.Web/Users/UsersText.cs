using System.Text;

namespace WorklistScp.Web.Users;

/// <summary>
/// The text of a users file, which people read and change: UTF-8, a user on each line, comments behind <c>#</c> on lines
/// of their own. Immutable; a change of one user leaves all other lines as they are.
/// <code>
/// # NAME ROLE KEY=VALUE...
/// anna    desk   password=pbkdf2-sha256:600000:SALT:HASH
/// report  read   token=SHA-256-OF-THE-TOKEN
/// ct1     read   certificate="CN=ct1, O=Clinic"
/// chief   admin  password=pbkdf2-sha256:600000:SALT:HASH proxy=chief@clinic.example
/// </code>
/// Names are as <see cref="UserName"/> says; roles are <c>read</c>, <c>desk</c> and <c>admin</c>. Behind them stand one
/// or more of <c>password</c> (<see cref="PasswordHash"/>), <c>token</c> (<see cref="AccessToken"/>), <c>certificate</c>
/// (<see cref="CertificateSubject"/>) and <c>proxy</c> (the name that the header of a proxy gives), each once. A value
/// with blanks stands in quotation marks; in these, <c>\"</c> and <c>\\</c> are a quotation mark and a backslash. No two
/// users have the same name, token, certificate or name at the proxy.
/// </summary>
public sealed class UsersText
{
    /// <summary>How many bytes a file has at most.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxLine = 4096;
    private const int MaxLines = 20_000;
    private const string NameKind = "name";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly IReadOnlyList<(string Text, User? User)> _lines;

    private UsersText(IReadOnlyList<(string Text, User? User)> lines)
    {
        _lines = lines;
        Users = new UserTable(lines.Select(line => line.User).OfType<User>());
    }

    /// <summary>No user at all.</summary>
    public static UsersText Empty { get; } = new([]);

    /// <summary>The users.</summary>
    public UserTable Users { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="bytes">What the file holds.</param>
    /// <param name="fault">The first thing that is wrong; null: nothing is.</param>
    /// <returns>The text; null: something is wrong.</returns>
    public static UsersText? TryParse(ReadOnlySpan<byte> bytes, out UserFault? fault)
    {
        if (bytes.Length > MaxLength)
        {
            fault = new UserFault(0, "longer than 1 MiB", "a file of users");
            return null;
        }

        var lines = new List<(string, User?)>();
        var values = new HashSet<(string Kind, string Value)>();
        foreach (Range range in bytes.TrimEnd((byte)'\n').Split((byte)'\n'))
        {
            fault = Read(bytes[range], lines.Count + 1, out string text, out User? user)
                ?? FindDuplicate(user, lines.Count + 1, values);
            if (fault is not null)
            {
                return null;
            }

            lines.Add((text, user));
            if (lines.Count > MaxLines)
            {
                fault = new UserFault(lines.Count, "a line too many", "at most 20000");
                return null;
            }
        }

        fault = null;
        return new UsersText(lines is [("", null)] ? [] : lines);
    }

    /// <summary>The text with a user in place of the one with his name, or at the end.</summary>
    /// <exception cref="ArgumentException">He cannot sign in, or another user has the same token, certificate or name at the proxy.</exception>
    public UsersText With(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.CanSignIn || FindRival(user) is not null)
        {
            throw new ArgumentException("a user who cannot be told from others", nameof(user));
        }

        (string, User?) line = (UserLine.Of(user), user);
        return Users.Find(user.Name) is null
            ? new UsersText([.. _lines, line])
            : new UsersText([.. _lines.Select(each => each.User?.Name == user.Name ? line : each)]);
    }

    /// <summary>Another user who has the same token, certificate or name at the proxy; null: nobody has.</summary>
    public User? FindRival(User user)
    {
        var wanted = KeysOf(user).Where(key => key.Kind != NameKind).ToHashSet();
        return Users.All.FirstOrDefault(other => other.Name != user.Name && wanted.Overlaps(KeysOf(other)));
    }

    /// <summary>The text without the line of a user.</summary>
    public UsersText Without(string name) => new([.. _lines.Where(line => line.User?.Name != name)]);

    /// <summary>What the file is to hold.</summary>
    public byte[] ToBytes() => Strict.GetBytes(string.Concat(_lines.Select(line => line.Text + '\n')));

    private static UserFault? Read(ReadOnlySpan<byte> bytes, int number, out string text, out User? user)
    {
        (text, user) = ("", null);
        if (bytes.Length > MaxLine)
        {
            return new UserFault(number, "a line that is too long", "at most 4096 bytes");
        }

        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return new UserFault(number, "bytes that are no UTF-8", "text");
        }

        // Marks of the byte order, and ends of lines as other systems write them, stay in the text.
        string line = text.Trim().TrimStart('\ufeff');
        return line is "" or ['#', ..] || UserLine.Read(line, out user) is not var (problem, expected)
            ? null
            : new UserFault(number, problem, expected);
    }

    private static UserFault? FindDuplicate(User? user, int number, HashSet<(string Kind, string Value)> values)
    {
        foreach ((string kind, string value) in user is null ? [] : KeysOf(user))
        {
            if (!values.Add((kind, value)))
            {
                return new UserFault(number, $"the {kind} of a user before", "each once");
            }
        }

        return null;
    }

    private static IEnumerable<(string Kind, string Value)> KeysOf(User user)
    {
        (string Kind, string? Value)[] keys =
        [
            (NameKind, user.Name), ("token", user.TokenHash), ("certificate", user.Subject),
            ("name at the proxy", user.ProxyName),
        ];
        return keys.Where(key => key.Value is not null)!;
    }
}
