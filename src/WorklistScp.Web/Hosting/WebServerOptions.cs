using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace WorklistScp.Web.Hosting;

/// <summary>Where HTTP is served, and within which limits.</summary>
public sealed record WebServerOptions
{
    /// <summary>The socket, which listens already; from now on it is the server's.</summary>
    public required Socket Listener { get; init; }

    /// <summary>Gives what TLS connections are made by, for each anew; null: connections are not encrypted.</summary>
    public Func<SslServerAuthenticationOptions>? Tls { get; init; }

    /// <summary>How many connections may be open at once; beyond that, silent ones are closed.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>How many of them one address may have.</summary>
    public int MaxPerAddress { get; init; } = 100;

    /// <summary>Whether an address is a proxy's, which may have all of them.</summary>
    public Func<IPAddress, bool> IsProxy { get; init; } = _ => false;

    /// <summary>The most bytes of a request's body, unless a resource takes more.</summary>
    public long MaxBody { get; init; } = 1024 * 1024;

    /// <summary>The most bytes of all headers.</summary>
    public int MaxHeaders { get; init; } = 16 * 1024;

    /// <summary>How long a client may take for the headers of a request.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be idle between requests.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);
}
