using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WorklistScp.Network.Logging;

namespace WorklistScp.Network.Tests.Server;

public sealed class HostNamesTests
{
    private const int Found = 1110;

    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _logger = new();
    private readonly List<(IPAddress Address, TaskCompletionSource<string?> Answer)> _asked = [];
    private readonly HostNames _names;

    public HostNamesTests() => _names = new HostNames(LookUp, _time, _logger);

    [Fact]
    public void Find_BeforeTheAnswer_IsNothing()
    {
        _names.StartLookUp(Address);

        Assert.Null(_names.Find(Address));
        Assert.Equal([Address], _asked.Select(lookUp => lookUp.Address));
    }

    [Fact]
    public void Answer_Found_IsKnownAndLoggedOnce()
    {
        _names.StartLookUp(Address);
        _asked[0].Answer.SetResult("ct1.example.org");
        _names.StartLookUp(Address);

        Assert.Equal("ct1.example.org", _names.Find(Address));
        Assert.Equal(
            [new LogLine(Found, LogLevel.Information, "192.0.2.7 is ct1.example.org")], _logger.Lines);
        Assert.Single(_asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("192.0.2.7")]
    [InlineData("198.51.100.1")]
    [InlineData("2001:db8::1")]
    [InlineData("a b")]
    [InlineData("ct1\n2026-11-24 accepted")]
    [InlineData("ct1\u001b[2J")]
    [InlineData("bücher.example.org")]
    public void Answer_NoHostName_IsNone(string? answer)
    {
        _names.StartLookUp(Address);
        _asked[0].Answer.SetResult(answer);

        Assert.Null(_names.Find(Address));
        Assert.Empty(_logger.Lines);
    }

    [Theory]
    [InlineData(253, true)]
    [InlineData(254, false)]
    public void Answer_AtAndBeyondTheLongestName_IsTakenAndDropped(int length, bool isTaken)
    {
        _names.StartLookUp(Address);
        _asked[0].Answer.SetResult(new string('a', length));

        Assert.Equal(isTaken, _names.Find(Address) is not null);
    }

    [Fact]
    public void Answer_Failed_IsNoneUntilFiveMinutesHavePassed()
    {
        _names.StartLookUp(Address);
        _asked[0].Answer.SetException(new SocketException((int)SocketError.HostNotFound));
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        _names.StartLookUp(Address);
        Assert.Single(_asked);

        _time.Advance(TimeSpan.FromTicks(1));
        _names.StartLookUp(Address);
        _asked[1].Answer.SetResult("ct1");

        Assert.Equal("ct1", _names.Find(Address));
    }

    [Fact]
    public void Answer_AfterASecond_IsDroppedAndNotAskedForAgain()
    {
        _names.StartLookUp(Address);
        _time.Advance(TimeSpan.FromSeconds(1));
        _asked[0].Answer.SetResult("ct1.example.org");
        _names.StartLookUp(Address);

        Assert.Null(_names.Find(Address));
        Assert.Empty(_logger.Lines);
        Assert.Single(_asked);
    }

    [Fact]
    public void Name_OlderThanFiveMinutes_IsForgottenAndLoggedAgainOnlyIfItChanged()
    {
        foreach (string name in (string[])["ct1", "ct1", "mr1"])
        {
            _names.StartLookUp(Address);
            _asked[^1].Answer.SetResult(name);
            Assert.Equal(name, _names.Find(Address));
            _time.Advance(TimeSpan.FromMinutes(5));
            Assert.Null(_names.Find(Address));
        }

        Assert.Equal(["192.0.2.7 is ct1", "192.0.2.7 is mr1"], _logger.Lines.Select(line => line.Text));
    }

    [Fact]
    public void LookUps_MoreThanFourAtOnce_AreNotBegun()
    {
        IPAddress[] addresses = [.. Enumerable.Range(0, 5).Select(Number)];
        Array.ForEach(addresses, _names.StartLookUp);
        Assert.Equal(addresses[..4], _asked.Select(lookUp => lookUp.Address));

        _time.Advance(TimeSpan.FromSeconds(2)); // too late for an answer, but they still run
        _names.StartLookUp(addresses[4]);
        Assert.Equal(4, _asked.Count);

        _asked[0].Answer.SetResult(null);
        _names.StartLookUp(addresses[4]);
        Assert.Equal(addresses[4], _asked[^1].Address);
    }

    [Fact]
    public void LookUp_StillRunningAfterFiveMinutes_IsNotBegunAgain()
    {
        _names.StartLookUp(Address);
        _time.Advance(TimeSpan.FromMinutes(6));
        _names.StartLookUp(Address);

        Assert.Single(_asked);
    }

    [Fact]
    public void Addresses_MoreThanAThousand_AreNotLookedUpUntilOthersAreOld()
    {
        for (var i = 0; i < HostNames.MaxEntries; i++)
        {
            _names.StartLookUp(Number(i));
            _asked[^1].Answer.SetResult($"host{i}");
        }

        _names.StartLookUp(Address);
        Assert.Equal(HostNames.MaxEntries, _asked.Count);
        Assert.Equal("host999", _names.Find(Number(999)));

        _time.Advance(TimeSpan.FromMinutes(5));
        _names.StartLookUp(Address);
        Assert.Equal(Address, _asked[^1].Address);
    }

    [Fact]
    public void StartLookUp_NobodyWouldSeeTheName_DoesNothing()
    {
        var names = new HostNames(LookUp, _time, new RecordingLogger(LogLevel.Warning));

        names.StartLookUp(Address);

        Assert.Empty(_asked);
    }

    private static IPAddress Number(int number) => new([10, 0, (byte)(number >> 8), (byte)number]);

    private Task<string?> LookUp(IPAddress address, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<string?>(); // what waits for it runs on in SetResult
        _asked.Add((address, answer));
        return answer.Task;
    }
}
