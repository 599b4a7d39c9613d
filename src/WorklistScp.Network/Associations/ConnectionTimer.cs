using WorklistScp.Network.Pdus;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Associations;

/// <summary>
/// How long a connection waits for its peer: by the ARTIM timer (PS3.8 9.1.5), for what an association awaits, and for
/// the rest of a PDU that has begun. The last counts from the PDU's first byte: neither further bytes nor a query that
/// is being answered meanwhile make it longer.
/// </summary>
internal sealed class ConnectionTimer(UpperLayerSettings settings, TimeProvider time)
{
    private long _waitingSince = time.GetTimestamp();
    private long? _pduSince;

    /// <summary>How long it may wait.</summary>
    public UpperLayerSettings Settings { get; set; } = settings;

    /// <summary>The state of the connection (PS3.8 9.2.1), which says what is waited for.</summary>
    public UpperLayerState State { get; private set; } = UpperLayerState.Sta1;

    /// <summary>It runs in these two states, and is started on the way in (PS3.8 tables 9-7 to 9-9).</summary>
    public bool IsArtimRunning => State is UpperLayerState.Sta2 or UpperLayerState.Sta13;

    /// <summary>How long the peer may still take to send what is awaited, or to read; null: for ever.</summary>
    public TimeSpan? PeerRemaining => Remaining(PeerLimit, _waitingSince);

    /// <summary>How long the rest of a PDU may still take; null: for ever, or none has begun.</summary>
    public TimeSpan? PduRemaining =>
        IsArtimRunning || _pduSince is not { } since ? null : Remaining(Settings.PduTimeout, since);

    /// <summary>The shorter of both; null: for ever.</summary>
    public TimeSpan? ShortestRemaining => IsPduFirst ? PduRemaining : PeerRemaining;

    private TimeSpan? PeerLimit =>
        IsArtimRunning || State is UpperLayerState.Sta5 or UpperLayerState.Sta7
            ? Settings.AcseTimeout
            : Settings.DimseTimeout;

    private bool IsPduFirst => PduRemaining is { } pdu && !(PeerRemaining < pdu);

    /// <summary>Comes to another state, in which waiting begins anew.</summary>
    public void Enter(UpperLayerState state)
    {
        State = state;
        _waitingSince = time.GetTimestamp();
    }

    /// <summary>Begins anew, because the peer has sent or read something; ARTIM does not.</summary>
    public void Restart()
    {
        if (!IsArtimRunning)
        {
            _waitingSince = time.GetTimestamp();
        }
    }

    /// <summary>Learns whether the first bytes of a PDU are there, and more are needed.</summary>
    /// <exception cref="PduException">They have been there for too long.</exception>
    public void ObservePdu(bool isIncomplete)
    {
        _pduSince = isIncomplete ? _pduSince ?? time.GetTimestamp() : null;
        ThrowIfPduIsLate();
    }

    /// <summary>Looks whether a PDU was begun too long ago.</summary>
    /// <exception cref="PduException">It was.</exception>
    public void ThrowIfPduIsLate()
    {
        if (PduRemaining == TimeSpan.Zero)
        {
            throw LatePdu();
        }
    }

    /// <summary>What <see cref="ShortestRemaining"/> having passed means.</summary>
    public Exception Expired() => IsPduFirst
        ? LatePdu()
        : new TimeoutException(FormattableString.Invariant($"the peer was silent for {PeerLimit?.TotalSeconds} s"));

    /// <summary>What <see cref="PduRemaining"/> having passed means.</summary>
    public PduException LatePdu() => new(
        AbortReason.NotSpecified,
        FormattableString.Invariant($"a PDU did not arrive in full within {Settings.PduTimeout?.TotalSeconds} s"));

    private TimeSpan? Remaining(TimeSpan? limit, long since)
    {
        TimeSpan? remaining = limit - time.GetElapsedTime(since);
        return remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining;
    }
}
