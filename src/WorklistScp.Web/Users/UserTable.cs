namespace WorklistScp.Web.Users;

/// <summary>The users that there are, found by what they show. Immutable.</summary>
public sealed class UserTable
{
    private readonly Dictionary<string, User> _byName;
    private readonly Dictionary<string, User> _byToken;
    private readonly Dictionary<string, User> _bySubject;
    private readonly Dictionary<string, User> _byProxyName;

    /// <summary>Makes it of users that differ in all that they show.</summary>
    internal UserTable(IEnumerable<User> users)
    {
        All = [.. users];
        _byName = By(user => user.Name);
        _byToken = By(user => user.TokenHash);
        _bySubject = By(user => user.Subject);
        _byProxyName = By(user => user.ProxyName);
        PasswordIterations = All.Max(user => user.Password?.Iterations) ?? PasswordHash.UsualIterations;
    }

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyList<User> All { get; }

    /// <summary>
    /// How many iterations every password costs, also those of users with fewer, and of nobody: the time of an answer
    /// does not tell who is a user.
    /// </summary>
    internal int PasswordIterations { get; }

    /// <summary>The user of a name, in upper and lower case as the file has it; null: there is none.</summary>
    public User? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The user of a bearer token; null: it is nobody's.</summary>
    public User? FindByToken(string token) =>
        AccessToken.IsWellFormed(token) ? _byToken.GetValueOrDefault(AccessToken.HashOf(token)) : null;

    /// <summary>The user of a certificate that was verified; null: it is nobody's.</summary>
    /// <param name="subject">Its subject, see <see cref="CertificateSubject"/>.</param>
    public User? FindBySubject(string subject) =>
        CertificateSubject.TryNormalize(subject) is { } normal ? _bySubject.GetValueOrDefault(normal) : null;

    /// <summary>The user whom a proxy that is trusted names; null: nobody has that name there.</summary>
    public User? FindByProxyName(string name) => _byProxyName.GetValueOrDefault(name);

    private Dictionary<string, User> By(Func<User, string?> key) => All
        .Where(user => key(user) is not null)
        .ToDictionary(user => key(user)!, StringComparer.Ordinal);
}
