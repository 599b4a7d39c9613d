using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Hl7;

/// <summary>Carries out an order in the storage areas that its steps belong to: all of it or nothing.</summary>
/// <param name="choice">Which those are.</param>
/// <param name="open">Opens one by its name; null: there is none.</param>
/// <param name="parties">Who has ordered.</param>
/// <param name="rules">What the site says.</param>
/// <param name="isDryRun">Whether nothing is to be changed.</param>
internal sealed class OrderWork(
    AreaChoice choice, Func<string, CancellationToken, Task<AreaOrders?>> open, MessageParties parties, Hl7Rules rules,
    bool isDryRun)
{
    private readonly List<AreaDecision> _decisions = [];

    /// <summary>Which areas its steps belong to, as far as that was found.</summary>
    public IReadOnlyList<AreaDecision> Decisions => _decisions;

    /// <summary>Carries it out.</summary>
    /// <param name="order">The order.</param>
    /// <param name="sent">When the message was written, UTC.</param>
    /// <param name="entries">Receives what becomes of entries.</param>
    /// <param name="cancellationToken">Ends the waiting for locks.</param>
    /// <returns>What the sender is to be told.</returns>
    public async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        Hl7Meaning.Order order, DateTime sent, List<EntryReport> entries, CancellationToken cancellationToken)
    {
        var steps = new SortedDictionary<string, (AreaOrders Area, List<OrderedStep> Steps)>(StringComparer.Ordinal);
        foreach (OrderedStep step in order.Steps)
        {
            if (await FindAreaAsync(step, order, cancellationToken) is not { } area)
            {
                return [await choice.NoneAsync(cancellationToken)];
            }

            steps.TryAdd(area.Name, (area, []));
            steps[area.Name].Steps.Add(step);
        }

        // By name, so that no two messages wait for each other.
        var entered = new List<AreaOrders>();
        try
        {
            foreach ((AreaOrders area, _) in steps.Values)
            {
                await area.EnterAsync(cancellationToken);
                entered.Add(area);
            }

            OrderPart[] parts = [.. steps.Values.Select(part => new OrderPart(part.Area, order, part.Steps, rules))];
            return await CarryOutAsync(parts, sent, entries, cancellationToken);
        }
        finally
        {
            entered.ForEach(area => area.Leave());
        }
    }

    private async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        OrderPart[] parts, DateTime sent, List<EntryReport> entries, CancellationToken cancellationToken)
    {
        LastMessage? newer = null;
        await ApplyAsync(
            parts,
            () =>
            {
                newer = parts.Select(part => part.FindNewer(sent)).FirstOrDefault(last => last is not null);
                return newer is null ? () => Array.ForEach(parts, part => part.Remember(sent, parties)) : null;
            },
            cancellationToken);
        if (parts.SelectMany(part => part.FindFaults()).ToArray() is { Length: > 0 } faults)
        {
            return faults;
        }

        if (newer is not null)
        {
            return [await TakeOlderAsync(parts, newer, entries, cancellationToken)];
        }

        entries.AddRange(parts.SelectMany(part => part.Report()));
        return [.. parts.SelectMany(part => part.Tell())];
    }

    // What was canceled before it came is made, and not offered; other steps of its study that were not there are made.
    // All else is as the newer message has it.
    private async Task<Hl7Fault> TakeOlderAsync(
        OrderPart[] parts, LastMessage newer, List<EntryReport> entries, CancellationToken cancellationToken)
    {
        if (!parts.SelectMany(part => part.Outcomes).All(outcome => outcome is EditOutcome.Added))
        {
            return Warnings.Of($"A newer message about this order, of {newer.Sent:u}, has been carried out: nothing is changed");
        }

        if (newer.Outcome.Length > 0)
        {
            Array.ForEach(parts, part => part.End(newer.Outcome));
        }

        await ApplyAsync(parts, () => () => { }, cancellationToken);
        entries.AddRange(parts.SelectMany(part => part.Report()));
        return Warnings.Of(newer.Outcome.Length > 0
            ? $"A newer message, of {newer.Sent:u}, has ended this order: it is not offered"
            : $"A newer message, of {newer.Sent:u}, was about this order: what it did not have is made");
    }

    // A dry run has the review asked, too, and nothing done.
    private async Task ApplyAsync(OrderPart[] parts, Func<Action?> review, CancellationToken cancellationToken)
    {
        IReadOnlyList<IReadOnlyList<IReadOnlyList<EditOutcome>>> outcomes = await WorklistEditor.ApplyAsync(
            [.. parts.Select(part => new AreaBatch(part.Area.Editor, [part.Edit]))], int.MaxValue,
            possible =>
            {
                Action? rest = review();
                return isDryRun ? null : rest;
            },
            progress: null, cancellationToken);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i].Outcomes = outcomes[i][0];
        }
    }

    // Where several may be meant, the one that has the step.
    private async Task<AreaOrders?> FindAreaAsync(
        OrderedStep step, Hl7Meaning.Order order, CancellationToken cancellationToken)
    {
        (IReadOnlyList<string> names, AreaReason reason) = await choice.FindAsync(step, cancellationToken);
        AreaOrders? found = await FindAreaAsync(names, step, order, cancellationToken);
        if (found is not null)
        {
            _decisions.Add(new AreaDecision(step, found.Name, reason));
        }

        return found;
    }

    private async Task<AreaOrders?> FindAreaAsync(
        IReadOnlyList<string> names, OrderedStep step, Hl7Meaning.Order order, CancellationToken cancellationToken)
    {
        AreaOrders? first = null;
        foreach (string name in names)
        {
            if (await open(name, cancellationToken) is not { } area)
            {
                continue;
            }

            if (names.Count == 1 || await HasAsync(area, step, order, cancellationToken))
            {
                return area;
            }

            first ??= area;
        }

        return first;
    }

    private async Task<bool> HasAsync(
        AreaOrders area, OrderedStep step, Hl7Meaning.Order order, CancellationToken cancellationToken)
    {
        var part = new OrderPart(area, order, [step with { NewEntry = step.NewEntry.Clone() }], rules);
        IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes = await area.Editor.PlanAsync([part.Edit], cancellationToken);
        return outcomes[0][0] is EditOutcome.Changed or EditOutcome.Unchanged
            or EditOutcome.Refused { Refusal: EditRefusal.OtherPatient };
    }
}
