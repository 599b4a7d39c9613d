namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>Sequences, private attributes, and values at the edge of what a VR or a format holds.</summary>
internal static class StructureCases
{
    private static readonly DicomTransferSyntax Explicit = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static readonly SampleElement Meaning = new(DicomTag.CodeMeaning, DicomVR.LO, "Head");

    private static readonly Sample[] Sequences =
    [
        new SampleElement(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 100"),
        new SampleSequence(DicomTag.ReferencedStudySequence),
        new SampleSequence(DicomTag.ReferencedPatientSequence, [], [Meaning], []),
        new SampleSequence(
            DicomTag.ScheduledProcedureStepSequence,
            [
                new SampleElement(DicomTag.ScheduledProcedureStepDescription, DicomVR.LO, "Größe"),
                new SampleSequence(
                    DicomTag.ScheduledProtocolCodeSequence,
                    CharacterSetCases.Of("ISO_IR 192", "Wang=王", "头部"),
                    [new SampleSequence(DicomTag.ProtocolContextSequence, [new SampleSequence(
                        DicomTag.ContentItemModifierSequence, CharacterSetCases.Of("GB18030", "Wang=王", "头部"), [])])],
                    CharacterSetCases.Of("\\ISO 2022 IR 87", "Yamada=山田", "頭部")),
                new SampleElement(DicomTag.ScheduledProcedureStepLocation, DicomVR.SH, "Süd"),
            ]),
    ];

    private static readonly Sample[] Private =
    [
        new SampleElement(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME 1.0"),
        new SampleElement(new DicomTag(0x0009, 0x0011), DicomVR.LO, "ACME 2.0"),
        .. SelectorValues.All.Select((sample, i) =>
            SelectorValues.Several(sample) with { Tag = new DicomTag(0x0009, (ushort)(0x1000 + i)) }),
        new SampleSequence(
            new DicomTag(0x0009, 0x1101), [new SampleElement(new DicomTag(0x0009, 0x1102), DicomVR.LO, "in")], []),
        // Without anybody who reserved them.
        new SampleElement(new DicomTag(0x0011, 0x1001), DicomVR.LO, "nobody's"),
        new SampleElement(new DicomTag(0x0011, 0x1002), DicomVR.UN, "00ff"),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<RoundTripCase> All =>
    [
        .. DicomTransferSyntax.All.Select(
            syntax => new RoundTripCase($"sequences-{NameOf(syntax)}", syntax, Sequences)),
        .. DicomTransferSyntax.All.Where(syntax => syntax.IsExplicitVR).Select(
            syntax => new RoundTripCase($"private-{NameOf(syntax)}", syntax, Private)),
        new("private-implicit", DicomTransferSyntax.ImplicitVRLittleEndian,
            new SampleElement(new DicomTag(0x0009, 0x0010), DicomVR.LO, "ACME 1.0"),
            new SampleElement(new DicomTag(0x0009, 0x1001), DicomVR.UN, "4a616e65")),
        new("empty-tag", Explicit, new SampleElement(DicomTag.SelectorATValue, DicomVR.AT)),
        new("values-empty-between", Explicit,
            new SampleElement(DicomTag.SelectorLOValue, DicomVR.LO, "A", "", "B"),
            new SampleElement(DicomTag.SelectorSHValue, DicomVR.SH, "", "B"),
            new SampleElement(DicomTag.SelectorCSValue, DicomVR.CS, "A", "")),
        new("names-empty-between", Explicit,
            new SampleElement(DicomTag.SelectorPNValue, DicomVR.PN, "", "Doe^Jane", "")),
        new("name-groups", Explicit,
            new SampleElement(DicomTag.SelectorPNValue, DicomVR.PN, "=B", "==C", "A==C", "A=B", "^^^Dr.")),
        new("blanks-in-front", Explicit, new SampleElement(DicomTag.SelectorLOValue, DicomVR.LO, "  A", " B")),
        new("line-ends", Explicit, new SampleElement(DicomTag.SelectorLTValue, DicomVR.LT, "one\r\ntwo\fthree"))
        {
            NotInDumpText = DicomTag.SelectorLTValue,
        },
        new("blanks-at-end", Explicit, new SampleElement(DicomTag.SelectorLOValue, DicomVR.LO, "A   "))
        {
            NotInDumpText = DicomTag.SelectorLOValue,
        },
        new("far-out-numbers", Explicit,
            new SampleElement(DicomTag.SelectorFDValue, DicomVR.FD, "-1e300", "-0", "1.7976931348623157e308"),
            new SampleElement(DicomTag.SelectorFLValue, DicomVR.FL, "-0", "1.17549435e-38")),
        new("smallest-numbers", Explicit,
            new SampleElement(DicomTag.SelectorFDValue, DicomVR.FD, "5e-324", "-2e-308"),
            new SampleElement(DicomTag.SelectorFLValue, DicomVR.FL, "1e-45")),
        new("not-finite", Explicit,
            new SampleElement(DicomTag.SelectorFDValue, DicomVR.FD, "Infinity", "-Infinity", "1"),
            new SampleElement(DicomTag.SelectorFLValue, DicomVR.FL, "-Infinity", "Infinity")),
        new("long", Explicit,
            new SampleElement(DicomTag.SelectorUTValue, DicomVR.UT, new string('x', 100_001)),
            new SampleElement(DicomTag.SelectorOBValue, DicomVR.OB, new string('7', 100_000))),
    ];

    /// <summary>How names of cases say a transfer syntax.</summary>
    public static string NameOf(DicomTransferSyntax syntax) =>
        syntax.IsDeflate ? "deflated"
        : syntax.IsBigEndian ? "explicit-big-endian"
        : syntax.IsExplicitVR ? "explicit"
        : "implicit";
}
