namespace WorklistScp.Network.Access;

/// <summary>
/// A list of hosts_access(5): <c>a b EXCEPT c EXCEPT d</c> is a or b, unless it is c and not d.
/// </summary>
/// <param name="Items">What matches.</param>
/// <param name="Except">Of that, what does not.</param>
internal sealed record ExceptList<T>(IReadOnlyList<T> Items, ExceptList<T>? Except)
{
    /// <summary>Makes a list of something else with the same form.</summary>
    public ExceptList<TOther> Select<TOther>(Func<T, TOther> convert) =>
        new([.. Items.Select(convert)], Except?.Select(convert));

    /// <summary>Whether the list matches; null where the answer of an item decides that is null.</summary>
    public bool? Matches(Func<T, bool?> match)
    {
        bool? isListed = MatchesAny(match);
        return isListed == false || Except is null ? isListed : isListed & !Except.Matches(match);
    }

    private bool? MatchesAny(Func<T, bool?> match)
    {
        bool? found = false;
        foreach (T item in Items)
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
