using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

public sealed class SessionsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Sessions _sessions;
    private UserTable _users = UserSamples.Table(UserSamples.Desk);

    public SessionsTests() => _sessions = new Sessions(() => _users, _time);

    [Fact]
    public void Id_IsNewEachTime_AndFindsTheUser()
    {
        string first = _sessions.Begin(UserSamples.Desk);
        string second = _sessions.Begin(UserSamples.Desk);

        Assert.NotEqual(first, second);
        Assert.Equal(UserSamples.Desk, _sessions.Find(first));
        Assert.Equal(UserSamples.Desk, _sessions.Find(second));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n")]
    public void Id_ThatNoneHas_FindsNobody(string id)
    {
        _sessions.Begin(UserSamples.Desk);

        Assert.Null(_sessions.Find(id));
        _sessions.End(id);
        Assert.Equal(1, _sessions.Count);
    }

    [Fact]
    public void End_EndsOne()
    {
        string ended = _sessions.Begin(UserSamples.Desk);
        string other = _sessions.Begin(UserSamples.Desk);

        _sessions.End(ended);
        _sessions.End(ended);

        Assert.Null(_sessions.Find(ended));
        Assert.NotNull(_sessions.Find(other));
    }

    [Fact]
    public void Session_NotUsedForHalfAnHour_Ends()
    {
        string id = _sessions.Begin(UserSamples.Desk);
        Advance(29);
        Assert.NotNull(_sessions.Find(id));
        Advance(29);
        Assert.NotNull(_sessions.Find(id));
        Advance(30);
        Assert.Null(_sessions.Find(id));
        Assert.Equal(0, _sessions.Count);
    }

    [Fact]
    public void Session_InUse_EndsAfterTwelveHours()
    {
        string id = _sessions.Begin(UserSamples.Desk);
        for (var i = 0; i < 35; i++)
        {
            Advance(20);
            Assert.NotNull(_sessions.Find(id));
        }

        Advance(20);
        Assert.Null(_sessions.Find(id));
    }

    [Fact]
    public void Session_OfAUserWhoseLineChanges_EndsForGood()
    {
        string id = _sessions.Begin(UserSamples.Desk);

        _users = UserSamples.Table(UserSamples.Desk with { Role = WebRole.Admin });
        Assert.Null(_sessions.Find(id));

        _users = UserSamples.Table(UserSamples.Desk);
        Assert.Null(_sessions.Find(id));
    }

    [Fact]
    public void Session_OfAUserWhoIsGone_Ends()
    {
        string id = _sessions.Begin(UserSamples.Desk);
        _users = UserSamples.Table();

        Assert.Null(_sessions.Find(id));
    }

    [Fact]
    public void Sessions_OfAUser_AreTwentyAtMost_AndTheLeastUsedLeaves()
    {
        string[] ids = [.. Enumerable.Range(0, Sessions.MostOfUser).Select(_ => _sessions.Begin(UserSamples.Desk))];
        Assert.NotNull(_sessions.Find(ids[0]));

        _sessions.Begin(UserSamples.Desk);

        Assert.Equal(Sessions.MostOfUser, _sessions.Count);
        Assert.NotNull(_sessions.Find(ids[0]));
        Assert.Null(_sessions.Find(ids[1]));
    }

    [Fact]
    public void Sessions_AreTenThousandAtMost_AndTheLeastUsedLeaves()
    {
        User[] users = [.. Enumerable.Range(0, 1000).Select(i => new User($"u{i}", WebRole.Read) { ProxyName = $"u{i}" })];
        _users = UserSamples.Table(users);
        string[] ids = [.. Enumerable.Range(0, Sessions.Most).Select(i => _sessions.Begin(users[i % users.Length]))];

        _sessions.Begin(users[0]);

        Assert.Equal(Sessions.Most, _sessions.Count);
        Assert.Null(_sessions.Find(ids[0]));
        Assert.NotNull(_sessions.Find(ids[1]));
    }

    private void Advance(int minutes) => _time.Advance(TimeSpan.FromMinutes(minutes));
}
