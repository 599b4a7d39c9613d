using Microsoft.Extensions.Logging;
using Wlmscp.Configuration;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Daemon;

/// <summary>The configuration file of the daemon, read at the start and again on SIGHUP.</summary>
internal sealed class ReloadedConfiguration
{
    private readonly string? _path;
    private readonly List<ConfigurationFault> _warnings = [];
    private volatile SiteConfiguration _current = SiteConfiguration.Default;

    private ReloadedConfiguration(string? path) => _path = path;

    /// <summary>What counts now.</summary>
    public SiteConfiguration Current => _current;

    /// <summary>Reads the file, if there is one.</summary>
    /// <param name="path">Its path; null: there is none.</param>
    /// <exception cref="StartException">It cannot be used.</exception>
    public static ReloadedConfiguration Open(string? path)
    {
        var configuration = new ReloadedConfiguration(path);
        if (path is null)
        {
            return configuration;
        }

        try
        {
            configuration._current = ConfigurationFile.Read(path, configuration._warnings);
            return configuration;
        }
        catch (ConfigurationException e)
        {
            throw new StartException($"--config {e.Message}", e);
        }
    }

    /// <summary>Says what is doubtful, once there is a log; which may be that this user cannot read the file again.</summary>
    /// <param name="open">The sections whose door is open.</param>
    /// <param name="areas">The names of the storage areas.</param>
    /// <param name="hasTls">Whether associations may have TLS.</param>
    /// <param name="logger">The log.</param>
    public void Warn(IReadOnlyCollection<string> open, IReadOnlyCollection<string> areas, bool hasTls, ILogger logger)
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            File.OpenRead(_path).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DaemonEvents.ConfigurationUnreadable(logger, _path, e.Message);
        }

        WarnOfFaults(open, areas, hasTls, logger);
    }

    /// <summary>Reads the file again; what counted before counts on when that fails.</summary>
    /// <inheritdoc cref="Warn"/>
    public void Reload(IReadOnlyCollection<string> open, IReadOnlyCollection<string> areas, bool hasTls, ILogger logger)
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            _warnings.Clear();
            _current = ConfigurationFile.Read(_path, _warnings);
            string sections = string.Join(", ", _current.Sections);
            DaemonEvents.ConfigurationRead(logger, _path, sections);
            WarnOfFaults(open, areas, hasTls, logger);
        }
        catch (ConfigurationException e)
        {
            DaemonEvents.ConfigurationKept(logger, e.Message);
        }
    }

    private void WarnOfFaults(
        IReadOnlyCollection<string> open, IReadOnlyCollection<string> areas, bool hasTls, ILogger logger)
    {
        foreach (string warning in _warnings.Where(warning => warning.IsOf(areas)).Select(warning => warning.In(_path!)))
        {
            DaemonEvents.ConfigurationDoubtful(logger, warning);
        }

        foreach (string section in _current.Sections.Except(open))
        {
            DaemonEvents.SectionWithoutEffect(logger, section, _path!);
        }

        foreach (DeviceProfile profile in _current.Devices.All)
        {
            if (profile.Network.RequiresTls && !hasTls)
            {
                DaemonEvents.ProfileNeedsTls(logger, profile, _path!);
            }

            if (profile.PerformedSteps is not null && !open.Contains("mpps"))
            {
                DaemonEvents.ProfileNeedsMpps(logger, profile, _path!);
            }
        }
    }
}
