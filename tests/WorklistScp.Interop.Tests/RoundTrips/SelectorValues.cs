namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>
/// The Selector attributes (PS3.3 C.23.4.1): one for each VR, with any number of values where the VR has several. Every
/// program knows them by its dictionary.
/// </summary>
internal static class SelectorValues
{
    /// <summary>Values of each VR that has values, several to choose from; bytes in hexadecimal.</summary>
    public static IReadOnlyList<SampleElement> All { get; } =
    [
        new(DicomTag.SelectorAEValue, DicomVR.AE, "CT1", "AN AE TITLE"),
        new(DicomTag.SelectorASValue, DicomVR.AS, "045Y", "003W", "000D"),
        new(DicomTag.SelectorATValue, DicomVR.AT, "00100020", "7FE00010", "FFFEE00D"),
        new(DicomTag.SelectorDAValue, DicomVR.DA, "20261101", "19000229"),
        new(DicomTag.SelectorCSValue, DicomVR.CS, "CT", "A_B 1", "ISO_IR 192"),
        new(DicomTag.SelectorDTValue, DicomVR.DT, "20261101103000.123456+0100", "2026", "202611"),
        new(DicomTag.SelectorISValue, DicomVR.IS, "-12", "0", "2147483647", "+5"),
        new(DicomTag.SelectorOBValue, DicomVR.OB, "00", "01fe", "5b5d23"),
        new(DicomTag.SelectorLOValue, DicomVR.LO, "Head", "a [b] #c", "(x,y) = z"),
        new(DicomTag.SelectorOFValue, DicomVR.OF, "0000c03f", "000080ff"),
        new(DicomTag.SelectorLTValue, DicomVR.LT, "one \\ two", " [in] # brackets"),
        new(DicomTag.SelectorOWValue, DicomVR.OW, "0100", "feff0080"),
        new(DicomTag.SelectorPNValue, DicomVR.PN, "Doe^Jane", "Bach^Johann^Sebastian^^Dr.", "A=B=C"),
        new(DicomTag.SelectorTMValue, DicomVR.TM, "103000", "10", "235959.999999"),
        new(DicomTag.SelectorSHValue, DicomVR.SH, "A", "ROOM 1"),
        new(DicomTag.SelectorUNValue, DicomVR.UN, "0001", "ff5c2e20"),
        new(DicomTag.SelectorSTValue, DicomVR.ST, "Street 1\\2, \"Town\"", "x"),
        new(DicomTag.SelectorUCValue, DicomVR.UC, "unlimited", "characters, and more of them"),
        new(DicomTag.SelectorUTValue, DicomVR.UT, "text\twith a tab", "{\"json\": [1, null]}"),
        new(DicomTag.SelectorURValue, DicomVR.UR, "http://localhost:8080/a?b=c&d=%20#e"),
        new(DicomTag.SelectorDSValue, DicomVR.DS, "1.50", "-.5", "1e-7", "0072", "12345678.9012345"),
        new(DicomTag.SelectorODValue, DicomVR.OD, "000000000000f83f", "000000000000f0ff"),
        new(DicomTag.SelectorFDValue, DicomVR.FD, "0.1", "-72.25", "123456789012345"),
        new(DicomTag.SelectorOLValue, DicomVR.OL, "01000000", "ffffffff00000080"),
        new(DicomTag.SelectorFLValue, DicomVR.FL, "0.1", "-3.4028235e38", "16777216"),
        new(DicomTag.SelectorULValue, DicomVR.UL, "0", "4294967295"),
        new(DicomTag.SelectorUSValue, DicomVR.US, "0", "65535"),
        new(DicomTag.SelectorSLValue, DicomVR.SL, "-2147483648", "2147483647"),
        new(DicomTag.SelectorSSValue, DicomVR.SS, "-32768", "32767"),
        new(DicomTag.SelectorUIValue, DicomVR.UI, "1.2.3", "1.2.840.10008.5.1.4.31", "2.25.4711"),
        new(DicomTag.SelectorOVValue, DicomVR.OV, "0100000000000000", "ffffffffffffff7f"),
        new(DicomTag.SelectorSVValue, DicomVR.SV, "-9223372036854775808", "9223372036854775807"),
        new(DicomTag.SelectorUVValue, DicomVR.UV, "0", "18446744073709551615"),
    ];

    /// <summary>The one value that a VR without several has: bytes together, text the first.</summary>
    public static SampleElement One(SampleElement sample, int number = 0) => sample with
    {
        Values = IsBytes(sample.VR) ? [Even(sample.Values[number % sample.Values.Length])]
            : [sample.Values[number % sample.Values.Length]],
    };

    /// <summary>All values where the VR has several.</summary>
    public static SampleElement Several(SampleElement sample) =>
        IsBytes(sample.VR) || (sample.VR.IsString && !sample.VR.IsMultiValue) ? One(sample, 1) : sample;

    private static bool IsBytes(DicomVR vr) => vr.Code is "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "UN";

    private static string Even(string hexadecimal) =>
        hexadecimal.Length % 4 == 0 ? hexadecimal : hexadecimal + "00";
}
