using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Wlmscp.Mpps;
using WorklistScp.Network.Tls;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Access;
using WorklistScp.Web.Desk;
using WorklistScp.Web.Doors;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Metrics;
using WorklistScp.Web.Users;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Web;

/// <summary>Makes the door of HTTP, and names the option when that fails.</summary>
internal static class WebStart
{
    /// <summary>Makes it; it is shut.</summary>
    /// <param name="settings">Where, and to whom.</param>
    /// <param name="listener">The socket, from now on the door's.</param>
    /// <param name="tls">Makes TLS connections; null: they stay as they are.</param>
    /// <param name="query">How queries are understood.</param>
    /// <param name="rules">What the site says of the reception desk.</param>
    /// <param name="profiles">What some devices need otherwise than others.</param>
    /// <param name="areas">The storage areas.</param>
    /// <param name="editors">Change them.</param>
    /// <param name="mpps">Takes performed procedure steps; null: nobody does.</param>
    /// <param name="observer">Is told what users do; null: nobody is.</param>
    /// <param name="metrics">Reads the metrics; null: they are not served.</param>
    /// <param name="logger">Receives the events 3700 to 3719, and 4000 to 4099.</param>
    /// <exception cref="StartException">The users cannot be read.</exception>
    public static WebDoor Create(
        HttpSettings settings, Socket listener, TlsAcceptor? tls, WorklistQueryOptions query, Func<DeskRules> rules,
        Func<DeviceProfiles> profiles, StorageAreas areas, AreaEditors editors, MppsDoor? mpps, IWebObserver? observer, MetricsReader? metrics, ILogger logger)
    {
        if (settings.UsersFile is null)
        {
            WebEvents.NoUsers(logger);
        }

        var options = new WebDoorOptions
        {
            Listener = listener,
            MaxConnections = settings.MaxConnections,
            Tls = tls is null ? null : () => tls.OptionsOfConnection(TimeProvider.System),
            Users = settings.UsersFile is { } path ? OpenUsers(path, logger) : null,
            Query = query,
            Rules = rules,
            Profiles = profiles,
            PerformedSteps = mpps is null ? null : new WebPerformedSteps(mpps.Reception, mpps.MaxLength),
            Access = new WebAccessOptions
            {
                Proxies = settings.Proxies,
                ProxyUserHeader = settings.ProxyUserHeader,
                IsForProxiesOnly = tls is null,
            },
            Metrics = metrics,
            Observer = observer,
        };
        return new WebDoor(options, areas, editors, logger);
    }

    private static UsersFile OpenUsers(string path, ILogger logger)
    {
        try
        {
            return UsersFile.Open(
                path, TimeProvider.System,
                reading =>
                {
                    if (reading.OpenToOthers is { } finding)
                    {
                        WebEvents.UsersFileOpen(logger, finding);
                    }
                },
                fault => WebEvents.UsersKept(logger, fault.Message));
        }
        catch (UsersFileException e)
        {
            throw new StartException($"--http-users {e.Message}", e);
        }
    }
}
