using WorklistScp.Network.Dimse;

namespace WorklistScp.Network.Server;

/// <summary>Answers C-FIND requests (PS3.7 9.1.2), those of one association one after the other.</summary>
public interface IDicomCFindProvider
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">
    /// Cancelled on C-CANCEL-RQ and when the association ends; what is returned after that is not sent.
    /// </param>
    /// <returns>
    /// The pending responses, then exactly one with a final status. The association goes on when the enumeration has
    /// come to its end, after the final response was sent.
    /// </returns>
    IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, CancellationToken cancellationToken);
}
