using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Responses;

/// <summary>
/// Which Specific Character Set (0008,0005) the responses have, and whether their text is converted to it.
/// </summary>
public sealed class ResponseCharacterSet
{
    private ResponseCharacterSet(ResponseCharacterSetKind kind, SpecificCharacterSet? target = null)
    {
        Kind = kind;
        Target = target;
    }

    /// <summary>The file's own, and only when a value needs it.</summary>
    public static ResponseCharacterSet WhenNeeded { get; } = new(ResponseCharacterSetKind.WhenNeeded);

    /// <summary>None, whatever the values are (<c>-cs0</c>).</summary>
    public static ResponseCharacterSet None { get; } = new(ResponseCharacterSetKind.None);

    /// <summary><c>ISO_IR 100</c>, whatever the values are (<c>-cs1</c>).</summary>
    public static ResponseCharacterSet IsoIr100 { get; } = new(ResponseCharacterSetKind.IsoIr100);

    /// <summary>The file's own (<c>-csk</c>).</summary>
    public static ResponseCharacterSet Keep { get; } = new(ResponseCharacterSetKind.Keep);

    internal ResponseCharacterSetKind Kind { get; }

    internal SpecificCharacterSet? Target { get; }

    /// <summary>Text converted to a character set.</summary>
    /// <param name="value">
    /// A value of (0008,0005), such as <c>ISO_IR 192</c>; several values separated by backslashes.
    /// </param>
    /// <exception cref="DicomDataException">The character set is unknown.</exception>
    public static ResponseCharacterSet Convert(string value) => Convert(SpecificCharacterSet.Parse(value));

    /// <summary>Text converted to a character set.</summary>
    public static ResponseCharacterSet Convert(SpecificCharacterSet target) =>
        new(ResponseCharacterSetKind.Convert, target);

    internal static DicomElement Element(string value) =>
        DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, value);
}
