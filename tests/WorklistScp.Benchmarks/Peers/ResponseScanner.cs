using System.Buffers.Binary;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>
/// Looks into the answers to one request for what a measurement needs: how many responses are pending, and the final
/// status. Identifiers are passed over, so that the client is not what is measured.
/// </summary>
internal sealed class ResponseScanner
{
    private const int PduHeader = 6;
    private const int PdvHeader = 6;
    private const int ElementHeader = 8;
    private const byte DataPdu = 4;
    private const byte Command = 1;
    private const uint StatusTag = 0x09000000; // (0000,0900) as a number in little endian

    /// <summary>How many responses with an identifier there were so far.</summary>
    public int Matches { get; private set; }

    /// <summary>The status of the final response; null: it is still to come.</summary>
    public ushort? Status { get; private set; }

    /// <summary>Begins with the next request.</summary>
    public void Reset()
    {
        Matches = 0;
        Status = null;
    }

    /// <summary>Takes in all PDUs that have arrived whole.</summary>
    /// <returns>The number of bytes that they had.</returns>
    /// <exception cref="BenchmarkException">The server sent another PDU than P-DATA-TF.</exception>
    public int Take(ReadOnlySpan<byte> received)
    {
        var taken = 0;
        while (received.Length - taken >= PduHeader)
        {
            ReadOnlySpan<byte> pdu = received[taken..];
            if (pdu[0] != DataPdu)
            {
                throw new BenchmarkException($"the server answers a query with a PDU of type {pdu[0]}");
            }

            int length = PduHeader + BinaryPrimitives.ReadInt32BigEndian(pdu[2..]);
            if (length > pdu.Length)
            {
                break;
            }

            TakeValues(pdu[PduHeader..length]);
            taken += length;
        }

        return taken;
    }

    // PS3.8 table 9-23: 1-4 item length | 5 presentation context | 6 message control | 7- fragment
    private void TakeValues(ReadOnlySpan<byte> values)
    {
        while (!values.IsEmpty)
        {
            int length = 4 + BinaryPrimitives.ReadInt32BigEndian(values);
            if ((values[5] & Command) != 0)
            {
                TakeStatus(values[PdvHeader..length]);
            }

            values = values[length..];
        }
    }

    // Implicit VR little endian: 1-4 tag | 5-8 length | 9- value. Command sets come in one fragment.
    private void TakeStatus(ReadOnlySpan<byte> command)
    {
        while (BinaryPrimitives.ReadUInt32LittleEndian(command) != StatusTag)
        {
            command = command[(ElementHeader + BinaryPrimitives.ReadInt32LittleEndian(command[4..]))..];
        }

        ushort status = BinaryPrimitives.ReadUInt16LittleEndian(command[ElementHeader..]);
        if (status is 0xff00 or 0xff01)
        {
            Matches++;
        }
        else
        {
            Status = status;
        }
    }
}
