using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorklistScp.Hl7.Messages;

/// <summary>
/// Where something stands in a message: <c>PID-3.4.2</c>, <c>ORC[2]-5</c>, <c>PID-3[2].1</c>. All numbers count from 1;
/// 0 stands for what is not said.
/// </summary>
/// <param name="Segment">The name of the segment.</param>
/// <param name="Occurrence">Which one of that name.</param>
/// <param name="Field">The field; 0: the segment as a whole.</param>
/// <param name="Repetition">The repetition; 0: the first, or the field as a whole.</param>
/// <param name="Component">The component; 0: all of them.</param>
/// <param name="Subcomponent">The subcomponent; 0: all of them.</param>
public readonly record struct Hl7Path(
    string Segment, int Occurrence = 1, int Field = 0, int Repetition = 0, int Component = 0, int Subcomponent = 0)
{
    private const int LongestNumber = 6;

    /// <summary>Reads a path.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Hl7Path path)
    {
        path = default;
        ReadOnlySpan<char> rest = text;
        if (rest.Length < Hl7Segment.NameLength || !Hl7Segment.IsName(rest[..Hl7Segment.NameLength]))
        {
            return false;
        }

        string segment = rest[..Hl7Segment.NameLength].ToString();
        rest = rest[Hl7Segment.NameLength..];
        var field = 0;
        var repetition = 0;
        var component = 0;
        var subcomponent = 0;
        bool isRead = TryTakeIndex(ref rest, out int occurrence)
            && (rest.IsEmpty || TryTake(ref rest, '-', out field))
            && TryTakeIndex(ref rest, out repetition)
            && (rest.IsEmpty || TryTake(ref rest, '.', out component))
            && (rest.IsEmpty || TryTake(ref rest, '.', out subcomponent))
            && rest.IsEmpty;
        path = new Hl7Path(segment, Math.Max(occurrence, 1), field, repetition, component, subcomponent);
        return isRead && (field > 0 || repetition == 0);
    }

    /// <summary>The path as <see cref="TryParse"/> reads it, without what is 0, and without an index of 1.</summary>
    public override string ToString() => string.Concat(
        string.Create(CultureInfo.InvariantCulture, $"{Segment}{(Occurrence > 1 ? $"[{Occurrence}]" : "")}"),
        Field == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{Field}"),
        Repetition < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{Repetition}]"),
        Component == 0 ? ""
            : Subcomponent == 0 ? string.Create(CultureInfo.InvariantCulture, $".{Component}")
            : string.Create(CultureInfo.InvariantCulture, $".{Component}.{Subcomponent}"));

    private static bool TryTakeIndex(ref ReadOnlySpan<char> rest, out int number)
    {
        number = 0;
        if (!rest.StartsWith("["))
        {
            return true;
        }

        if (!TryTake(ref rest, '[', out number) || !rest.StartsWith("]"))
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, char before, out int number)
    {
        number = 0;
        if (rest.IsEmpty || rest[0] != before)
        {
            return false;
        }

        rest = rest[1..];
        int length = rest.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? rest.Length : length;
        if (length is 0 or > LongestNumber)
        {
            return false;
        }

        number = int.Parse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[length..];
        return number > 0;
    }
}
