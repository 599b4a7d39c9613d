using CsCheck;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Dimse;

public sealed class DimseFragmenterTests
{
    [Fact]
    public void Fragments_OfAnEmptySet_AreOneEmptyLastOne()
    {
        PresentationDataValue value = Assert.Single(Fragments.Split(5, isCommand: true, [], 16384));

        Assert.Equal(5, value.PresentationContextID);
        Assert.True(value is { IsCommand: true, IsLast: true, Data.IsEmpty: true });
    }

    [Theory]
    [InlineData(0, 131066)]    // no limit: the limit of this side
    [InlineData(16384, 16378)]
    [InlineData(101, 94)]      // even
    [InlineData(8, 2)]
    [InlineData(1, 2)]         // cannot be kept
    public void Fragments_OfALongSet_FillThePeersMaximum(uint maxPduLength, int fragmentLength)
    {
        PresentationDataValue first = Fragments.Split(1, isCommand: false, new byte[200_000], maxPduLength)[0];

        Assert.Equal(fragmentLength, first.Data.Length);
        Assert.False(first.IsLast);
    }

    [Fact]
    public void Fragments_OfAnySetAndMaximum_KeepBytesAndMaximum() =>
        Gen.Select(Gen.Byte.Array[0, 500], Gen.UInt[8, 300], Gen.Byte.Array[0, 50])
            .Sample((bytes, maxPduLength, before) =>
            {
                List<PresentationDataValue> values =
                    Fragments.Split(1, isCommand: false, bytes, maxPduLength, before);

                return values.SelectMany(value => value.Data.ToArray()).SequenceEqual(bytes)
                    && values.All(value => value.Data.Length + 6 <= maxPduLength)
                    && values.FindIndex(value => value.IsLast) == values.Count - 1;
            });
}
