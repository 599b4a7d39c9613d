using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Worklist.Matching;

/// <summary>A key of a query with a value: what an entry must have to match (PS3.4 C.2.2.2).</summary>
/// <param name="tag">The attribute; of a combined key, the first.</param>
internal abstract class MatchingKey(DicomTag tag)
{
    /// <summary>The attribute.</summary>
    public DicomTag Tag { get; } = tag;

    /// <summary>
    /// Whether a data set that has no value for the attribute matches nevertheless: another value is what keeps an
    /// entry out, not one that nobody has filled in. PS3.4 K.2.2.1.1.1 would keep out both.
    /// </summary>
    public virtual bool MatchesAbsence { get; init; }

    /// <summary>The names of the attributes that have a value in the query.</summary>
    public virtual IEnumerable<string> Names => [KeyName.Of(Tag)];

    /// <summary>How many those are.</summary>
    public virtual int NameCount => 1;

    /// <summary>Whether the data set of an entry, or an item of it, has what the key asks for.</summary>
    public abstract bool Matches(EntryLevel level);

    /// <summary>Tells what entries that match have for certain; by default nothing.</summary>
    /// <param name="search">Is told.</param>
    /// <param name="isStep">Whether the key is one of the scheduled procedure step, else of the top level.</param>
    public virtual void Narrow(CandidateSearch search, bool isStep)
    {
    }

    /// <summary>Says why a data set does not match. Apart from matching, which has no time for it.</summary>
    /// <param name="query">The query, or the item of it that the key was made from.</param>
    /// <param name="level">The entry, or the item of it that does not match.</param>
    public virtual KeyMismatch Explain(DicomDataset query, EntryLevel level) =>
        new([Tag], ValueText.Of(query, Tag) ?? "", ValueText.Of(level, Tag));

    /// <summary>Says what is asked for, as a data set fails it that has nothing.</summary>
    /// <param name="query">The query, or the item of it that the key was made from.</param>
    public virtual IEnumerable<KeyMismatch> Describe(DicomDataset query) => [Explain(query, default)];

    /// <summary>Says what all fails, of a data set that does not match.</summary>
    /// <param name="query">The query, or the item of it that the key was made from.</param>
    /// <param name="level">The entry, or the item of it that does not match.</param>
    /// <param name="all">Receives it.</param>
    public virtual void ExplainAll(DicomDataset query, EntryLevel level, List<KeyMismatch> all) =>
        all.Add(Explain(query, level));
}
