namespace WorklistScp.Dicom.CharacterSets;

/// <summary>What the decoder and the encoder of ISO 2022 have in common.</summary>
internal static class Iso2022
{
    /// <summary>Begins an escape sequence.</summary>
    public const char Escape = '\e';

    /// <summary>
    /// Whether the sets of the first value are in force from this character on (PS3.5 6.1.2.5.3):
    /// all control characters, the backslash between values, and ^ and = within person names.
    /// </summary>
    public static bool IsDelimiter(char character, DicomVR vr) => character switch
    {
        < ' ' => true,
        '\\' => vr.IsMultiValue,
        '^' or '=' => vr == DicomVR.PN,
        _ => false,
    };
}
