using System.Net;
using Microsoft.Extensions.Logging;

namespace Wlmscp.Hl7;

/// <summary>The log events of HL7, ids 3500 to 3599. Values of messages are never logged, but those of MSH.</summary>
internal static partial class Hl7Events
{
    [LoggerMessage(EventId = 3500, Level = LogLevel.Information, Message = "listening for HL7 on {EndPoint}")]
    public static partial void Listening(ILogger logger, EndPoint? endPoint);

    [LoggerMessage(EventId = 3501, Level = LogLevel.Information,
        Message = "no new HL7 messages; {Connections} connections get {Seconds} s to finish theirs")]
    public static partial void Stopping(ILogger logger, int connections, double seconds);

    [LoggerMessage(EventId = 3502, Level = LogLevel.Error,
        Message = "cannot accept an HL7 connection, trying again: {Problem}")]
    public static partial void AcceptFailed(ILogger logger, string problem);

    [LoggerMessage(EventId = 3503, Level = LogLevel.Warning,
        Message = "{Connection}: {Peer} is not let in by --hl7-allow")]
    public static partial void HostRefused(ILogger logger, string connection, string peer);

    [LoggerMessage(EventId = 3504, Level = LogLevel.Warning,
        Message = "{Connection}: closing {Peer}, as many HL7 connections are open as may be, {Connections}, "
            + "and all of them have a message in work")]
    public static partial void NoPlace(ILogger logger, string connection, string peer, int connections);

    [LoggerMessage(EventId = 3505, Level = LogLevel.Warning,
        Message = "{Connection}: closing {Peer} for a new one, as many HL7 connections are open as may be, "
            + "{Connections}: of the address that has most, it has waited longest")]
    public static partial void GaveWay(ILogger logger, string connection, string peer, int connections);

    [LoggerMessage(EventId = 3506, Level = LogLevel.Debug, Message = "{Connection}: {Peer} has connected")]
    public static partial void Connected(ILogger logger, string connection, string peer);

    [LoggerMessage(EventId = 3507, Level = LogLevel.Debug, Message = "{Connection}: {Peer} has closed")]
    public static partial void Closed(ILogger logger, string connection, string peer);

    [LoggerMessage(EventId = 3508, Level = LogLevel.Warning, Message = "{Connection}: closing {Peer}: {Problem}")]
    public static partial void Closing(ILogger logger, string connection, string peer, string problem);

    [LoggerMessage(EventId = 3509, Level = LogLevel.Warning,
        Message = "{Connection}: the connection with {Peer} is lost: {Problem}")]
    public static partial void Lost(ILogger logger, string connection, string peer, string problem);

    [LoggerMessage(EventId = 3510, Level = LogLevel.Error,
        Message = "{Connection}: closing {Peer} because of an unexpected error")]
    public static partial void Failed(ILogger logger, string connection, string peer, Exception exception);

    [LoggerMessage(EventId = 3511, Level = LogLevel.Warning,
        Message = "{Connection}: no TLS connection with {Peer}: {Problem}")]
    public static partial void HandshakeFailed(ILogger logger, string connection, string peer, string problem);

    [LoggerMessage(EventId = 3520, Level = LogLevel.Information,
        Message = "{Connection}: {Message} at {Peer}: {Outcome}")]
    public static partial void MessageDone(
        ILogger logger, string connection, MessageLog.MessageText message, string peer, string outcome);

    [LoggerMessage(EventId = 3521, Level = LogLevel.Warning,
        Message = "{Connection}: {Message} at {Peer}: {Outcome}, {Fault}")]
    public static partial void MessageRefused(
        ILogger logger, string connection, MessageLog.MessageText message, string peer, string outcome, string fault);

    [LoggerMessage(EventId = 3525, Level = LogLevel.Warning,
        Message = "{Connection}: {Message} at {Peer}: {Outcome}: {Fault}")]
    public static partial void MessageDoubtful(
        ILogger logger, string connection, MessageLog.MessageText message, string peer, string outcome, string fault);

    [LoggerMessage(EventId = 3526, Level = LogLevel.Warning, Message = "{Place}: {Message}: {Outcome}: {Fault}")]
    public static partial void FileMessageDoubtful(
        ILogger logger, string place, MessageLog.MessageText message, string outcome, string fault);

    [LoggerMessage(EventId = 3512, Level = LogLevel.Warning, Message = "{Connection}: {Peer} sends {Problem}")]
    public static partial void NoMllp(ILogger logger, string connection, string peer, string problem);

    [LoggerMessage(EventId = 3523, Level = LogLevel.Information, Message = "{Place}: {Message}: {Outcome}")]
    public static partial void FileMessageDone(
        ILogger logger, string place, MessageLog.MessageText message, string outcome);

    [LoggerMessage(EventId = 3524, Level = LogLevel.Warning, Message = "{Place}: {Message}: {Outcome}, {Fault}")]
    public static partial void FileMessageRefused(
        ILogger logger, string place, MessageLog.MessageText message, string outcome, string fault);

    [LoggerMessage(EventId = 3530, Level = LogLevel.Information, Message = "taking HL7 files of {Folder}")]
    public static partial void FolderWatched(ILogger logger, string folder);

    [LoggerMessage(EventId = 3531, Level = LogLevel.Information, Message = "{File}: carried out, now {Target}")]
    public static partial void FileDone(ILogger logger, string file, string target);

    [LoggerMessage(EventId = 3532, Level = LogLevel.Warning, Message = "{File}: {Problem}; now {Target}")]
    public static partial void FileFailed(ILogger logger, string file, string problem, string target);

    [LoggerMessage(EventId = 3533, Level = LogLevel.Error,
        Message = "--hl7-folder {Problem}; its files wait, trying again")]
    public static partial void FolderStopped(ILogger logger, string problem);

    [LoggerMessage(EventId = 3537, Level = LogLevel.Warning,
        Message = "{File}: not taken: its name is not UTF-8, expected one that is; rename it")]
    public static partial void FileUnreachable(ILogger logger, string file);

    [LoggerMessage(EventId = 3534, Level = LogLevel.Information, Message = "--hl7-folder {Folder}: its files are taken again")]
    public static partial void FolderGoesOn(ILogger logger, string folder);

    [LoggerMessage(EventId = 3536, Level = LogLevel.Error, Message = "--hl7-folder {Folder}: an unexpected error")]
    public static partial void FolderFailed(ILogger logger, string folder, Exception exception);

    [LoggerMessage(EventId = 3535, Level = LogLevel.Error,
        Message = "--hl7-folder {Folder}: it hangs, the daemon ends without it")]
    public static partial void FolderHangs(ILogger logger, string folder);

    [LoggerMessage(EventId = 3522, Level = LogLevel.Error, Message = "a message cannot be carried out: {Problem}")]
    public static partial void NotWritten(ILogger logger, string problem);

    [LoggerMessage(EventId = 3539, Level = LogLevel.Error, Message = "{File}: an unexpected error; now {Target}")]
    public static partial void FileBroken(ILogger logger, string file, string target, Exception exception);
}
