namespace WorklistScp.Network.Services;

/// <summary>Performs what peers ask of a SOP class (PS3.7 9 and 10).</summary>
public interface IDicomService
{
    /// <summary>
    /// The largest data set of a request, in bytes, encoded and decoded; null: as large as an identifier may be. The
    /// association with a larger one is aborted: nothing of what comes beyond is kept.
    /// </summary>
    int? MaxDatasetLength => null;

    /// <summary>Performs a request, those of one association one after the other.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">
    /// Cancelled on C-CANCEL-RQ and when the association ends; what is returned after that is not sent.
    /// </param>
    /// <returns>
    /// The pending responses, then exactly one with a final status; the association goes on when the enumeration has
    /// come to its end, after the final response was sent. Null: the SOP class has no such operation.
    /// </returns>
    IAsyncEnumerable<DicomResponse>? Perform(DicomRequest request, CancellationToken cancellationToken);
}

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
