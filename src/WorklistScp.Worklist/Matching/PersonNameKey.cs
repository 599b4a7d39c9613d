using System.Text;
using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Matching of person names by component group (PS3.4 C.2.2.2.1, PS3.5 6.2.1): a group that the query gives is
/// matched with the same group of the entry, one group alone with any of them.
/// </summary>
internal class PersonNameKey : MatchingKey
{
    // What a name may lack at its end (PS3.5 6.2.1).
    private const string Delimiters = "^^^^";

    // To write one in other letters.
    private const int StepsOfLetter = 20;

    private readonly AskedTexts _ofOneGroup;
    private readonly string[][] _ofSeveral;
    private readonly bool _ignoresAccents;
    private readonly Func<string, string>? _asSent;

    /// <summary>Makes a key.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="names">The values of the query.</param>
    /// <param name="matching">How names are compared; <see cref="NameMatching.IgnoreCase"/> or <see cref="NameMatching.IgnoreAccents"/>.</param>
    /// <param name="asSent">How the device is sent names, by which it finds them, too; null: as entries have them.</param>
    public PersonNameKey(
        DicomTag tag, StringValues names, NameMatching matching, Func<string, string>? asSent = null) : base(tag)
    {
        _asSent = asSent;
        _ignoresAccents = matching == NameMatching.IgnoreAccents;
        string[] folded = [.. names.Select(name => Folded(NameFolding.FoldGroups(name!)))];
        _ofOneGroup = new AskedTexts(Array.FindAll(folded, name => !name.Contains('=')), hasWildcards: true);
        _ofSeveral = [.. folded.Where(name => name.Contains('=')).Select(name => name.Split('='))];
    }

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        StringValues values = level.NamesOf(Tag);
        foreach (string? value in values)
        {
            if (IsMatch(value!, in level)
                || (AsSent(value!, in level) is { } sent && IsMatch(sent, in level)))
            {
                return true;
            }
        }

        // A name of nothing but delimiters is none.
        return MatchesAbsence && values.All(value => value!.AsSpan().Trim("^=").IsEmpty);
    }

    /// <summary>Whether a name, folded as <see cref="NameFolding.FoldGroups"/> does, is one that is asked for.</summary>
    protected virtual bool IsMatch(string name, in EntryLevel level)
    {
        string held = Folded(name);
        return IsMatchOfOneGroup(held, in level) || IsMatchOfSeveral(held, in level);
    }

    // As the device is sent it; null: as the entry has it.
    private string? AsSent(string name, in EntryLevel level) =>
        _asSent is not null && !Ascii.IsValid(name) && level.Spend((long)StepsOfLetter * name.Length) ? _asSent(name) : null;

    private bool IsMatchOfOneGroup(ReadOnlySpan<char> held, in EntryLevel level)
    {
        foreach (Range range in held.Split('='))
        {
            ReadOnlySpan<char> group = held[range];
            if (_ofOneGroup.Contains(group, in level) || IsPatternMatch(group, in level))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPatternMatch(ReadOnlySpan<char> group, in EntryLevel level)
    {
        foreach (string pattern in _ofOneGroup.Patterns)
        {
            if (IsGroupMatch(pattern, group, in level))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMatchOfSeveral(ReadOnlySpan<char> held, in EntryLevel level)
    {
        foreach (string[] asked in _ofSeveral)
        {
            if (IsMatch(asked, held, in level))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMatch(string[] asked, ReadOnlySpan<char> held, in EntryLevel level)
    {
        foreach (string group in asked)
        {
            if (group.Length > 0 && !IsGroupMatch(group, FirstGroup(held), in level))
            {
                return false;
            }

            held = held[Math.Min(held.Length, FirstGroup(held).Length + 1)..];
        }

        return true;
    }

    private static ReadOnlySpan<char> FirstGroup(ReadOnlySpan<char> name)
    {
        int end = name.IndexOf('=');
        return end < 0 ? name : name[..end];
    }

    // DOE^* is meant to find DOE, whose empty given name is not written: an asterisk at the end may stand for the
    // delimiters too.
    private static bool IsGroupMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> group, in EntryLevel level) =>
        level.SpendOnPattern(pattern, group)
        && (Wildcard.IsUniversal(pattern)
            || Wildcard.IsMatch(pattern, group)
            || (pattern.EndsWith('*') && pattern.ContainsAny('^', '?') && group.Length > 0
                && Wildcard.IsMatch(pattern, string.Concat(group, Delimiters))));

    private string Folded(string name) => _ignoresAccents ? NameFolding.WithoutAccents(name) : name;
}
