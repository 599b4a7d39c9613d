using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Associations;

/// <summary>
/// The upper layer protocol machine of one connection (PS3.8 9.2): it alone reads and writes the stream.
/// What may be received and sent when is the state table's to say. Not safe for use by several flows at once.
/// </summary>
/// <remarks>
/// <see cref="TryReceive"/> and <see cref="Send"/> never wait: they take from and add to buffers.
/// <see cref="WaitAsync"/> writes what was added, then waits for the peer. So all that is ready goes out in one write.
/// </remarks>
internal sealed class UpperLayerConnection : IAsyncDisposable
{
    private const int ReadSize = 16 * 1024;
    private const int KeptOutputCapacity = 64 * 1024;
    private const int MaxHeldLength = 64 * 1024;

    private static readonly TimeSpan LastWriteTimeout = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;
    private readonly PipeReader _input;
    private UpperLayerSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _id;
    private readonly PeerText _peer;
    private readonly ConnectionTimer _timer;
    private readonly ByteBuffer _output = new();

    private Task<ReadResult>? _read;
    private ReadOnlySequence<byte>? _received;
    private bool _isInputEnded;
    private bool _isInputMalformed;

    private UpperLayerConnection(
        Stream stream, UpperLayerSettings settings, TimeProvider time, ILogger logger, string id, PeerText peer)
    {
        _stream = stream;
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadSize, leaveOpen: true));
        _settings = settings;
        _time = time;
        _logger = logger;
        _id = id;
        _peer = peer;
        _timer = new ConnectionTimer(settings, time);
    }

    /// <summary>The state of PS3.8 9.2.1; Sta1 when the connection is over.</summary>
    public UpperLayerState State => _timer.State;

    /// <summary>Its limits, which may become others when it is known who the peer is.</summary>
    public UpperLayerSettings Settings
    {
        get => _settings;
        set => _timer.Settings = _settings = value;
    }

    /// <summary>Why the connection was lost, in a few words; null: it was not.</summary>
    public string? Loss { get; private set; }

    /// <summary>The number of bytes that wait to be written.</summary>
    public int UnflushedBytes => _output.Length;

    /// <summary>Takes over a connection that a peer has opened; the ARTIM timer runs.</summary>
    public static UpperLayerConnection Accept(
        Stream stream, UpperLayerSettings settings, TimeProvider time, ILogger logger, string id,
        PeerText peer = default)
    {
        var connection = new UpperLayerConnection(stream, settings, time, logger, id, peer);
        connection.Apply(UpperLayerEvent.TransportConnectIndicated);
        return connection;
    }

    /// <summary>Takes over a connection that was opened to a peer; the A-ASSOCIATE-RQ is to be sent next.</summary>
    public static UpperLayerConnection Request(
        Stream stream, UpperLayerSettings settings, TimeProvider time, ILogger logger, string id)
    {
        var connection = new UpperLayerConnection(stream, settings, time, logger, id, peer: default);
        connection.Apply(UpperLayerEvent.AssociateRequest);
        return connection;
    }

    /// <summary>Takes the next PDU that the state table hands on; false when more bytes are needed.</summary>
    /// <exception cref="PduException">
    /// The PDU is malformed, or unexpected in this state, or was begun too long ago.
    /// </exception>
    public bool TryReceive([NotNullWhen(true)] out Pdu? pdu)
    {
        while (TryRead(out pdu))
        {
            if (Receive(pdu) != UpperLayerAction.AA6)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the PDU to what is written next, and applies the primitive that it stands for.</summary>
    /// <exception cref="ArgumentException">
    /// A value has no place in the PDU, such as an AE title that is too long.
    /// </exception>
    public void Send(Pdu pdu)
    {
        PduWriter.Write(pdu, _output);
        Apply(UpperLayerEvents.OfSent(pdu));
    }

    /// <summary>Applies the primitive P-DATA request, for P-DATA-TF that are made where they are sent from.</summary>
    /// <returns>What is written next, to which the PDUs are to be added, whole.</returns>
    public ByteBuffer SendData()
    {
        Apply(UpperLayerEvent.DataRequest);
        return _output;
    }

    /// <summary>Writes what was added, then waits for bytes of the peer, its end, or the end of time.</summary>
    /// <exception cref="TimeoutException">The peer was silent for too long while no ARTIM timer ran.</exception>
    /// <exception cref="PduException">A PDU was begun too long ago.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        if (_isInputEnded)
        {
            End("the peer closed the connection");
        }

        if (State == UpperLayerState.Sta1)
        {
            return;
        }

        try
        {
            ThrowIfArtimExpired();
            await WithinAsync(InputAvailable, _timer.ShortestRemaining, cancellationToken);
            await TakeReadAsync();
        }
        catch (TimeoutException) when (_timer.IsArtimRunning)
        {
            NetworkLog.ArtimExpired(_logger, _id, _peer, State);
            Apply(UpperLayerEvent.ArtimExpired);
        }
        catch (TimeoutException)
        {
            throw _timer.Expired();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            End(InnermostMessage.Of(e));
        }
    }

    /// <summary>Whether <see cref="WaitAsync"/> would not wait. To be asked when all received PDUs are taken.</summary>
    /// <exception cref="PduException">A PDU was begun too long ago.</exception>
    public bool HasInput()
    {
        if (InputAvailable.IsCompleted)
        {
            return true;
        }

        _timer.ThrowIfPduIsLate();
        return false;
    }

    /// <summary>Waits until there is input, or what is to be sent next is ready; takes nothing.</summary>
    /// <exception cref="PduException">A PDU was begun too long ago.</exception>
    public async Task WaitForInputOrAsync(Task ready, CancellationToken cancellationToken)
    {
        try
        {
            await WithinAsync(Task.WhenAny(ready, InputAvailable), _timer.PduRemaining, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw _timer.LatePdu();
        }
    }

    /// <summary>
    /// Waits until the answer to what was received is ready. What the peer sends meanwhile is kept, to be received
    /// afterwards; more than 64 KiB are not read.
    /// </summary>
    /// <returns>False when nobody waits for the answer: the peer aborts, which is received next, or has gone.</returns>
    public async Task<bool> HoldUntilAsync(Task ready, CancellationToken cancellationToken)
    {
        while (!ready.IsCompleted && State != UpperLayerState.Sta1 && !IsAbortNext)
        {
            Task input = _received?.Length > MaxHeldLength ? ready : InputAvailable;
            await Task.WhenAny(ready, input).WaitAsync(cancellationToken);
            if (input != ready && input.IsCompleted)
            {
                await TakeInputAsync();
            }
        }

        if (_read is { IsCompleted: false })
        {
            Wake(); // else it would keep what was read before, until more comes
        }

        return State != UpperLayerState.Sta1 && !IsAbortNext;
    }

    /// <summary>Writes what was added. A peer that does not read for too long has ended the connection.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (UnflushedBytes > 0)
        {
            _timer.Restart();
        }

        return FlushAsync(_timer.PeerRemaining, cancellationToken);
    }

    /// <summary>Writes what was added if the peer takes it at once; for the last PDU before closing.</summary>
    public ValueTask FlushLastAsync() => FlushAsync(LastWriteTimeout, CancellationToken.None);

    /// <summary>Ends <see cref="WaitAsync"/>, now or when it is next called; any thread may call it.</summary>
    public void Wake() => _input.CancelPendingRead();

    /// <summary>Closes the connection, whatever its state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (_read is not null)
        {
            // The pipe's buffer is in use until the read has ended, which the closed stream makes it do.
            await Task.WhenAny(_read);
        }

        await _input.CompleteAsync();
    }

    private async ValueTask FlushAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (_output.Length == 0 || State == UpperLayerState.Sta1)
        {
            return;
        }

        try
        {
            Task write = _stream.WriteAsync(_output.WrittenMemory, cancellationToken).AsTask();
            await WithinAsync(write, timeout, cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException)
        {
            End(e is TimeoutException ? "the peer does not read" : InnermostMessage.Of(e));
        }
        catch (OperationCanceledException)
        {
            // Part of a PDU may have been written: nothing can follow.
            End("this side ends while the peer does not read");
            throw;
        }

        _output.Clear(KeptOutputCapacity);
        _timer.Restart();
    }

    private Task WithinAsync(Task task, TimeSpan? timeout, CancellationToken cancellationToken) =>
        task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, _time, cancellationToken);

    private bool TryRead([NotNullWhen(true)] out Pdu? pdu)
    {
        pdu = null;
        if (_received is not { } unread || State == UpperLayerState.Sta1)
        {
            return false;
        }

        try
        {
            bool isWhole = !_isInputMalformed && PduReader.TryRead(ref unread, _settings.MaxPduLength, out pdu);
            _timer.ObservePdu(isIncomplete: !isWhole && !unread.IsEmpty);
            return isWhole;
        }
        catch (PduException)
        {
            _isInputMalformed = true; // where the next PDU begins is not known, or not waited for, any more
            throw;
        }
        finally
        {
            _received = _isInputMalformed ? unread.Slice(unread.End) : unread;
        }
    }

    private UpperLayerAction Receive(Pdu pdu)
    {
        UpperLayerEvent received = UpperLayerEvents.OfReceived(pdu);
        UpperLayerAction action = StateTable.Find(State, received).Action;
        if (action is UpperLayerAction.AA1 or UpperLayerAction.AA7 or UpperLayerAction.AA8)
        {
            throw new PduException(AbortReason.UnexpectedPdu, $"{received} in state {State}");
        }

        _timer.Restart();
        return Apply(received);
    }

    private UpperLayerAction Apply(UpperLayerEvent happened)
    {
        (UpperLayerAction action, UpperLayerState next) = StateTable.Find(State, happened);
        NetworkLog.Transition(_logger, _id, happened, State, action, next);
        if (next != State)
        {
            _timer.Enter(next);
        }

        return action;
    }

    // Completes when there is something to take. To be asked when all received PDUs are taken.
    private Task InputAvailable => _read ??= StartReading();

    private Task<ReadResult> StartReading()
    {
        if (_received is { } unread)
        {
            _input.AdvanceTo(unread.Start, unread.End);
            _received = null;
        }

        return _input.ReadAsync().AsTask();
    }

    // The PDU type of PS3.8 9.3.8 stands first.
    private bool IsAbortNext => _received is { } next
        && new SequenceReader<byte>(next).TryPeek(out byte type) && type == (byte)PduType.AAbort;

    // There is input, or the end of it.
    private async Task TakeInputAsync()
    {
        try
        {
            await TakeReadAsync();
            if (_isInputEnded)
            {
                End("the peer closed the connection");
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            End(InnermostMessage.Of(e));
        }
    }

    private async Task TakeReadAsync()
    {
        Task<ReadResult> read = _read!;
        _read = null;
        ReadResult result = await read;
        _received = result.Buffer;
        _isInputEnded = result.IsCompleted;
    }

    private void End(string problem)
    {
        if (State == UpperLayerState.Sta1)
        {
            return;
        }

        if (_timer.IsArtimRunning)
        {
            NetworkLog.ConnectionEnded(_logger, _id, problem);
        }
        else
        {
            NetworkLog.AssociationLost(_logger, _id, _peer, problem);
        }

        Loss = problem;
        Apply(UpperLayerEvent.TransportClosed);
    }

    // Input that is always available would never let the wait time out.
    private void ThrowIfArtimExpired()
    {
        if (_timer.IsArtimRunning && _timer.PeerRemaining == TimeSpan.Zero)
        {
            throw new TimeoutException();
        }
    }
}
