using System.Buffers;
using CsCheck;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Dimse;

public sealed class DimseAssemblerTests
{
    private const int MaxDataSetLength = 1000;

    private static readonly byte[] Find = CommandBytes(
        DimseRequest.CFind(1, DicomUID.ModalityWorklistInformationModelFind, hasIdentifier: true));

    private readonly DimseAssembler _assembler = NewAssembler();

    [Fact]
    public void TryAdd_CommandWithoutDataSet_IsAMessage()
    {
        Assert.True(_assembler.TryAdd(Command(3, CommandBytes(DimseRequest.CEcho(7))), out DimseMessage? message));

        Assert.Equal(DimseRequest.CEcho(7), message.Command);
        Assert.Equal(3, message.PresentationContextID);
        Assert.True(message.DataSet.IsEmpty);
    }

    [Fact]
    public void TryAdd_TwoMessages_KeepsThemApart()
    {
        Assert.False(_assembler.TryAdd(Command(1, Find), out _));
        Assert.True(_assembler.TryAdd(Data(1, [1, 2]), out DimseMessage? first));
        Assert.False(_assembler.TryAdd(Command(3, Find), out _));
        Assert.True(_assembler.TryAdd(Data(3, [3, 4]), out DimseMessage? second));

        Assert.Equal([1, 2], first.DataSet.ToArray());
        Assert.Equal([3, 4], second.DataSet.ToArray());
    }

    [Fact]
    public void TryAdd_AnyFragmentation_GivesTheMessage() =>
        Gen.Select(Gen.Byte.Array[0, MaxDataSetLength], Gen.UInt[8, 300]).Sample((dataSet, maxPduLength) =>
        {
            DimseAssembler assembler = NewAssembler();
            DimseMessage? message = null;
            foreach (PresentationDataValue value in Fragments.Split(1, true, Find, maxPduLength)
                .Concat(Fragments.Split(1, false, dataSet, maxPduLength)))
            {
                Assert.Null(message);
                assembler.TryAdd(value, out message);
            }

            return message is not null && message.DataSet.Span.SequenceEqual(dataSet);
        });

    [Fact]
    public void TryAdd_ContextNotAccepted_IsInvalidParameter() =>
        AssertThrows(AbortReason.InvalidPduParameterValue, Command(5, Find));

    [Fact]
    public void TryAdd_DataSetWithoutCommand_IsUnexpectedParameter() =>
        AssertThrows(AbortReason.UnexpectedPduParameter, Data(1, [0, 0]));

    [Fact]
    public void TryAdd_CommandInsteadOfDataSet_IsUnexpectedParameter() =>
        AssertThrows(AbortReason.UnexpectedPduParameter, Command(1, Find), Command(1, Find));

    [Fact]
    public void TryAdd_DataSetWithinCommand_IsUnexpectedParameter() =>
        AssertThrows(AbortReason.UnexpectedPduParameter, Command(1, Find[..20], isLast: false), Data(1, [0, 0]));

    [Fact]
    public void TryAdd_OtherContextWithinMessage_IsUnexpectedParameter() =>
        AssertThrows(AbortReason.UnexpectedPduParameter, Command(1, Find), Data(3, [0, 0]));

    [Fact]
    public void TryAdd_DataSetBeyondLimit_IsRefused() =>
        AssertThrows(
            AbortReason.NotSpecified,
            Command(1, Find), Data(1, new byte[MaxDataSetLength], isLast: false), Data(1, [0, 0]));

    [Fact]
    public void TryAdd_DataSetOfAnotherContext_HasItsOwnLimit()
    {
        Assert.False(_assembler.TryAdd(Command(3, Find), out _));

        Assert.True(_assembler.TryAdd(Data(3, new byte[2 * MaxDataSetLength]), out _));
        AssertThrows(AbortReason.NotSpecified, Command(3, Find), Data(3, new byte[(2 * MaxDataSetLength) + 2]));
    }

    [Fact]
    public void TryAdd_CommandSetBeyondLimit_IsRefused() =>
        AssertThrows(
            AbortReason.NotSpecified,
            Command(1, new byte[DimseAssembler.MaxCommandLength], isLast: false), Command(1, [0, 0]));

    [Fact]
    public void TryAdd_EveryPrefixOfACommandSet_ThrowsDimseException()
    {
        for (var length = 0; length < Find.Length; length++)
        {
            DimseAssembler assembler = NewAssembler();
            Assert.Throws<DimseException>(() => assembler.TryAdd(Command(1, Find[..length]), out _));
        }
    }

    [Fact]
    public void TryAdd_RandomFragments_ThrowsNothingElse()
    {
        Gen<PresentationDataValue> fragments = Gen.Select(
            Gen.Byte[1, 4], Gen.Bool, Gen.Bool, Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Const(Find)),
            (id, isCommand, isLast, data) => new PresentationDataValue(id, isCommand, isLast, data));
        fragments.Array[1, 20].Sample(values =>
        {
            DimseAssembler assembler = NewAssembler();
            try
            {
                foreach (PresentationDataValue value in values)
                {
                    assembler.TryAdd(value, out _);
                }
            }
            catch (Exception e) when (e is PduException or DimseException)
            {
                // what it is to throw
            }
        });
    }

    private static DimseAssembler NewAssembler() => new(id => id is 1 or 3, id => id == 1 ? MaxDataSetLength : 2 * MaxDataSetLength);

    private static PresentationDataValue Command(byte id, byte[] data, bool isLast = true) =>
        new(id, true, isLast, data);

    private static PresentationDataValue Data(byte id, byte[] data, bool isLast = true) => new(id, false, isLast, data);

    private static byte[] CommandBytes(DimseCommand command)
    {
        var output = new ArrayBufferWriter<byte>();
        CommandSetWriter.Write(command, output);
        return output.WrittenSpan.ToArray();
    }

    private void AssertThrows(AbortReason reason, params PresentationDataValue[] values)
    {
        foreach (PresentationDataValue value in values.SkipLast(1))
        {
            Assert.False(_assembler.TryAdd(value, out _));
        }

        Assert.Equal(reason, Assert.Throws<PduException>(() => _assembler.TryAdd(values[^1], out _)).Reason);
    }
}
