using CsCheck;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Reading undoes writing, and writing undoes reading.</summary>
public sealed class RoundTripTests
{
    private static readonly int Iterations = RandomCases.Of(500);

    [Theory]
    [MemberData(nameof(Encoded.Encodings), MemberType = typeof(Encoded))]
    public void Read_WhatWriteMade_GivesItBack(DicomTransferSyntax syntax, DicomLengthEncoding lengths) =>
        GenDataset.Any.Sample(
            dataset =>
            {
                byte[] bytes = Encoded.Bytes(dataset, syntax, lengths);
                DicomDataset read = DicomDatasetReader.Read(bytes, syntax);

                Assert.Equal(DatasetText.Of(dataset), DatasetText.Of(read));
                Assert.Equal(bytes, Encoded.Bytes(read, syntax, lengths));
            },
            iter: Iterations);

    [Fact]
    public void Read_FileThatWriteMade_GivesItBack() =>
        Gen.Select(GenDataset.Any, Gen.OneOf([.. DicomTransferSyntax.All])).Sample(
            (dataset, syntax) =>
            {
                byte[] bytes = Encoded.Bytes(new DicomFile(dataset, syntax));
                DicomFile file = DicomFile.Read(bytes);

                Assert.Same(syntax, file.TransferSyntax);
                Assert.Equal(DatasetText.Of(dataset), DatasetText.Of(file.Dataset));
                Assert.Equal(bytes, Encoded.Bytes(file));
            },
            iter: Iterations);

    [Fact]
    public void GenDataset_Elements_AreOfEveryVRButSQ() => Assert.Equal(
        DicomVR.All.Where(vr => vr != DicomVR.SQ).Select(vr => vr.Code),
        GenDataset.VRs.Select(vr => vr.Code).Distinct().Order(StringComparer.Ordinal));
}
