using Microsoft.Extensions.Logging;

namespace WorklistScp.Storage;

/// <summary>
/// The events of this library, ids 2000 to 2199. No patient's values above debug level; names of files, which may have
/// any character, go through <see cref="PrintableText"/>.
/// </summary>
internal static partial class StorageLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "{Problem}")]
    public static partial void RootUnreadable(ILogger logger, string problem);

    [LoggerMessage(
        EventId = 2003, Level = LogLevel.Debug, Message = "{Directory}: cannot be looked at for new areas: {Reason}")]
    public static partial void NotTidied(ILogger logger, string directory, string reason);

    [LoggerMessage(
        EventId = 2004, Level = LogLevel.Warning, Message = "{Directory}: not served as a storage area: {Reason}")]
    public static partial void LeftOut(ILogger logger, string directory, string reason);

    [LoggerMessage(
        EventId = 2005, Level = LogLevel.Warning,
        Message = "{Directory}: {Count} more directories are not served as storage areas")]
    public static partial void MoreLeftOut(ILogger logger, string directory, int count);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Debug, Message = "{Directory}: no lockfile, read without a lock")]
    public static partial void ReadWithoutLock(ILogger logger, string directory);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "{File}: skipped: {Reason}")]
    public static partial void FileSkipped(ILogger logger, string file, SkippedFile reason);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "{File}: {Problem}")]
    public static partial void FileDoubtful(ILogger logger, string file, FileFinding problem);

    [LoggerMessage(
        EventId = 2103, Level = LogLevel.Debug,
        Message = "{Directory}: {Read} of {Files} files read, {Entries} entries")]
    public static partial void Refreshed(ILogger logger, string directory, int read, int files, int entries);

    [LoggerMessage(
        EventId = 2104, Level = LogLevel.Warning,
        Message = "{Directory}: every file is looked at for every query, changes cannot be watched: {Reason}")]
    public static partial void NotWatched(ILogger logger, string directory, string reason);

    [LoggerMessage(
        EventId = 2105, Level = LogLevel.Debug, Message = "{Directory}: cannot be read before the first query: {Reason}")]
    public static partial void NotLoaded(ILogger logger, string directory, string reason);

    [LoggerMessage(
        EventId = 2106, Level = LogLevel.Warning,
        Message = "{Directory}: files cannot be looked at for changes that the system does not tell of: {Reason}")]
    public static partial void NotScanned(ILogger logger, string directory, string reason);

    [LoggerMessage(
        EventId = 2108,
        Message = "{Directory}: changes cannot be watched, its times and those of the lockfile tell of them: {Reason}")]
    public static partial void TimesWatched(ILogger logger, LogLevel level, string directory, string reason);

    [LoggerMessage(
        EventId = 2107, Level = LogLevel.Warning,
        Message = "{Directory}: {File} was changed, but neither by renaming a file into place nor with a touch of the "
            + "lockfile: queries do not see such changes at once")]
    public static partial void PromiseBroken(ILogger logger, string directory, string file);
}
