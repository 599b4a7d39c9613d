using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Queries;

/// <summary>An attribute of a query, and the kind of its value, without the value.</summary>
/// <param name="Path">The tags from the outermost sequence to the attribute.</param>
/// <param name="Kind">The kind.</param>
public sealed record AskedKey(IReadOnlyList<DicomTag> Path, KeyKind Kind)
{
    /// <summary>Finds all of a query, whether they are matched or not, in the order of their tags.</summary>
    /// <param name="query">The identifier, interpreted as it was meant.</param>
    public static IEnumerable<AskedKey> AllOf(DicomDataset query) => AllOf(query, []);

    /// <summary>Whether there is text in the query that ASCII has not.</summary>
    /// <param name="query">The identifier, interpreted as it was meant.</param>
    public static bool HasTextBeyondAscii(DicomDataset query) => query.Any(item => item switch
    {
        DicomSequence sequence => sequence.Items.Any(HasTextBeyondAscii),
        DicomElement element => element.VR.UsesCharacterSet && IsBeyondAscii(element.Value.Span),
        _ => false,
    });

    private static IEnumerable<AskedKey> AllOf(DicomDataset level, DicomTag[] parents)
    {
        foreach (DicomItem item in level)
        {
            if (!item.Tag.IsOfDataSet || item.Tag.IsPrivateCreator || item.Tag == DicomTag.SpecificCharacterSet)
            {
                continue;
            }

            DicomTag[] path = [.. parents, item.Tag];
            yield return new AskedKey(path, KindOf(level, item));
            if (item is DicomSequence { Items: [DicomDataset first, ..] })
            {
                foreach (AskedKey key in AllOf(first, path))
                {
                    yield return key;
                }
            }
        }
    }

    private static KeyKind KindOf(DicomDataset level, DicomItem item)
    {
        if (item is not DicomElement element)
        {
            return item.IsEmpty ? KeyKind.Universal : KeyKind.Sequence;
        }

        var text = new KeyText(level, element, timezone: default);
        return MatchingKeys.IsUniversal(text) ? KeyKind.Universal
            : element.VR == DicomVR.UI ? KeyKind.UID
            : TemporalParser.Reads(element.VR) ? text.OnlyRange is not null ? KeyKind.Range : KeyKind.SingleValue
            : MatchingKeys.HasWildcards(element.VR) && Wildcard.IsIn(text.Text) ? KeyKind.Wildcard
            : KeyKind.SingleValue;
    }

    // ISO 2022 has other characters behind an escape, in bytes that would be ASCII.
    private static bool IsBeyondAscii(ReadOnlySpan<byte> text) =>
        text.ContainsAnyInRange((byte)0x80, (byte)0xff) || text.Contains((byte)0x1b);
}

/// <summary>The kinds of values of a query's keys (PS3.2 N.5.2.1).</summary>
public enum KeyKind
{
    /// <summary>A value, or a list of them.</summary>
    SingleValue,

    /// <summary>A UID, or a list of them.</summary>
    UID,

    /// <summary>Text with wild cards.</summary>
    Wildcard,

    /// <summary>A range of dates or times.</summary>
    Range,

    /// <summary>A sequence with an item.</summary>
    Sequence,

    /// <summary>No value, or one that any value matches.</summary>
    Universal,
}
