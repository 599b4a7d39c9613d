using WorklistScp.Dicom.IO;
using WorklistScp.Network.Associations;

namespace WorklistScp.Network.Dimse;

/// <summary>
/// Encodes messages straight into what the connection sends when it next waits.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="maxPduLength">
/// The longest P-DATA-TF the peer accepts, in bytes after the PDU header; 0: no limit.
/// </param>
/// <param name="compressionLevel">A level of zlib, 0 to 9, for deflated transfer syntaxes.</param>
internal sealed class DimseSender(
    UpperLayerConnection connection,
    uint maxPduLength,
    int compressionLevel = DicomDatasetWriter.DefaultCompressionLevel)
{
    // The matches of a query share their command: it is encoded once.
    private readonly ByteBuffer _commandSet = new();
    private DimseCommand? _encoded;

    /// <summary>Sends a message without a data set.</summary>
    public void Send(byte presentationContextID, DimseCommand command) =>
        Write(presentationContextID, command, connection.SendData());

    /// <summary>Sends a message, with its data set unless that is null; nothing at all when that fails.</summary>
    public void Send(
        byte presentationContextID, DimseCommand command, IDicomDatasetSource? dataSet,
        DicomTransferSyntax transferSyntax)
    {
        ByteBuffer output = connection.SendData();
        int before = output.Length;
        try
        {
            Write(presentationContextID, command, output);
            if (dataSet is not null)
            {
                var fragmenter = new DimseFragmenter(presentationContextID, isCommand: false, maxPduLength, output);
                int start = fragmenter.Begin();
                DicomDatasetWriter.WriteFrom(dataSet, transferSyntax, output, compressionLevel);
                fragmenter.End(start);
            }
        }
        catch
        {
            output.Truncate(before);
            throw;
        }
    }

    private void Write(byte presentationContextID, DimseCommand command, ByteBuffer output)
    {
        var fragmenter = new DimseFragmenter(presentationContextID, isCommand: true, maxPduLength, output);
        int start = fragmenter.Begin();
        output.Write(Encode(command));
        fragmenter.End(start);
    }

    private ReadOnlySpan<byte> Encode(DimseCommand command)
    {
        if (!ReferenceEquals(command, _encoded))
        {
            _commandSet.Clear();
            CommandSetWriter.Write(command, _commandSet);
            _encoded = command;
        }

        return _commandSet.Written;
    }
}
