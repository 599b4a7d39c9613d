namespace WorklistScp.Network.Services;

/// <summary>A SOP class with C-FIND (PS3.7 9.1.2).</summary>
public interface IDicomCFindProvider : IDicomService
{
    /// <inheritdoc cref="IDicomService.Perform"/>
    IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, CancellationToken cancellationToken);

    IAsyncEnumerable<DicomResponse>? IDicomService.Perform(
        DicomRequest request, CancellationToken cancellationToken) =>
        request is DicomCFindRequest find ? OnCFindRequestAsync(find, cancellationToken) : null;
}
