using Microsoft.Extensions.Logging.Abstractions;
using Wlmscp.Commands.Questioning;
using Wlmscp.Configuration;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.Commands.Replaying;

/// <summary>Asks recorded queries twice: by the profiles that count until now, and by those that are to count.</summary>
internal sealed class Replay
{
    private readonly AnswerBuilder _answers = new(ResponseCharacterSet.WhenNeeded, NullLogger.Instance);
    private readonly QuestionedAreas _areas;
    private readonly QuestionSettings _settings;
    private readonly ReplaySettings _files;
    private readonly DeviceProfiles _before;
    private readonly DeviceProfiles _after;

    /// <summary>Reads the configuration files.</summary>
    /// <param name="areas">The storage areas.</param>
    /// <param name="settings">How the daemon is set.</param>
    /// <param name="files">Names the configuration files.</param>
    /// <exception cref="ToolException">One cannot be used.</exception>
    public Replay(QuestionedAreas areas, QuestionSettings settings, ReplaySettings files)
    {
        (_areas, _settings, _files) = (areas, settings, files);
        _before = ConfigurationFile.ReadForTool(files.Against, "--against").Devices;
        _after = ConfigurationFile.ReadForTool(files.Configuration).Devices;
    }

    /// <summary>Asks all of them.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="now">The time on the wall.</param>
    /// <exception cref="ToolException">There are no areas: at once, before the first query.</exception>
    public IEnumerable<QueryDifference> Ask(IReadOnlyList<RecordedQuery> queries, DateTime now)
    {
        _areas.ThrowUnlessThere();
        return queries.Select(query => Ask(query, now));
    }

    /// <summary>What is supposed of those that asked, for each profile that counts for one of them, each once.</summary>
    /// <param name="queries">The queries.</param>
    public IEnumerable<string> FindSuppositions(IEnumerable<RecordedQuery> queries) => queries
        .Select(query => query.Device)
        .Distinct()
        .SelectMany(device => (IEnumerable<string>)
        [
            .. Suppose(device, _files.Against, _before), .. Suppose(device, _files.Configuration, _after),
        ])
        .Distinct();

    private IEnumerable<string> Suppose(AskingDevice device, string? file, DeviceProfiles profiles) =>
        profiles.Find(device) is { } profile
            ? Suppositions.Of(profile, profiles, device, _settings.Negotiated).Select(line => $"{file}: {profile}: {line}")
            : [];

    // Both times of the same entries, at the same time.
    private QueryDifference Ask(RecordedQuery recorded, DateTime now) => QueryDifference.Between(
        recorded, Ask(recorded, _before, now), Ask(recorded, _after, now), _answers);

    private ReplayedQuery Ask(RecordedQuery recorded, DeviceProfiles profiles, DateTime now) =>
        ReplayedQuery.Ask(recorded, profiles, _areas, _settings, now);
}
