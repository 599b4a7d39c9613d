using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Dimse;

/// <summary>
/// Puts messages together from their fragments: the command set, then the data set, both in one presentation
/// context, nothing of another message between (PS3.8 annex E). Sizes are checked before memory is taken.
/// </summary>
/// <param name="isAccepted">Whether a presentation context was accepted.</param>
/// <param name="maxDataSetLength">The largest encoded data set of an accepted presentation context, in bytes.</param>
internal sealed class DimseAssembler(Func<byte, bool> isAccepted, Func<byte, int> maxDataSetLength)
{
    /// <summary>The largest command set, in bytes; those of PS3.7 have some hundred.</summary>
    internal const int MaxCommandLength = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _commandSet = new();
    private ArrayBufferWriter<byte> _dataSet = new();
    private DimseCommand? _command;
    private byte _presentationContextID;

    /// <summary>Takes in the next fragment; true when it completes a message.</summary>
    /// <exception cref="PduException">
    /// The fragment is out of order, of a wrong presentation context or too long.
    /// </exception>
    /// <exception cref="DimseException">The command set is malformed, or of no known command.</exception>
    public bool TryAdd(PresentationDataValue value, [NotNullWhen(true)] out DimseMessage? message)
    {
        ThrowIfOutOfPlace(value);
        _presentationContextID = value.PresentationContextID;
        if (value.IsCommand)
        {
            Append(value.Data, _commandSet, MaxCommandLength, "command set");
            _command = value.IsLast ? CommandSetReader.Read(_commandSet.WrittenMemory) : null;
        }
        else
        {
            Append(value.Data, _dataSet, maxDataSetLength(_presentationContextID), "data set");
        }

        message = value.IsLast && _command is not null && _command.HasDataSet != value.IsCommand
            ? Take(_command)
            : null;
        return message is not null;
    }

    private bool IsInMessage => _command is not null || _commandSet.WrittenCount > 0;

    private void ThrowIfOutOfPlace(PresentationDataValue value)
    {
        if (!isAccepted(value.PresentationContextID))
        {
            throw new PduException(
                AbortReason.InvalidPduParameterValue,
                $"presentation context {value.PresentationContextID} was not accepted");
        }

        if (IsInMessage && value.PresentationContextID != _presentationContextID)
        {
            throw new PduException(
                AbortReason.UnexpectedPduParameter,
                $"presentation context {value.PresentationContextID} within a message of {_presentationContextID}");
        }

        if (value.IsCommand != (_command is null))
        {
            throw new PduException(
                AbortReason.UnexpectedPduParameter,
                value.IsCommand ? "command fragment, expected a data set" : "data set fragment, expected a command");
        }
    }

    private static void Append(ReadOnlyMemory<byte> data, ArrayBufferWriter<byte> target, int limit, string what)
    {
        if (data.Length > limit - target.WrittenCount)
        {
            throw new PduException(AbortReason.NotSpecified, $"{what} of more than {limit} bytes");
        }

        target.Write(data.Span);
    }

    private DimseMessage Take(DimseCommand command)
    {
        var message = new DimseMessage(_presentationContextID, command, _dataSet.WrittenMemory);
        _command = null;
        _commandSet.ResetWrittenCount();
        if (message.DataSet.Length > 0)
        {
            _dataSet = new ArrayBufferWriter<byte>(); // the old one belongs to the message
        }

        return message;
    }
}
