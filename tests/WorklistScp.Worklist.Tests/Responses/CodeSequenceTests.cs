using Microsoft.Extensions.Logging.Abstractions;

namespace WorklistScp.Worklist.Tests.Responses;

public sealed class CodeSequenceTests
{
    private static readonly DicomItem[] Keys =
    [
        Data.Empty(DicomTag.RequestedProcedureDescription),
        new DicomSequence(DicomTag.RequestedProcedureCodeSequence, CodeKeys()),
    ];

    public static TheoryData<string, string, string> Cases => new()
    {
        // description, codes, what is left of them: where the codes are removed, the description stays, empty or not
        { "none", "none", "D=" },
        { "none", "empty", "D=" },
        { "empty", "none", "D=" },
        { "empty", "empty", "D=" },
        { "empty", "blank", "D=" },
        { "empty", "full", "C" },
        { "empty", "two", "CC" },
        { "full", "none", "D=EXAM" },
        { "full", "blank", "D=EXAM" },
        { "full", "full", "D=EXAM C" },
        { "full", "value only", "D=EXAM C" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Build_DescriptionAndCodes_LosesWhatSaysNothing(string description, string code, string expected)
    {
        Assert.Equal(expected, Shorten(Respond(Keys, Held(
            description, code, DicomTag.RequestedProcedureDescription, DicomTag.RequestedProcedureCodeSequence))));

        DicomSequence steps = Data.Step(
            Data.Empty(DicomTag.ScheduledProcedureStepDescription),
            new DicomSequence(DicomTag.ScheduledProtocolCodeSequence, CodeKeys()));
        Assert.Equal($"S[{{{expected}}}]", Shorten(Respond([steps], Data.Step(Held(
            description, code, DicomTag.ScheduledProcedureStepDescription, DicomTag.ScheduledProtocolCodeSequence)))));
    }

    [Fact]
    public void Build_DescriptionAloneAndEmpty_IsRemoved() => Assert.Equal(
        "", Respond([Data.Empty(DicomTag.RequestedProcedureDescription)]));

    [Fact]
    public void Build_EveryStep_IsCleared() => Assert.Equal(
        "(0040,0100)[{(0008,0060)=CT}{(0008,0060)=MR}]",
        Respond(
            [Data.Step(Data.Empty(DicomTag.Modality), new DicomSequence(DicomTag.ScheduledProtocolCodeSequence))],
            new DicomSequence(
                DicomTag.ScheduledProcedureStepSequence,
                new DicomDataset(Data.Text(DicomTag.Modality, "CT")),
                new DicomDataset(Data.Text(DicomTag.Modality, "MR")))));

    // Measured: wlmscpfs returns it.
    [Fact]
    public void Build_CodeMeaningAskedAlone_IsReturned() => Assert.Equal(
        "(0032,1064)[{(0008,0104)=Head}]",
        Respond(
            [
                new DicomSequence(
                    DicomTag.RequestedProcedureCodeSequence, new DicomDataset(Data.Empty(DicomTag.CodeMeaning))),
            ],
            Data.Code(DicomTag.RequestedProcedureCodeSequence, "C1", "99X", "Head")));

    [Fact]
    public void Build_ReferenceWithoutUids_LosesItsItem()
    {
        DicomItem[] keys =
        [
            new DicomSequence(DicomTag.ReferencedStudySequence), new DicomSequence(DicomTag.ReferencedPatientSequence),
        ];
        Assert.Equal(
            "(0008,1110)[] (0008,1120)[{(0008,1150)=1.2 (0008,1155)=}]",
            Respond(
                keys,
                new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset()),
                new DicomSequence(
                    DicomTag.ReferencedPatientSequence,
                    new DicomDataset(Data.Text(DicomTag.ReferencedSOPClassUID, "1.2")))));
        Assert.Equal(
            "(0008,1110)[{(0008,1150)= (0008,1155)=}{(0008,1150)= (0008,1155)=}] (0008,1120)[]",
            Respond(
                keys, new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(), new DicomDataset())));
    }

    private static DicomDataset CodeKeys() => new(
        Data.Empty(DicomTag.CodeValue), Data.Empty(DicomTag.CodingSchemeDesignator));

    private static DicomItem[] Held(string description, string code, DicomTag text, DicomTag codes)
    {
        DicomItem? described = description switch
        {
            "empty" => Data.Empty(text),
            "full" => Data.Text(text, "EXAM"),
            _ => null,
        };
        DicomDataset full = Data.Code(codes, "C1", "99X", "Head").Items[0];
        DicomItem? coded = code switch
        {
            "empty" => new DicomSequence(codes),
            "blank" => new DicomSequence(codes, CodeKeys()),
            "value only" => new DicomSequence(codes, new DicomDataset(Data.Text(DicomTag.CodeValue, "C1"))),
            "full" => new DicomSequence(codes, full),
            "two" => new DicomSequence(codes, full, full.Clone()),
            _ => null,
        };
        return [.. new[] { described, coded }.OfType<DicomItem>()];
    }

    private static string Shorten(string response) => response
        .Replace("(0040,0100)", "S")
        .Replace("(0032,1060)", "D").Replace("(0040,0007)", "D")
        .Replace("(0032,1064)[", "").Replace("(0040,0008)[", "")
        .Replace("{(0008,0100)=C1 (0008,0102)=99X}", "C").Replace("{(0008,0100)=C1 (0008,0102)=}", "C")
        .Replace("C]", "C");

    private static string Respond(DicomItem[] keys, params DicomItem[] held) => Data.Describe(
        new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance)
            .Build(Data.Query(keys), Data.Entry(held)));
}
