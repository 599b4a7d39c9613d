using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>Turns the elements of an identifier into keys, level by level.</summary>
internal sealed class QueryCompiler(WorklistQueryOptions options)
{
    // They are sent back and logged: a hostile query is not to make much of that.
    private const int MaxProblems = 100;

    private static readonly DicomTag TrailingPadding = new(0xfffc, 0xfffc);

    private readonly List<QueryProblem> _problems = [];

    /// <summary>The keys that cannot be matched, of many the first hundred.</summary>
    public IReadOnlyList<QueryProblem> Problems => _problems;

    /// <summary>Whether a key that is no matching key had a value.</summary>
    public bool HasUnusedValue { get; private set; }

    /// <summary>Compiles the elements of the identifier or of an item of it.</summary>
    /// <param name="level">The identifier or item.</param>
    /// <param name="parent">The sequence of the item; null at the top.</param>
    /// <param name="isMatching">Whether the item's sequence is a matching key.</param>
    /// <param name="matching">Receives the keys that are not universal.</param>
    /// <returns>The keys of the response.</returns>
    public QueryKey[] Compile(DicomDataset level, DicomTag? parent, bool isMatching, List<MatchingKey> matching)
    {
        var keys = new List<QueryKey>(level.Count);
        foreach (DicomItem item in level)
        {
            if (item.Tag.IsGroupLength || item.Tag == TrailingPadding || item.Tag == DicomTag.SpecificCharacterSet)
            {
                continue;
            }

            bool isKey = isMatching && WorklistAttributes.IsMatchingKey(item.Tag, parent);
            if (item is DicomSequence sequence)
            {
                keys.Add(CompileSequence(sequence, isKey, matching));
            }
            else
            {
                CompileElement(level, (DicomElement)item, isKey, matching);
                keys.Add(new QueryKey(item.Tag, item.VR, null));
            }
        }

        return [.. keys];
    }

    private void CompileElement(DicomDataset level, DicomElement element, bool isKey, List<MatchingKey> matching)
    {
        if (element.IsEmpty)
        {
            return; // asked for, not matched: most are
        }

        bool isUniversal = MatchingKeys.IsUniversal(level, element);
        if (!isKey)
        {
            // A private creator says whose keys follow; it is no value to match.
            HasUnusedValue |= !isUniversal && !element.Tag.IsPrivateCreator;
            return;
        }

        Check(level, element);
        if (!isUniversal && MatchingKeys.Of(level, element, options.NameMatching) is { } key)
        {
            Combine(level, key, matching);
        }
    }

    // Date comes before time, so the date's key is there to be replaced.
    private static void Combine(DicomDataset level, MatchingKey key, List<MatchingKey> matching)
    {
        if (CombinedDateTime.TryFindDate(key.Tag, out DicomTag date)
            && CombinedDateTime.Of(level, date, key.Tag) is { } combined)
        {
            matching[matching.FindLastIndex(other => other.Tag == date)] = combined;
        }
        else
        {
            matching.Add(key);
        }
    }

    private void Check(DicomDataset level, DicomElement element)
    {
        if (level.TryGetString(element.Tag, out string? text)
            && KeyCheck.FindProblem(text, element.VR, KeyCheck.HasCharacterSet(level)) is { } problem)
        {
            AddProblem(element.Tag, problem, text);
        }
    }

    private void AddProblem(DicomTag tag, string comment, string? value = null)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new QueryProblem(tag, comment) { Value = value });
        }
    }

    private QueryKey CompileSequence(DicomSequence sequence, bool isKey, List<MatchingKey> matching)
    {
        if (sequence.Items.Count > 1 && isKey)
        {
            AddProblem(sequence.Tag, "More than 1 item in sequence.");
        }

        var nested = new List<MatchingKey>();
        QueryKey[] keys = sequence.IsEmpty ? [] : Compile(sequence.Items[0], sequence.Tag, isKey, nested);
        if (nested.Count > 0)
        {
            matching.Add(new SequenceKey(sequence.Tag, [.. nested]));
        }

        return new QueryKey(sequence.Tag, DicomVR.SQ, keys.Length > 0 ? keys : KeysOfEmpty(sequence.Tag))
        {
            StaysEmpty = sequence.IsEmpty && !options.ExpandEmptySequences,
        };
    }

    // What an empty sequence, or one with an empty item, stands for; null: whatever items the entry has.
    private QueryKey[]? KeysOfEmpty(DicomTag sequence)
    {
        if (!options.ExpandEmptySequences)
        {
            return [];
        }

        return SequenceExpansion.ItemOf(sequence) is { } item ? Compile(item, sequence, false, []) : null;
    }
}
