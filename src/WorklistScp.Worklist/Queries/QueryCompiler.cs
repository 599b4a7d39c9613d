using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Queries;

/// <summary>Turns the elements of an identifier into keys, level by level.</summary>
/// <param name="identifier">The identifier, interpreted as it was meant.</param>
/// <param name="options">How it is understood.</param>
internal sealed class QueryCompiler(DicomDataset identifier, WorklistQueryOptions options)
{
    // They are sent back and logged: a hostile query is not to make much of that.
    private const int MaxFindings = 100;

    // What no device comes near. With the length of identifiers it bounds what a query takes of time and memory.
    private const int MaxKeys = 128;
    private const int MaxValues = 10_000;
    private const int MaxPatterns = 1_000;

    private static readonly DicomTag TrailingPadding = new(0xfffc, 0xfffc);

    private readonly List<QueryProblem> _problems = [];
    private readonly List<UnmatchedKey> _unmatched = [];
    private readonly Stack<DicomTag> _path = new();
    private int _keys;
    private int _values;
    private int _patterns;
    private readonly TimezoneAdjustment? _timezone =
        Timezone.Of(identifier) is { } offset ? new TimezoneAdjustment(offset, options.LocalTimezone) : null;

    /// <summary>The keys that cannot be matched, of many the first hundred.</summary>
    public IReadOnlyList<QueryProblem> Problems => _problems;

    /// <summary>The keys whose value is not matched, of many the first hundred.</summary>
    public IReadOnlyList<UnmatchedKey> Unmatched => _unmatched;

    /// <summary>Whether responses are to tell of a key that is not matched.</summary>
    public bool HasUnusedValue { get; private set; }

    /// <summary>Whether there is more to match than may be; then only that is a problem, and no key is compiled.</summary>
    public bool ExceedsLimit { get; private set; }

    /// <summary>Compiles the identifier.</summary>
    /// <param name="matching">Receives the keys that are not universal.</param>
    /// <returns>The keys of the response.</returns>
    public QueryKey[] Compile(List<MatchingKey> matching)
    {
        QueryKey[] keys = Compile(identifier, null, true, matching);
        if (!ExceedsLimit)
        {
            if (options.MatchesOtherPatientIDs)
            {
                OtherPatientIDKey.Combine(matching);
            }

            return keys;
        }

        matching.Clear();
        return [];
    }

    /// <summary>Compiles the elements of the identifier or of an item of it.</summary>
    /// <param name="level">The identifier or item.</param>
    /// <param name="parent">The sequence of the item; null at the top.</param>
    /// <param name="isMatching">Whether the item's sequence is a matching key.</param>
    /// <param name="matching">Receives the keys that are not universal.</param>
    /// <returns>The keys of the response.</returns>
    private QueryKey[] Compile(DicomDataset level, DicomTag? parent, bool isMatching, List<MatchingKey> matching)
    {
        var keys = new QueryKey[level.Count];
        var count = 0;
        foreach (DicomItem item in level)
        {
            if (ExceedsLimit)
            {
                break;
            }

            if (!item.Tag.IsOfDataSet || item.Tag == TrailingPadding || item.Tag == DicomTag.SpecificCharacterSet)
            {
                continue;
            }

            if (item is DicomSequence sequence)
            {
                bool isKey = isMatching && WorklistAttributes.IsMatchingKey(item.Tag, parent);
                keys[count++] = CompileSequence(level, sequence, isKey, matching);
                continue;
            }

            // Most are asked for, not matched. A private creator says whose keys follow.
            if (!item.IsEmpty && !item.Tag.IsPrivateCreator)
            {
                CompileElement(level, (DicomElement)item, parent, isMatching, matching);
            }

            // Time zones do not depend on what is asked for.
            if (parent is not null || item.Tag != DicomTag.TimezoneOffsetFromUTC)
            {
                keys[count++] = new QueryKey(item.Tag, item.VR, null) { Owner = PrivateOwner.Find(level, item.Tag) };
            }
        }

        return count == keys.Length ? keys : keys[..count];
    }

    private void CompileElement(
        DicomDataset level, DicomElement element, DicomTag? parent, bool isMatching, List<MatchingKey> matching)
    {
        var text = new KeyText(level, element, _timezone?.Asked ?? default);
        bool isUniversal = MatchingKeys.IsUniversal(text);
        if (!isMatching || WorklistAttributes.IsNumber(element.VR)
            || !WorklistAttributes.IsMatchingKey(element.Tag, parent))
        {
            if (!isUniversal)
            {
                AddUnmatched(level, element, ReasonFor(element));
            }

            return;
        }

        bool isStrict = options.StrictMatching || WorklistAttributes.IsKeyOfWlmscpfs(element.Tag, parent);
        if ((isUniversal || IsWithinLimits(text)) && Check(level, element, text, isStrict) && !isUniversal
            && MatchingKeys.Of(text, options, _timezone, !isStrict) is { } key)
        {
            Combine(key, text, matching);
        }
    }

