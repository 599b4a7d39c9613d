using Microsoft.Extensions.Logging;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Logging;

namespace WorklistScp.Network.Server;

/// <summary>A C-FIND that is being answered: the provider's responses, taken one after the other.</summary>
internal sealed class FindOperation : IAsyncDisposable
{
    private readonly DicomCFindRequest _request;
    private readonly IDicomCFindProvider _provider;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cancellation = new();
    private IAsyncEnumerator<DicomCFindResponse>? _responses;
    private DicomCFindResponse? _current;
    private CFindRSP? _command;
    private Task? _moving;
    private Task? _end;

    public FindOperation(
        byte presentationContextID, DicomCFindRequest request, IDicomCFindProvider provider, ILogger logger)
    {
        PresentationContextID = presentationContextID;
        _request = request;
        _provider = provider;
        _logger = logger;
    }

    public byte PresentationContextID { get; }

    public ushort MessageID => _request.MessageID;

    public DicomTransferSyntax TransferSyntax => _request.TransferSyntax;

    /// <summary>How many pending responses were taken.</summary>
    public int Matches { get; private set; }

    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>Completes when <see cref="TryMoveNext"/>, which said no, will say yes.</summary>
    public Task Moving => _moving ?? Task.CompletedTask;

    /// <summary>Whether the next response is there; if not, the provider is at work on it.</summary>
    public bool TryMoveNext()
    {
        if (_current is null && _moving is null)
        {
            // A provider that has its responses ready costs no task for each.
            ValueTask moving = MoveNextAsync();
            _moving = moving.IsCompletedSuccessfully ? null : moving.AsTask();
        }

        if (_moving is { IsCompleted: true })
        {
            _moving = null;
        }

        return _moving is null;
    }

    /// <summary>
    /// Takes the response that is there; a provider that has failed gives "unable to process".
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="TryMoveNext"/> did not say yes.</exception>
    public DicomCFindResponse Take()
    {
        DicomCFindResponse response = _current ?? throw new InvalidOperationException("no response is there");
        _current = null;
        if (IsCancelled)
        {
            return new DicomCFindResponse(DicomStatus.Cancel);
        }

        Matches += response.Status.IsPending ? 1 : 0;
        return response;
    }

    /// <summary>The command of a response; one object, and so one encoding, for all that have the same.</summary>
    public CFindRSP CommandOf(DicomCFindResponse response, bool hasIdentifier)
    {
        bool isSame = _command is not null
            && _command.Status == response.Status && _command.HasDataSet == hasIdentifier
            && _command.OffendingElements == response.OffendingElements
            && _command.ErrorComment == response.ErrorComment;
        return isSame ? _command! : _command = new CFindRSP(
            MessageID, DicomUID.ModalityWorklistInformationModelFind, response.Status, hasIdentifier)
        {
            OffendingElements = response.OffendingElements,
            ErrorComment = response.ErrorComment,
        };
    }

    /// <summary>Logs that the provider has failed.</summary>
    /// <returns>The response to that.</returns>
    public DicomCFindResponse Fail(Exception cause)
    {
        // Whatever the provider's fault, the peer gets its answer and the daemon goes on.
        NetworkLog.ProviderFailed(_logger, _request.Association.Id, _request.MessageID, cause);
        return new DicomCFindResponse(DicomStatus.UnableToProcess) { ErrorComment = "internal error" };
    }

    /// <summary>The provider's end, to which it comes after the final response.</summary>
    public Task End => _end ??= MoveToEndAsync();

    /// <summary>Asks the provider to end; what it still returns is dropped.</summary>
    public void Cancel()
    {
        _request.IsCancelled = true;
        _cancellation.Cancel();
    }

    /// <summary>Cancels the provider and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        if (_moving is not null)
        {
            await _moving;
        }

        if (_end is not null)
        {
            await _end;
        }

        if (_responses is not null)
        {
            await _responses.DisposeAsync();
        }

        _cancellation.Dispose();
    }

    private async ValueTask MoveNextAsync()
    {
        try
        {
            _responses ??= _provider.OnCFindRequestAsync(_request, _cancellation.Token)
                .GetAsyncEnumerator(_cancellation.Token);
            _current = await _responses.MoveNextAsync()
                ? _responses.Current
                : throw new InvalidOperationException("the provider gave no final response");
        }
        catch (OperationCanceledException) when (IsCancelled)
        {
            _current = new DicomCFindResponse(DicomStatus.Cancel);
        }
        catch (Exception e)
        {
            _current = Fail(e);
        }
    }

    private async Task MoveToEndAsync()
    {
        try
        {
            if (_responses is not null && !IsCancelled && await _responses.MoveNextAsync())
            {
                throw new InvalidOperationException("the provider gave a response after the final one");
            }
        }
        catch (OperationCanceledException) when (IsCancelled)
        {
            // The association ends, and does not wait.
        }
        catch (Exception e)
        {
            NetworkLog.ProviderFailed(_logger, _request.Association.Id, _request.MessageID, e);
        }
    }
}
