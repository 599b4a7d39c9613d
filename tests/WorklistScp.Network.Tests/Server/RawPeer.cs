using System.Buffers;
using System.Net.Sockets;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Server;

/// <summary>A peer that sends what a test tells it to, good or bad, and shows what comes back.</summary>
internal sealed class RawPeer(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private ReadOnlyMemory<byte> _received;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static byte[] Bytes(params IEnumerable<Pdu> pdus)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (Pdu pdu in pdus)
        {
            PduWriter.Write(pdu, output);
        }

        return output.WrittenSpan.ToArray();
    }

    public static AAssociateRQ Request(string calledAETitle = "AETITLE_1", uint maxPduLength = 16384) => new(
        calledAETitle,
        "MODALITY",
        DicomUID.DICOMApplicationContext,
        [
            new ProposedPresentationContext(1, DicomUID.Verification, [DicomUID.ImplicitVRLittleEndian]),
            new ProposedPresentationContext(
                3, DicomUID.ModalityWorklistInformationModelFind, [DicomUID.ImplicitVRLittleEndian]),
        ],
        new UserInformation(maxPduLength, DicomUID.ImplementationClass, "TEST"));

    public static PDataTF Command(byte presentationContextID, DimseCommand command)
    {
        var bytes = new ArrayBufferWriter<byte>();
        CommandSetWriter.Write(command, bytes);
        return new PDataTF([new PresentationDataValue(presentationContextID, true, true, bytes.WrittenMemory)]);
    }

    public static PDataTF Data(byte presentationContextID, byte[] bytes) =>
        new([new PresentationDataValue(presentationContextID, false, true, bytes)]);

    public static DimseRequest FindRequest(ushort messageID = 1, bool hasIdentifier = true) =>
        DimseRequest.CFind(messageID, DicomUID.ModalityWorklistInformationModelFind, hasIdentifier);

    public Task SendAsync(params IEnumerable<Pdu> pdus) => SendAsync(Bytes(pdus));

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes, Cancelled);

    public void CloseSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Associates; fails if the answer is no A-ASSOCIATE-AC.</summary>
    public async Task<AAssociateAC> AssociateAsync(uint maxPduLength = 16384)
    {
        await SendAsync(Request(maxPduLength: maxPduLength));
        return Assert.IsType<AAssociateAC>(await ReceiveAsync());
    }

    /// <summary>The next PDU; null when the connection was closed.</summary>
    public async Task<Pdu?> ReceiveAsync()
    {
        var chunk = new byte[4096];
        while (true)
        {
            var buffer = new ReadOnlySequence<byte>(_received);
            if (PduReader.TryRead(ref buffer, uint.MaxValue, out Pdu? pdu))
            {
                _received = buffer.ToArray();
                return pdu;
            }

            int count = await _stream.ReadAsync(chunk, Cancelled);
            if (count == 0)
            {
                return null;
            }

            _received = (byte[])[.. _received.Span, .. chunk.AsSpan(0, count)];
        }
    }

    /// <summary>Fails unless this A-ABORT comes next.</summary>
    public async Task AssertAbortedAsync(AbortSource source, AbortReason reason) =>
        Assert.Equal(new AAbort(source, reason), await ReceiveAsync());

    public void Dispose() => _stream.Dispose();
}
