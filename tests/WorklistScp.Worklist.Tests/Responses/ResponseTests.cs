using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Tests.Responses;

public sealed class ResponseTests
{
    private static readonly DicomSequence TwoSteps = new(
        DicomTag.ScheduledProcedureStepSequence,
        new DicomDataset(Data.Text(DicomTag.Modality, "CT"), Data.Text(DicomTag.ScheduledStationName, "ONE")),
        new DicomDataset(Data.Text(DicomTag.Modality, "MR")));

    [Fact]
    public void Build_Keys_HaveTheEntrysValues() => Assert.Equal(
        "(0010,0010)=Vivaldi^Antonio (0010,0020)=A1",
        Respond(
            [Data.Text(DicomTag.PatientName, "viv*"), Data.Empty(DicomTag.PatientID)],
            Data.Text(DicomTag.PatientName, "Vivaldi^Antonio"),
            Data.Text(DicomTag.PatientID, "A1"),
            Data.Text(DicomTag.PatientSex, "M")));

    [Fact]
    public void Build_AttributeThatTheEntryLacks_IsEmpty() => Assert.Equal(
        "(0008,1110)[] (0010,0020)= (0028,0010)=",
        Respond([
            Data.Empty(DicomTag.PatientID), Data.Empty(DicomTag.Rows),
            new DicomSequence(DicomTag.ReferencedStudySequence),
        ]));

    [Fact]
    public void Build_Sequence_HasAsManyItemsAsTheEntrys()
    {
        DicomItem[] keys = [Data.Step(Data.Text(DicomTag.Modality, "MR"), Data.Empty(DicomTag.ScheduledStationName))];
        Assert.Equal(
            "(0040,0100)[{(0008,0060)=CT (0040,0010)=ONE}{(0008,0060)=MR (0040,0010)=}]", Respond(keys, TwoSteps));
        Assert.Equal(
            "(0040,0100)[]", Respond(keys, new DicomSequence(DicomTag.ScheduledProcedureStepSequence)));
        Assert.Equal("(0040,0100)[]", Respond(keys));
    }

    [Fact]
    public void Build_PregnancyStatus_IsUnknownWhenTheEntryLacksIt()
    {
        DicomItem[] keys = [Data.Empty(DicomTag.PregnancyStatus)];
        Assert.Equal("(0010,21c0)=0400", Respond(keys));
        Assert.Equal("(0010,21c0)=0300", Respond(keys, DicomElement.FromUInt16(DicomTag.PregnancyStatus, 3)));
        Assert.Equal("(0010,21c0)=0400", Respond(keys, Data.Empty(DicomTag.PregnancyStatus)));
    }

    [Theory]
    [InlineData("SH", "LO")]
    [InlineData("UN", "LO")]
    [InlineData("OB", "OB")]      // bytes that nobody calls text
    public void Build_EntrysElementOfAnotherVR_HasThatOfTheDictionary(string held, string expected)
    {
        Assert.True(DicomVR.TryParse(held.AsSpan(), out DicomVR vr));
        DicomDataset response = new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance).Build(
            Data.Query(Data.Empty(DicomTag.PatientID)), Data.Entry(Data.Bytes(DicomTag.PatientID, vr, "4131")));
        Assert.Equal(expected, Assert.Single(response).VR.Code);
    }

    [Fact]
    public void Build_KeyOfAnotherKindThanTheEntrys_IsNoError()
    {
        Assert.Equal(
            "(0010,0020)[]",
            Respond([new DicomSequence(DicomTag.PatientID)], Data.Text(DicomTag.PatientID, "A1")));
        Assert.Equal(
            "(0040,0100)[{(0008,0060)=CT (0040,0010)=ONE}{(0008,0060)=MR}]",
            Respond([Data.Bytes(DicomTag.ScheduledProcedureStepSequence, DicomVR.OB, "")], TwoSteps));
    }

    [Fact]
    public void Build_AnyPolicy_LeavesTheEntryAsItIs()
    {
        DicomDataset dataset = Data.Complete(
            Data.CharacterSet("ISO_IR 100"),
            Data.Text(DicomTag.PatientName, "M\u00fcller", "ISO_IR 100"),
            new DicomSequence(DicomTag.RequestedProcedureCodeSequence, new DicomDataset(
                Data.Empty(DicomTag.CodeValue), Data.Empty(DicomTag.CodingSchemeDesignator))),
            Data.Step(
                Data.CharacterSet("ISO_IR 192"),
                Data.Text(DicomTag.ScheduledProcedureStepLocation, "K\u00f6ln", "ISO_IR 192"),
                new DicomSequence(DicomTag.ScheduledProtocolCodeSequence)));
        var entry = new WorklistEntry("a.wl", dataset);
        DicomDataset step = StepOf(dataset);
        byte[] before = Encode(dataset);
        WorklistQuery[] queries =
        [
            WorklistQuery.Parse(dataset.Clone(), new WorklistQueryOptions()),
            Data.Query(
                Data.Empty(DicomTag.PatientName),
                new DicomSequence(DicomTag.ScheduledProcedureStepSequence),
                new DicomSequence(DicomTag.RequestedProcedureCodeSequence)),
            Data.Query(new DicomElement(DicomTag.ScheduledProcedureStepSequence, DicomVR.UN, default)),
        ];
        ResponseCharacterSet[] policies =
        [
            ResponseCharacterSet.WhenNeeded, ResponseCharacterSet.None, ResponseCharacterSet.IsoIr100,
            ResponseCharacterSet.Keep,
            ResponseCharacterSet.Convert("ISO_IR 192"), ResponseCharacterSet.Convert("ISO_IR 144"),
        ];

        foreach (WorklistQuery query in queries)
        {
            foreach (ResponseCharacterSet policy in policies)
            {
                DicomDataset response = new ResponseBuilder(policy, NullLogger.Instance).Build(query, entry);
                Assert.NotSame(step, StepOf(response));
                Assert.Same(response, StepOf(response).Parent);
            }
        }

        Assert.Equal(before, Encode(dataset));
        Assert.Same(dataset, step.Parent);
    }

    private static DicomDataset StepOf(DicomDataset dataset) =>
        dataset.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps)
            ? steps.Items[0]
            : throw new InvalidOperationException("no step");

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.WrittenSpan.ToArray();
    }

    private static string Respond(DicomItem[] keys, params DicomItem[] held) => Data.Describe(
        new ResponseBuilder(ResponseCharacterSet.WhenNeeded, NullLogger.Instance)
            .Build(Data.Query(keys), Data.Entry(held)));
}
