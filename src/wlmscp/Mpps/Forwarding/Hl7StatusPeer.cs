using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using WorklistScp.Hl7.Messages;
using WorklistScp.Hl7.Mllp;
using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>A receiver of HL7 messages by MLLP, one at a time.</summary>
/// <param name="target">Where it is.</param>
internal sealed class Hl7StatusPeer(ForwardingTarget target) : IForwardingPeer
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private Socket? _socket;
    private PipeReader? _input;

    /// <inheritdoc/>
    public string Name { get; } = target.ToString();

    /// <inheritdoc/>
    public async Task OpenAsync(string sender, CancellationToken cancellationToken)
    {
        if (_socket is not null)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await _socket.ConnectAsync(target.Host, target.Port, limit.Token);
            _input = PipeReader.Create(new NetworkStream(_socket));
        }
        catch (Exception e) when (IsOfNetwork(e) || IsTimeout(e, cancellationToken))
        {
            await CloseAsync();
            string reason = e is OperationCanceledException
                ? FormattableString.Invariant($"no connection within {ConnectTimeout.TotalSeconds} s")
                : e.Message;
            throw new UnreachableException(reason, isOfSender: false, e);
        }
    }

    /// <inheritdoc/>
    public async Task<ForwardingAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTimeout);
        try
        {
            var frame = new ArrayBufferWriter<byte>();
            MllpWriter.Write(frame, message.Body.Span);
            ReadOnlyMemory<byte> rest = frame.WrittenMemory;
            while (!rest.IsEmpty)
            {
                rest = rest[await _socket!.SendAsync(rest, limit.Token)..];
            }

            return await ReceiveAsync(ControlIDOf(message.Body), limit.Token);
        }
        catch (Exception e) when (IsOfNetwork(e) || IsTimeout(e, cancellationToken))
        {
            await CloseAsync();
            string reason = e is OperationCanceledException
                ? FormattableString.Invariant($"no answer within {AnswerTimeout.TotalSeconds} s")
                : e.Message;
            throw new UnreachableException(reason, isOfSender: false, e);
        }
    }

    /// <inheritdoc/>
    public async Task CloseAsync()
    {
        if (_input is not null)
        {
            await _input.CompleteAsync();
            _input = null;
        }

        _socket?.Dispose();
        _socket = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private static bool IsOfNetwork(Exception problem) => problem is SocketException or IOException;

    private static bool IsTimeout(Exception problem, CancellationToken cancellationToken) =>
        problem is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private async Task<ForwardingAnswer> ReceiveAsync(string controlID, CancellationToken cancellationToken)
    {
        var reader = new MllpReader(Hl7Limits.Default.MaxLength);
        while (true)
        {
            ReadResult result = await _input!.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            try
            {
                MllpReading reading;
                while ((reading = reader.Read(ref buffer, out ReadOnlyMemory<byte> bytes)) == MllpReading.Message)
                {
                    if (Understand(bytes, controlID) is { } answer)
                    {
                        return answer;
                    }
                }

                if (reading != MllpReading.NeedMore)
                {
                    throw new IOException("what it answers is no MLLP");
                }
            }
            finally
            {
                _input.AdvanceTo(buffer.Start, buffer.End);
            }

            if (result.IsCompleted)
            {
                throw new IOException("it has closed the connection without an answer");
            }
        }
    }

    // Null: it is about another message. Some receivers do not say about which.
    private static ForwardingAnswer? Understand(ReadOnlyMemory<byte> bytes, string controlID)
    {
        if (!Hl7Message.TryParse(bytes.Span, Hl7Limits.Default, out Hl7Message? message, out _)
            || message.Find("MSA") is not { } acknowledgement)
        {
            throw new IOException("what it answers is no acknowledgement");
        }

        string code = acknowledgement[1].First.Text.Trim();
        string about = acknowledgement[2].First.Text.Trim();
        if (about.Length > 0 && about != controlID)
        {
            return null;
        }

        // What it says may be of the patient.
        AnswerKind kind = code switch
        {
            "AA" or "CA" => AnswerKind.Taken,
            "AR" or "CR" => AnswerKind.NotNow,
            _ => AnswerKind.Refused,
        };
        return new ForwardingAnswer(kind, PrintableText.Start(code, 8));
    }

    private static string ControlIDOf(ReadOnlyMemory<byte> message) =>
        Hl7Message.TryParse(message.Span, Hl7Limits.Default, out Hl7Message? read, out _) ? read.ControlID : "";
}
