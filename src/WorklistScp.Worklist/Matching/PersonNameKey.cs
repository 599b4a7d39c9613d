using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Matching of person names by component group (PS3.4 C.2.2.2.1, PS3.5 6.2.1): a group that the query gives is
/// matched with the same group of the entry, one group alone with any of them.
/// </summary>
internal sealed class PersonNameKey : MatchingKey
{
    // What a name may lack at its end (PS3.5 6.2.1).
    private const string Delimiters = "^^^^";

    private readonly string[][] _names;
    private readonly bool _ignoresAccents;

    /// <summary>Makes a key.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="names">The values of the query.</param>
    /// <param name="matching">How names are compared; not <see cref="NameMatching.Exact"/>.</param>
    public PersonNameKey(DicomTag tag, StringValues names, NameMatching matching) : base(tag)
    {
        _ignoresAccents = matching == NameMatching.IgnoreAccents;
        _names = [.. names.Select(name => Folded(NameFolding.FoldGroups(name!)).Split('='))];
    }

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        StringValues values = level.NamesOf(Tag);
        foreach (string? value in values)
        {
            string held = Folded(value!);
            foreach (string[] name in _names)
            {
                if (IsMatch(name, held))
                {
                    return true;
                }
            }
        }

        // A name of nothing but delimiters is none.
        return MatchesAbsence && values.All(value => value!.AsSpan().Trim("^=").IsEmpty);
    }

    private static bool IsMatch(string[] asked, ReadOnlySpan<char> held)
    {
        if (asked.Length == 1)
        {
            return IsMatchOfAny(asked[0], held);
        }

        foreach (string group in asked)
        {
            if (group.Length > 0 && !IsGroupMatch(group, FirstGroup(held)))
            {
                return false;
            }

            held = held[Math.Min(held.Length, FirstGroup(held).Length + 1)..];
        }

        return true;
    }

    private static bool IsMatchOfAny(string asked, ReadOnlySpan<char> held)
    {
        foreach (Range group in held.Split('='))
        {
            if (IsGroupMatch(asked, held[group]))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> FirstGroup(ReadOnlySpan<char> name)
    {
        int end = name.IndexOf('=');
        return end < 0 ? name : name[..end];
    }

    // DOE^* is meant to find DOE, whose empty given name is not written: an asterisk at the end may stand for the
    // delimiters too.
    private static bool IsGroupMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> group) =>
        Wildcard.IsUniversal(pattern)
        || Wildcard.IsMatch(pattern, group)
        || (pattern.EndsWith('*') && pattern.ContainsAny('^', '?') && group.Length > 0
            && Wildcard.IsMatch(pattern, string.Concat(group, Delimiters)));

    private string Folded(string name) => _ignoresAccents ? NameFolding.WithoutAccents(name) : name;
}
