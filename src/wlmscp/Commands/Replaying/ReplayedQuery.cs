using Wlmscp.Commands.Questioning;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Replaying;

/// <summary>What a recorded query finds by the profiles of a site.</summary>
/// <param name="Query">The query, as the profile that counts means it.</param>
/// <param name="Found">The entries that are answered, in that order.</param>
/// <param name="Refusal">Why the daemon refuses it; null: it does not.</param>
internal sealed record ReplayedQuery(
    DeviceQuery Query, IReadOnlyList<QuestionedEntry> Found, string? Refusal = null)
{
    /// <summary>Asks it again.</summary>
    /// <param name="recorded">The query.</param>
    /// <param name="profiles">The profiles.</param>
    /// <param name="areas">The storage areas.</param>
    /// <param name="settings">How the daemon is set.</param>
    /// <param name="now">The time on the wall.</param>
    public static ReplayedQuery Ask(
        RecordedQuery recorded, DeviceProfiles profiles, QuestionedAreas areas, QuestionSettings settings, DateTime now)
    {
        var query = DeviceQuery.Read(recorded.Identifier, settings.Query, recorded.Device, profiles, now);
        if (settings.Refuses(recorded.Identifier, query.Query))
        {
            return new ReplayedQuery(query, [], $"A900: {query.Query.ErrorComment}");
        }

        IReadOnlyList<QuestionedArea> read;
        try
        {
            read = areas.Read(recorded.Device.CalledAETitle, query.Profile);
        }
        catch (ToolException e)
        {
            return new ReplayedQuery(query, [], e.Message);
        }

        var found = new List<QuestionedEntry>();
        IEnumerable<QuestionedEntry> candidates = QuestionedArea.Merge(read, snapshot => snapshot.Find(query.Query.Search));
        foreach (QuestionedEntry each in query.Profile?.Order is { } order
            ? candidates.OrderBy(candidate => candidate.Entry, order)
            : candidates)
        {
            if (query.IsLimit(found.Count))
            {
                break;
            }

            if (query.Query.Matches(each.Entry) && query.FindHiding(each.Entry) is null)
            {
                found.Add(each);
            }
        }

        return new ReplayedQuery(query, found);
    }
}
