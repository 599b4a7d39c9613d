using System.Buffers;
using Microsoft.Extensions.Logging;
using Wlmscp.Mpps.Forwarding;
using WorklistScp.Dicom.IO;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps;

/// <summary>To whom messages about performed steps are sent on, and what they get.</summary>
/// <param name="settings">Who they are.</param>
/// <param name="editors">The storage areas.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives the events 3620 to 3639.</param>
internal sealed class MppsForwarding(
    MppsServiceSettings settings, AreaEditors editors, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly Forwarder[] _forwarders =
    [
        .. settings.ForwardTo.Select(
            target => new Forwarder(new MppsPeer(target, settings.ForwardTls), editors, time, logger)),
    ];

    /// <summary>What is to be sent on of a message that was taken.</summary>
    public IReadOnlyList<OutgoingMessage> MessagesOf(MppsMessage message)
    {
        if (settings.ForwardTo.Count == 0)
        {
            return [];
        }

        var body = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(message.Request.Dataset ?? [], DicomTransferSyntax.ExplicitVRLittleEndian, body);
        return
        [
            .. settings.ForwardTo.Select(target => new OutgoingMessage(
                target.ToString(), message.Operation, message.SOPInstanceUID, message.CallingAETitle, body.WrittenMemory)),
        ];
    }

    /// <summary>An area has something new to be sent on.</summary>
    public void Tell(string area) => Array.ForEach(_forwarders, forwarder => forwarder.Tell(area));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_forwarders.Select(forwarder => forwarder.DisposeAsync().AsTask()));
}
