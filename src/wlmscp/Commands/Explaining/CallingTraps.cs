using Wlmscp.Commands.Questioning;
using WorklistScp.Worklist.Checking;

namespace Wlmscp.Commands.Explaining;

/// <summary>Why one device finds nothing where others do.</summary>
internal static class CallingTraps
{
    /// <summary>Finds what concerns the device that asks; nothing if it is not known.</summary>
    /// <param name="settings">How the daemon is set, and who asks.</param>
    /// <param name="profile">The profile of the device; null: it has none.</param>
    /// <param name="present">What the entries have.</param>
    public static IEnumerable<Warning> Find(QuestionSettings settings, ExplainedProfile? profile, PresentValues present)
    {
        if (settings.CallingAETitle is not { } title)
        {
            yield break;
        }

        if (settings.AllowedCalling is { Count: > 0 } rules && !rules.Any(rule => Wildcard.IsMatch(rule.Title, title)))
        {
            yield return new Warning(
                "calling",
                $"the association is rejected: {title} is no calling AE title of --allow-calling, they are "
                + LineText.Some([.. rules.Select(rule => rule.Title)]));
        }

        if (profile is not { ChangesStation: true } && !present.Stations.Any(station => station.Value == title))
        {
            string there = present.Stations.Count == 0 ? "none" : LineText.Present(present.Stations);
            yield return new Warning(
                "calling", PrintableText.Of($"no entry has the Scheduled Station AE Title {title}, they have {there}"));
        }
    }
}
