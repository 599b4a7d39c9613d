using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Tests.Interpretation;

/// <summary>What is known and was sent as UN, or as another kind of text, has the VR of the dictionary (PS3.5 6.2.2).</summary>
public sealed class UsualFormTests
{
    private const string ItemOfModality = "FEFF00E0 0A000000 08006000 02000000 4354";         // implicit VR
    private const string ExplicitItemOfModality = "FEFF00E0 0A000000 08006000 4353 0200 4354";

    public static TheoryData<string, DicomItem, DicomItem> Forms => new()
    {
        { "text", Unknown(DicomTag.PatientID, "5031"), Data.Text(DicomTag.PatientID, "P1") },
        { "a date", Unknown(DicomTag.StudyDate, "3230323630313031"), Data.Text(DicomTag.StudyDate, "20260101") },
        { "a number", Unknown(DicomTag.PregnancyStatus, "0400"), DicomElement.FromUInt16(DicomTag.PregnancyStatus, 4) },
        { "half a number", Unknown(DicomTag.PregnancyStatus, "04"), Unknown(DicomTag.PregnancyStatus, "04") },
        { "other text", Data.Text(DicomTag.PatientID, DicomVR.SH, "P1"), Data.Text(DicomTag.PatientID, "P1") },
        {
            "bytes that nobody calls text",
            Data.Bytes(DicomTag.PatientID, DicomVR.OB, "5031"), Data.Bytes(DicomTag.PatientID, DicomVR.OB, "5031")
        },
        { "a private value", Unknown(new(0x0009, 0x1001), "41"), Unknown(new(0x0009, 0x1001), "41") },
        {
            "a private creator", Unknown(new(0x0009, 0x0010), "4142"), Data.Text(new(0x0009, 0x0010), DicomVR.LO, "AB")
        },
        {
            "a sequence",
            Unknown(DicomTag.ScheduledProcedureStepSequence, ItemOfModality),
            Data.Step(Data.Text(DicomTag.Modality, "CT"))
        },
        {
            "a sequence in explicit VR",
            Unknown(DicomTag.ScheduledProcedureStepSequence, ExplicitItemOfModality),
            Data.Step(Data.Text(DicomTag.Modality, "CT"))
        },
        { "an empty sequence", Unknown(DicomTag.ReferencedStudySequence, ""), new DicomSequence(DicomTag.ReferencedStudySequence) },
        {
            "a sequence that is none",
            Unknown(DicomTag.ReferencedStudySequence, "0102"), Unknown(DicomTag.ReferencedStudySequence, "0102")
        },
        {
            "text in an item", Data.Step(Unknown(DicomTag.Modality, "4354")), Data.Step(Data.Text(DicomTag.Modality, "CT"))
        },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Of_WhatIsKnown_HasTheVROfTheDictionary(string name, DicomItem given, DicomItem expected)
    {
        var dataset = new DicomDataset(given, Data.Text(DicomTag.PatientName, "A"));
        byte[] before = Encode(dataset);

        DicomDataset usual = InterpretedDataset.Of(dataset).Dataset;

        Assert.True(Encode(new DicomDataset(expected, Data.Text(DicomTag.PatientName, "A"))).SequenceEqual(Encode(usual)), name);
        Assert.True(before.SequenceEqual(Encode(dataset)), name);
    }

    [Fact]
    public void Of_UsualDataset_IsTheVeryOne()
    {
        DicomDataset dataset = Data.Complete(Data.CharacterSet("ISO_IR 100"));
        Assert.Same(dataset, InterpretedDataset.Of(dataset).Dataset);
    }

    // Each hides in the bytes of another: the reader of the outermost does not see how deep it goes, or how much there is.
    [Fact]
    public void Of_SequencesAsUNInOneAnother_StayBytesBeyondTheLimits()
    {
        byte[] value = [];
        for (var depth = 0; depth < 5_000; depth++)
        {
            value = ExplicitItem(DicomTag.ReferencedStudySequence, value);
        }

        DicomDataset level = InterpretedDataset.Of(new DicomDataset(
            new DicomElement(DicomTag.ReferencedStudySequence, DicomVR.UN, value))).Dataset;
        var levels = 0;
        while (level.TryGetSequence(DicomTag.ReferencedStudySequence, out DicomSequence? sequence))
        {
            level = sequence.Items[0];
            levels++;
        }

        Assert.Equal(DicomReadLimits.Default.MaxDepth, levels);
    }

    [Fact]
    public void Of_SequencesAsUNBesideOneAnother_StayBytesBeyondTheLimits()
    {
        byte[] items = [.. Enumerable.Repeat<byte[]>([0xfe, 0xff, 0, 0xe0, 0, 0, 0, 0], 60_000).SelectMany(item => item)];
        DicomDataset usual = InterpretedDataset.Of(new DicomDataset(
            new DicomElement(DicomTag.ReferencedStudySequence, DicomVR.UN, items),
            new DicomElement(DicomTag.ReferencedPatientSequence, DicomVR.UN, items))).Dataset;

        Assert.Equal([DicomVR.SQ, DicomVR.UN], usual.Select(item => item.VR));
    }

    private static byte[] ExplicitItem(DicomTag tag, byte[] value)
    {
        var element = new ByteBuffer();
        DicomDatasetWriter.Write(
            new DicomDataset(new DicomElement(tag, DicomVR.UN, value)), DicomTransferSyntax.ExplicitVRLittleEndian, element);
        var item = new byte[8 + element.Length];
        Convert.FromHexString("FEFF00E0").CopyTo(item, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(item.AsSpan(4), element.Length);
        element.Written.CopyTo(item.AsSpan(8));
        return item;
    }

    [Fact]
    public void Matches_KeysAndEntriesAsUN_AreFound()
    {
        var query = new DicomDataset(
            Unknown(DicomTag.PatientID, "5031"),
            Unknown(DicomTag.ScheduledProcedureStepSequence, ItemOfModality));
        WorklistEntry entry = Data.Entry(
            Unknown(DicomTag.PatientID, "5031"), Unknown(DicomTag.ScheduledProcedureStepSequence, ItemOfModality));
        WorklistEntry other = Data.Entry(
            Data.Text(DicomTag.PatientID, "P1"), Data.Step(Data.Text(DicomTag.Modality, "MR")));
        WorklistQuery compiled = WorklistQuery.Parse(query, new WorklistQueryOptions());

        Assert.True(compiled.Matches(entry));
        Assert.False(compiled.Matches(other));
        Assert.Equal(
            "ScheduledProcedureStepSequence.Modality: query \"CT\", entry \"MR\"",
            compiled.FindMismatch(other)!.ToString());
    }

    private static DicomElement Unknown(DicomTag tag, string hex) => Data.Bytes(tag, DicomVR.UN, hex);

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ByteBuffer();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return output.Written.ToArray();
    }
}
