namespace WorklistScp.Dicom.Tests.Model;

/// <summary>Items know the data set around them, and take its character set over: PS3.5 6.1.2.4, 7.5.1.</summary>
public sealed class DicomDatasetParentTests
{
    private readonly DicomDataset _item = new(
        new DicomElement(DicomTag.CodeMeaning, DicomVR.LO, new byte[] { 0xe4, 0x20 }));

    private readonly DicomDataset _dataset;

    public DicomDatasetParentTests()
    {
        _dataset = new DicomDataset(new DicomSequence(DicomTag.RequestedProcedureCodeSequence, _item));
    }

    [Fact]
    public void Parent_OfAnItem_IsTheDataSet()
    {
        Assert.Same(_dataset, _item.Parent);
        Assert.Null(_dataset.Parent);
    }

    [Fact]
    public void Parent_SequenceRemoved_IsNone()
    {
        _dataset.Remove(DicomTag.RequestedProcedureCodeSequence);

        Assert.Null(_item.Parent);
    }

    [Fact]
    public void Parent_SequenceReplaced_IsNone()
    {
        _dataset.AddOrUpdate(new DicomSequence(DicomTag.RequestedProcedureCodeSequence));

        Assert.Null(_item.Parent);
    }

    [Fact]
    public void Parent_SequenceReplacedByOneWithTheSameItem_Stays()
    {
        _dataset.AddOrUpdate(new DicomSequence(DicomTag.RequestedProcedureCodeSequence, _item, new DicomDataset()));

        Assert.Same(_dataset, _item.Parent);
    }

    [Fact]
    public void Parent_RemovedFromAFormerDataSet_Stays()
    {
        var later = new DicomDataset(new DicomSequence(DicomTag.RequestedProcedureCodeSequence, _item));

        _dataset.Remove(DicomTag.RequestedProcedureCodeSequence);

        Assert.Same(later, _item.Parent);
    }

    [Fact]
    public void CharacterSet_None_IsTheDefaultRepertoire() => Assert.Equal("", _item.CharacterSet.Value);

    [Fact]
    public void CharacterSet_OfTheParent_IsTakenOver()
    {
        Set(_dataset, "ISO_IR 144");

        Assert.Equal("ISO_IR 144", _item.CharacterSet.Value);
        Assert.Equal("\u0444", Meaning()); // ISO 8859-5
    }

    [Fact]
    public void CharacterSet_OfItsOwn_ComesFirst()
    {
        Set(_dataset, "ISO_IR 144");
        Set(_item, "ISO_IR 126");

        Assert.Equal("\u03b4", Meaning()); // ISO 8859-7
    }

    [Theory]
    [InlineData("")]
    [InlineData("ISO_IR 9999")]
    public void CharacterSet_OwnEmptyOrUnknown_IsTheDefaultRepertoire(string value)
    {
        Set(_dataset, "ISO_IR 144");
        Set(_item, value);

        Assert.Equal("", _item.CharacterSet.Value);
    }

    [Fact]
    public void CharacterSet_AddedReplacedAndRemoved_TakesEffectAtOnce()
    {
        Assert.Equal("\u00e4", Meaning());
        Set(_dataset, "ISO_IR 144");
        Assert.Equal("\u0444", Meaning());
        Set(_dataset, "ISO_IR 126");
        Assert.Equal("\u03b4", Meaning());
        Set(_item, "ISO_IR 100");
        Assert.Equal("\u00e4", Meaning());
        _item.Remove(DicomTag.SpecificCharacterSet);
        Assert.Equal("\u03b4", Meaning());
        _dataset.Remove(DicomTag.SpecificCharacterSet);
        Assert.Equal("\u00e4", Meaning());
    }

    [Fact]
    public void TryGetString_OfAVRWithoutCharacterSet_IgnoresIt()
    {
        Set(_item, "ISO_IR 144");
        _item.AddOrUpdate(new DicomElement(DicomTag.CodeMeaning, DicomVR.CS, new byte[] { 0xe4 }));

        Assert.Equal("\u00e4", Meaning());
    }

    private static void Set(DicomDataset dataset, string characterSet) =>
        dataset.AddOrUpdate(DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, characterSet));

    private string? Meaning() => _item.TryGetString(DicomTag.CodeMeaning, out string? text) ? text : null;
}
