using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Daemon;

/// <summary>The log events of the daemon's life, ids 3000 to 3099.</summary>
internal static partial class DaemonEvents
{
    [LoggerMessage(EventId = 3000, Level = LogLevel.Information, Message = "option without effect: {Option}")]
    public static partial void OptionWithoutEffect(ILogger logger, string option);

    [LoggerMessage(
        EventId = 3001, Level = LogLevel.Information,
        Message = "listening on the socket handed over, {EndPoint}: options for port and address have no effect")]
    public static partial void SocketHandedOver(ILogger logger, EndPoint? endPoint);

    [LoggerMessage(
        EventId = 3002, Level = LogLevel.Warning,
        Message = "NOTIFY_SOCKET {Path}: {Problem}; the service manager was not told")]
    public static partial void NotNotified(ILogger logger, string path, string problem);

    [LoggerMessage(
        EventId = 3005, Level = LogLevel.Error,
        Message = "SIGHUP: {Problem}; the keys and certificates of before count on")]
    public static partial void CertificatesKept(ILogger logger, string problem);

    [LoggerMessage(
        EventId = 3006, Level = LogLevel.Information, Message = "SIGHUP: keys and certificates read again")]
    public static partial void CertificatesRead(ILogger logger);

    [LoggerMessage(
        EventId = 3007, Level = LogLevel.Warning,
        Message = "--enable-tls: the certificate is valid until {End:yyyy-MM-dd HH:mm} UTC, "
            + "peers refuse it from then on")]
    public static partial void CertificateEnds(ILogger logger, DateTime end);

    [LoggerMessage(
        EventId = 3008, Level = LogLevel.Warning,
        Message = "everyone who reaches {EndPoint} may read the worklists: --allow, --allow-calling or "
            + "--access-control, or TLS with certificates of peers, says who may")]
    public static partial void EveryoneMayRead(ILogger logger, EndPoint endPoint);

    [LoggerMessage(
        EventId = 3011, Level = LogLevel.Warning,
        Message = "everyone who reaches {EndPoint} may change the worklists: --hl7-allow says who may")]
    public static partial void EveryoneMayWrite(ILogger logger, EndPoint? endPoint);

    [LoggerMessage(
        EventId = 3012, Level = LogLevel.Information, Message = "SIGHUP: {Path} read again: {Sections}")]
    public static partial void ConfigurationRead(ILogger logger, string path, string sections);

    [LoggerMessage(
        EventId = 3013, Level = LogLevel.Error, Message = "SIGHUP: {Problem}; the configuration of before counts on")]
    public static partial void ConfigurationKept(ILogger logger, string problem);

    [LoggerMessage(EventId = 3014, Level = LogLevel.Warning, Message = "{Problem}")]
    public static partial void ConfigurationDoubtful(ILogger logger, string problem);

    [LoggerMessage(
        EventId = 3015, Level = LogLevel.Warning,
        Message = "--config {Path}: the user of the daemon cannot read it again on SIGHUP: {Problem}")]
    public static partial void ConfigurationUnreadable(ILogger logger, string path, string problem);

    [LoggerMessage(
        EventId = 3016, Level = LogLevel.Information,
        Message = "section {Section} of {Path} without effect: there is no option that opens such a door")]
    public static partial void SectionWithoutEffect(ILogger logger, string section, string path);

    [LoggerMessage(
        EventId = 3017, Level = LogLevel.Warning,
        Message = "{Path}: {Profile}: network.requireTls: this daemon has no TLS: all associations of the device are rejected")]
    public static partial void ProfileNeedsTls(ILogger logger, DeviceProfile profile, string path);

    [LoggerMessage(
        EventId = 3018, Level = LogLevel.Information,
        Message = "{Path}: {Profile}: mpps without effect: there is no --mpps")]
    public static partial void ProfileNeedsMpps(ILogger logger, DeviceProfile profile, string path);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Debug, Message = "files and sockets at once: {Limit}")]
    public static partial void OpenFiles(ILogger logger, ulong? limit);

    [LoggerMessage(
        EventId = 3009, Level = LogLevel.Warning,
        Message = "no more than {Connections} connections at once, of {MaxAssociations} associations that were asked "
            + "for: raise the limit of {Limit} open files (LimitNOFILE= of systemd, ulimit -n)")]
    public static partial void FewFiles(ILogger logger, int? connections, int maxAssociations, ulong? limit);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Debug, Message = "{Path}: left: {Problem}")]
    public static partial void PidFileLeft(ILogger logger, string path, string problem);

    [LoggerMessage(
        EventId = 3010, Level = LogLevel.Error,
        Message = "associations hang in calls of the system that do not return, such as on a dead file system: "
            + "the daemon ends without them")]
    public static partial void AssociationsHang(ILogger logger);
}