    // Before values are taken apart.
    private bool IsWithinLimits(KeyText key)
    {
        _keys++;
        _values += key.VR.IsMultiValue ? 1 + key.Text.AsSpan().Count('\\') : 1;
        _patterns += MatchingKeys.HasWildcards(key.VR) ? CountPatterns(key.Text) : 0;
        (QueryProblemKind Kind, int Most)? exceeded =
            _keys > MaxKeys ? (QueryProblemKind.TooManyKeys, MaxKeys)
            : _values > MaxValues ? (QueryProblemKind.TooManyValues, MaxValues)
            : _patterns > MaxPatterns ? (QueryProblemKind.TooManyPatterns, MaxPatterns)
            : null;
        if (exceeded is var (kind, most))
        {
            ExceedsLimit = true;
            _problems.Clear();
            Add(new QueryProblem(key.Tag, kind, key.VR) { Value = key.Text, Most = most });
        }

        return !ExceedsLimit;
    }

    private static int CountPatterns(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (Range value in text.Split('\\'))
        {
            count += Wildcard.IsIn(text[value]) ? 1 : 0;
        }

        return count;
    }

    private static UnmatchedReason ReasonFor(DicomElement element) =>
        WorklistAttributes.IsNumber(element.VR) ? UnmatchedReason.Number
        : WorklistAttributes.IsHarmless(element.Tag) ? UnmatchedReason.Harmless
        : UnmatchedReason.NoMatchingKey;

    // Date comes before time, so the date's key is there to be replaced.
    private void Combine(MatchingKey key, KeyText text, List<MatchingKey> matching)
    {
        DateTimePair? pair = CombinedDateTime.FindPair(key.Tag);
        int date = pair is null ? -1 : matching.FindLastIndex(other => other.Tag == pair.Date);
        if (date >= 0 && CombinedDateTime.Of((matching[date] as TemporalKey)?.OnlyRange, text.OnlyRange) is { } range)
        {
            matching[date] = new CombinedDateTimeKey(pair!, range, _timezone);
        }
        else
        {
            matching.Add(key);
        }
    }

    // Whether there is a key to match: what cannot match refuses the query, where wlmscpfs would refuse it.
    private bool Check(DicomDataset level, DicomElement element, KeyText text, bool isStrict)
    {
        if (KeyCheck.FindProblem(text, KeyCheck.HasCharacterSet(level)) is not { } kind)
        {
            return true;
        }

        if (isStrict)
        {
            Add(new QueryProblem(element.Tag, kind, element.VR) { Value = text.Text });
            return true;
        }

        AddUnmatched(level, element, UnmatchedReason.Malformed);
        return false;
    }

    private void Add(QueryProblem problem)
    {
        if (_problems.Count < MaxFindings)
        {
            _problems.Add(problem);
        }
    }

    private void AddUnmatched(DicomDataset level, DicomElement element, UnmatchedReason reason)
    {
        var unmatched = new UnmatchedKey([], "", reason);
        HasUnusedValue |= unmatched.IsToBeTold;
        if (_unmatched.Count < MaxFindings)
        {
            _unmatched.Add(unmatched with
            {
                Path = [.. _path.Reverse(), element.Tag],
                Value = ValueText.Of(level, element.Tag) ?? "",
            });
        }
    }

    private QueryKey CompileSequence(
        DicomDataset level, DicomSequence sequence, bool isKey, List<MatchingKey> matching)
    {
        if (sequence.Items.Count > 1 && isKey)
        {
            Add(new QueryProblem(sequence.Tag, QueryProblemKind.SeveralItems, DicomVR.SQ) { Most = 1 });
        }

        var nested = new List<MatchingKey>();
        _path.Push(sequence.Tag);
        QueryKey[] keys = sequence.IsEmpty ? [] : Compile(sequence.Items[0], sequence.Tag, isKey, nested);
        _path.Pop();
        if (nested.Count > 0)
        {
            matching.Add(new SequenceKey(sequence.Tag, [.. nested]));
        }

        return new QueryKey(sequence.Tag, DicomVR.SQ, keys.Length > 0 ? keys : KeysOfEmpty(sequence.Tag))
        {
            StaysEmpty = sequence.IsEmpty && !options.ExpandEmptySequences,
            Owner = PrivateOwner.Find(level, sequence.Tag),
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
