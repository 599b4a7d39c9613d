namespace WorklistScp.Dicom.Tests;

/// <summary>Whether two data sets hold the same.</summary>
public sealed class DatasetComparisonTests
{
    [Theory]
    [InlineData("AB", "AB", true)]
    [InlineData("ABC", "ABC", true)] // of odd length, as some write
    [InlineData("ABC", "ABC ", true)]
    [InlineData("ABC ", "ABC", true)]
    [InlineData("AB", "AB ", false)]
    [InlineData("AB", "ABC", false)]
    [InlineData("ABC", "ABCDE", false)]
    [InlineData("ABC", "ABD", false)]
    [InlineData("", "A", false)]
    public void Values_AreTheSame_WhetherPaddedOrNot(string one, string other, bool areSame) =>
        Assert.Equal(areSame, DatasetComparison.FindDifference(Of(one), Of(other)) is null);

    private static DicomDataset Of(string text) =>
        new(new DicomElement(DicomTag.PatientID, DicomVR.LO, System.Text.Encoding.ASCII.GetBytes(text)));
}
