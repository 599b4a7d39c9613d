using System.Net;
using Microsoft.AspNetCore.Http;

namespace WorklistScp.Web.Access;

/// <summary>Where a request comes from.</summary>
internal static class RequestOrigin
{
    /// <summary>The header that only the page's own scripts can send.</summary>
    public const string PageHeader = "X-Wlmscp-Page";

    /// <summary>Its value where the page asks by itself, without anybody having done anything.</summary>
    public const string ByItself = "live";

    /// <summary>The address of who has connected, IPv4 as such.</summary>
    public static IPAddress PeerOf(HttpContext context) => Plain(context.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <summary>Whether an address is of some ranges.</summary>
    public static bool IsIn(IReadOnlyList<IPNetwork> ranges, IPAddress address) => ranges.Any(range => range.Contains(address));

    /// <summary>
    /// The address of the client: behind proxies, the last one in <c>X-Forwarded-For</c> that is none of them. What stands
    /// before it may be made up by anybody.
    /// </summary>
    public static IPAddress ClientOf(HttpContext context, IReadOnlyList<IPNetwork> proxies)
    {
        IPAddress address = PeerOf(context);
        string[] hops = context.Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries);
        for (int i = hops.Length - 1; i >= 0 && IsIn(proxies, address); i--)
        {
            if (!IPAddress.TryParse(hops[i], out IPAddress? hop))
            {
                break;
            }

            address = Plain(hop);
        }

        return address;
    }

    /// <summary>Whether a browser says that another site has sent the request (Fetch Metadata; RFC 6454).</summary>
    public static bool IsOfAnotherSite(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a request of this method only looks.</summary>
    public static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
