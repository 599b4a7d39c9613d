using Microsoft.Extensions.Logging;
using WorklistScp.Hl7;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;

namespace Wlmscp.Hl7;

/// <summary>Says of messages whether they can be understood, and carries none out.</summary>
/// <param name="options">How they are understood.</param>
/// <param name="logger">Receives a line for each.</param>
/// <param name="time">The clock.</param>
internal sealed class InterpretingReceiver(Hl7MappingOptions options, ILogger logger, TimeProvider time) : IHl7Receiver
{
    private readonly Hl7Acknowledger _acknowledger = new(time);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Hl7Acknowledgement>> ReceiveAsync(
        ReadOnlyMemory<byte> message, Hl7Sender sender, CancellationToken cancellationToken)
    {
        IReadOnlyList<Hl7Fault> faults =
            Hl7Message.TryParse(message.Span, Hl7Limits.Default, out Hl7Message? request, out Hl7Fault? fault)
                ? FaultsOf(Hl7Interpreter.Read(request, options, time.GetLocalNow()))
                : [fault];
        IReadOnlyList<Hl7Acknowledgement> answers = _acknowledger.Answer(request, faults);
        MessageLog.Write(logger, sender, request, faults, answers);
        return Task.FromResult(answers);
    }

    private static IReadOnlyList<Hl7Fault> FaultsOf(Hl7Meaning meaning) => meaning is Hl7Meaning.Refused refused
        ? [refused.Fault]
        : [.. meaning.Notes.Select(note => note.ToFault())];
}
