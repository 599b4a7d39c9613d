using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Checking;

/// <summary>What may be wrong with an element (PS3.5 6.2).</summary>
public enum ValueProblemKind
{
    /// <summary>Its VR is not that of PS3.6.</summary>
    OtherVR,

    /// <summary>A Specific Character Set (0008,0005) that is no defined term of PS3.3 C.12.1.1.2.</summary>
    UnknownCharacterSet,

    /// <summary>A value with characters that are not in the character set.</summary>
    OutsideCharacterSet,

    /// <summary>A value longer than its VR allows.</summary>
    TooLong,

    /// <summary>A value that is none of its VR: no date, no number.</summary>
    Malformed,

    /// <summary>More values than PS3.6 allows.</summary>
    TooMany,

    /// <summary>A value that is none of those that PS3.3 enumerates.</summary>
    NotEnumerated,

    /// <summary>A value of one line that has control characters: ends of lines, escape sequences of a terminal.</summary>
    ControlCharacters,
}

/// <summary>An element that is not what PS3.5 and PS3.6 make of it. The entry is served all the same.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="VR">The VR that the element has.</param>
public sealed record ValueProblem(AttributePath Path, ValueProblemKind Kind, DicomVR VR)
{
    /// <summary>How many characters a value has that is too long, or how many values there are where they are too many.</summary>
    public int Length { get; init; }

    /// <summary>One line: place, what is wrong, what was expected; without the value.</summary>
    public override string ToString() => $"{Path.Place}: " + Kind switch
    {
        ValueProblemKind.OtherVR => $"VR {VR}, expected {Path.VR}",
        ValueProblemKind.UnknownCharacterSet => "unknown, expected a term of PS3.3 C.12.1.1.2",
        ValueProblemKind.OutsideCharacterSet =>
            "characters that are not in the character set, expected only its own, or another one in (0008,0005)",
        ValueProblemKind.TooLong => $"{Length} characters, expected at most {VR.MaxLength}",
        ValueProblemKind.TooMany =>
            $"{Length} values, expected {(Path.MostValues == 1 ? "one" : $"at most {Path.MostValues}")}",
        ValueProblemKind.NotEnumerated => $"expected {string.Join(", ", EnumeratedValues.Of(Path.Tags[^1]))}",
        ValueProblemKind.ControlCharacters => "control characters, expected text of one line",
        _ => Malformed,
    };

    private string Malformed => VR.Form switch
    {
        DicomTextForm.Date => "no date, expected YYYYMMDD",
        DicomTextForm.Time => "no time, expected HHMMSS or the first digits of it",
        DicomTextForm.DateTime => "no date and time, expected YYYYMMDDHHMMSS or the first digits of it",
        DicomTextForm.UID => "no UID, expected digits and dots",
        DicomTextForm.Code => "no code, expected capital letters, digits, blanks and underscores",
        _ => "no number, expected one",
    };
}
