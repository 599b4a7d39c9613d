using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

public sealed class PasswordVerifierTests
{
    private static readonly UserTable Users = UserSamples.Table(
        UserSamples.Desk, new User("script", WebRole.Read) { TokenHash = AccessToken.HashOf(AccessToken.New()) });

    private readonly FakeTimeProvider _time = new();
    private readonly PasswordVerifier _verifier;

    public PasswordVerifierTests() => _verifier = new PasswordVerifier(_time);

    [Theory]
    [InlineData("desk1", UserSamples.Password, PasswordAnswer.Right)]
    [InlineData("desk1", "correct horsf", PasswordAnswer.Wrong)]
    [InlineData("desk1", "", PasswordAnswer.Wrong)]
    [InlineData("desk1", "\ud800", PasswordAnswer.Wrong)]
    [InlineData("DESK1", UserSamples.Password, PasswordAnswer.Wrong)]
    [InlineData("script", UserSamples.Password, PasswordAnswer.Wrong)]
    [InlineData("nobody", UserSamples.Password, PasswordAnswer.Wrong)]
    [InlineData("", UserSamples.Password, PasswordAnswer.Wrong)]
    public async Task Password_OfTheUser_IsTheOnlyRightOne(string name, string password, PasswordAnswer expected)
    {
        Assert.Equal(expected, await VerifyAsync(Users, name, password));
        Assert.Equal(expected == PasswordAnswer.Right, _verifier.Remembers(Users, name, password));
    }

    [Fact]
    public async Task Password_BeyondTheLimit_IsWrong() =>
        Assert.Equal(PasswordAnswer.Wrong, await VerifyAsync(Users, "desk1", new string('a', 1_000_000)));

    [Fact]
    public async Task RightPassword_IsRememberedForFiveMinutes()
    {
        await VerifyAsync(Users, "desk1", UserSamples.Password);

        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.True(_verifier.Remembers(Users, "desk1", UserSamples.Password));
        Assert.False(_verifier.Remembers(Users, "desk1", UserSamples.Password + "x"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_verifier.Remembers(Users, "desk1", UserSamples.Password));
    }

    [Fact]
    public async Task RightPassword_IsForgotten_WhenTheLineOfTheUserChanges()
    {
        await VerifyAsync(Users, "desk1", UserSamples.Password);

        Assert.True(_verifier.Remembers(
            UserSamples.Table(new User("desk1", WebRole.Desk) { Password = PasswordHash.TryParse(UserSamples.Hash) }),
            "desk1", UserSamples.Password));
        Assert.False(_verifier.Remembers(
            UserSamples.Table(UserSamples.Desk with { Role = WebRole.Read }), "desk1", UserSamples.Password));
        Assert.False(_verifier.Remembers(Users, "desk1", UserSamples.Password));
        Assert.False(_verifier.Remembers(UserSamples.Table(), "desk1", UserSamples.Password));
    }

    [Fact]
    public void Remembered_AreAThousandAtMost()
    {
        var remembered = new RememberedPasswords(_time);
        for (var i = 0; i <= 1000; i++)
        {
            remembered.Add(UserSamples.Desk, $"password {i}");
        }

        Assert.False(remembered.Has(UserSamples.Desk, "password 0"));
        Assert.True(remembered.Has(UserSamples.Desk, "password 1"));
        Assert.True(remembered.Has(UserSamples.Desk, "password 1000"));
    }

    [Fact]
    public void Codes_OfOtherNamesAndPasswords_Differ()
    {
        var remembered = new RememberedPasswords(_time);

        Assert.Equal(remembered.CodeOf("a", "bc"), remembered.CodeOf("a", "bc"));
        Assert.NotEqual(remembered.CodeOf("a", "bc"), remembered.CodeOf("ab", "c"));
        Assert.NotEqual(remembered.CodeOf("a", "bc"), new RememberedPasswords(_time).CodeOf("a", "bc"));
    }

    // The processor's time cannot be compared reliably, but the iterations can.
    [Fact]
    public void Table_KnowsWhatEachPasswordCosts()
    {
        User slow = new("slow", WebRole.Read)
        {
            Password = PasswordHash.TryParse(UserSamples.Hash.Replace(":100000:", ":200000:", StringComparison.Ordinal)),
        };

        Assert.Equal(200_000, UserSamples.Table(UserSamples.Desk, slow).PasswordIterations);
        Assert.Equal(600_000, UserSamples.Table().PasswordIterations);
    }

    [Fact]
    public async Task Verifications_BeyondTheQueue_AreBusy_AndAfterThemThereIsRoom()
    {
        const int Beyond = 1000;

        PasswordAnswer[] answers = await Task.WhenAll(
            Enumerable.Range(0, PasswordVerifier.MostAtOnce + PasswordVerifier.MostWaiting + Beyond)
                .Select(i => VerifyAsync(Users, "desk1", $"wrong {i}")));

        // On a machine that stood still, some may have ended before the last began.
        int busy = answers.Count(answer => answer == PasswordAnswer.Busy);
        Assert.InRange(busy, 1, Beyond);
        Assert.Equal(answers.Length - busy, answers.Count(answer => answer == PasswordAnswer.Wrong));
        Assert.Equal(PasswordAnswer.Right, await VerifyAsync(Users, "desk1", UserSamples.Password));
    }

    private Task<PasswordAnswer> VerifyAsync(UserTable users, string name, string password) =>
        _verifier.VerifyAsync(users, name, password, UserSamples.Address);
}
