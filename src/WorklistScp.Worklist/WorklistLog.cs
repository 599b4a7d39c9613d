using Microsoft.Extensions.Logging;

namespace WorklistScp.Worklist;

/// <summary>
/// The events of this library, ids 2200 to 2999. No patient's values above debug level; names of files, which may have
/// any character, go through <see cref="PrintableText"/>.
/// </summary>
internal static partial class WorklistLog
{
    [LoggerMessage(
        EventId = 2201, Level = LogLevel.Warning,
        Message = "{File}: {Tag} has characters outside {CharacterSet}, the response keeps the file's character set")]
    public static partial void NotEncodable(ILogger logger, string file, DicomTag tag, string characterSet);
}
