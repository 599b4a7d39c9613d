namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>What other programs do not read, or write, as the standard says. Each was looked at.</summary>
internal static class KnownDeviations
{
    /// <summary>dump2dcm of DCMTK 3.6.7.</summary>
    public static bool OfDump2dcm(RoundTripCase each) =>
        // "(no value available)", as dcmdump prints an empty AT, it takes for a tag.
        each.Name == "empty-tag"
        // Its numbers end at 2.2e-308 and 1.2e-38; smaller ones become 0.
        || each.Name == "smallest-numbers";

    /// <summary>dcmdump of DCMTK 3.6.7, or what this project prints other than it.</summary>
    public static bool OfDcmdump(RoundTripCase each) =>
        // It prints -1.0000000000000007e+300 for -1e300, and 0 for -0.
        each.Name is "far-out-numbers" or "smallest-numbers"
        // It leaves control characters as they are, unless +Qo turns all that is not ASCII into numbers too.
        || each.Name == "line-ends";

    /// <summary>dcm2xml of DCMTK 3.6.7, with text of any character set.</summary>
    public static bool OfDcm2xml(RoundTripCase each) =>
        // It does not know the term.
        Uses(each.Samples, "ISO_IR 203")
        // It takes the yen sign of JIS X 0201 for another character than the backslash that separates values.
        || Uses(each.Samples, "ISO_IR 13")
        // Debian's lacks these sets, and it warns of escape sequences in names that begin with a set of their own.
        || Uses(each.Samples, "ISO 2022 IR 87")
        || Uses(each.Samples, "ISO 2022 IR 144");

    /// <summary>pydicom 2.3.1, when it reads a file.</summary>
    public static bool OfPydicom(RoundTripCase each) =>
        // It does not know the term.
        Uses(each.Samples, "ISO_IR 203")
        // Names keep their escape sequences as text.
        || Uses(each.Samples, "ISO 2022 IR 58");

    /// <summary>pydicom 2.3.1, when it reads JSON.</summary>
    public static bool OfPydicomReadingJson(RoundTripCase each) =>
        // PS3.18 has no form for them; it takes InlineBinary for VRs of bytes only.
        each.Name == "not-finite";

    /// <summary>pydicom 2.3.1, when it writes JSON.</summary>
    public static bool OfPydicomWritingJson(RoundTripCase each) =>
        OfPydicom(each)
        // It writes Infinity, which is no JSON.
        || each.Name == "not-finite"
        // It raises an IndexError.
        || each.Name == "names-empty-between"
        // OW, OF and others it leaves in big endian; PS3.18 F.2.7 asks for little endian.
        || each.Syntax.IsBigEndian;

    private static bool Uses(IEnumerable<Sample> samples, string term) => samples.Any(sample => sample switch
    {
        SampleSequence sequence => sequence.Items.Any(item => Uses(item, term)),
        SampleElement element => element.Tag == DicomTag.SpecificCharacterSet && element.Values.Contains(term),
        _ => false,
    });
}
