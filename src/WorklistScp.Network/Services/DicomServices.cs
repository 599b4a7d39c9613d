namespace WorklistScp.Network.Services;

/// <summary>The SOP classes of a server, and what performs them. Verification is one of them from the start.</summary>
public sealed class DicomServices
{
    private readonly VerificationService _verification = new();
    private readonly Dictionary<DicomUID, IDicomService> _services;

    /// <summary>Makes services of which Verification alone is one.</summary>
    public DicomServices()
    {
        _services = new Dictionary<DicomUID, IDicomService> { [DicomUID.Verification] = _verification };
    }

    /// <summary>The SOP classes: the abstract syntaxes that associations may have.</summary>
    public IReadOnlyCollection<DicomUID> SOPClasses => _services.Keys;

    /// <summary>The largest data set that a request for a SOP class may have; null: as an identifier.</summary>
    internal int? MaxDatasetLengthOf(DicomUID sopClass) => _services[sopClass].MaxDatasetLength;

    /// <summary>
    /// Whether a SOP class may be named in a presentation context of another one: one service performs both, and so they
    /// share their instances.
    /// </summary>
    internal bool AreOfOneService(DicomUID one, DicomUID other) =>
        _services.TryGetValue(one, out IDicomService? service) && service == _services.GetValueOrDefault(other);

    /// <summary>Adds a SOP class, and returns this.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public DicomServices Add(DicomUID sopClass, IDicomService service)
    {
        _services.Add(sopClass, service);
        return this;
    }

    /// <summary>
    /// Performs a request that came in a presentation context of a SOP class; null: it cannot. Some devices verify in
    /// whatever context they have.
    /// </summary>
    internal IAsyncEnumerable<DicomResponse>? Perform(
        DicomUID sopClass, DicomRequest request, CancellationToken cancellationToken) =>
        _services[sopClass].Perform(request, cancellationToken)
        ?? _verification.Perform(request, cancellationToken);
}
