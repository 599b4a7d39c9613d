using System.Text;

namespace Wlmscp.CommandLine.Help;

/// <summary>Text as roff takes it, see groff(7) and groff_char(7).</summary>
internal static class Roff
{
    /// <summary>
    /// Escapes text. A hyphen becomes a minus sign, which stays as it is when someone copies an option from the page.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '\\' => @"\e",
                '-' => @"\-",
                '"' => @"\(dq",
                '\'' => @"\(aq",
                '`' => @"\(ga",
                '^' => @"\(ha",
                '~' => @"\(ti",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>Text in bold type: what is typed as it stands.</summary>
    public static string Bold(string text) => $@"\fB{Escape(text)}\fR";

    /// <summary>Text in italic type: what something is put in for.</summary>
    public static string Italic(string text) => $@"\fI{Escape(text)}\fR";

    /// <summary>A line of escaped text; a full stop at its beginning would make it a request.</summary>
    public static string Line(string escaped) => escaped.StartsWith('.') ? @"\&" + escaped : escaped;
}
