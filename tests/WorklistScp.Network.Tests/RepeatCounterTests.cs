using Microsoft.Extensions.Time.Testing;

namespace WorklistScp.Network.Tests;

public sealed class RepeatCounterTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly List<Repeats<int>> _told = [];
    private readonly RepeatCounter<string, int> _counter;

    public RepeatCounterTests() =>
        _counter = new RepeatCounter<string, int>(3, _told.Add, _time, kind => kind[..1]);

    public void Dispose() => _counter.Dispose();

    [Fact]
    public void First_IsTold_OthersAreCounted_UntilAMinuteIsWithoutAny()
    {
        Assert.True(_counter.Add("a1", 1));
        Assert.False(_counter.Add("a1", 2));
        Assert.False(_counter.Add("a1", 3));
        _time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.Empty(_told);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([new Repeats<int>(3, 2, IsMixed: false)], _told);

        Assert.False(_counter.Add("a1", 4)); // a line was told just now
        _time.Advance(Minute);
        Assert.Equal(new Repeats<int>(4, 1, IsMixed: false), _told[^1]);
        _time.Advance(Minute);
        Assert.Equal(2, _told.Count);
        Assert.True(_counter.Add("a1", 5));
    }

    [Fact]
    public void Kinds_MoreThanAreToldApart_AreCountedTogether_ByWhatTheyHaveInCommon()
    {
        Assert.True(_counter.Add("a1", 1));
        Assert.True(_counter.Add("a2", 2));
        Assert.True(_counter.Add("a3", 3)); // the first of those in common
        Assert.False(_counter.Add("a4", 4));
        Assert.False(_counter.Add("a5", 5));
        Assert.True(_counter.Add("b1", 6));
        Assert.False(_counter.Add("a1", 7));
        _time.Advance(Minute);
        Assert.Equal(
            [new Repeats<int>(5, 2, IsMixed: true), new Repeats<int>(7, 1, IsMixed: false)],
            _told.OrderBy(it => it.Last));

        _time.Advance(Minute);
        Assert.True(_counter.Add("a4", 8)); // there is room again
        Assert.True(_counter.Add("a5", 9));
    }

    [Fact]
    public void Dispose_TellsWhatWasCounted()
    {
        Assert.True(_counter.Add("a1", 1));
        Assert.False(_counter.Add("a1", 2));
        Assert.True(_counter.Add("b1", 3));

        _counter.Dispose();
        _time.Advance(Minute);

        Assert.Equal([new Repeats<int>(2, 1, IsMixed: false)], _told);
    }
}
