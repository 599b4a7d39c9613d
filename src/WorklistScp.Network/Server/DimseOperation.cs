using Microsoft.Extensions.Logging;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Server;

/// <summary>A request that is being answered: the service's responses, taken one after the other.</summary>
/// <param name="command">The command of the request.</param>
/// <param name="request">The request.</param>
/// <param name="context">What it came in.</param>
/// <param name="logger">Is told where the service fails.</param>
internal sealed class DimseOperation(
    DimseRequest command, DicomRequest request, AcceptedPresentationContext context, ILogger logger)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private IAsyncEnumerator<DicomResponse>? _responses;
    private DicomResponse? _current;
    private DimseResponse? _command;
    private Task? _moving;
    private Task? _end;

    /// <summary>The presentation context that the request came in, and the responses go out.</summary>
    public AcceptedPresentationContext Context => context;

    /// <summary>The message ID of the request.</summary>
    public ushort MessageID => request.MessageID;

    /// <summary>The name of the service: <c>C-FIND</c>.</summary>
    public string Service { get; } = CommandFields.ServiceOf(command.Field)!;

    /// <summary>Whether more than one response may answer it.</summary>
    public bool HasManyResponses => request.HasManyResponses;

    /// <summary>Whether it is a C-ECHO.</summary>
    public bool IsVerification => request is DicomCEchoRequest;

    /// <summary>How many pending responses were taken.</summary>
    public int Matches { get; private set; }

    /// <summary>Whether <see cref="Cancel"/> was called.</summary>
    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>Whether the final response was sent; whoever sends it says so.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Completes when <see cref="TryMoveNext"/>, which said no, will say yes.</summary>
    public Task Moving => _moving ?? Task.CompletedTask;

    /// <summary>Asks for the service; false when there is none for this request.</summary>
    public bool TryBegin(DicomServices services)
    {
        try
        {
            IAsyncEnumerable<DicomResponse>? responses =
                services.Perform(context.AbstractSyntax, request, _cancellation.Token);
            _responses = responses?.GetAsyncEnumerator(_cancellation.Token);
            return _responses is not null;
        }
        catch (Exception e)
        {
            _current = Fail(e);
            return true;
        }
    }

    /// <summary>Whether the next response is there; if not, the service is at work on it.</summary>
    public bool TryMoveNext()
    {
        if (_current is null && _moving is null)
        {
            // A service that has its responses ready costs no task for each.
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
    /// Takes the response that is there; a service that has failed gives "unable to process".
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="TryMoveNext"/> did not say yes.</exception>
    public DicomResponse Take()
    {
        DicomResponse response = _current ?? throw new InvalidOperationException("no response is there");
        _current = null;
        if (IsCancelled)
        {
            return new DicomResponse(DicomStatus.Cancel);
        }

        Matches += response.Status.IsPending ? 1 : 0;
        return response;
    }

    /// <summary>The command of a response; one object, and so one encoding, for all that have the same.</summary>
    public DimseResponse CommandOf(DicomResponse response, bool hasDataSet)
    {
        DicomUID? instance = response.SOPInstance ?? (request as DicomNRequest)?.SOPInstance;
        bool isSame = _command is not null
            && _command.Status == response.Status && _command.HasDataSet == hasDataSet
            && _command.OffendingElements == response.OffendingElements
            && _command.AttributeIdentifiers == response.AttributeIdentifiers
            && (_command.ErrorID, _command.ErrorComment) == (response.ErrorID, response.ErrorComment)
            && _command.SOPInstance == instance;
        return isSame
            ? _command!
            : _command = DimseResponse.To(command, SOPClassOf(command), response.Status, hasDataSet) with
            {
                SOPInstance = instance,
                OffendingElements = response.OffendingElements,
                AttributeIdentifiers = response.AttributeIdentifiers,
                ErrorID = response.ErrorID,
                ErrorComment = response.ErrorComment,
            };
    }

    /// <summary>Logs that the service has failed.</summary>
    /// <returns>The response to that.</returns>
    public DicomResponse Fail(Exception cause)
    {
        // Whatever the service's fault, the peer gets its answer and the daemon goes on.
        NetworkLog.ServiceFailed(logger, request.Association.Id, Service, MessageID, cause);
        return new DicomResponse(DicomStatus.UnableToProcess) { ErrorComment = "internal error" };
    }

    /// <summary>So many bytes of a match were handed to the connection.</summary>
    public void AddBytes(int count) => request.MatchBytes += count;

    /// <summary>The service's end, to which it comes after the final response.</summary>
    public Task End => _end ??= MoveToEndAsync();

    /// <summary>Asks the service to end; what it still returns is dropped.</summary>
    public void Cancel()
    {
        request.IsCancelled = true;
        _cancellation.Cancel();
    }

    /// <summary>Tells the service, which is then cancelled, that it was this side who ended the association.</summary>
    public void Abort() => request.IsAborted = true;

    /// <summary>Cancels the service and waits for its end.</summary>
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

    // That of the presentation context; some devices verify in one of another SOP class.
    private DicomUID SOPClassOf(DimseRequest command) =>
        command.Field == CommandField.CEchoRQ ? command.SOPClass : context.AbstractSyntax;

    private async ValueTask MoveNextAsync()
    {
        try
        {
            _current = await _responses!.MoveNextAsync()
                ? _responses.Current
                : throw new InvalidOperationException("the service gave no final response");
        }
        catch (OperationCanceledException) when (IsCancelled)
        {
            _current = new DicomResponse(DicomStatus.Cancel);
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
                throw new InvalidOperationException("the service gave a response after the final one");
            }
        }
        catch (OperationCanceledException) when (IsCancelled)
        {
            // The association ends, and does not wait.
        }
        catch (Exception e)
        {
            NetworkLog.ServiceFailed(logger, request.Association.Id, Service, MessageID, e);
        }
    }
}
