using System.Buffers;
using System.Text;
using WorklistScp.Dicom.Datasets;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.DumpText;

/// <summary>Prints data sets as DCMTK's <c>dcmdump</c> does.</summary>
/// <remarks>
/// Sequences and items are printed as if they had explicit lengths. Unlike dcmdump, control characters in text are
/// printed as octal numbers such as <c>\012</c> (dcmdump does so with +Qo), so that no value can begin a line of its
/// own or talk to a terminal; only TAB stays, and ESC where asked for. Other bytes are printed as they are.
/// </remarks>
public static class DicomDumpWriter
{
    private const string MetaTitle = "Dicom-Meta-Information-Header";
    private const string DatasetTitle = "Dicom-Data-Set";

    private static ReadOnlySpan<byte> ItemEnd => "(ItemDelimitationItem for re-encoding)"u8;

    private static ReadOnlySpan<byte> SequenceEnd => "(SequenceDelimitationItem for re-encod.)"u8;

    /// <summary>Prints a file: file meta information, if it has one, and data set.</summary>
    /// <param name="file">The file.</param>
    /// <param name="output">What receives the text, lines ending in LF.</param>
    /// <param name="options">How to print; null: <see cref="DicomDumpOptions.Default"/>.</param>
    public static void Write(DicomFile file, IBufferWriter<byte> output, DicomDumpOptions? options = null)
    {
        if (file.FileMetaInfo.Count > 0)
        {
            output.Write("\n# Dicom-File-Format\n"u8);
            WriteSet(MetaTitle, file.FileMetaInfo, DicomTransferSyntax.ExplicitVRLittleEndian, output, options);
        }

        Write(file.Dataset, file.TransferSyntax, output, options);
    }

    /// <summary>Prints a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="syntax">The transfer syntax to name, and to tell lengths of sequences in.</param>
    /// <param name="output">What receives the text, lines ending in LF.</param>
    /// <param name="options">How to print; null: <see cref="DicomDumpOptions.Default"/>.</param>
    public static void Write(
        DicomDataset dataset,
        DicomTransferSyntax syntax,
        IBufferWriter<byte> output,
        DicomDumpOptions? options = null) => WriteSet(DatasetTitle, dataset, syntax, output, options);

    /// <summary>
    /// Prints the numbers of a value field, with backslashes between them, as many as there is room for in a line.
    /// </summary>
    /// <param name="vr">A VR whose values are no characters.</param>
    /// <param name="value">The value field; little endian.</param>
    public static string NumbersOf(DicomVR vr, ReadOnlySpan<byte> value) => DumpPrinter.PrintNumbers(vr, value);

    private static void WriteSet(
        string title,
        DicomDataset dataset,
        DicomTransferSyntax syntax,
        IBufferWriter<byte> output,
        DicomDumpOptions? options)
    {
        var lines = new DumpLineWriter(output);
        lines.WriteTitle(title, syntax);
        var length = new EncodedLength(syntax, DicomLengthEncoding.Defined);
        WriteItems(dataset, 0, length, lines, options ?? DicomDumpOptions.Default);
    }

    private static void WriteItems(
        DicomDataset dataset, int level, EncodedLength length, DumpLineWriter lines, DicomDumpOptions options)
    {
        foreach (DicomItem item in dataset)
        {
            if (item is DicomSequence sequence)
            {
                WriteSequence(sequence, level, length, lines, options);
                continue;
            }

            var element = (DicomElement)item;
            ReadOnlySpan<byte> value = DumpPrinter.Print(
                element, dataset.CharacterSet, options, out int multiplicity);
            uint bytes = (uint)EncodedLength.Padded(element.Value.Length);
            lines.Write(level, element.Tag, element.VR.Code, value, bytes, multiplicity, DumpNames.Of(element.Tag));
        }
    }

    private static void WriteSequence(
        DicomSequence sequence, int level, EncodedLength length, DumpLineWriter lines, DicomDumpOptions options)
    {
        ReadOnlySpan<byte> value = Ascii($"(Sequence with explicit length #={sequence.Items.Count})");
        lines.Write(level, sequence.Tag, "SQ", value, length.FieldOf(sequence), 1, DumpNames.Of(sequence.Tag));
        foreach (DicomDataset item in sequence.Items)
        {
            value = Ascii($"(Item with explicit length #={item.Count})");
            lines.Write(level + 1, DicomTag.Item, "na", value, length.FieldOf(item), 1, "Item");
            WriteItems(item, level + 2, length, lines, options);
            lines.Write(level + 1, DicomTag.ItemDelimitationItem, "na", ItemEnd, 0, 0, "ItemDelimitationItem");
        }

        lines.Write(level, DicomTag.SequenceDelimitationItem, "na", SequenceEnd, 0, 0, "SequenceDelimitationItem");
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
