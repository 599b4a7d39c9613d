using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Completion;
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
    /// <param name="sent">When the message was written.</param>
    /// <param name="entries">Receives what becomes of entries.</param>
    /// <param name="cancellationToken">Ends the waiting for locks.</param>
    /// <returns>What the sender is to be told.</returns>
    public async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        Hl7Meaning.Order order, MessageTime sent, List<EntryReport> entries, CancellationToken cancellationToken)
    {
        var areas = new SortedDictionary<string, AreaSteps>(StringComparer.Ordinal);
        var moves = new List<(OrderedStep Step, AreaSteps From, EntryKey Key, AreaSteps To)>();
        foreach (OrderedStep step in order.Steps)
        {
            StepPlace[] places = [.. await FindAsync(step, order, cancellationToken)];
            if (places.Length == 0)
            {
                return [await choice.NoneAsync(cancellationToken)];
            }

            foreach (StepPlace place in places)
            {
                AreaSteps to = Enlist(place.Area);
                if (place.Former is { } former)
                {
                    moves.Add((step, Enlist(former), place.Key!.Value, to));
                }
                else
                {
                    to.Steps.Add(places.Length == 1 ? step : step with { NewEntry = step.NewEntry.Clone() });
                }
            }
        }

        // By name, so that no two messages wait for each other.
        var entered = new List<AreaOrders>();
        try
        {
            foreach (AreaSteps area in areas.Values)
            {
                await area.Area.EnterAsync(cancellationToken);
                entered.Add(area.Area);
            }

            foreach ((OrderedStep step, AreaSteps from, EntryKey key, AreaSteps to) in moves)
            {
                if (await MoveAsync(step, order, from, key, to, cancellationToken) is { } fault)
                {
                    return [fault];
                }
            }

            OrderPart[] parts =
                [.. areas.Values.Select(part => new OrderPart(part.Area, order, part.Steps, rules, part.Moved))];
            return await CarryOutAsync(parts, sent, entries, cancellationToken);
        }
        finally
        {
            entered.ForEach(area => area.Leave());
        }

        AreaSteps Enlist(AreaOrders area)
        {
            areas.TryAdd(area.Name, new AreaSteps(area, [], []));
            return areas[area.Name];
        }
    }

    // It takes with it what the message does not speak of.
    private static async Task<Hl7Fault?> MoveAsync(
        OrderedStep step, Hl7Meaning.Order order, AreaSteps from, EntryKey key, AreaSteps to,
        CancellationToken cancellationToken)
    {
        if (await from.Area.Editor.FindAsync(new EntrySelection.OfKey(key), cancellationToken) is not [var entry, ..])
        {
            to.Steps.Add(step);
            return null;
        }

        DicomDataset[] values = step.Action == StepAction.Create ? [order.PatientValues, step.Changes] : [step.Changes];
        if (!values.All(given => DatasetUpdate.TryApply(entry.Dataset, given)))
        {
            return EditFaults.Find(
                new EditOutcome.Refused(entry.FileName, new EditRefusal.UnreadableText()), step);
        }

        if (step.Status.Length > 0)
        {
            EntryCompletion.Set(entry.Dataset, StepStatus.Keyword, step.Status);
        }

        from.Moved.Add(key);
        to.Steps.Add(step with { NewEntry = entry.Dataset, MadeUp = [] });
        return null;
    }

    private async Task<IReadOnlyList<Hl7Fault>> CarryOutAsync(
        OrderPart[] parts, MessageTime sent, List<EntryReport> entries, CancellationToken cancellationToken)
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

    // Where several may be meant, that which has the step; of a whole order that ends, all that have steps of it. What is to
    // be there, and is in another area that it belonged to before, is moved.
    private async Task<IReadOnlyList<StepPlace>> FindAsync(
        OrderedStep step, Hl7Meaning.Order order, CancellationToken cancellationToken)
    {
        ChosenAreas chosen = await choice.FindAsync(step, cancellationToken);
        AreaOrders[] meant = await OpenAsync(chosen.Names, cancellationToken);
        AreaOrders[] others = await OpenAsync(await choice.FindOthersAsync(chosen, cancellationToken), cancellationToken);
        var having = new List<StepPlace>();
        foreach (AreaOrders area in meant.Length + others.Length > 1 ? [.. meant, .. others] : (AreaOrders[])[])
        {
            if (await FindKeyAsync(area, step, order, cancellationToken) is { } found
                && (found.IsOfPatient || meant.Contains(area)))
            {
                having.Add(new StepPlace(area, found.Key, found.IsDone));
            }
        }

        StepPlace? has = having.FirstOrDefault();
        IReadOnlyList<StepPlace> places =
            // What is not there, and ends, is remembered wherever it might come.
            has is null ? [.. meant.Take(IsToBeThere(step) ? 1 : meant.Length).Select(area => new StepPlace(area))]
            : !IsToBeThere(step) && EntryKey.Of(step.NewEntry).StepID.Length == 0 ? having
            : meant.Contains(has.Area) || meant is [] || !chosen.AreCertain || !IsToBeThere(step)
                || (has.IsDone && step.Action == StepAction.Change)
                ? [has]
            : [has with { Area = meant[0], Former = has.Area }];
        _decisions.AddRange(places.Select(place => new AreaDecision(
            step, place.Area.Name, meant.Contains(place.Area) ? chosen.Reason : AreaReason.Entry)));
        return places;
    }

    private static bool IsToBeThere(OrderedStep step) => step.Action is StepAction.Create or StepAction.Change;

    private async Task<AreaOrders[]> OpenAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var found = new List<AreaOrders>();
        foreach (string name in names)
        {
            if (await open(name, cancellationToken) is { } area)
            {
                found.Add(area);
            }
        }

        return [.. found];
    }

    // Which step of an area is meant; null: it has none.
    private async Task<(EntryKey Key, bool IsDone, bool IsOfPatient)?> FindKeyAsync(
        AreaOrders area, OrderedStep step, Hl7Meaning.Order order, CancellationToken cancellationToken)
    {
        DicomDataset entry = step.NewEntry.Clone();
        var part = new OrderPart(area, order, [step with { NewEntry = entry }], rules);
        IReadOnlyList<IReadOnlyList<EditOutcome>> outcomes = await area.Editor.PlanAsync([part.Edit], cancellationToken);
        return outcomes[0][0] switch
        {
            EditOutcome.Changed changed => (EntryKey.Of(entry), changed.Former?.IsDone ?? changed.IsDone, IsOfPatient: true),
            EditOutcome.Unchanged unchanged => (EntryKey.Of(entry), unchanged.IsDone, IsOfPatient: true),
            EditOutcome.Refused { Refusal: EditRefusal.OtherPatient } => (EntryKey.Of(entry), IsDone: false, IsOfPatient: false),
            _ => null,
        };
    }

    /// <summary>What is to be done in an area.</summary>
    private sealed record AreaSteps(AreaOrders Area, List<OrderedStep> Steps, List<EntryKey> Moved);

    /// <summary>Where a step belongs; the key where it is known, and where it was before.</summary>
    private sealed record StepPlace(AreaOrders Area, EntryKey? Key = null, bool IsDone = false)
    {
        public AreaOrders? Former { get; init; }
    }
}
