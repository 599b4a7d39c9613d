using System.Buffers;
using CsCheck;
using Wlmscp.Tests.Faults;
using WorklistScp.Dicom.IO;

namespace Wlmscp.Tests.Hostile;

/// <summary>Identifiers that are wrong on purpose (ICSMA-26-181-01): one such query must not end the program.</summary>
public sealed class CraftedQueryTests : IDisposable
{
    // PS3.5 7.5: items and delimiters are group FFFE.
    private const string Item = "feff00e0";
    private const string ItemEnd = "feff0de0" + "00000000";
    private const string SequenceEnd = "feffdde0" + "00000000";
    private const string Undefined = "ffffffff";
    private const string Step = "40000001";
    private const string PatientID = "10002000";
    private const string Modality = "08006000";

    // More fits into no P-DATA-TF, and less is enough for a stack.
    private const int Levels = 1000;

    private static readonly DicomDataset Query = new(
        Keys.Key(DicomTag.SpecificCharacterSet, "ISO_IR 100"), Keys.Key(DicomTag.PatientName, "*"),
        Keys.Key(DicomTag.PatientBirthDate, "19000101-20261231"), Keys.Key(DicomTag.ReferencedStudySequence),
        Keys.Step(
            Keys.Key(DicomTag.Modality, "MR\\CT"), Keys.Key(DicomTag.ScheduledProcedureStepStartDate, "20260101-"),
            Keys.Key(DicomTag.ScheduledProtocolCodeSequence)));

    private readonly FaultScene _scene = new();

    /// <summary>Identifiers in implicit VR little endian: tag, length, value.</summary>
    private static (string What, string Bytes)[] Implicit =>
    [
        ("half a header", "1000"),
        ("a length behind the end", PatientID + "02000000" + "41"),
        ("a length of 2 GiB", PatientID + "ffffff7f" + "4142"),
        ("a length of 4 GiB less 2", PatientID + "feffffff" + "4142"),
        ("a text of undefined length", PatientID + Undefined + "41424344"),
        ("an odd length", PatientID + "03000000" + "414243"),
        ("a sequence of 2 GiB", Step + "ffffff7f" + Item + "00000000"),
        ("a sequence of odd length", Step + "09000000" + Item + "01000000" + "41"),
        ("a sequence without end", Step + Undefined),
        ("a sequence that is a text", Step + "08000000" + "4354204354204354"),
        ("a sequence of elements", Step + Undefined + Modality + "00000000" + SequenceEnd),
        ("an item of 2 GiB", Step + Undefined + Item + "ffffff7f" + Modality + "00000000"),
        ("an item longer than its sequence", Step + "08000000" + Item + "08000000" + Modality + "00000000"),
        ("an item of odd length", Step + Undefined + Item + "09000000" + Modality + "01000000" + "43" + SequenceEnd),
        ("an item without end", Step + Undefined + Item + Undefined + Modality + "00000000"),
        ("an item of the wrong end", Step + Undefined + Item + Undefined + SequenceEnd + SequenceEnd),
        ("an item outside of a sequence", Item + "00000000"),
        ("an end of an item outside of one", ItemEnd),
        ("an end of a sequence outside of one", SequenceEnd),
        ("an end that has a length", Step + Undefined + "feffdde0" + "02000000" + "4142"),
        ("a text that is a sequence", PatientID + Undefined + Item + "00000000" + SequenceEnd),
        ("a character set that is a sequence", "08000500" + Undefined + Item + "00000000" + SequenceEnd),
        ("a command's element", "00000001" + "02000000" + "2000"),
        ("an element of the file header", "02001000" + "02000000" + "3100"),
        ("the largest tag", "ffffffff" + "00000000"),
        ("pixel data in fragments", "e07f1000" + Undefined + Item + "02000000" + "4142" + SequenceEnd),
        ("tags backwards, and one twice", PatientID + "00000000" + Modality + "00000000" + PatientID + "00000000"),
        ("sequences without end in each other", Repeat(Step + Undefined + Item + Undefined)),
        ("sequences in each other", Repeat(Step + Undefined + Item + Undefined) + Repeat(ItemEnd + SequenceEnd)[..80]),
        ("items in each other", Step + Undefined + Repeat(Item + Undefined)),
        ("many items", Step + Undefined + Repeat(Item + "00000000") + SequenceEnd),
        ("many empty values", "08000500" + "d0070000" + Repeat("5c5c")),
        ("many values", Modality + "d0070000" + Repeat("415c")),
        ("many asterisks", "10001000" + "d0070000" + Repeat("2a2a")),
    ];

