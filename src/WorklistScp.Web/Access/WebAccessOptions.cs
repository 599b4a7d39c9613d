using System.Net;

namespace WorklistScp.Web.Access;

/// <summary>By what a client can prove who it is, besides passwords and tokens.</summary>
public sealed record WebAccessOptions
{
    /// <summary>The addresses of reverse proxies, which are believed whom they speak for.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>The header by which these name the user that they have signed in; null: they sign in nobody.</summary>
    public string? ProxyUserHeader { get; init; }

    /// <summary>
    /// Whether only these, and this machine, are served at all: what is not encrypted must not leave the way to the proxy.
    /// </summary>
    public bool IsForProxiesOnly { get; init; }
}
