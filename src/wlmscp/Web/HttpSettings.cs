using System.Net;
using WorklistScp.Network.Tls;

namespace Wlmscp.Web;

/// <summary>Where HTTP is served, and to whom.</summary>
internal sealed record HttpSettings
{
    /// <summary>How many connections may be open at once at most.</summary>
    public const int MostConnections = 1000;

    /// <summary>How many connections may be open at once.</summary>
    public int MaxConnections { get; init; } = MostConnections;

    /// <summary>Address and port; port 0: any free one.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>The file of users; null: there are none.</summary>
    public string? UsersFile { get; init; }

    /// <summary>The keys of this port alone; null: those of the daemon, if it has any.</summary>
    public TlsKeyFiles? Key { get; init; }

    /// <summary>The addresses of reverse proxies.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>The header by which these name the user that they have signed in; null: none.</summary>
    public string? ProxyUserHeader { get; init; }
}
