namespace WorklistScp.Web.Users;

/// <summary>
/// Those who signed in at the page. A session ends when it was not used for 30 minutes, after 12 hours, when the line of
/// its user changes or goes, and when there are too many: 20 of a user, 10,000 in all, of which those leave that were
/// not used for longest. Only hashes of their ids are kept. Any thread may call.
/// </summary>
/// <param name="users">The users that there are now.</param>
/// <param name="time">The clock.</param>
public sealed class Sessions(Func<UserTable> users, TimeProvider time)
{
    /// <summary>How many one user has at most.</summary>
    public const int MostOfUser = 20;

    /// <summary>How many there are at most.</summary>
    public const int Most = 10_000;

    /// <summary>How long one lasts that is not used.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(30);

    /// <summary>How long one lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private readonly RecentTable<string, Session> _sessions = new(Most);
    private readonly Dictionary<string, RecentTable<string, Session>> _byUser = new(StringComparer.Ordinal);

    /// <summary>How many are kept, also those that have ended without being asked for since.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _sessions.Count;
            }
        }
    }

    /// <summary>Begins one. Its id is always new: nobody can have set it before.</summary>
    /// <returns>The id, a secret: 64 hexadecimal digits.</returns>
    public string Begin(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        string id = AccessToken.New();
        long now = time.GetTimestamp();
        lock (_lock)
        {
            Use(new Session(AccessToken.HashOf(id), user, now, now));
        }

        return id;
    }

    /// <summary>The user of a session; null: there is none, or it has ended.</summary>
    /// <param name="id">Its id, any text.</param>
    /// <param name="isUse">Whether the user does something, so that it lasts longer, or only the browser does.</param>
    public User? Find(string id, bool isUse = true)
    {
        if (!AccessToken.IsWellFormed(id))
        {
            return null;
        }

        // Not under the lock: it may look at the file.
        UserTable now = users();
        lock (_lock)
        {
            if (!_sessions.TryGet(AccessToken.HashOf(id), out Session? session))
            {
                return null;
            }

            if (now.Find(session.User.Name) != session.User
                || time.GetElapsedTime(session.Begun) >= Longest
                || time.GetElapsedTime(session.Used) >= IdleLimit)
            {
                Remove(session);
                return null;
            }

            if (isUse)
            {
                Use(session with { Used = time.GetTimestamp() });
            }

            return session.User;
        }
    }

    /// <summary>Ends one, if it is there.</summary>
    /// <param name="id">Its id, any text.</param>
    public void End(string id)
    {
        if (!AccessToken.IsWellFormed(id))
        {
            return;
        }

        lock (_lock)
        {
            if (_sessions.TryGet(AccessToken.HashOf(id), out Session? session))
            {
                Remove(session);
            }
        }
    }

    private void Use(Session session)
    {
        if (!_byUser.TryGetValue(session.User.Name, out RecentTable<string, Session>? own))
        {
            _byUser[session.User.Name] = own = new RecentTable<string, Session>(MostOfUser);
        }

        if (own.Set(session.Key, session) is { } oldest)
        {
            _sessions.Remove(oldest.Key);
        }

        if (_sessions.Set(session.Key, session) is { } left)
        {
            Remove(left);
        }
    }

    private void Remove(Session session)
    {
        _sessions.Remove(session.Key);
        if (_byUser.TryGetValue(session.User.Name, out RecentTable<string, Session>? own))
        {
            own.Remove(session.Key);
            if (own.Count == 0)
            {
                _byUser.Remove(session.User.Name);
            }
        }
    }

    /// <param name="Key">The hash of the id.</param>
    /// <param name="User">As the line was when it began.</param>
    /// <param name="Begun">When it began.</param>
    /// <param name="Used">When it was used.</param>
    private sealed record Session(string Key, User User, long Begun, long Used);
}
