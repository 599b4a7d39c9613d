using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Wlmscp.Mpps.Forwarding;
using WorklistScp.Dicom.IO;
using WorklistScp.Hl7.Announcements;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Mpps;
using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps;

/// <summary>To whom messages about performed steps are sent on, and what they get.</summary>
internal sealed class MppsForwarding : IAsyncDisposable
{
    private readonly MppsServiceSettings _settings;
    private readonly TimeProvider _time;
    private readonly Forwarder[] _forwarders;
    private readonly CancellationTokenSource _end = new();
    private int _count;

    /// <summary>Makes it, and begins to send what there is.</summary>
    /// <param name="settings">Who they are.</param>
    /// <param name="editors">The storage areas.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Receives the events 3620 to 3639.</param>
    public MppsForwarding(MppsServiceSettings settings, AreaEditors editors, TimeProvider time, ILogger logger)
    {
        _settings = settings;
        _time = time;
        IForwardingPeer[] peers =
        [
            .. settings.ForwardTo.Select(target => new MppsPeer(target, settings.ForwardTls)),
            .. settings.StatusTo.Select(target => new Hl7StatusPeer(target)),
        ];
        _forwarders = Array.ConvertAll(peers, peer => new Forwarder(peer, editors, time, logger));
        _ = Task.Run(() => new LostTargets(editors, logger).WarnAsync(peers.Select(peer => peer.Name), _end.Token));
    }

    /// <summary>What is to be sent on of scheduled steps that follow performed steps; null: nothing.</summary>
    public Func<AnnouncedStep, IReadOnlyList<OutgoingMessage>>? Announcer =>
        _settings.StatusTo.Count == 0 ? null : Announce;

    /// <summary>What is to be sent on of a message that was taken.</summary>
    public IReadOnlyList<OutgoingMessage> MessagesOf(MppsMessage message)
    {
        if (_settings.ForwardTo.Count == 0)
        {
            return [];
        }

        var body = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(message.Dataset, DicomTransferSyntax.ExplicitVRLittleEndian, body);
        return
        [
            .. _settings.ForwardTo.Select(target => new OutgoingMessage(
                target.ToString(), message.Operation, message.SOPInstanceUID, message.CallingAETitle,
                body.WrittenMemory)),
        ];
    }

    /// <summary>Areas may have something new to be sent on.</summary>
    public void Tell(IEnumerable<string> areas)
    {
        if (_forwarders.Length > 0)
        {
            string[] all = [.. areas.Distinct()];
            Array.ForEach(_forwarders, forwarder => forwarder.Tell(all));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_forwarders.Select(forwarder => forwarder.DisposeAsync().AsTask()));
    }

    private OutgoingMessage[] Announce(AnnouncedStep step)
    {
        if (StatusMessage.CodeOf(step.Status) is not { } code)
        {
            return [];
        }

        DateTimeOffset now = _time.GetLocalNow();
        var message = new StatusMessage(step.Entry, code, NextControlID(now), now)
        {
            Type = _settings.StatusType,
            Facility = step.Parties is { Receiver.Length: > 0 } parties ? parties.Receiver : step.Area,
            ReceivingApplication = step.Parties?.Application ?? "",
            ReceivingFacility = step.Parties?.Facility ?? "",
        };
        byte[] body = message.ToArray();
        return
        [
            .. _settings.StatusTo.Select(target => new OutgoingMessage(
                target.ToString(), $"SC-{code}", OutgoingMessage.SubjectOf(step.Key), "", body)),
        ];
    }

    // MSH-10 has at most 20 characters. It stays the same where a message is sent again.
    private string NextControlID(DateTimeOffset now) =>
        now.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)
        + ((uint)Interlocked.Increment(ref _count) % 1000).ToString("000", CultureInfo.InvariantCulture);
}