    /// <summary>Identifiers in explicit VR little endian: tag, VR, length of two bytes or of four, value.</summary>
    private static (string What, string Bytes)[] Explicit =>
    [
        ("half a header", PatientID + "4c4f"),
        ("a length behind the end", PatientID + "4c4f" + "ffff" + "41"),
        ("a VR that is none", PatientID + "5a5a" + "0200" + "4142"),
        ("a VR of NULs", PatientID + "0000" + "0200" + "4142"),
        ("a text as SQ", PatientID + "5351" + "0000" + Undefined + Item + "00000000" + SequenceEnd),
        ("a text as OB of undefined length", PatientID + "4f42" + "0000" + Undefined + Item + "00000000" + SequenceEnd),
        ("a text as UN of 2 GiB", PatientID + "554e" + "0000" + "ffffff7f" + "4142"),
        ("a text as UN of undefined length", PatientID + "554e" + "0000" + Undefined + Item + "00000000" + SequenceEnd),
        ("a text as US of odd length", PatientID + "5553" + "0300" + "010203"),
        ("a text as FD of two bytes", PatientID + "4644" + "0200" + "0102"),
        ("a text as AT of two bytes", PatientID + "4154" + "0200" + "0102"),
        ("the step sequence as LO", Step + "4c4f" + "0800" + "4354204354204354"),
        ("the step sequence as UN", Step + "554e" + "0000" + "08000000" + "4354204354204354"),
        ("the step sequence as UN of undefined length",
            Step + "554e" + "0000" + Undefined + Item + "08000000" + Modality + "00000000" + SequenceEnd),
        ("a date as US", "10003000" + "5553" + "0200" + "ffff"),
        ("a character set as US", "08000500" + "5553" + "0200" + "ffff"),
        ("sequences without end in each other", Repeat(Step + "5351" + "0000" + Undefined + Item + Undefined)[..32000]),
    ];

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Identifier_Crafted_IsAnsweredOrEndsItsAssociation()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-d");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        foreach ((DicomTransferSyntax syntax, (string What, string Bytes)[] identifiers) in
            ((DicomTransferSyntax, (string, string)[])[])
            [(DicomTransferSyntax.ImplicitVRLittleEndian, Implicit),
            (DicomTransferSyntax.ExplicitVRLittleEndian, Explicit)])
        {
            foreach ((string what, string bytes) in identifiers)
            {
                byte[][] answers = await AskAsync(daemon, syntax, Convert.FromHexString(bytes));

                Assert.True(answers is [[4 or 7, ..], ..], $"{what}, {syntax}");
                await bystander.GetAnswersAsync(1);
            }
        }

        await AssertUnharmedAsync(daemon, bystander);
    }

    [Fact]
    public async Task Identifier_WithBytesChanged_IsAnsweredOrEndsItsAssociation()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-d");
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        foreach (DicomTransferSyntax syntax in (DicomTransferSyntax[])
            [DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian])
        {
            byte[] query = Encode(syntax);
            await Gen.Select(Gen.Int[0, query.Length - 1], Gen.Byte).Array[1, 4].SampleAsync(
                async changes =>
                {
                    byte[] bytes = [.. query];
                    Array.ForEach(changes, change => bytes[change.Item1] = change.Item2);
                    Assert.NotEmpty(await AskAsync(daemon, syntax, bytes));
                },
                iter: RandomCases.Of(200), threads: 4);
        }

        await AssertUnharmedAsync(daemon, bystander);
    }

    private static async Task<byte[][]> AskAsync(WlmscpProcess daemon, DicomTransferSyntax syntax, byte[] identifier)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.AssociateAsync(new AssociateRequest
        {
            Contexts = [(DicomUID.ModalityWorklistInformationModelFind, [syntax.UID])],
        });
        return await peer.QueryAsync(1, identifier);
    }

    // What nobody has thought of ends an association with an exception in the log.
    private static async Task AssertUnharmedAsync(WlmscpProcess daemon, Bystander bystander)
    {
        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    private static string Repeat(string bytes) => string.Concat(Enumerable.Repeat(bytes, Levels));

    private static byte[] Encode(DicomTransferSyntax syntax)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(Query, syntax, output);
        return output.WrittenSpan.ToArray();
    }
}
