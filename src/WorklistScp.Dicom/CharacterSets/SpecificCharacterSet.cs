using System.Text;

namespace WorklistScp.Dicom.CharacterSets;

/// <summary>The character set that the Specific Character Set (0008,0005) names (PS3.3 C.12.1.1.2).</summary>
public sealed class SpecificCharacterSet
{
    private readonly Encoding _encoding = Encoding.Latin1;

    private SpecificCharacterSet(string value)
    {
        Value = value;
    }

    /// <summary>The default repertoire, ISO-IR 6 (PS3.5 6.1.1).</summary>
    public static SpecificCharacterSet Default { get; } = new("");

    /// <summary>The value of (0008,0005) as given, without padding; empty for the default.</summary>
    public string Value { get; }

    /// <summary>Reads a value of (0008,0005), values separated by backslashes.</summary>
    /// <exception cref="DicomDataException">A term is unknown.</exception>
    public static SpecificCharacterSet Parse(string value) => new(value.Trim());

    /// <summary>Decodes a value field, whole: delimiters and padding stay in the text.</summary>
    public string Decode(ReadOnlySpan<byte> bytes, DicomVR vr) => _encoding.GetString(bytes);
}
