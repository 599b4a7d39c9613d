using System.Net;
using WorklistScp.Network;

namespace Wlmscp.Audit;

/// <summary>
/// Keeps peers that get nothing from filling the audit log: of an event, an address and its titles one line a minute is
/// written, with the number of those that were alike. Any thread may call.
/// </summary>
internal sealed class AuditRefusals : IDisposable
{
    // Of more, those that come late are counted together.
    private const int MaxKinds = 200;

    private readonly Action<AuditRecord> _write;
    private readonly RepeatCounter<AuditRecord, AuditRecord> _counter;

    /// <summary>Makes it.</summary>
    /// <param name="write">Writes a line.</param>
    /// <param name="time">The clock.</param>
    public AuditRefusals(Action<AuditRecord> write, TimeProvider time)
    {
        _write = write;
        _counter = new RepeatCounter<AuditRecord, AuditRecord>(
            MaxKinds, repeats => write(Summarize(repeats, time.GetUtcNow())), time, WithoutPeer);
    }

    /// <summary>Writes or counts a line.</summary>
    public void Add(AuditRecord record, EndPoint? peer)
    {
        AuditRecord kind = WithoutPeer(record) with
        {
            Peer = (peer as IPEndPoint)?.Address.ToString(),
            CallingAETitle = record.CallingAETitle,
            CalledAETitle = record.CalledAETitle,
        };
        if (_counter.Add(kind, record))
        {
            _write(record);
        }
    }

    /// <summary>Writes how many were counted.</summary>
    public void Dispose() => _counter.Dispose();

    private static AuditRecord WithoutPeer(AuditRecord record) =>
        new() { Time = default, Event = record.Event, Outcome = record.Outcome };

    private static AuditRecord Summarize(Repeats<AuditRecord> repeats, DateTimeOffset time) =>
        (repeats.IsMixed ? WithoutPeer(repeats.Last) : repeats.Last) with { Time = time, Count = repeats.Count };
}
