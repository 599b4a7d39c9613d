using System.Net;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

public sealed class SignInLimitTests
{
    private static readonly IPAddress Here = UserSamples.Address;
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider _time = new();
    private readonly SignInLimit _limit;

    public SignInLimitTests() => _limit = new SignInLimit(_time);

    [Fact]
    public void Pauses_AfterFiveAttempts_DoubleUpToAMinute()
    {
        FailFiveTimes();

        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60, 60])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), PauseOf("a", Here));
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(TimeSpan.Zero, PauseOf("a", Here));
        }
    }

    [Fact]
    public void Pause_GoesOnWithoutTheAttemptsWithinIt()
    {
        FailFiveTimes();

        _time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Equal(TimeSpan.FromMilliseconds(600), PauseOf("a", Here));
        Assert.Equal(TimeSpan.FromMilliseconds(600), PauseOf("a", Here));
    }

    [Fact]
    public void Attempts_AreForgotten_AMinuteAfterThePause()
    {
        FailFiveTimes();
        _time.Advance(TimeSpan.FromSeconds(61));

        FailFiveTimes();
        Assert.Equal(TimeSpan.FromSeconds(1), PauseOf("a", Here));
    }

    [Fact]
    public void OtherName_AndOtherAddress_AreNotSlowed()
    {
        FailFiveTimes();

        Assert.Equal(TimeSpan.Zero, PauseOf("b", Here));
        Assert.Equal(TimeSpan.Zero, PauseOf("a", Elsewhere));
        Assert.NotEqual(TimeSpan.Zero, PauseOf("a", Here));
    }

    [Fact]
    public void RightPassword_FreesTheNameAtItsAddress()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(TimeSpan.Zero, PauseOf("a", Here));
            _limit.Succeed("a", Here);
        }
    }

    [Fact]
    public void AttemptGivenBack_DoesNotCount()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(TimeSpan.Zero, PauseOf("a", Here));
            _limit.GiveBack("a", Here);
        }

        FailFiveTimes();
        Assert.Equal(TimeSpan.FromSeconds(1), PauseOf("a", Here));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8:0:0:ffff::2")]
    public void Address_MayFailThirtyTimesAMinute_WhateverTheNames(string one, string same)
    {
        var address = IPAddress.Parse(one);
        for (var i = 0; i < SignInLimit.AttemptsOfAddress; i++)
        {
            Assert.Equal(TimeSpan.Zero, PauseOf($"name{i}", address));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(TimeSpan.FromSeconds(30), PauseOf("other", IPAddress.Parse(same)));
        Assert.Equal(TimeSpan.Zero, PauseOf("other", IPAddress.Parse("2001:db8:0:1::1")));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.Zero, PauseOf("other", address));
        Assert.Equal(TimeSpan.FromSeconds(1), PauseOf("more", address));
    }

    [Fact]
    public void NamesThatNobodyCanHave_AreOne()
    {
        for (var i = 0; i < SignInLimit.FreeAttempts; i++)
        {
            Assert.Equal(TimeSpan.Zero, PauseOf(new string('a', 1000 + i), Here));
        }

        Assert.NotEqual(TimeSpan.Zero, PauseOf("\n", Here));
    }

    [Fact]
    public void Names_AreTenThousandAtMost_AndTheOldestLeave()
    {
        FailFiveTimes();
        for (var i = 0; i < 10_000; i++)
        {
            PauseOf("b", new IPAddress([10, 0, (byte)(i >> 8), (byte)i]));
        }

        Assert.Equal(TimeSpan.Zero, PauseOf("a", Here));
    }

    private void FailFiveTimes()
    {
        for (var i = 0; i < SignInLimit.FreeAttempts; i++)
        {
            Assert.Equal(TimeSpan.Zero, PauseOf("a", Here));
        }
    }

    private TimeSpan PauseOf(string name, IPAddress address) =>
        _limit.TryBegin(name, address, out TimeSpan pause) ? TimeSpan.Zero : pause;
}
