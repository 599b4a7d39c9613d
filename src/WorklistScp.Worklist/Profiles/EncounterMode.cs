using System.Globalization;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Profiles;

/// <summary>
/// Encounter-based imaging (IHE RAD-130): a device without an order, such as a camera, asks by what it reads off a
/// wristband. What it says of itself is not matched, but told back.
/// </summary>
public static class EncounterMode
{
    private static readonly AttributePath[] OfDevice =
    [
        new(DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledStationAETitle),
        new(DicomTag.ScheduledProcedureStepSequence, DicomTag.Modality),
    ];

    /// <summary>What is changed in queries.</summary>
    public static IReadOnlyList<IQueryRule> QueryRules { get; } =
        [.. OfDevice.Select(path => new IgnoreKey($"encounter.{path}", path))];

    /// <summary>What is changed in answers.</summary>
    public static IReadOnlyList<IAnswerRule> AnswerRules { get; } =
        [.. OfDevice.Select(path => new TellBack(path)), new PresentTime()];

    /// <summary>The answer has what was asked for.</summary>
    private sealed record TellBack(AttributePath Path) : IAnswerRule
    {
        public string Name => $"encounter.{Path}";

        public void Apply(DicomDataset answer, AnswerSource source)
        {
            string asked = Path.TextOf(source.Asked).Trim(' ', '\0');
            if (!Wildcard.IsIn(asked) && !asked.Contains('\\'))
            {
                AnswerText.Put(answer, Path, asked);
            }
        }
    }

    /// <summary>A step without a start starts now, where the start is asked for.</summary>
    private sealed record PresentTime : IAnswerRule
    {
        private static readonly AttributePath Date = new(
            DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProcedureStepStartDate);

        private static readonly AttributePath Time = new(
            DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProcedureStepStartTime);

        public string Name => "encounter.start";

        public void Apply(DicomDataset answer, AnswerSource source)
        {
            if (source.Entry.StartMoment is not null)
            {
                return;
            }

            foreach ((AttributePath path, string format) in ((AttributePath, string)[])[(Date, "yyyyMMdd"), (Time, "HHmmss")])
            {
                if (path.Find(source.Asked) is not null && path.Find(answer) is not { IsEmpty: false })
                {
                    AnswerText.Put(answer, path, source.Now.ToString(format, CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
