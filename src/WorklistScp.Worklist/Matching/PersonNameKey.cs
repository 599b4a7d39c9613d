namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Matching of person names by component group (PS3.4 C.2.2.2.1, PS3.5 6.2.1): a group that the query gives is
/// matched with the same group of the entry, one group alone with any of them.
/// </summary>
internal sealed class PersonNameKey : MatchingKey
{
    private readonly string[][] _names;
    private readonly NameMatching _matching;

    /// <summary>Makes a key.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="names">The values of the query.</param>
    /// <param name="matching">How names are compared; not <see cref="NameMatching.Exact"/>.</param>
    public PersonNameKey(DicomTag tag, string[] names, NameMatching matching) : base(tag)
    {
        _matching = matching;
        _names = Array.ConvertAll(names, Groups);
    }

    /// <inheritdoc/>
    public override bool Matches(DicomDataset level)
    {
        foreach (string value in TextValues.Of(level, Tag))
        {
            string[] groups = Groups(value);
            if (Array.Exists(_names, name => IsMatch(name, groups)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMatch(string[] asked, string[] groups)
    {
        if (asked.Length == 1)
        {
            return Array.Exists(groups, group => IsGroupMatch(asked[0], group));
        }

        for (var i = 0; i < asked.Length; i++)
        {
            if (asked[i].Length > 0 && !IsGroupMatch(asked[i], i < groups.Length ? groups[i] : ""))
            {
                return false;
            }
        }

        return true;
    }

    // DOE^* is meant to find DOE, whose empty given name is not written: an asterisk at the end may stand for the
    // delimiters too.
    private static bool IsGroupMatch(string pattern, string group) =>
        Wildcard.IsUniversal(pattern)
        || Wildcard.IsMatch(pattern, group)
        || (pattern.EndsWith('*') && group.Length > 0 && Wildcard.IsMatch(pattern, group + "^^^^"));

    private string[] Groups(string name) =>
        Array.ConvertAll(name.Split('='), group => NameFolding.Fold(group, _matching == NameMatching.IgnoreAccents));
}
