using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Queries;

/// <summary>The text of an element of a query, decoded once, and taken apart once when that is first asked for.</summary>
internal sealed class KeyText
{
    private readonly TimeSpan _assumed;
    private StringValues? _values;
    private TemporalRange[]? _ranges;

    /// <summary>Decodes it.</summary>
    /// <param name="level">The query, or the item of it that has the element.</param>
    /// <param name="element">The element.</param>
    /// <param name="timezone">The offset from UTC of moments that name none.</param>
    public KeyText(DicomDataset level, DicomElement element, TimeSpan timezone)
    {
        Tag = element.Tag;
        VR = element.VR;
        IsEmpty = element.IsEmpty;
        Text = level.TryGetString(element.Tag, out string? text) ? text : null;
        _assumed = timezone;
    }

    /// <summary>The attribute.</summary>
    public DicomTag Tag { get; }

    /// <summary>Its value representation.</summary>
    public DicomVR VR { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty { get; }

    /// <summary>The text with all its backslashes; null: it is no text.</summary>
    public string? Text { get; }

    /// <summary>The values, without padding; empty ones are dropped.</summary>
    public StringValues Values => _values ??= Text is null ? default : TextValues.Split(Text, VR);

    /// <summary>The values that are dates, times or ranges of them, of DA, TM and DT.</summary>
    public TemporalRange[] Ranges => _ranges ??= [.. ParseRanges()];

    /// <summary>The range, where there is one value, and it is one; else null.</summary>
    public TemporalRange? OnlyRange =>
        Values is [{ } value] && value.Contains('-') && Ranges is [var range] ? range : null;

    private IEnumerable<TemporalRange> ParseRanges()
    {
        foreach (string? value in Values)
        {
            if (TemporalParser.TryParseRange(value, VR, out TemporalRange range, _assumed))
            {
                yield return range;
            }
        }
    }
}
