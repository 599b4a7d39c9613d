using CsCheck;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>What goes through encoded data sets without objects sees, and writes, the same as what has them.</summary>
public sealed class ElementCursorTests
{
    [Fact]
    public void Cursor_OverAnyDataset_GivesItsElements() => GenDataset.Any.Sample(dataset =>
        Assert.Equal(DatasetText.Of(dataset), DatasetText.Of(ReadAll(Encode(dataset)))));

    [Fact]
    public void MoveTo_AnyTagsInOrder_FindsThoseThatAreThere() =>
        Gen.Select(GenDataset.Any, Gen.UInt.Array[0, 5]).Sample((dataset, others) =>
        {
            var cursor = new DicomElementCursor(Encode(dataset));
            IEnumerable<DicomTag> some = dataset.Where((_, i) => i % 2 == 0).Select(item => item.Tag);
            foreach (DicomTag tag in some.Concat(others.Select(tag => new DicomTag(tag))).Order())
            {
                Assert.Equal(dataset.Contains(tag), cursor.MoveTo(tag));
                if (dataset.TryGetElement(tag, out DicomElement? element))
                {
                    Assert.Equal(element.Value.ToArray(), cursor.Value);
                    Assert.Same(element.VR, cursor.VR);
                }
            }
        });

    [Fact]
    public void Writer_AnyDatasetInEachSyntax_WritesTheSameAsTheDatasetWriter() =>
        Gen.Select(GenDataset.Any, Gen.OneOf([.. DicomTransferSyntax.All.Where(syntax => !syntax.IsDeflate)])).Sample(
            (dataset, syntax) =>
            {
                var output = new ByteBuffer();
                WriteAll(dataset, new DicomElementWriter(output, syntax));
                Assert.Equal(Encoded.Bytes(dataset, syntax), output.Written);
            });

    private static byte[] Encode(DicomDataset dataset) =>
        Encoded.Bytes(dataset, DicomTransferSyntax.ExplicitVRLittleEndian);

    private static DicomDataset ReadAll(ReadOnlySpan<byte> elements)
    {
        var dataset = new DicomDataset();
        var cursor = new DicomElementCursor(elements);
        while (cursor.MoveNext())
        {
            dataset.AddOrUpdate(cursor.VR == DicomVR.SQ
                ? ReadSequence(cursor.Tag, cursor.Value)
                : new DicomElement(cursor.Tag, cursor.VR, cursor.Value.ToArray()));
        }

        return dataset;
    }

    private static DicomSequence ReadSequence(DicomTag tag, ReadOnlySpan<byte> value)
    {
        var items = new List<DicomDataset>();
        var cursor = new DicomItemCursor(value);
        while (cursor.MoveNext())
        {
            items.Add(ReadAll(cursor.Current));
        }

        return new DicomSequence(tag, [.. items]);
    }

    private static void WriteAll(DicomDataset dataset, DicomElementWriter writer)
    {
        foreach (DicomItem item in dataset)
        {
            if (item is not DicomSequence sequence)
            {
                writer.WriteElement(item.Tag, item.VR, ((DicomElement)item).Value.Span);
                continue;
            }

            int start = writer.BeginSequence(sequence.Tag);
            foreach (DicomDataset nested in sequence.Items)
            {
                int itemStart = writer.BeginItem();
                WriteAll(nested, writer);
                writer.End(itemStart);
            }

            writer.End(start);
        }
    }
}
