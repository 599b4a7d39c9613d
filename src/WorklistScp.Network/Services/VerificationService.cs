namespace WorklistScp.Network.Services;

/// <summary>The Verification SOP class: C-ECHO (PS3.4 annex A).</summary>
internal sealed class VerificationService : IDicomService
{
    private static readonly DicomResponse Success = new(DicomStatus.Success);

    /// <inheritdoc/>
    public IAsyncEnumerable<DicomResponse>? Perform(DicomRequest request, CancellationToken cancellationToken) =>
        request is DicomCEchoRequest ? AnswerAsync() : null;

    private static async IAsyncEnumerable<DicomResponse> AnswerAsync()
    {
        await Task.CompletedTask;
        yield return Success;
    }
}
