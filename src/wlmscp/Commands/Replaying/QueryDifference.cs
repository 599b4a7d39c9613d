using Wlmscp.Commands.Questioning;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Replaying;

/// <summary>How a recorded query is answered from now, and how it was.</summary>
/// <param name="Recorded">The query.</param>
/// <param name="Before">What it found.</param>
/// <param name="After">What it finds.</param>
/// <param name="More">Entries that it did not find.</param>
/// <param name="Less">Entries that it does not find any more.</param>
/// <param name="Changed">Answers with other values.</param>
internal sealed record QueryDifference(
    RecordedQuery Recorded, ReplayedQuery Before, ReplayedQuery After, IReadOnlyList<string> More, IReadOnlyList<string> Less,
    IReadOnlyList<AnswerDifference> Changed)
{
    /// <summary>Whether it is told anything else.</summary>
    public bool IsAny => More.Count + Less.Count + Changed.Count > 0 || Before.Refusal != After.Refusal || ChangesStatus
        || IsReordered;

    /// <summary>Whether entries that it finds before and after come in another order.</summary>
    public bool IsReordered => !Before.Found.Where(new HashSet<QuestionedEntry>(After.Found).Contains)
        .SequenceEqual(After.Found.Where(new HashSet<QuestionedEntry>(Before.Found).Contains));

    /// <summary>Whether its answers had the warning FF01 and have it no more, or get it (PS3.4 table K.4-1).</summary>
    public bool ChangesStatus => After.Found.Count > 0 && Before.Found.Count > 0 && Before.Query.Warns != After.Query.Warns;

    /// <summary>Whether it is answered before and after, and finds nothing.</summary>
    public bool IsEmpty =>
        Before is { Refusal: null, Found.Count: 0 } && After is { Refusal: null, Found.Count: 0 };

    /// <summary>Whether it is refused, before and after.</summary>
    public bool IsRefused => Before.Refusal is not null && After.Refusal is not null;

    /// <summary>Compares what a query found, and finds.</summary>
    /// <param name="recorded">The query.</param>
    /// <param name="before">What it found.</param>
    /// <param name="after">What it finds.</param>
    /// <param name="answers">Builds answers.</param>
    public static QueryDifference Between(
        RecordedQuery recorded, ReplayedQuery before, ReplayedQuery after, AnswerBuilder answers)
    {
        int areas = before.Found.Concat(after.Found).Select(entry => entry.Area).Distinct().Count();
        HashSet<QuestionedEntry> had = [.. before.Found];
        HashSet<QuestionedEntry> has = [.. after.Found];
        return new QueryDifference(
            recorded, before, after,
            [.. after.Found.Where(entry => !had.Contains(entry)).Select(NameOf)],
            [.. before.Found.Where(entry => !has.Contains(entry)).Select(NameOf)],
            before.Query.Profile is null && after.Query.Profile is null ? [] :
            [
                .. from entry in after.Found
                   where had.Contains(entry)
                   let change = new AnswerDifference(NameOf(entry), [.. ChangesOf(entry)])
                   where change.Attributes.Count > 0
                   select change,
            ]);

        string NameOf(QuestionedEntry entry) => entry.NameAmong(areas);

        IEnumerable<AttributeChange> ChangesOf(QuestionedEntry entry) => AttributeChange.Between(
            answers.Build(before.Query, entry.Entry), answers.Build(after.Query, entry.Entry));
    }
}

/// <summary>An answer that has other values.</summary>
/// <param name="File">The file of its entry.</param>
/// <param name="Attributes">What is different.</param>
internal sealed record AnswerDifference(string File, IReadOnlyList<AttributeChange> Attributes);
