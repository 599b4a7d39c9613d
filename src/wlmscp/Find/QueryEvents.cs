using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network;
using WorklistScp.Worklist.Interpretation;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Find;

/// <summary>The log events of queries, ids 3200 to 3299. No patient's values above debug level.</summary>
internal static partial class QueryEvents
{
    [LoggerMessage(
        EventId = 3200, Level = LogLevel.Information,
        Message = "{Association}: C-FIND {MessageID} for {Keys}: {Matches} of {Entries} entries match, "
            + "{Elapsed:0.0} ms")]
    public static partial void Answered(
        ILogger logger, string association, ushort messageID, KeyList keys, int matches, int entries, double elapsed);

    [LoggerMessage(
        EventId = 3201, Level = LogLevel.Information,
        Message = "{Association}: C-FIND {MessageID} for {Keys}: {End} after {Matches} matches in "
            + "{Entries} entries, {Elapsed:0.0} ms")]
    public static partial void CutShort(
        ILogger logger, string association, ushort messageID, KeyList keys, string end, int matches, int entries,
        double elapsed);

    [LoggerMessage(
        EventId = 3202, Level = LogLevel.Warning,
        Message = "{Association}: C-FIND {MessageID} of {CallingAETitle} at {Peer} refused with A900: {Comment} {Tags}")]
    public static partial void Refused(
        ILogger logger, string association, ushort messageID, string callingAETitle, EndPoint? peer, string comment,
        string tags);

    [LoggerMessage(
        EventId = 3203, Level = LogLevel.Error,
        Message = "{Association}: C-FIND {MessageID} of {CallingAETitle} at {Peer} refused with A700: {Reason}")]
    public static partial void AreaUnavailable(
        ILogger logger, string association, ushort messageID, string callingAETitle, EndPoint? peer, string reason);

    [LoggerMessage(
        EventId = 3204, Level = LogLevel.Warning,
        Message = "{Association}: C-FIND {MessageID} of {CallingAETitle} at {Peer}: {Finding}")]
    public static partial void CharacterSet(
        ILogger logger, string association, ushort messageID, string callingAETitle, EndPoint? peer,
        CharacterSetFinding finding);

    [LoggerMessage(
        EventId = 3205, Level = LogLevel.Information,
        Message = "{Association}: C-FIND {MessageID} is answered by profile {Profile}")]
    public static partial void Profile(ILogger logger, string association, ushort messageID, DeviceProfile profile);

    [LoggerMessage(
        EventId = 3206, Level = LogLevel.Information,
        Message = "{Association}: C-FIND {MessageID} found nothing because of profile {Profile}: without it entries match, "
            + "wlmscp explain --calling says which")]
    public static partial void EmptyByProfile(
        ILogger logger, string association, ushort messageID, DeviceProfile profile);

    [LoggerMessage(
        EventId = 3207, Level = LogLevel.Information,
        Message = "{Association}: C-FIND {MessageID}: profile {Profile} limits it to {Limit}: others were not looked for")]
    public static partial void Limited(
        ILogger logger, string association, ushort messageID, DeviceProfile profile, int limit);

    [LoggerMessage(
        EventId = 3215, Level = LogLevel.Debug,
        Message = "{Association}: {File} matches, {Setting} of profile {Profile} hides it")]
    public static partial void Hidden(
        ILogger logger, string association, string file, DeviceProfile profile, string setting);

    [LoggerMessage(EventId = 3216, Level = LogLevel.Debug, Message = "{Association}: C-FIND {MessageID}: {Change}")]
    public static partial void Changed(ILogger logger, string association, ushort messageID, RuleChange change);

    [LoggerMessage(
        EventId = 3217, Level = LogLevel.Debug,
        Message = "{Association}: C-FIND {MessageID} is answered by what {Area} was {Age:0.0} s ago, as memory of the profile says")]
    public static partial void Recalled(ILogger logger, string association, ushort messageID, string area, double age);

    [LoggerMessage(
        EventId = 3210, Level = LogLevel.Debug,
        Message = "{Association}: C-FIND {MessageID} has the identifier\n{Identifier}")]
    public static partial void Identifier(ILogger logger, string association, ushort messageID, DumpText identifier);

    [LoggerMessage(
        EventId = 3211, Level = LogLevel.Debug,
        Message = "{Association}: response {Number}, {File}, {Status}\n{Response}")]
    public static partial void Response(
        ILogger logger, string association, int number, string file, DicomStatus status, DumpText response);

    [LoggerMessage(
        EventId = 3213, Level = LogLevel.Debug,
        Message = "{Association}: C-FIND {MessageID}: not matched are the values of {Keys}")]
    public static partial void Unmatched(ILogger logger, string association, ushort messageID, KeyList keys);

    [LoggerMessage(
        EventId = 3214, Level = LogLevel.Debug,
        Message = "{Association}: {File} matches without a value for {Keys}")]
    public static partial void Absent(ILogger logger, string association, string file, KeyList keys);

    [LoggerMessage(
        EventId = 3212, Level = LogLevel.Debug, Message = "{Association}: {File} does not match: {Mismatch}")]
    public static partial void Mismatch(ILogger logger, string association, string file, KeyMismatch? mismatch);
}
