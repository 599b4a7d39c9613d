using System.Net;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

public sealed class SignInTests
{
    private static readonly string Token = AccessToken.New();

    private static readonly User Script = new("script", WebRole.Read)
    {
        TokenHash = AccessToken.HashOf(Token),
        Subject = CertificateSubject.TryNormalize("CN=ct1,O=Clinic"),
        ProxyName = "script@clinic.example",
    };

    private readonly FakeTimeProvider _time = new();
    private readonly SignIn _signIn;
    private UserTable _users = UserSamples.Table(UserSamples.Desk, Script);

    public SignInTests() =>
        _signIn = new SignIn(() => _users, new PasswordVerifier(_time), new SignInLimit(_time));

    private static SignInResult Desk => new SignInResult.Accepted(UserSamples.Desk);

    private static SignInResult Nobody => SignInResult.Refused.Instance;

    [Fact]
    public async Task Password_IsThatOfTheUser()
    {
        Assert.Equal(Desk, await TryAsync(UserSamples.Password));
        Assert.Equal(Nobody, await TryAsync("wrong"));
    }

    [Fact]
    public void Others_AreFoundByWhatTheyShow()
    {
        SignInResult script = new SignInResult.Accepted(Script);

        Assert.Equal(script, _signIn.ByToken(Token));
        Assert.Equal(script, _signIn.BySubject("CN=ct1, O=Clinic"));
        Assert.Equal(script, _signIn.ByProxyName("script@clinic.example"));
        Assert.Equal(Nobody, _signIn.ByToken(AccessToken.New()));
        Assert.Equal(Nobody, _signIn.ByToken(""));
        Assert.Equal(Nobody, _signIn.BySubject("CN=ct1"));
        Assert.Equal(Nobody, _signIn.BySubject("CN=ct1, O=Clinic, OU=CN=ct1"));
        Assert.Equal(Nobody, _signIn.BySubject("no subject"));
        Assert.Equal(Nobody, _signIn.ByProxyName("script"));
        Assert.Equal(Nobody, _signIn.ByProxyName(""));
    }

    [Fact]
    public async Task WrongPasswords_SlowTheRightOne_UnlessItIsRemembered()
    {
        await FailFiveTimesAsync();
        Assert.Equal(new SignInResult.TooMany(TimeSpan.FromSeconds(1)), await TryAsync(UserSamples.Password));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Desk, await TryAsync(UserSamples.Password));

        await FailFiveTimesAsync();
        Assert.Equal(Desk, await TryAsync(UserSamples.Password));
        Assert.IsType<SignInResult.TooMany>(await TryAsync("wrong 6"));
    }

    [Fact]
    public async Task SamePasswords_SideBySide_AreOneAttempt()
    {
        SignInResult[] results =
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TryAsync(UserSamples.Password)));

        Assert.All(results, result => Assert.Equal(Desk, result));
    }

    [Fact]
    public async Task OtherPasswords_SideBySide_AreNotFree()
    {
        SignInResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TryAsync($"wrong {i}")));

        Assert.Equal(SignInLimit.FreeAttempts, results.Count(result => result == Nobody));
        Assert.Equal(15, results.Count(result => result is SignInResult.TooMany));
    }

    [Fact]
    public async Task GuessersAtManyAddresses_KeepNobodyElseOut()
    {
        Task<SignInResult>[] guesses =
        [
            .. Enumerable.Range(1, 60).Select(address => _signIn.ByPasswordAsync(
                "desk1", "wrong", new IPAddress([192, 0, 2, (byte)address]), TestContext.Current.CancellationToken)),
        ];
        Assert.Equal(Desk, await TryAsync(UserSamples.Password, "198.51.100.1"));

        await Task.WhenAll(guesses);
    }

    [Fact]
    public async Task Address_ThatFailedThirtyTimes_WaitsWithARightPasswordToo_UnlessItIsRemembered()
    {
        Assert.Equal(Desk, await TryAsync(UserSamples.Password, "192.0.2.2"));
        for (var i = 0; i < SignInLimit.AttemptsOfAddress; i++)
        {
            await _signIn.ByPasswordAsync(
                $"name{i}", "", UserSamples.Address, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Desk, await TryAsync(UserSamples.Password));
        Assert.Equal(new SignInResult.Accepted(Script), _signIn.ByToken(Token));
        _time.Advance(TimeSpan.FromSeconds(59));
        _users = UserSamples.Table(UserSamples.Desk with { Role = WebRole.Read }, Script); // forgotten with its line
        Assert.Equal(new SignInResult.TooMany(TimeSpan.FromSeconds(1)), await TryAsync(UserSamples.Password));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SignInResult.Accepted>(await TryAsync(UserSamples.Password));
    }

    [Fact]
    public async Task User_WhoIsGone_IsRefused_ThoughHisPasswordIsRemembered()
    {
        await TryAsync(UserSamples.Password);
        _users = UserSamples.Table(Script);

        Assert.Equal(Nobody, await TryAsync(UserSamples.Password));
    }

    private async Task FailFiveTimesAsync()
    {
        for (var i = 0; i < SignInLimit.FreeAttempts; i++)
        {
            Assert.Equal(Nobody, await TryAsync($"wrong {i}"));
        }
    }

    private Task<SignInResult> TryAsync(string password, string? address = null) => _signIn.ByPasswordAsync(
        "desk1", password, address is null ? UserSamples.Address : IPAddress.Parse(address),
        TestContext.Current.CancellationToken);
}
