using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Querying;

/// <summary>A worklist SCP whose answers a test writes down.</summary>
internal sealed class ScriptedServer : IDicomCFindProvider, ILogger, IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DicomCFindResponse[] _responses;
    private readonly DicomServer _server;

    /// <summary>Listens.</summary>
    /// <param name="options">What it accepts; null: all.</param>
    /// <param name="responses">What it answers to C-FIND.</param>
    public ScriptedServer(DicomServerOptions? options, params DicomCFindResponse[] responses)
    {
        _responses = responses;
        _server = Start(options ?? new DicomServerOptions(), new DicomServices().Add(WorklistModel.UID, this));
    }

    /// <summary>Listens.</summary>
    /// <param name="services">What it has in place of a worklist.</param>
    public ScriptedServer(DicomServices services)
    {
        _responses = [];
        _server = Start(new DicomServerOptions(), services);
    }

    /// <summary>The port.</summary>
    public string Port => _server.LocalEndPoint.Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The keys of the last query.</summary>
    public DicomDataset? Identifier { get; private set; }

    /// <summary>How the first association ended, as the log says it: released or aborted.</summary>
    public Task<string> End => _end.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        string line = formatter(state, exception);
        if (line.Contains(" released", StringComparison.Ordinal) || line.Contains(" abort", StringComparison.Ordinal))
        {
            _end.TrySetResult(line);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, CancellationToken cancellationToken)
    {
        Identifier = request.Identifier;
        return _responses.ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private DicomServer Start(DicomServerOptions options, DicomServices services)
    {
        var server = new DicomServer(
            options with { Address = IPAddress.Loopback, Port = 0 }, services,
            (_, _) => ValueTask.FromResult<bool?>(true), this);
        server.Start();
        return server;
    }
}
