using Microsoft.AspNetCore.Http;

namespace WorklistScp.Web.Access;

/// <summary>The cookie of a session of the page.</summary>
internal static class SessionCookie
{
    // Browsers take a cookie of this prefix only from this host, over TLS or on this machine.
    private const string Name = "__Host-wlmscp";

    /// <summary>The session's ID; null: there is none.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } id ? id : null;

    /// <summary>Gives the browser a session.</summary>
    public static void Write(HttpResponse response, string id) => response.Cookies.Append(Name, id, Options());

    /// <summary>Takes it back.</summary>
    public static void Remove(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
    };
}
