using System.Text;

namespace WorklistScp.Worklist.Values;

/// <summary>Brings component groups of person names into a form in which equal names are equal text.</summary>
internal static partial class NameFolding
{
    /// <summary>
    /// Removes from each component group of a name spaces around components, empty trailing components and letter case.
    /// </summary>
    public static string FoldGroups(string name) =>
        name.Contains('=') ? string.Join('=', name.Split('=').Select(Fold)) : Fold(name);

    /// <summary>Removes accents from what is folded.</summary>
    public static string WithoutAccents(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is < '\u0300' or > '\u036f')
            {
                int index = Accented.IndexOf(c);
                result.Append(index < 0 ? c : Plain[index]);
            }
        }

        return result.ToString();
    }

    private static string Fold(string group)
    {
        if (IsFolded(group))
        {
            return group;
        }

        string[] components = group.Split('^');
        for (var i = 0; i < components.Length; i++)
        {
            components[i] = components[i].Trim(' ');
        }

        return string.Join('^', components).TrimEnd('^').ToUpperInvariant();
    }

    // Most names of worklists are in the form already. What is not certain is folded.
    private static bool IsFolded(ReadOnlySpan<char> group) =>
        Ascii.IsValid(group)
        && !group.ContainsAnyInRange('a', 'z')
        && group is not ([' ', ..] or [.., ' '] or [.., '^'])
        && !group.Contains("^ ", StringComparison.Ordinal)
        && !group.Contains(" ^", StringComparison.Ordinal);
}
