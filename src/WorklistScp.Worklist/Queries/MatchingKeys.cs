using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Queries;

/// <summary>Makes the matching key of an element of a query: how it matches is a matter of its VR.</summary>
internal static class MatchingKeys
{
    /// <summary>
    /// Whether the element matches everything: it is empty, or all asterisks (PS3.4 C.2.2.2.3); or a name of nothing
    /// but delimiters.
    /// </summary>
    public static bool IsUniversal(KeyText key)
    {
        if (key.Text is not { } text)
        {
            return key.IsEmpty;
        }

        ReadOnlySpan<char> trimmed = key.VR == DicomVR.PN ? text.AsSpan().Trim(" ^=") : text.AsSpan().Trim(' ');
        return trimmed.IsEmpty || Wildcard.IsUniversal(trimmed);
    }

    /// <summary>
    /// Whether values may hold wild cards: every text may (PS3.4 C.2.2.2.4); dates have none, nor have numbers and
    /// identifiers.
    /// </summary>
    public static bool HasWildcards(DicomVR vr) =>
        vr.IsString && vr.Form is DicomTextForm.Free or DicomTextForm.AETitle or DicomTextForm.Code;

    /// <summary>
    /// Makes a key of an element that is not universal; null if all its values are empty, or it is no text.
    /// </summary>
    /// <param name="key">The element.</param>
    /// <param name="options">How person names are compared.</param>
    /// <param name="timezone">The query's time zone; null: it names none.</param>
    /// <param name="matchesAbsence">As <see cref="MatchingKey.MatchesAbsence"/>.</param>
    public static MatchingKey? Of(
        KeyText key, WorklistQueryOptions options, TimezoneAdjustment? timezone, bool matchesAbsence)
    {
        StringValues values = key.Values;
        if (values.Count == 0)
        {
            return null;
        }

        DicomVR vr = key.VR;
        if (vr == DicomVR.PN && options.NameMatching != NameMatching.Exact)
        {
            return options.NameMatching == NameMatching.Fuzzy
                ? new FuzzyNameKey(key.Tag, values, options.NamesAsSent) { MatchesAbsence = matchesAbsence }
                : new PersonNameKey(key.Tag, values, options.NameMatching, options.NamesAsSent)
                {
                    MatchesAbsence = matchesAbsence,
                };
        }

        bool hasWildcards = HasWildcards(vr) && values.Any(value => Wildcard.IsIn(value));
        // With --no-fail a value that is no date gets here; it matches nothing.
        return TemporalParser.Reads(vr)
            ? new TemporalKey(key.Tag, vr, key.Ranges, timezone)
            {
                MatchesAbsence = matchesAbsence,
                OnlyRange = key.OnlyRange,
            }
            : new TextKey(key.Tag, values, hasWildcards) { MatchesAbsence = matchesAbsence };
    }
}
