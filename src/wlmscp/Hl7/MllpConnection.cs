using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Hl7.Acknowledgements;
using WorklistScp.Hl7.Messages;
using WorklistScp.Hl7.Mllp;

namespace Wlmscp.Hl7;

/// <summary>
/// One connection: reads messages, has each carried out, and sends what it is answered before it reads on. While none
/// comes it holds no buffer.
/// </summary>
internal sealed class MllpConnection : IDisposable
{
    // Bytes that nobody reads any more would make the system reset the connection, and the peer lose its answer.
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(1);

    private static readonly StreamPipeReaderOptions Reading = new(useZeroByteReads: true);

    private readonly MllpTransport _transport;
    private readonly PipeReader _input;
    private readonly MllpReader _reader = new(Hl7Limits.Default.MaxLength);
    private readonly MllpPlace _place;
    private readonly Hl7Sender _sender;
    private readonly IHl7Receiver _receiver;
    private readonly TimeSpan _patience;
    private readonly ILogger _logger;
    private CancellationTokenSource? _patienceForMessage;
    private bool _hasBegun;
    private bool _isWarned;

    /// <summary>Makes it.</summary>
    /// <param name="transport">The connection; this owns it.</param>
    /// <param name="place">Its place.</param>
    /// <param name="sender">Who sends.</param>
    /// <param name="receiver">Carries out what comes.</param>
    /// <param name="patience">How long the peer may take for a message, and for an answer; null: any time.</param>
    /// <param name="logger">Receives how it ends.</param>
    public MllpConnection(
        MllpTransport transport, MllpPlace place, Hl7Sender sender, IHl7Receiver receiver, TimeSpan? patience,
        ILogger logger)
    {
        _transport = transport;
        _input = PipeReader.Create(transport.Stream, Reading);
        _place = place;
        _sender = sender;
        _receiver = receiver;
        _patience = patience ?? Timeout.InfiniteTimeSpan;
        _logger = logger;
    }

    /// <summary>What is wrong with a peer that begins with a record of TLS.</summary>
    public const string SpeaksTls = "peer speaks TLS, this port does not";

    /// <summary>Runs until one side ends it; nothing that goes wrong comes out.</summary>
    /// <returns>Why this side has closed; null: the peer has, or it broke, or others needed its place.</returns>
    /// <param name="stopping">No further message is to be taken.</param>
    /// <param name="aborting">What is in work is not waited for.</param>
    public async Task<string?> RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        try
        {
            Hl7Events.Connected(_logger, _sender.Name, _sender.Peer);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, _place.GaveWay);
            if (await TalkAsync(ending.Token, aborting) is { } problem)
            {
                Hl7Events.Closing(_logger, _sender.Name, _sender.Peer, problem);
                return problem;
            }

            Hl7Events.Closed(_logger, _sender.Name, _sender.Peer);
        }
        catch (OperationCanceledException)
        {
            // The program ends, or another connection has its place: that was said there.
        }
        catch (Exception e) when (e is IOException or SocketException
            && !_place.IsWorking && !_reader.IsWithinMessage)
        {
            Hl7Events.Closed(_logger, _sender.Name, _sender.Peer); // in a hurry, but nothing is lost
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Hl7Events.Lost(_logger, _sender.Name, _sender.Peer, e.Message);
        }
        catch (Exception e)
        {
            Hl7Events.Failed(_logger, _sender.Name, _sender.Peer, e); // ends this connection alone
        }

        return null;
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _input.Complete();
        _transport.Dispose();
        _patienceForMessage?.Dispose();
    }

    // Returns why this side closes; null: the peer has closed.
    private async Task<string?> TalkAsync(CancellationToken ending, CancellationToken aborting)
    {
        while (true)
        {
            if (await ReadAsync(ending) is not { } result)
            {
                return FormattableString.Invariant(
                    $"a message did not arrive in full within {_patience.TotalSeconds} s, expected 0x1C 0x0D behind it");
            }

            ReadOnlySequence<byte> buffer = result.Buffer;
            try
            {
                if (!_hasBegun && IsTls(buffer))
                {
                    return SpeaksTls;
                }

                _hasBegun |= !buffer.IsEmpty;
                ReadOnlyMemory<byte> message;
                MllpReading reading;
                while ((reading = _reader.Read(ref buffer, out message)) == MllpReading.Message)
                {
                    await AnswerAsync(message, ending, aborting);
                }

                switch (reading)
                {
                    case MllpReading.TooLong:
                        await AnswerAsync(message, ending, aborting);
                        await CloseAsync(aborting);
                        return $"a message of more than {Hl7Limits.Default.MaxLength} bytes";
                    case MllpReading.NeedMore when _reader.HasNoise && !_isWarned:
                        _isWarned = true;
                        Hl7Events.NoMllp(
                            _logger, _sender.Name, _sender.Peer,
                            "bytes that are no message of MLLP, expected 0x0B before each and 0x1C 0x0D behind it");
                        break;
                    case MllpReading.Noise:
                        return $"more than {MllpReader.DefaultMaxNoise} bytes before a message, expected MLLP";
                }
            }
            finally
            {
                _input.AdvanceTo(buffer.Start, buffer.End);
            }

            if (result.IsCompleted)
            {
                return _reader.IsWithinMessage ? "it has closed within a message" : null;
            }
        }
    }

    // Handshake, version 3 (RFC 8446 5.1): of MLLP neither byte begins anything.
    private static bool IsTls(ReadOnlySequence<byte> buffer) => buffer.FirstSpan is [0x16, 3, ..];

    // Null: the message that has begun took too long.
    private async ValueTask<ReadResult?> ReadAsync(CancellationToken ending)
    {
        if (!_reader.IsWithinMessage)
        {
            return await _input.ReadAsync(ending);
        }

        if (_patienceForMessage is null)
        {
            _patienceForMessage = CancellationTokenSource.CreateLinkedTokenSource(ending);
            _patienceForMessage.CancelAfter(_patience);
        }

        try
        {
            return await _input.ReadAsync(_patienceForMessage.Token);
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task AnswerAsync(ReadOnlyMemory<byte> message, CancellationToken ending, CancellationToken aborting)
    {
        _patienceForMessage?.Dispose();
        _patienceForMessage = null;
        ending.ThrowIfCancellationRequested();
        if (!_place.TryWork())
        {
            throw new OperationCanceledException(ending);
        }

        // Not on a thread that others' sockets wait for.
        await SendAsync(
            await Task.Run(() => _receiver.ReceiveAsync(message, _sender, aborting), aborting), aborting);
        if (ending.IsCancellationRequested)
        {
            await CloseAsync(aborting);
            throw new OperationCanceledException(ending);
        }

        _place.Wait();
    }

    private async Task SendAsync(IReadOnlyList<Hl7Acknowledgement> answers, CancellationToken aborting)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (Hl7Acknowledgement answer in answers)
        {
            MllpWriter.Write(bytes, answer.Bytes.Span);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborting);
        patience.CancelAfter(_patience);
        try
        {
            await _transport.Stream.WriteAsync(bytes.WrittenMemory, patience.Token);
        }
        catch (OperationCanceledException e) when (!aborting.IsCancellationRequested)
        {
            throw new IOException(
                FormattableString.Invariant($"it did not take its answer within {_patience.TotalSeconds} s"), e);
        }
    }

    // Closes after an answer: the peer is to read it, whatever it sends meanwhile.
    private async Task CloseAsync(CancellationToken aborting)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborting);
        patience.CancelAfter(ClosingLimit);
        await _transport.EndAsync(patience.Token);
    }
}
