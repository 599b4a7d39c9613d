using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace WorklistScp.Fuzz.Targets;

/// <summary>
/// An identifier and an entry: two data sets in Explicit VR Little Endian, the first with its length before it.
/// </summary>
internal sealed class QueryTarget : FuzzTarget
{
    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static readonly DicomReadLimits Limits = new() { MaxLength = 64 * 1024, MaxElements = 10_000 };

    private static readonly WorklistQueryOptions[] Options =
    [
        new(),
        .. Enum.GetValues<NameMatching>().Select(
            names => new WorklistQueryOptions { NameMatching = names, ExpandEmptySequences = true }),
    ];

    private static readonly ResponseBuilder[] Builders =
    [
        .. new[]
        {
            ResponseCharacterSet.WhenNeeded, ResponseCharacterSet.None, ResponseCharacterSet.IsoIr100,
            ResponseCharacterSet.Keep, ResponseCharacterSet.Convert("ISO_IR 192"),
            ResponseCharacterSet.Convert("\\ISO 2022 IR 87"),
        }.Select(set => new ResponseBuilder(set, NullLogger.Instance)),
    ];

    /// <inheritdoc/>
    public override string Name => "query";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from identifier in SeedDatasets.All
           from entry in SeedDatasets.All
           select Join(SeedDatasets.Encode(identifier, Syntax), SeedDatasets.Encode(entry, Syntax)),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        int length = input.Length < 2 ? 0 : Math.Min(input[0] | (input[1] << 8), input.Length - 2);
        int start = Math.Min(2, input.Length);
        if (!TryRead(input.AsMemory(start, length), out DicomDataset identifier)
            | !TryRead(input.AsMemory(start + length), out DicomDataset dataset))
        {
            return false;
        }

        var entry = new WorklistEntry("a.wl", dataset);
        foreach (WorklistQueryOptions options in Options)
        {
            Check(WorklistQuery.Parse(identifier, options), entry);
        }

        return true;
    }

    private static void Check(WorklistQuery query, WorklistEntry entry)
    {
        if (query.Matches(entry) != (query.FindMismatch(entry) is null))
        {
            throw new FindingException("what matches is said not to, or the other way round");
        }

        if ((query.Problems.Count == 0) != (query.ErrorComment.Length == 0))
        {
            throw new FindingException("a problem without an Error Comment, or the other way round");
        }

        foreach (ResponseBuilder builder in Builders)
        {
            RoundTrip.Check(builder.Build(query, entry), Syntax, DicomLengthEncoding.Defined);
        }
    }

    // What the first cannot be is empty then, so that the other is read all the same.
    private static bool TryRead(ReadOnlyMemory<byte> bytes, out DicomDataset dataset)
    {
        try
        {
            dataset = DicomDatasetReader.Read(bytes, Syntax, Limits);
            return true;
        }
        catch (DicomDataException)
        {
            dataset = [];
            return false;
        }
    }

    private static byte[] Join(byte[] identifier, byte[] entry) =>
        [(byte)identifier.Length, (byte)(identifier.Length >> 8), .. identifier, .. entry];
}
