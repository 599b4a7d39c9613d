using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>The log events of performed procedure steps, ids 3600 to 3699. No patient's values.</summary>
internal static partial class MppsEvents
{
    [LoggerMessage(EventId = 3600, Level = LogLevel.Information,
        Message = "{Association}: {Message} of {Sender}: {Status}, {What}")]
    public static partial void Done(
        ILogger logger, string association, MppsMessage message, string sender, DicomStatus status, string what);

    [LoggerMessage(EventId = 3601, Level = LogLevel.Warning,
        Message = "{Association}: {Message} of {Sender} at {Peer} refused with {Status}: {Fault}")]
    public static partial void Refused(
        ILogger logger, string association, MppsMessage message, string sender, EndPoint? peer, DicomStatus status,
        string? fault);

    [LoggerMessage(EventId = 3602, Level = LogLevel.Error,
        Message = "{Association}: {Message} of {Sender} at {Peer} refused with {Status}: {Problem}")]
    public static partial void Failed(
        ILogger logger, string association, MppsMessage message, string sender, EndPoint? peer, DicomStatus status,
        string problem);

    [LoggerMessage(EventId = 3603, Level = LogLevel.Warning,
        Message = "{Association}: {Message} of {Sender} at {Peer} is about no entry of the worklist: {What}")]
    public static partial void NoEntry(
        ILogger logger, string association, MppsMessage message, string sender, EndPoint? peer, string what);

    [LoggerMessage(EventId = 3604, Level = LogLevel.Warning,
        Message = "{Association}: {Message} of {Sender} at {Peer} was taken, but {Finding}; {Count} in all")]
    public static partial void Doubtful(
        ILogger logger, string association, MppsMessage message, string sender, EndPoint? peer,
        MppsFinding finding, int count);

    [LoggerMessage(EventId = 3605, Level = LogLevel.Warning,
        Message = "{Association}: {Message} of {Sender} at {Peer}: {What} stays as it is: {Reason}")]
    public static partial void NotChanged(
        ILogger logger, string association, MppsMessage message, string sender, EndPoint? peer, string what,
        string reason);

    [LoggerMessage(EventId = 3606, Level = LogLevel.Warning,
        Message = "{Association}: {Message} of {Sender} at {Peer}: its entries are not looked for yet in {Areas}, "
            + "which cannot be read in time: that is caught up")]
    public static partial void AreasLeftOut(
        ILogger logger, string association, MppsMessage message, string sender, EndPoint? peer, string areas);

    [LoggerMessage(EventId = 3607, Level = LogLevel.Information,
        Message = "{Area}: {Step} {Effect}, since nothing was heard of what is performed for it")]
    public static partial void IdleEnded(ILogger logger, string area, string step, StepEffect? effect);

    [LoggerMessage(EventId = 3608, Level = LogLevel.Warning,
        Message = "{Area}: nothing was heard of what is performed for {Step}, but it stays as it is: {Reason}")]
    public static partial void IdleNotEnded(ILogger logger, string area, string step, string reason);

    [LoggerMessage(EventId = 3610, Level = LogLevel.Information,
        Message = "{Area}: {Step} {Effect}, caught up for performed step {UID}")]
    public static partial void CaughtUp(ILogger logger, string area, string step, StepEffect? effect, string uid);

    [LoggerMessage(EventId = 3611, Level = LogLevel.Warning,
        Message = "{Area}: {Step} stays as it is, though performed step {UID} is about it: {Reason}")]
    public static partial void NotCaughtUp(ILogger logger, string area, string step, string uid, string reason);

    [LoggerMessage(EventId = 3612, Level = LogLevel.Warning,
        Message = "{Association}: {Message} of {Sender} at {Peer}: {What} has another Patient ID")]
    public static partial void OtherPatient(
        ILogger logger, string association, MppsMessage message, string sender, EndPoint? peer, string what);

    [LoggerMessage(EventId = 3613, Level = LogLevel.Error,
        Message = "cannot catch up what areas in use have missed, trying again in a minute: {Problem}")]
    public static partial void NotCaughtUpYet(ILogger logger, string problem);

    [LoggerMessage(EventId = 3609, Level = LogLevel.Error,
        Message = "cannot look for steps that never ended, trying again in a minute: {Problem}")]
    public static partial void NotClosed(ILogger logger, string problem);
}
