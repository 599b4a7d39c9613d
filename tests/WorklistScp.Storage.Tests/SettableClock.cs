namespace WorklistScp.Storage.Tests;

/// <summary>A clock that can be set, beside time stamps that go on as before.</summary>
internal sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(start);
    private TimeSpan _set;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public void Set(TimeSpan by) => _set += by;

    public void Advance(TimeSpan by) => _steady.Advance(by);

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _set;

    public override long GetTimestamp() => _steady.GetTimestamp();
}
