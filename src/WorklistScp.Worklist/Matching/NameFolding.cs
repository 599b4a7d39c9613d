using System.Text;

namespace WorklistScp.Worklist.Matching;

/// <summary>Brings component groups of person names into a form in which equal names are equal text.</summary>
internal static partial class NameFolding
{
    /// <summary>
    /// Removes spaces around components and empty trailing components, and letter case; accents too, if asked for.
    /// </summary>
    public static string Fold(string group, bool ignoreAccents)
    {
        string[] components = group.Split('^');
        for (var i = 0; i < components.Length; i++)
        {
            components[i] = components[i].Trim(' ');
        }

        string text = string.Join('^', components).TrimEnd('^').ToUpperInvariant();
        return ignoreAccents ? WithoutAccents(text) : text;
    }

    private static string WithoutAccents(string text)
    {
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
}
