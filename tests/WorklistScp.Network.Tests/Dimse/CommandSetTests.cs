using System.Buffers;
using CsCheck;
using WorklistScp.Network.Dimse;

namespace WorklistScp.Network.Tests.Dimse;

public sealed class CommandSetTests
{
    private static readonly byte[] EchoResponse = Convert.FromHexString(
        "00000000" + "04000000" + "42000000" +                             // group length 66
        "00000200" + "12000000" + "312E322E3834302E31303030382E312E3100" + // 1.2.840.10008.1.1
        "00000001" + "02000000" + "3080" +                                 // C-ECHO-RSP
        "00002001" + "02000000" + "0700" +                                 // to message 7
        "00000008" + "02000000" + "0101" +                                 // no data set
        "00000009" + "02000000" + "0000");                                 // success

    public static TheoryData<object> Commands =>
    [
        DimseRequest.CEcho(1),
        new DimseResponse(CommandField.CEchoRSP, 65535, DicomUID.Verification, DicomStatus.Success),
        DimseRequest.CFind(2, DicomUID.ModalityWorklistInformationModelFind, hasIdentifier: true),
        DimseRequest.CFind(3, DicomUID.ModalityWorklistInformationModelFind, hasIdentifier: false),
        new DimseResponse(
            CommandField.CFindRSP, 4, DicomUID.ModalityWorklistInformationModelFind, DicomStatus.Pending, HasDataSet: true),
        new DimseCancel(5),
    ];

    [Fact]
    public void Write_EchoResponse_IsGroup0000WithItsLength() =>
        Assert.Equal(
            EchoResponse,
            Write(new DimseResponse(CommandField.CEchoRSP, 7, DicomUID.Verification, DicomStatus.Success)));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Read_WhatWasWritten_IsTheSame(object command)
    {
        DimseCommand read = CommandSetReader.Read(Write((DimseCommand)command));

        Assert.Equal(command.ToString(), read.ToString());
    }

    [Fact]
    public void Read_FailedResponse_HasOffendingElementsAndComment()
    {
        var response = new DimseResponse(
            CommandField.CFindRSP, 1, DicomUID.ModalityWorklistInformationModelFind, DicomStatus.IdentifierDoesNotMatchSOPClass, false)
        {
            OffendingElements = [DicomTag.PatientID, DicomTag.Modality],
            ErrorComment = "More than 1 item in sequence.",
        };

        var read = Assert.IsType<DimseResponse>(CommandSetReader.Read(Write(response)));

        Assert.Equal(response.OffendingElements, read.OffendingElements);
        Assert.Equal(response.ErrorComment, read.ErrorComment);
        Assert.Equal(0xa900, read.Status.Code);
    }

    [Fact]
    public void Write_ErrorComment_IsCutAndOfTheDefaultRepertoire()
    {
        var response = new DimseResponse(
            CommandField.CFindRSP, 1, DicomUID.Verification, DicomStatus.UnableToProcess, false)
        {
            ErrorComment = "Ä\\\n" + new string('x', 100),
        };

        var read = Assert.IsType<DimseResponse>(CommandSetReader.Read(Write(response)));

        Assert.Equal("???" + new string('x', 61), read.ErrorComment);
    }

    [Fact]
    public void Read_UnknownCommandField_Throws()
    {
        byte[] bytes = [.. EchoResponse];
        bytes.AsSpan().Slice(46, 2).Clear();

        Assert.Throws<DimseException>(() => CommandSetReader.Read(bytes));
    }

    [Fact]
    public void Read_EveryPrefix_ThrowsDimseException()
    {
        for (var length = 0; length < EchoResponse.Length; length++)
        {
            Assert.Throws<DimseException>(() => CommandSetReader.Read(EchoResponse.AsMemory(0, length)));
        }
    }

    [Fact]
    public void Read_MutatedBytes_ThrowsNothingElse() =>
        Gen.Select(Gen.Int[0, EchoResponse.Length - 1], Gen.Byte).List[1, 4].Sample(changes =>
        {
            byte[] bytes = [.. EchoResponse];
            changes.ForEach(change => bytes[change.Item1] = change.Item2);
            ReadOrRefuse(bytes);
        });

    [Fact]
    public void Read_RandomBytes_ThrowsNothingElse() => Gen.Byte.Array[0, 200].Sample(ReadOrRefuse);

    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            CommandSetReader.Read(bytes);
        }
        catch (DimseException)
        {
            // what it is to throw
        }
    }

    private static byte[] Write(DimseCommand command)
    {
        var output = new ArrayBufferWriter<byte>();
        CommandSetWriter.Write(command, output);
        return output.WrittenSpan.ToArray();
    }
}
