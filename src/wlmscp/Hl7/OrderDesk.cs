using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WorklistScp.Hl7;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;

namespace Wlmscp.Hl7;

/// <summary>
/// Carries out messages in storage areas, one after the other, and answers when what they change is on the disk.
/// </summary>
/// <param name="areas">The storage areas.</param>
/// <param name="options">How messages are understood.</param>
/// <param name="isDryRun">Whether nothing is to be changed.</param>
/// <param name="logger">Receives a line for each.</param>
/// <param name="time">The clock.</param>
internal sealed class OrderDesk(
    StorageAreas areas, Hl7MappingOptions options, bool isDryRun, ILogger logger, TimeProvider time)
    : IHl7Receiver, IDisposable
{
    private readonly Hl7Acknowledger _acknowledger = new(time);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConditionalWeakTable<StorageArea, AreaOrders> _orders = [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Hl7Acknowledgement>> ReceiveAsync(
        ReadOnlyMemory<byte> message, Hl7Sender sender, CancellationToken cancellationToken)
    {
        IReadOnlyList<Hl7Fault> faults = Hl7Message.TryParse(
            message.Span, Hl7Limits.Default, out Hl7Message? request, out Hl7Fault? fault)
            ? await CarryOutAsync(request, cancellationToken)
            : [fault];
        IReadOnlyList<Hl7Acknowledgement> answers = _acknowledger.Answer(request, faults);
        MessageLog.Write(logger, sender, request, faults, answers);
        return answers;
    }

    /// <summary>Frees what it uses of the system.</summary>
    public void Dispose()
    {
        foreach ((_, AreaOrders each) in _orders)
        {
            each.Dispose();
        }

        _turn.Dispose();
    }

    private async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(Hl7Message message, CancellationToken cancellationToken)
    {
        Hl7Meaning meaning = Hl7Interpreter.Read(message, options, time.GetLocalNow());
        if (meaning is Hl7Meaning.Refused refused)
        {
            return [refused.Fault];
        }

        IEnumerable<Hl7Fault> notes = meaning.Notes.Select(note => note.ToFault());
        DateTime sent = MessageTime.Find(message, options.TimeZone ?? time.LocalTimeZone) ?? time.GetUtcNow().UtcDateTime;

        // What an edit finds, it has to find when it is carried out, too.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return [.. notes, .. await CarryOutAsync(message, meaning, sent, cancellationToken)];
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException)
        {
            Hl7Events.NotWritten(logger, SystemMessage.Of(e));
            return [new Hl7Fault(null, Hl7ErrorCode.ApplicationInternalError, "The worklist cannot be written now, send it again")];
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        Hl7Message message, Hl7Meaning meaning, DateTime sent, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = await areas.ListAsync(cancellationToken);
        switch (meaning)
        {
            case Hl7Meaning.Order order:
                return await FindAsync(message, names, cancellationToken) is { } area
                    ? await Open(area).CarryOutAsync(order, sent, cancellationToken)
                    : [
                        new Hl7Fault(
                            message.Header.PathOf(6), Hl7ErrorCode.ApplicationInternalError, "No storage area for this receiver",
                            $"expected one of {string.Join(", ", names)} in MSH-6 or MSH-5"),
                    ];
            case Hl7Meaning.PatientUpdate or Hl7Meaning.PatientMerge:
                // Whoever has entries of the patient.
                var faults = new List<Hl7Fault>();
                foreach (string name in names)
                {
                    if (await areas.FindAsync(name, cancellationToken) is { } each)
                    {
                        faults.AddRange(await Open(each).CarryOutAsync(meaning, sent, cancellationToken));
                    }
                }

                return faults;
            default:
                return [];
        }
    }

    private AreaOrders Open(StorageArea area) => _orders.GetValue(area, found => new AreaOrders(found, isDryRun));

    // The receiver's facility or application, where an area is named so; else the only area.
    private async Task<StorageArea?> FindAsync(
        Hl7Message message, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        string? name = new[] { message.Header[6].First[1], message.Header[5].First[1] }.FirstOrDefault(names.Contains)
            ?? (names is [var only] ? only : null);
        return name is null ? null : await areas.FindAsync(name, cancellationToken);
    }
}
