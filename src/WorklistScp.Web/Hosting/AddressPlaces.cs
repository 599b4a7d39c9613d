using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace WorklistScp.Web.Hosting;

/// <summary>
/// How many connections an address may have: one that opens as many as it can must not leave the others without.
/// </summary>
/// <param name="most">How many each may have.</param>
/// <param name="isProxy">Whether an address stands for many clients, and is not limited.</param>
internal sealed class AddressPlaces(int most, Func<IPAddress, bool> isProxy)
{
    private readonly ConcurrentDictionary<IPAddress, int> _counts = [];

    /// <summary>Serves a connection, or closes it.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || isProxy(address))
        {
            await next(connection);
            return;
        }

        int count = _counts.AddOrUpdate(address, 1, (_, before) => before + 1);
        try
        {
            if (count <= most)
            {
                await next(connection);
            }
            else
            {
                connection.Abort(new ConnectionAbortedException("too many connections of this address"));
            }
        }
        finally
        {
            if (_counts.AddOrUpdate(address, 0, (_, before) => before - 1) == 0)
            {
                _counts.TryRemove(new KeyValuePair<IPAddress, int>(address, 0));
            }
        }
    }
}
