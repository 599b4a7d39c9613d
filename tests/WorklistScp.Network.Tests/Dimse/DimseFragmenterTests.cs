using CsCheck;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Dimse;

public sealed class DimseFragmenterTests
{
    [Fact]
    public void Split_EmptySet_IsOneEmptyLastFragment()
    {
        PDataTF pdu = Assert.Single(DimseFragmenter.Split(5, isCommand: true, default, 16384));

        Assert.Equal(new PresentationDataValue(5, true, true, default), Assert.Single(pdu.Values));
    }

    [Theory]
    [InlineData(0, 131066)]    // no limit: the limit of this side
    [InlineData(16384, 16378)]
    [InlineData(101, 94)]      // even
    [InlineData(8, 2)]
    [InlineData(1, 2)]         // cannot be kept
    public void Split_LongSet_FillsThePeersMaximum(uint maxPduLength, int fragmentLength)
    {
        var first = DimseFragmenter.Split(1, isCommand: false, new byte[200_000], maxPduLength).First();

        Assert.Equal(fragmentLength, first.Values[0].Data.Length);
        Assert.False(first.Values[0].IsLast);
    }

    [Fact]
    public void Split_AnySetAndMaximum_KeepsBytesAndMaximum() =>
        Gen.Select(Gen.Byte.Array[0, 500], Gen.UInt[8, 300]).Sample((bytes, maxPduLength) =>
        {
            List<PresentationDataValue> values =
                [.. DimseFragmenter.Split(1, isCommand: false, bytes, maxPduLength).SelectMany(pdu => pdu.Values)];

            return values.SelectMany(value => value.Data.ToArray()).SequenceEqual(bytes)
                && values.All(value => value.Data.Length + 6 <= maxPduLength)
                && values.FindIndex(value => value.IsLast) == values.Count - 1;
        });
}
