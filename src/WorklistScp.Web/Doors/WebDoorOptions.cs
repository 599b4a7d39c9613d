using System.Net.Security;
using System.Net.Sockets;
using WorklistScp.Web.Access;
using WorklistScp.Web.Desk;
using WorklistScp.Web.Dicomweb;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Metrics;
using WorklistScp.Web.Users;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Doors;

/// <summary>Where HTTP is served, to whom, and how queries are understood.</summary>
public sealed record WebDoorOptions
{
    /// <summary>The socket, which listens already; from now on it is the door's.</summary>
    public required Socket Listener { get; init; }

    /// <summary>Gives what TLS connections are made by, for each anew; null: connections are not encrypted.</summary>
    public Func<SslServerAuthenticationOptions>? Tls { get; init; }

    /// <summary>How many connections may be open at once; more are closed.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>The users; null: there are none, and hardly anything is served.</summary>
    public UsersFile? Users { get; init; }

    /// <summary>What is believed of who asks, besides passwords and tokens.</summary>
    public WebAccessOptions Access { get; init; } = new();

    /// <summary>How queries are understood.</summary>
    public WorklistQueryOptions Query { get; init; } = new();

    /// <summary>What the site says of the reception desk; asked for each request.</summary>
    public Func<DeskRules> Rules { get; init; } = () => new DeskRules();

    /// <summary>What some devices need otherwise than others; asked for each request.</summary>
    public Func<DeviceProfiles> Profiles { get; init; } = () => DeviceProfiles.None;

    /// <summary>Takes what is said of performed procedure steps; null: they are not taken.</summary>
    public IPerformedSteps? PerformedSteps { get; init; }

    /// <summary>Reads the metrics; null: they are not served.</summary>
    public MetricsReader? Metrics { get; init; }

    /// <summary>Is told what users do; null: nobody is.</summary>
    public IWebObserver? Observer { get; init; }
}
