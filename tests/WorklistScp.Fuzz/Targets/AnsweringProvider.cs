using System.Runtime.CompilerServices;
using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace WorklistScp.Fuzz.Targets;

/// <summary>Answers with what was asked, twice.</summary>
internal sealed class AnsweringProvider : IDicomCFindProvider
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new DicomCFindResponse(DicomStatus.Pending, request.Identifier);
        await Task.Yield();
        yield return new DicomCFindResponse(DicomStatus.Pending, request.Identifier);
        yield return new DicomCFindResponse(DicomStatus.Success);
    }
}
