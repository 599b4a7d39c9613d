using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Profiles;

/// <summary>Steps of these statuses are not shown.</summary>
/// <param name="Statuses">Terms of Scheduled Procedure Step Status (PS3.3 C.4.10).</param>
public sealed record HideStatuses(IReadOnlyList<string> Statuses) : IEntryRule
{
    /// <inheritdoc/>
    public string Name => "hide";

    /// <inheritdoc/>
    public bool Shows(WorklistEntry entry, DateTime now)
    {
        EntryLevel.ItemEnumerator steps = entry.Level.ItemsOf(DicomTag.ScheduledProcedureStepSequence);
        while (steps.MoveNext())
        {
            StringValues status = steps.Current.TextOf(DicomTag.ScheduledProcedureStepStatus);
            if (status is [{ } term, ..] && Statuses.Contains(term))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Steps that start on no other days are shown, whatever was asked for; a step without a date is.</summary>
/// <param name="Window">The days.</param>
public sealed record WidestDates(DateWindow Window) : IEntryRule
{
    /// <inheritdoc/>
    public string Name => "dates.widest";

    /// <inheritdoc/>
    public bool Shows(WorklistEntry entry, DateTime now) =>
        entry.StartMoment is not { } start || Window.Contains(start, now);
}
