using System.Net;

namespace WorklistScp.Web.Users;

/// <summary>What became of a password.</summary>
public enum PasswordAnswer
{
    /// <summary>It is the one of the user.</summary>
    Right,

    /// <summary>It is not, or there is no such user.</summary>
    Wrong,

    /// <summary>Too many are being verified; nothing is known of it.</summary>
    Busy,
}

/// <summary>
/// Verifies passwords, on threads of their own and few at once, since each is work on purpose. What is wrong takes as
/// long for users as for names that nobody has. Any thread may call.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class PasswordVerifier(TimeProvider time)
{
    /// <summary>How many are verified at once.</summary>
    public const int MostAtOnce = 2;

    /// <summary>How many wait for that at most: some seconds of work.</summary>
    public const int MostWaiting = 100;

    private readonly AddressTurns _turns = new(MostAtOnce, MostWaiting);
    private readonly RememberedPasswords _remembered = new(time);

    /// <summary>Whether a password was right within the last 5 minutes; that costs nothing.</summary>
    /// <param name="users">The users that there are now.</param>
    /// <param name="name">The name of the user.</param>
    /// <param name="password">The password.</param>
    public bool Remembers(UserTable users, string name, string password) =>
        users.Find(name) is { Password: not null } user && IsOfSomeLength(password) && _remembered.Has(user, password);

    /// <summary>What stands for a name and a password, any texts: other ones have another code.</summary>
    internal string CodeOf(string name, string password) => _remembered.CodeOf(name, password);

    /// <summary>Verifies a password.</summary>
    /// <param name="users">The users that there are now.</param>
    /// <param name="name">The name of the user.</param>
    /// <param name="password">The password; one that is too long to be anybody's is wrong at once.</param>
    /// <param name="address">Where from: each address gets its turn.</param>
    public async Task<PasswordAnswer> VerifyAsync(UserTable users, string name, string password, IPAddress address)
    {
        if (!IsOfSomeLength(password))
        {
            return PasswordAnswer.Wrong;
        }

        if (Remembers(users, name, password))
        {
            return PasswordAnswer.Right;
        }

        if (!await _turns.TryBeginAsync(address))
        {
            return PasswordAnswer.Busy;
        }

        try
        {
            // Requests of a script come side by side: the first of them has paid for the others.
            if (!Remembers(users, name, password) && !await OnItsOwnThread(() => IsRight(users, name, password)))
            {
                return PasswordAnswer.Wrong;
            }

            _turns.Forget(address);
            return PasswordAnswer.Right;
        }
        finally
        {
            _turns.End();
        }
    }

    private static bool IsOfSomeLength(string password) => password.Length is > 0 and <= PasswordHash.LongestPassword;

    private static Task<bool> OnItsOwnThread(Func<bool> verify) => Task.Factory.StartNew(
        verify, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private bool IsRight(UserTable users, string name, string password)
    {
        User? user = users.Find(name);
        bool isRight = user?.Password?.Matches(password) == true;
        PasswordHash.SpendTime(password, users.PasswordIterations - (user?.Password?.Iterations ?? 0));
        if (isRight)
        {
            _remembered.Add(user!, password);
        }

        return isRight;
    }
}
