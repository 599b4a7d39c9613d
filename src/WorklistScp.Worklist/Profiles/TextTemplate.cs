using System.Diagnostics.CodeAnalysis;
using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Profiles;

/// <summary>
/// Text with attributes of the entry in braces: <c>{RequestedProcedureDescription} ({AccessionNumber})</c>. The AE titles
/// are <c>{CallingAETitle}</c> and <c>{CalledAETitle}</c>.
/// </summary>
public sealed class TextTemplate
{
    private readonly string _text;
    private readonly IReadOnlyList<Part> _parts;

    private TextTemplate(string text, IReadOnlyList<Part> parts) => (_text, _parts) = (text, parts);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <param name="template">What it says.</param>
    /// <param name="expected">What would be right.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TextTemplate? template, [NotNullWhen(false)] out string? expected)
    {
        template = null;
        var parts = new List<Part>();
        ReadOnlySpan<char> rest = text;
        while (rest.IndexOf('{') is >= 0 and var open)
        {
            parts.Add(new Part(rest[..open].ToString(), null));
            rest = rest[(open + 1)..];
            int close = rest.IndexOf('}');
            if (close < 0)
            {
                expected = "a closing brace behind each opening one";
                return false;
            }

            var name = rest[..close].ToString();
            if (name is AnswerSource.CallingAETitle or AnswerSource.CalledAETitle)
            {
                parts.Add(new Part(name, null) { IsAETitle = true });
            }
            else if (AttributePath.TryParse(name, out AttributePath? path, out string? keyword))
            {
                parts.Add(new Part("", path));
            }
            else
            {
                expected = $"in braces {keyword}";
                return false;
            }

            rest = rest[(close + 1)..];
        }

        parts.Add(new Part(rest.ToString(), null));
        expected = null;
        template = new TextTemplate(text, parts);
        return true;
    }

    /// <summary>What <see cref="MayBe"/> takes.</summary>
    public static string ExpectedFor(AttributePath path) => path.Tags[^1] == DicomTag.SpecificCharacterSet
        ? "the setting characterSet in place of this one"
        : !path.IsOfDataSet
            ? "an attribute of data sets"
        : path.VR == DicomVR.SQ || path.VR.IsOneBinaryValue
            ? $"no text: it is of VR {path.VR}"
            : $"a value of VR {path.VR}, in which an attribute in braces such as {{PatientID}} stands for its value";

    /// <summary>Whether it can be the value of an attribute, as far as that does not depend on the entry.</summary>
    public bool MayBe(AttributePath path) => _parts.Any(part => part.Path is not null)
        ? AnswerText.MayHaveText(path)
        : AnswerText.TryMake(path, string.Concat(_parts.Select(part => part.Text)), out _);

    /// <summary>Puts the values in.</summary>
    public string Fill(AnswerSource source) => string.Concat(_parts.Select(part =>
        part.IsAETitle ? source.AETitleOf(part.Text) : part.Path is null ? part.Text : source.TextOf(part.Path)));

    /// <inheritdoc/>
    public override string ToString() => _text;

    private sealed record Part(string Text, AttributePath? Path)
    {
        public bool IsAETitle { get; init; }
    }
}
