using System.Text;

namespace Wlmscp.CommandLine;

/// <summary>Replaces <c>@file</c> on a command line by the words of the file, as DCMTK's programs do.</summary>
internal static class CommandFile
{
    /// <summary>Replaces each word that begins with <c>@</c>. Words of a file are not replaced again.</summary>
    /// <exception cref="CommandFileException">A file cannot be read.</exception>
    public static string[] Expand(IEnumerable<string> args) =>
        [.. args.SelectMany(arg => arg is ['@', _, ..] ? Words(Read(arg[1..])) : [arg])];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string problem = File.Exists(path) ? e.Message : "no such file";
            throw new CommandFileException($"@{path}: {problem}, expected a file with words of a command line", e);
        }
    }

    // Words end at white space; quotation marks keep it together.
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var hasWord = false;
        char? quote = null;
        foreach (char c in text)
        {
            if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '"' or '\'')
            {
                quote = c;
                hasWord = true;
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                if (hasWord)
                {
                    yield return word.ToString();
                }

                word.Clear();
                hasWord = false;
            }
            else
            {
                word.Append(c);
                hasWord = true;
            }
        }

        if (hasWord)
        {
            yield return word.ToString();
        }
    }
}
