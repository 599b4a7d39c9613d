namespace WorklistScp.Web.Users;

/// <summary>
/// A user, as a line of the users file has it: what he may do, and how he shows who he is. Two are equal if all of that
/// is; what was begun with another one, such as a session, ends. Immutable.
/// </summary>
/// <param name="Name">The name, see <see cref="UserName"/>.</param>
/// <param name="Role">What he may do.</param>
public sealed record User(string Name, WebRole Role)
{
    /// <summary>What tells his password; null: he has none.</summary>
    public PasswordHash? Password { get; init; }

    /// <summary>What tells his bearer token, see <see cref="AccessToken.HashOf"/>; null: he has none.</summary>
    public string? TokenHash { get; init; }

    /// <summary>The subject of his certificate, see <see cref="CertificateSubject"/>; null: he has none.</summary>
    public string? Subject { get; init; }

    /// <summary>The name that the header of a proxy gives him; null: none.</summary>
    public string? ProxyName { get; init; }

    /// <summary>Whether there is a way to show who he is.</summary>
    public bool CanSignIn => Password is not null || TokenHash is not null || Subject is not null || ProxyName is not null;

    /// <summary>The name alone: no log has use for more.</summary>
    public override string ToString() => Name;
}
