namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Elements and sequences.</summary>
public sealed class DicomElementTests
{
    [Theory]
    [InlineData("LO", "", "")]
    [InlineData("LO", "AB", "4142")]
    [InlineData("LO", "ABC", "41424320")]
    [InlineData("UI", "1.2", "312E3200")]
    public void FromAscii_Text_IsPaddedToEvenLength(string vr, string text, string expected)
    {
        Assert.True(DicomVR.TryParse(vr, out DicomVR parsed));

        DicomElement element = DicomElement.FromAscii(DicomTag.PatientID, parsed, text);

        Assert.Equal(expected, Convert.ToHexString(element.Value.Span));
        Assert.Equal(text.Length == 0, element.IsEmpty);
    }

    [Fact]
    public void FromAscii_OtherCharacters_Throws() => Assert.Throws<ArgumentException>(
        () => DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "\u00e4"));

    [Fact]
    public void FromUInt_Number_IsLittleEndian()
    {
        DicomElement us = DicomElement.FromUInt16(DicomTag.PregnancyStatus, 0x0102);
        DicomElement ul = DicomElement.FromUInt32(DicomTag.RegionFlags, 0x01020304);

        Assert.Equal((DicomVR.US, "0201"), (us.VR, Convert.ToHexString(us.Value.Span)));
        Assert.Equal((DicomVR.UL, "04030201"), (ul.VR, Convert.ToHexString(ul.Value.Span)));
    }

    [Fact]
    public void Constructor_VRSQ_Throws() => Assert.Throws<ArgumentException>(
        () => new DicomElement(DicomTag.ScheduledProcedureStepSequence, DicomVR.SQ, default));

    [Fact]
    public void Sequence_Items_AreKeptInOrder()
    {
        DicomDataset[] items = [new(), new()];
        var sequence = new DicomSequence(DicomTag.ScheduledProcedureStepSequence, items);

        Assert.Equal(DicomVR.SQ, sequence.VR);
        Assert.Equal([items[0], items[1]], sequence.Items, ReferenceEqualityComparer.Instance);
        Assert.False(sequence.IsEmpty);
        Assert.True(new DicomSequence(DicomTag.ScheduledProcedureStepSequence).IsEmpty);
    }
}
