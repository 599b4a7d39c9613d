namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Tags: PS3.5 7.1, 7.2, 7.8.</summary>
public sealed class DicomTagTests
{
    [Theory]
    [InlineData("0010,0020")]
    [InlineData("(0010,0020)")]
    public void TryParse_Tag_GivesIt(string text)
    {
        Assert.True(DicomTag.TryParse(text, out DicomTag tag));
        Assert.Equal(DicomTag.PatientID, tag);
    }

    [Theory]
    [InlineData("fffe,E0dd")]
    [InlineData("(FFFE,e0DD)")]
    public void TryParse_EitherCase_GivesTheTag(string text)
    {
        Assert.True(DicomTag.TryParse(text, out DicomTag tag));
        Assert.Equal(DicomTag.SequenceDelimitationItem, tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("()")]
    [InlineData("(0010,0020")]
    [InlineData("0010,0020)")]
    [InlineData("((0010,0020))")]
    [InlineData("00100020")]
    [InlineData("0010-0020")]
    [InlineData("0010, 020")]
    [InlineData(" 010,0020")]
    [InlineData("+010,0020")]
    [InlineData("001g,0020")]
    [InlineData("0010,00200")]
    [InlineData("60xx,3000")]
    public void TryParse_AnythingElse_IsFalse(string text)
    {
        Assert.False(DicomTag.TryParse(text, out DicomTag tag));
        Assert.Equal(default, tag);
    }

    [Fact]
    public void ToString_Tag_CanBeParsed()
    {
        var tag = new DicomTag(0xabcd, 0x00ef);

        Assert.Equal("(abcd,00ef)", tag.ToString());
        Assert.True(DicomTag.TryParse(tag.ToString(), out DicomTag parsed));
        Assert.Equal(tag, parsed);
    }

    [Theory]
    [InlineData(0x00080000u, false, false, true)]
    [InlineData(0x00080010u, false, false, false)]
    [InlineData(0x00090000u, true, false, true)]
    [InlineData(0x0009000fu, true, false, false)]
    [InlineData(0x00090010u, true, true, false)]
    [InlineData(0x000900ffu, true, true, false)]
    [InlineData(0x00090100u, true, false, false)]
    public void Kind_OfATag_FollowsItsNumbers(uint value, bool isPrivate, bool isCreator, bool isGroupLength)
    {
        var tag = new DicomTag(value);

        Assert.Equal((isPrivate, isCreator, isGroupLength), (tag.IsPrivate, tag.IsPrivateCreator, tag.IsGroupLength));
        Assert.Equal(value, tag.Value);
    }

    [Fact]
    public void Comparison_GroupComesFirst_NumbersAreUnsigned()
    {
        DicomTag[] ordered = [new(0x0008, 0xffff), new(0x0010, 0x0000), new(0x7fff, 0x0001), new(0x8000, 0x0000)];

        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.True(ordered[0] < ordered[1] && ordered[0] <= ordered[1] && ordered[1] > ordered[0]);
        Assert.True(ordered[2] >= ordered[1] && ordered[3] > ordered[2] && !(ordered[3] < ordered[2]));
    }
}
