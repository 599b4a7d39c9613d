using Microsoft.Extensions.Logging.Abstractions;
using Wlmscp.Commands.Questioning;
using Wlmscp.Configuration;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Commands.Explaining;

/// <summary>The profile of the device that asks, and what it changes.</summary>
internal sealed class ExplainedProfile
{
    private readonly AnswerBuilder _answers = new(ResponseCharacterSet.WhenNeeded, NullLogger.Instance);
    private readonly DeviceQuery _asked;

    private ExplainedProfile(
        DeviceProfile profile, DeviceQuery asked, DicomDataset identifier, DateTime now, IEnumerable<string> suppositions)
    {
        (Profile, _asked) = (profile, asked);
        Remarks = [.. suppositions, .. FindRemarks(profile)];
        QueryChanges = RuleChange.OfQuery(profile, identifier, now);
        Changed = identifier.Clone();
        profile.Change(Changed, now);
    }

    /// <summary>The profile.</summary>
    public DeviceProfile Profile { get; }

    /// <summary>What it changes in the query.</summary>
    public IReadOnlyList<RuleChange> QueryChanges { get; }

    /// <summary>What it does to no single entry: a line for each setting.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Whether it changes which stations are asked for.</summary>
    public bool ChangesStation => QueryChanges.Any(
        change => change.Attribute.EndsWith(nameof(DicomTag.ScheduledStationAETitle), StringComparison.Ordinal));

    /// <summary>The query as it is matched.</summary>
    public DicomDataset Changed { get; }

    /// <summary>Finds the profile; null: none counts, or no device is said to ask.</summary>
    /// <param name="settings">How the daemon is set, and who asks.</param>
    /// <param name="called">The called AE title.</param>
    /// <param name="identifier">The query, as it was meant.</param>
    /// <param name="now">The time on the wall.</param>
    /// <exception cref="ToolException">The configuration is wrong.</exception>
    public static ExplainedProfile? Find(
        QuestionSettings settings, string called, DicomDataset identifier, DateTime now)
    {
        if (settings.CallingAETitle is not { } calling)
        {
            return null;
        }

        var device = new AskingDevice(calling, called) { IsSupposed = true };
        DeviceProfiles profiles = ConfigurationFile.ReadForTool(settings.Configuration).Devices;
        var asked = DeviceQuery.Read(identifier, settings.Query, device, profiles, now);
        return asked.Profile is not { } profile ? null : new ExplainedProfile(
            profile, asked, identifier, now, Suppositions.Of(profile, profiles, device, settings.Negotiated));
    }

    /// <summary>What else the profile does, which an explanation of each entry does not show.</summary>
    public IEnumerable<Warning> FindUnexplained(IEnumerable<ExplainedEntry> entries)
    {
        int count = entries.Count(entry => entry.IsMatch);
        if (Profile.Limit < count)
        {
            yield return new Warning("profile", $"limit: of the {count} that match the device gets the first {Profile.Limit}");
        }
    }

    /// <summary>The setting that hides an entry that matches; null: none does.</summary>
    public string? FindHiding(WorklistEntry entry) => _asked.FindHiding(entry)?.Name;

    /// <summary>Tells what becomes of an entry that matches.</summary>
    public ExplainedEntry Explain(ExplainedEntry explained, WorklistEntry entry)
    {
        if (FindHiding(entry) is { } setting)
        {
            return explained with { HiddenBy = setting };
        }

        ILookup<bool, string> missing = _answers.FindMissing(_asked, entry)
            .ToLookup(path => _asked.IsUnasked(path, entry), path => path.Name);
        return explained with
        {
            Answer = RuleChange.OfAnswer(_answers, _asked, entry),
            Lacks = [.. missing[false]],
            Unasked = [.. missing[true]],
        };
    }

    private static IEnumerable<string> FindRemarks(DeviceProfile profile)
    {
        if (profile.ServedAs is { } area)
        {
            yield return $"servedAs: {area}, whatever AE title it calls";
        }

        if (profile.Network.ToString() is { Length: > 0 } network)
        {
            yield return $"network: {network}";
        }

        if (profile.Memory is { } memory)
        {
            yield return $"memory: within {memory.TotalSeconds} s the device gets entries as one of its queries found them";
        }

        if (profile.PerformedSteps is { } mpps)
        {
            yield return $"mpps: {mpps}";
        }

        if (profile.Order is { } order)
        {
            yield return $"order: by {order}, then as their steps start";
        }
    }
}
