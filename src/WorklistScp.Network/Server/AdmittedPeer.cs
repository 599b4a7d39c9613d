using System.Net;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Server;

/// <summary>A peer that was let in; dispose it when its connection is closed.</summary>
/// <param name="EndPoint">Its address: that of the client, where a proxy is between.</param>
/// <param name="Limit">Where it is counted; null: nowhere.</param>
/// <param name="IsProxy">Whether it has yet to say who the client is.</param>
internal sealed record AdmittedPeer(IPEndPoint EndPoint, AddressLimit? Limit, bool IsProxy = false) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Limit?.Leave(EndPoint.Address);
}
