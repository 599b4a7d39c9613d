using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

/// <summary>A service for instances that tells the attributes of any, and remembers what was asked of it.</summary>
internal sealed class InstanceStore(DicomDataset attributes, int? maxDatasetLength = null) : IDicomService
{
    public IReadOnlyList<DicomTag>? Asked { get; private set; }

    public List<string> Done { get; } = [];

    public List<DicomUID?> Instances { get; } = [];

    public List<int> Elements { get; } = [];

    /// <summary>What is answered, instead of success.</summary>
    public DicomResponse? Answer { get; init; }

    public int? MaxDatasetLength => maxDatasetLength;

    public static string? PatientIDOf(DicomDataset? dataset) =>
        dataset is not null && dataset.TryGetString(DicomTag.PatientID, out string? id) ? id : null;

    public IAsyncEnumerable<DicomResponse>? Perform(DicomRequest request, CancellationToken cancellationToken) =>
        request switch
        {
            DicomNGetRequest get => Get(get),
            DicomNCreateRequest create => Keep("N-CREATE", create),
            DicomNSetRequest set => Keep("N-SET", set),
            _ => null,
        };

    private IAsyncEnumerable<DicomResponse> Get(DicomNGetRequest request)
    {
        Asked = request.Attributes;
        Instances.Add(request.SOPInstance);
        return One(Answer ?? new DicomResponse(DicomStatus.Success, attributes));
    }

    private IAsyncEnumerable<DicomResponse> Keep(string what, DicomNRequest request)
    {
        Done.Add($"{what} {PatientIDOf(request.Dataset)}");
        Instances.Add(request.SOPInstance);
        Elements.Add(request.Dataset?.Count ?? 0);
        return One(Answer ?? new DicomResponse(DicomStatus.Success));
    }

    private static IAsyncEnumerable<DicomResponse> One(DicomResponse response) => new[] { response }.ToAsyncEnumerable();
}
