using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Dimse;

/// <summary>
/// Encodes messages and hands their fragments to the connection, which sends them when it next waits.
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
    private readonly ArrayBufferWriter<byte> _encoded = new();

    /// <summary>Sends a message without a data set.</summary>
    public void Send(byte presentationContextID, DimseCommand command)
    {
        CommandSetWriter.Write(command, _encoded);
        SendEncoded(presentationContextID, isCommand: true);
    }

    /// <summary>Sends a message, with its data set unless that is null.</summary>
    public void Send(
        byte presentationContextID, DimseCommand command, DicomDataset? dataSet, DicomTransferSyntax transferSyntax)
    {
        Send(presentationContextID, command);
        if (dataSet is not null)
        {
            DicomDatasetWriter.Write(dataSet, transferSyntax, _encoded, compressionLevel: compressionLevel);
            SendEncoded(presentationContextID, isCommand: false);
        }
    }

    private void SendEncoded(byte presentationContextID, bool isCommand)
    {
        foreach (PDataTF fragment in DimseFragmenter.Split(
            presentationContextID, isCommand, _encoded.WrittenMemory, maxPduLength))
        {
            connection.Send(fragment);
        }

        _encoded.ResetWrittenCount();
    }
}
