using System.Net;

namespace WorklistScp.Web.Users;

/// <summary>
/// Tells who somebody is, by the users that there are now: what every door asks, the page's form as well as the header
/// of a request. Any thread may call.
/// </summary>
/// <param name="users">The users that there are now.</param>
/// <param name="passwords">Verifies passwords.</param>
/// <param name="limit">Slows those who guess them.</param>
public sealed class SignIn(Func<UserTable> users, PasswordVerifier passwords, SignInLimit limit)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Code, IPAddress Address), Task<SignInResult>> _attempts = [];

    /// <summary>
    /// By name and password, of the page's form or HTTP Basic (RFC 7617). The same ones that come side by side, as those
    /// of a script do, are one attempt.
    /// </summary>
    /// <param name="name">The name, any text.</param>
    /// <param name="password">The password, any text.</param>
    /// <param name="address">Where he comes from; behind a proxy, what that says.</param>
    /// <param name="cancellationToken">Gives up the waiting; the attempt counts.</param>
    public async Task<SignInResult> ByPasswordAsync(
        string name, string password, IPAddress address, CancellationToken cancellationToken)
    {
        UserTable now = users();
        return now.Find(name) is { } known && passwords.Remembers(now, name, password)
            ? new SignInResult.Accepted(known)
            : await AttemptAsync(now, name, password, address).WaitAsync(cancellationToken);
    }

    /// <summary>By a bearer token (RFC 6750). Nobody guesses one, so nobody is slowed.</summary>
    public SignInResult ByToken(string token) => ResultOf(users().FindByToken(token));

    /// <summary>By the subject of a client certificate that TLS has verified.</summary>
    public SignInResult BySubject(string subject) => ResultOf(users().FindBySubject(subject));

    /// <summary>By the name that a header has, of a proxy that may give it.</summary>
    public SignInResult ByProxyName(string name) => ResultOf(users().FindByProxyName(name));

    private Task<SignInResult> AttemptAsync(UserTable now, string name, string password, IPAddress address)
    {
        (string Code, IPAddress Address) key = (passwords.CodeOf(name, password), address);
        lock (_lock)
        {
            if (_attempts.TryGetValue(key, out Task<SignInResult>? attempt))
            {
                return attempt;
            }

            if (!limit.TryBegin(name, address, out TimeSpan retryAfter))
            {
                return Task.FromResult<SignInResult>(new SignInResult.TooMany(retryAfter));
            }

            // It removes itself under the lock, so not before it is there.
            attempt = VerifyAsync(now, name, password, key);
            if (!attempt.IsCompleted)
            {
                _attempts[key] = attempt;
            }

            return attempt;
        }
    }

    private async Task<SignInResult> VerifyAsync(
        UserTable now, string name, string password, (string Code, IPAddress Address) key)
    {
        try
        {
            switch (await passwords.VerifyAsync(now, name, password, key.Address))
            {
                case PasswordAnswer.Right:
                    limit.Succeed(name, key.Address);
                    return ResultOf(now.Find(name));
                case PasswordAnswer.Busy:
                    limit.GiveBack(name, key.Address);
                    return SignInResult.Busy.Instance;
                default:
                    return SignInResult.Refused.Instance;
            }
        }
        finally
        {
            lock (_lock)
            {
                _attempts.Remove(key);
            }
        }
    }

    private static SignInResult ResultOf(User? user) =>
        user is null ? SignInResult.Refused.Instance : new SignInResult.Accepted(user);
}
