namespace Wlmscp.Tests.Mpps.KilledDaemons;

/// <summary>An entry as the modality knows it that performs its step, by what was answered.</summary>
/// <param name="Area">The name of its area.</param>
/// <param name="Entry">The entry.</param>
internal sealed record PerformedEntry(string Area, Entry Entry)
{
    /// <summary>How what was performed for it ended last; null: nothing that counts was performed.</summary>
    private string? _last;

    /// <summary>Its Scheduled Procedure Step Status.</summary>
    public string Status { get; private set; } = "SCHEDULED";

    /// <summary>Whether it is offered.</summary>
    public bool IsOffered { get; private set; } = true;

    /// <summary>The performed steps, with their statuses.</summary>
    public Dictionary<string, string> Steps { get; } = [];

    /// <summary>The performed step that is in progress; null: none is.</summary>
    public string? Running { get; private set; }

    /// <summary>A performed step has begun.</summary>
    public void Begin(string uid)
    {
        Running = uid;
        Steps[uid] = "IN PROGRESS";
        Status = "STARTED";
    }

    /// <summary>It has ended.</summary>
    /// <param name="status">How.</param>
    /// <param name="isMistake">Whether the wrong entry was selected.</param>
    public void End(string status, bool isMistake)
    {
        Steps[Running!] = status;
        Running = null;
        _last = isMistake ? _last : status;
        Status = _last ?? "SCHEDULED";
        IsOffered = _last is null;
    }

    /// <summary>A line for an entry.</summary>
    public static string LineOf(string area, bool isDone, string step, string status) =>
        $"{area}{(isDone ? "/done" : "")} {step} {status}";

    /// <inheritdoc/>
    public override string ToString() => LineOf(Area, !IsOffered, Entry.StepID, Status);
}
