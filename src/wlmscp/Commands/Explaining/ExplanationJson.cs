using System.Text.Json;
using System.Text.Json.Serialization;
using Wlmscp.Commands.Questioning;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Explaining;

/// <summary>Prints an explanation for programs: one JSON object, values whole.</summary>
internal static class ExplanationJson
{
    /// <summary>Writes it to standard output, in UTF-8.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="isSummary">Whether without the entries.</param>
    public static void Write(Explanation explanation, bool isSummary)
    {
        using Stream output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, Document.Of(explanation, isSummary), ExplanationJsonContext.Default.Document);
        output.WriteByte((byte)'\n');
    }

    internal sealed record Failure(string Key, string Query, string? Entry)
    {
        public static Failure Of(KeyMismatch mismatch) => new(KeyLabel.Of(mismatch), mismatch.Asked, mismatch.Found);
    }

    internal sealed record Entry(string File, bool Matches, IEnumerable<Failure> Failures)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? HiddenBy { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<RuleChange>? Answer { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Lacks { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Unasked { get; init; }

        public static Entry Of(ExplainedEntry entry, bool hasProfile) =>
            new(entry.File, entry.IsMatch, entry.Failures.Select(Failure.Of))
            {
                HiddenBy = entry.HiddenBy,
                Answer = hasProfile && entry.IsMatch ? entry.Answer : null,
                Lacks = entry.Lacks is { Count: > 0 } lacks ? lacks : null,
                Unasked = entry.Unasked is { Count: > 0 } unasked ? unasked : null,
            };
    }

    internal sealed record Profile(string Name, IReadOnlyList<RuleChange> Query, IEnumerable<string> Remarks)
    {
        public static Profile? Of(ExplainedProfile? profile) =>
            profile is null ? null : new Profile(profile.Profile.Name, profile.QueryChanges, profile.Remarks);
    }

    internal sealed record QueryKey(string Key, string Query, int Failing, int MatchesWithout)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<HiddenEntries>? HiddenWithout { get; init; }

        public static QueryKey Of(ExplainedKey key, bool hasProfile) =>
            new(KeyLabel.Of(key.Key), key.Key.Asked, key.Failing, key.MatchesWithout)
            {
                HiddenWithout = hasProfile ? key.HiddenWithout : null,
            };
    }

    internal sealed record Document(
        int Matches, IEnumerable<Entry> Entries, IEnumerable<QueryKey> Keys, IReadOnlyList<ExplainedProblem> Problems,
        IReadOnlyList<Warning> Warnings, PresentValues Present)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Profile? Profile { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<HiddenEntries>? Hidden { get; init; }

        public static Document Of(Explanation explanation, bool isSummary)
        {
            bool hasProfile = explanation.Profile is not null;
            return new Document(
                explanation.Matches, isSummary ? [] : explanation.Entries.Select(entry => Entry.Of(entry, hasProfile)),
                explanation.Keys.Select(key => QueryKey.Of(key, hasProfile)), explanation.Problems, explanation.Warnings,
                explanation.Present)
            {
                Profile = Profile.Of(explanation.Profile),
                Hidden = hasProfile ? explanation.Hidden : null,
            };
        }
    }
}
