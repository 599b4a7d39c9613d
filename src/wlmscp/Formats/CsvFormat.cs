using System.Buffers;
using System.Text;
using nietras.SeparatedValues;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Assignments;

namespace Wlmscp.Formats;

/// <summary>
/// Tables in text (RFC 4180, UTF-8): keywords in the first row, then a row for each data set. Commas, semicolons and
/// tabs may separate columns. An empty cell is an attribute without value.
/// </summary>
internal sealed class CsvFormat : DatasetFormat
{
    private const int LookedAt = 256;
    private const char Quote = '"';
    private const string TwoQuotes = "\"\"";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public override bool RequiresValues(DicomDataset dataset) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".csv"];

    /// <inheritdoc/>
    public override bool IsWritable => false;

    /// <inheritdoc/>
    // Keywords in the first row, or their tags.
    protected override bool BeginsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text) =>
        text is [(>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'"', ..]
        && !text[..Math.Min(text.Length, LookedAt)].Contains((byte)0);

    /// <inheritdoc/>
    public override IReadOnlyList<InputDataset> Read(ReadOnlyMemory<byte> bytes, string path)
    {
        try
        {
            using SepReader reader = Sep.Reader(options => options with
            {
                HasHeader = false,
                DisableColCountCheck = true,
                Trim = SepTrim.None,
            }).FromText(Strict.GetString(bytes.Span).TrimStart('\ufeff'));
            return Read(reader);
        }
        catch (DecoderFallbackException e)
        {
            throw new DicomDataException($"byte {e.Index}: no UTF-8, expected it", e);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new DicomDataException("a line that is too long, expected each quote to have its second one", e);
        }
    }

    /// <inheritdoc/>
    public override void Write(DicomFile file, IBufferWriter<byte> output) => throw new NotSupportedException();

    private static List<InputDataset> Read(SepReader reader)
    {
        List<AttributePath> paths = reader.MoveNext() ? ReadHeader(reader.Current) : [];
        var datasets = new List<InputDataset>();
        while (reader.MoveNext())
        {
            SepReader.Row row = reader.Current;
            if (row.ColCount == paths.Count)
            {
                datasets.Add(new InputDataset(
                    new DicomFile(ReadDataset(row, paths), DicomTransferSyntax.ExplicitVRLittleEndian),
                    $"line {row.LineNumberFrom}"));
            }
            else if (row.ColCount > 1 || row[0].Span.Length > 0) // else an empty line
            {
                throw new DicomDataException(
                    $"line {row.LineNumberFrom}: {row.ColCount} cells, expected {paths.Count} as in line 1");
            }
        }

        return datasets;
    }

    private static DicomDataset ReadDataset(SepReader.Row row, List<AttributePath> paths)
    {
        var dataset = new DicomDataset();
        for (var i = 0; i < paths.Count; i++)
        {
            Apply(new AttributeAssignment(paths[i], TextOf(row, i)), dataset, row.LineNumberFrom);
        }

        return dataset;
    }

    // Within quotes, each quote stands twice. What else there is of them tells of a table that is torn.
    private static string TextOf(SepReader.Row row, int column)
    {
        ReadOnlySpan<char> cell = row[column].Span;
        bool isQuoted = cell is ['"', .., '"'];
        string text = (isQuoted ? cell[1..^1] : cell).ToString();
        string rest = isQuoted ? text.Replace(TwoQuotes, "", StringComparison.Ordinal) : text;
        return rest.Contains(Quote)
            ? throw new DicomDataException(
                $"line {row.LineNumberFrom}, cell {column + 1}: a quote within it, expected quotes around the whole cell, and "
                + "each within it twice")
            : isQuoted ? text.Replace(TwoQuotes, $"{Quote}", StringComparison.Ordinal) : text;
    }

    private static List<AttributePath> ReadHeader(SepReader.Row row)
    {
        var paths = new List<AttributePath>();
        for (var i = 0; i < row.ColCount; i++)
        {
            string name = TextOf(row, i).Trim();
            AttributePath path = ReadPath(name, i + 1);
            if (paths.Contains(path))
            {
                throw new DicomDataException($"line 1: '{name}' twice, expected each attribute once");
            }

            paths.Add(path);
        }

        return paths;
    }

    // Not what stands there: of a table without headings, that is a patient's.
    private static AttributePath ReadPath(string name, int column) =>
        AttributePath.TryParse(name, out AttributePath? path, out string? expected)
            ? path
            : throw new DicomDataException($"line 1, cell {column}: expected {expected}");

    private static void Apply(AttributeAssignment assignment, DicomDataset dataset, int line)
    {
        if (!assignment.TryApply(dataset, out string? expected))
        {
            throw new DicomDataException(
                $"line {line}, {assignment.Path}: '{assignment.Value}', expected {expected}");
        }
    }
}
