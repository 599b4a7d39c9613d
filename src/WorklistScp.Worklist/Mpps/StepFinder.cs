using WorklistScp.Worklist.Editing;

namespace WorklistScp.Worklist.Mpps;

/// <summary>
/// Finds the scheduled steps that a performed step is about. Never by step ID alone, since other orders have the same.
/// </summary>
public static class StepFinder
{
    /// <summary>Finds the steps of each item that a performed step has; no item: it was not scheduled.</summary>
    public static IReadOnlyList<StepMatch> FindAll(MppsObject performed, IScheduledSteps steps) =>
        [.. ReferencedStep.AllOf(performed).Select(asked => Find(asked, steps))];

    /// <summary>Finds the steps of an item, by the first rule that finds any.</summary>
    public static StepMatch Find(ReferencedStep asked, IScheduledSteps steps)
    {
        var near = new List<NearStep>();
        (StepMatchRule Rule, Func<IReadOnlyList<ScheduledStep>> Find)[] rules =
        [
            (StepMatchRule.Study, () => ByStepID(asked, OfStudies([asked.StudyInstanceUID], steps), near)),
            (StepMatchRule.ReferencedStudy, () => ByStepID(asked, OfStudies(asked.ReferencedStudies, steps), near)),
            (StepMatchRule.StudyAtStation, () => asked.StepID.Length > 0 ? []
                : AtStation(asked, OfStudies([asked.StudyInstanceUID, .. asked.ReferencedStudies], steps), near)),
            (StepMatchRule.AccessionNumber, () => OfOneStudy(ByStepID(asked, OfOrder(asked, steps, near), near), near)),
            (StepMatchRule.RequestedProcedure, () => ByProcedure(asked, steps, near)),
        ];

        foreach ((StepMatchRule rule, Func<IReadOnlyList<ScheduledStep>> find) in rules)
        {
            if (find() is { Count: > 0 } found)
            {
                return new StepMatch(asked, rule, found, []);
            }
        }

        return new StepMatch(asked, null, [], [.. near.DistinctBy(each => each.Step.Place)]);
    }

    private static ScheduledStep[] OfStudies(IReadOnlyList<string> studies, IScheduledSteps steps) =>
        [.. studies.Where(uid => uid.Length > 0).Distinct().SelectMany(steps.OfStudy)];

    private static ScheduledStep[] ByStepID(ReferencedStep asked, ScheduledStep[] candidates, List<NearStep> near) =>
        asked.StepID.Length == 0
            ? []
            : Keep(candidates, StepMismatch.StepID, near, step => step.Key.StepID == asked.StepID);

    private static ScheduledStep[] AtStation(ReferencedStep asked, ScheduledStep[] candidates, List<NearStep> near) =>
        Keep(candidates, StepMismatch.Station, near, step =>
            step.StationAETitles.Count == 0 || step.StationAETitles.Contains(asked.StationAETitle));

    private static ScheduledStep[] OfOrder(ReferencedStep asked, IScheduledSteps steps, List<NearStep> near)
    {
        if (asked.AccessionNumber.Length == 0)
        {
            return [];
        }

        ScheduledStep[] issued = Keep(
            [.. steps.OfAccessionNumber(asked.AccessionNumber)], StepMismatch.AccessionIssuer, near,
            step => StepValues.MayBeOne(step.AccessionIssuer, asked.AccessionIssuer));
        return Keep(issued, StepMismatch.Patient, near, step => AreOne(step.Patient, asked.Patient));
    }

    // Of several steps, those at the station that performs one of them.
    private static ScheduledStep[] ByProcedure(
        ReferencedStep asked, IScheduledSteps steps, List<NearStep> near)
    {
        if (asked.RequestedProcedureID.Length == 0)
        {
            return [];
        }

        ScheduledStep[] found = OfOneStudy(
            Keep(
                OfOrder(asked, steps, near), StepMismatch.RequestedProcedure, near,
                step => step.RequestedProcedureID == asked.RequestedProcedureID),
            near);
        return found.Select(step => step.Key).Distinct().Count() <= 1 ? found : AtStation(asked, found, near);
    }

    private static ScheduledStep[] OfOneStudy(ScheduledStep[] found, List<NearStep> near) =>
        found.Select(step => step.Key.StudyInstanceUID).Distinct().Count() <= 1
            ? found
            : Keep(found, StepMismatch.SeveralStudies, near, _ => false);

    private static ScheduledStep[] Keep(
        ScheduledStep[] candidates, StepMismatch mismatch, List<NearStep> near, Func<ScheduledStep, bool> isMeant)
    {
        near.AddRange(candidates.Where(step => !isMeant(step)).Select(step => new NearStep(step, mismatch)));
        return [.. candidates.Where(isMeant)];
    }

    private static bool AreOne(PatientKey one, PatientKey other) =>
        one.PatientID.Length > 0 && one.PatientID == other.PatientID && StepValues.MayBeOne(one.Issuer, other.Issuer);
}
