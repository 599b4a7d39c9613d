using System.Globalization;
using System.Text;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Worklist.Mpps;

/// <summary>What was performed for a scheduled step up to now. Never changes.</summary>
/// <param name="Key">What tells the step apart.</param>
/// <param name="Original">The state that the step had before.</param>
/// <param name="Steps">The performed steps, in the order in which they changed last.</param>
public sealed record StepHistory(EntryKey Key, StepState Original, IReadOnlyList<StepPerformance> Steps)
{
    private const char Separator = '\t';
    private const string Offered = "offered";

    /// <summary>What this was for one performed step; null: it is not one of them.</summary>
    public StepPerformance? Find(string sopInstanceUID) =>
        Steps.FirstOrDefault(step => step.SOPInstanceUID == sopInstanceUID);

    /// <summary>The performed steps but one.</summary>
    public IReadOnlyList<PerformedStep> Others(string sopInstanceUID) =>
        [.. Steps.Where(step => step.SOPInstanceUID != sopInstanceUID).Select(step => step.Step)];

    /// <summary>The history once a performed step has changed.</summary>
    public StepHistory With(StepPerformance changed) =>
        this with { Steps = [.. Steps.Where(step => step.SOPInstanceUID != changed.SOPInstanceUID), changed] };

    /// <summary>
    /// The history that counts in a state of the step: where that is offered though what was performed for it has taken it
    /// off the list, somebody has brought it back, and it begins anew.
    /// </summary>
    /// <param name="current">The state.</param>
    /// <param name="settings">What performed steps do.</param>
    public StepHistory In(StepState current, MppsSettings settings) =>
        current.IsOffered && Steps.All(each => each.Step.Status != PerformedStatus.InProgress)
        && Steps.Any(each => !each.Step.CountsAsNothing(settings))
            ? new StepHistory(Key, current, [])
            : this;

    /// <summary>Reads what <see cref="ToText"/> has written; null: it is something else, or not whole.</summary>
    public static StepHistory? Parse(string text)
    {
        string[] lines = text.Split('\n');
        if (lines is not [var first, .. var rest, ""]
            || first.Split(Separator) is not [var study, var stepID, var status, var offered])
        {
            return null;
        }

        StepPerformance?[] steps = Array.ConvertAll(rest, line => StepPerformance.Parse(line.Split(Separator)));
        return Array.TrueForAll(steps, step => step is not null)
            ? new StepHistory(new EntryKey(study, stepID), new StepState(status, offered == Offered), steps!)
            : null;
    }

    /// <summary>Lines of text: the original state, then each performed step.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        AppendLine([Key.StudyInstanceUID, Key.StepID, Original.Status, Original.IsOffered ? Offered : ""]);
        foreach (StepPerformance step in Steps)
        {
            AppendLine(step.ToFields());
        }

        return text.ToString();

        void AppendLine(IEnumerable<string> fields) => text.AppendJoin(Separator, fields.Select(OneField)).Append('\n');
    }

    private static string OneField(string value) =>
        string.Concat(value.Select(character => char.IsControl(character) ? ' ' : character));
}

/// <summary>What one performed step was for a scheduled step.</summary>
/// <param name="SOPInstanceUID">The performed step.</param>
/// <param name="Step">What decides of it.</param>
/// <param name="CallingAETitle">The modality that told it.</param>
/// <param name="Changed">When it has begun or ended, UTC.</param>
public sealed record StepPerformance(
    string SOPInstanceUID, PerformedStep Step, string CallingAETitle, DateTime Changed)
{
    private const string TimeFormat = "yyyyMMddHHmmss";
    private const char Reason = 'R';
    private const char Images = 'I';
    private const char Closed = 'C';

    /// <summary>One line, without patient's data.</summary>
    public override string ToString() =>
        $"{SOPInstanceUID} {PerformedStatusTerm.Of(Step.Status)}{(Step.IsClosed ? ", since nothing was heard of it" : "")}"
        + (Step.Reasons.Count > 0 ? $", reason {string.Join(", ", Step.Reasons)}" : "");

    internal static StepPerformance? Parse(string[] fields) =>
        fields is [var uid, var term, var reasons, var flags, var time, var title]
        && PerformedStatusTerm.TryRead(term, out PerformedStatus status)
        && DateTime.TryParseExact(
            time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime changed)
            ? new StepPerformance(
                uid,
                new PerformedStep(status)
                {
                    Reasons = reasons.Split(',', StringSplitOptions.RemoveEmptyEntries),
                    HasReason = flags.Contains(Reason),
                    HasImages = flags.Contains(Images),
                    IsClosed = flags.Contains(Closed),
                },
                title, changed)
            : null;

    internal IEnumerable<string> ToFields() =>
    [
        SOPInstanceUID,
        PerformedStatusTerm.Of(Step.Status),
        string.Join(',', Step.Reasons.Where(reason => reason.All(char.IsAsciiDigit))),
        string.Concat(Flags()),
        Changed.ToString(TimeFormat, CultureInfo.InvariantCulture),
        CallingAETitle,
    ];

    private IEnumerable<char> Flags()
    {
        if (Step.HasReason)
        {
            yield return Reason;
        }

        if (Step.HasImages)
        {
            yield return Images;
        }

        if (Step.IsClosed)
        {
            yield return Closed;
        }
    }
}
