using System.Buffers.Binary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Tests.Shared;

/// <summary>A response to a C-FIND as it came over the wire (PS3.7 9.3.2.2).</summary>
/// <param name="Status">The status, such as FF00.</param>
/// <param name="Command">The command set.</param>
/// <param name="Identifier">The matches' attributes; null: none came.</param>
internal sealed record WireResponse(ushort Status, DicomDataset Command, DicomDataset? Identifier)
{
    private const byte DataTransfer = 4;
    private const int PduHeaderLength = 6;

    private static readonly DicomTag StatusTag = new(0x0000, 0x0900);
    private static readonly DicomTag DataSetTypeTag = new(0x0000, 0x0800);

    /// <summary>Whether more responses come.</summary>
    public bool IsPending => Status is 0xff00 or 0xff01;

    /// <summary>A value of the identifier; empty when it is absent.</summary>
    public string Text(DicomTag tag) =>
        Identifier is not null && Identifier.TryGetString(tag, out string? value) ? value : "";

    /// <summary>Receives the responses to one request, up to the final one; fails when anything else comes.</summary>
    public static async Task<List<WireResponse>> ReceiveAsync(
        RawPeer peer, DicomTransferSyntax syntax, string who = "wlmscp")
    {
        var responses = new List<WireResponse>();
        var reader = new Reader(syntax);
        while (responses is not [.., { IsPending: false }])
        {
            byte[]? pdu = await peer.ReceiveAsync();
            Assert.True(pdu is [DataTransfer, ..], $"expected P-DATA-TF of {who}, got {Describe(pdu)}");
            responses.AddRange(reader.Read(pdu));
        }

        return responses;
    }

    private static string Describe(byte[]? pdu) => pdu is null ? "the end" : Convert.ToHexString(pdu);

    /// <summary>Puts the fragments of messages together (PS3.8 annex E).</summary>
    private sealed class Reader(DicomTransferSyntax syntax)
    {
        private readonly List<byte> _fragments = [];
        private DicomDataset? _command;

        public IEnumerable<WireResponse> Read(byte[] pdu)
        {
            for (int at = PduHeaderLength; at < pdu.Length;)
            {
                // PS3.8 table 9-23, E.2: 4 bytes length | context ID | bit 0: command, bit 1: last | fragment
                int length = BinaryPrimitives.ReadInt32BigEndian(pdu.AsSpan(at));
                byte control = pdu[at + 5];
                _fragments.AddRange(pdu.AsSpan(at + 6, length - 2));
                at += 4 + length;
                if ((control & 2) != 0 && End((control & 1) != 0) is { } response)
                {
                    yield return response;
                }
            }
        }

        private WireResponse? End(bool isCommand)
        {
            byte[] bytes = [.. _fragments];
            _fragments.Clear();
            if (!isCommand)
            {
                Assert.NotNull(_command);
                return Response(_command, DicomDatasetReader.Read(bytes, syntax));
            }

            _command = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ImplicitVRLittleEndian);
            return Number(_command, DataSetTypeTag) == 0x0101 ? Response(_command, null) : null;
        }

        private static WireResponse Response(DicomDataset command, DicomDataset? identifier) =>
            new(Number(command, StatusTag), command, identifier);

        private static ushort Number(DicomDataset command, DicomTag tag)
        {
            Assert.True(command.TryGetUInt16(tag, out ushort value), $"a response without {tag}");
            return value;
        }
    }
}
