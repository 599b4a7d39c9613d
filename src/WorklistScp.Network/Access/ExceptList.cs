namespace WorklistScp.Network.Access;

/// <summary>
/// A list of hosts_access(5): <c>a b EXCEPT c EXCEPT d</c> is a or b, unless it is c and not d.
/// </summary>
/// <param name="Parts">What stands before, between and behind the EXCEPTs, of which a file may have many.</param>
internal sealed record ExceptList<T>(IReadOnlyList<IReadOnlyList<T>> Parts)
{
    /// <summary>Makes a list of something else with the same form.</summary>
    public ExceptList<TOther> Select<TOther>(Func<T, TOther> convert) =>
        new([.. Parts.Select(part => (IReadOnlyList<TOther>)[.. part.Select(convert)])]);

    /// <summary>Whether the list matches; null where the answer of an item decides that is null.</summary>
    public bool? Matches(Func<T, bool?> match)
    {
        // Behind a part that does not match, nothing matters.
        var found = new List<bool?>();
        foreach (IReadOnlyList<T> part in Parts)
        {
            found.Add(MatchesAny(part, match));
            if (found[^1] == false)
            {
                break;
            }
        }

        bool? result = false;
        for (int i = found.Count - 1; i >= 0; i--)
        {
            result = found[i] & !result;
        }

        return result;
    }

    private static bool? MatchesAny(IReadOnlyList<T> part, Func<T, bool?> match)
    {
        bool? found = false;
        foreach (T item in part)
        {
            found |= match(item);
            if (found == true)
            {
                break;
            }
        }

        return found;
    }
}
