using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WorklistScp.Hl7;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Hl7;

/// <summary>
/// Carries out messages in storage areas, in each one after the other, and answers when what they change is on the disk.
/// </summary>
/// <param name="areas">The storage areas.</param>
/// <param name="editors">Change them.</param>
/// <param name="rules">What the site says; asked for each message.</param>
/// <param name="isDryRun">Whether nothing is to be changed.</param>
/// <param name="logger">Receives a line for each.</param>
/// <param name="time">The clock.</param>
internal sealed class OrderDesk(
    StorageAreas areas, AreaEditors editors, Func<Hl7Rules> rules, bool isDryRun, ILogger logger, TimeProvider time)
    : IHl7Receiver
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(366);

    private readonly Hl7Acknowledger _acknowledger = new(time);
    private readonly ConditionalWeakTable<WorklistEditor, AreaOrders> _orders = [];
    private readonly ConcurrentDictionary<string, bool> _served = new(StringComparer.Ordinal);

    /// <summary>Is told of each message before it is answered; null: nobody is.</summary>
    public Action<MessageReport>? Reported { get; init; }

    /// <summary>
    /// Is asked before a message is carried out whether that may be, such as by an audit log that has to be written; null:
    /// it may.
    /// </summary>
    public Func<Hl7Sender, Hl7Message, CancellationToken, ValueTask<bool>>? MayCarryOut { get; init; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Hl7Acknowledgement>> ReceiveAsync(
        ReadOnlyMemory<byte> message, Hl7Sender sender, CancellationToken cancellationToken) =>
        (await HandleAsync(message, sender, cancellationToken)).Answers;

    /// <summary>Carries out a message, and tells what became of it.</summary>
    /// <inheritdoc cref="IHl7Receiver.ReceiveAsync"/>
    public async Task<MessageReport> HandleAsync(
        ReadOnlyMemory<byte> message, Hl7Sender sender, CancellationToken cancellationToken)
    {
        Hl7Rules now = rules();
        Hl7Meaning? meaning = null;
        var entries = new List<EntryReport>();
        var decisions = new List<AreaDecision>();
        IReadOnlyList<Hl7Fault> faults;
        if (Understanding.TryRead(
            message.Span, sender, now, out Hl7Message? request, out Hl7MappingOptions options, out Hl7Fault? fault))
        {
            meaning = Hl7Interpreter.Read(request!, options, time.GetLocalNow());
            faults = meaning is Hl7Meaning.Refused refused ? [refused.Fault]
                : MayCarryOut is { } may && !await may(sender, request!, cancellationToken) ? [PassingFaults.NotAudited]
                : await CarryOutAsync(request!, meaning, options, now, entries, decisions, cancellationToken);
        }
        else
        {
            faults = [fault];
        }

        var report = new MessageReport(
            sender, request, options, meaning, entries, faults, _acknowledger.Answer(request, faults))
        {
            Areas = decisions,
        };
        MessageLog.Write(logger, report);
        Reported?.Invoke(report);
        return report;
    }

    private async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        Hl7Message message, Hl7Meaning meaning, Hl7MappingOptions options, Hl7Rules now, List<EntryReport> entries,
        List<AreaDecision> decisions, CancellationToken cancellationToken)
    {
        IEnumerable<Hl7Fault> notes = meaning.Notes.Select(note => note.ToFault());
        MessageTime sent = FindSent(message, options);
        try
        {
            return meaning switch
            {
                Hl7Meaning.Order order => [.. notes, .. await CarryOutOrderAsync(order)],
                Hl7Meaning.PatientUpdate or Hl7Meaning.PatientMerge =>
                    [.. notes, .. await ChangePatientsAsync(meaning, sent, entries, cancellationToken)],
                _ => [.. notes],
            };
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException)
        {
            entries.Clear();
            Hl7Events.NotWritten(logger, SystemMessage.Of(e));
            return [PassingFaults.NotWritten];
        }

        async Task<IReadOnlyList<Hl7Fault>> CarryOutOrderAsync(Hl7Meaning.Order order)
        {
            var work = new OrderWork(
                new AreaChoice(areas, now, message, _served), OpenAsync, PartiesOf(message), now, isDryRun);
            IReadOnlyList<Hl7Fault> faults =
                await work.CarryOutAsync(order, sent, entries, cancellationToken);
            decisions.AddRange(work.Decisions);
            return faults;
        }
    }

    // Who is told what becomes of an order, and in whose name.
    private static MessageParties PartiesOf(Hl7Message message)
    {
        return new MessageParties(NameAt(3), NameAt(4), NameAt(6));

        string NameAt(int field)
        {
            Hl7Value name = message.Header[field].First;
            return string.Join('^', Enumerable.Range(1, 3).Select(component => name[component].Trim().Replace('^', ' ')))
                .TrimEnd('^');
        }
    }

    // One of a far year, by a wrong clock, would be the newest until then.
    private MessageTime FindSent(Hl7Message message, Hl7MappingOptions options)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return MessageTime.Find(message, options.TimeZone ?? time.LocalTimeZone, now) is { } sent && sent.At < now + MostAhead
            ? sent
            : new MessageTime(now, now);
    }

    // Whoever has entries of the patient.
    private async Task<IReadOnlyList<Hl7Fault>> ChangePatientsAsync(
        Hl7Meaning meaning, MessageTime sent, List<EntryReport> entries, CancellationToken cancellationToken)
    {
        var faults = new List<Hl7Fault>();
        foreach (string name in await areas.ListAsync(cancellationToken))
        {
            if (await OpenAsync(name, cancellationToken) is { } area)
            {
                faults.AddRange(await area.CarryOutAsync(meaning, sent, entries, cancellationToken));
            }
        }

        return faults;
    }

    private async Task<AreaOrders?> OpenAsync(string name, CancellationToken cancellationToken) =>
        await editors.FindAsync(name, cancellationToken) is { } editor
            ? _orders.GetValue(editor, found => new AreaOrders(name, found, isDryRun))
            : null;
}
