using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Access;

/// <summary>
/// Finds out who asks: by a session of the page, HTTP Basic, a bearer token, a client certificate, or the header of a proxy.
/// </summary>
/// <param name="signIn">Knows the users.</param>
/// <param name="sessions">The sessions of the page.</param>
/// <param name="options">What else is believed.</param>
internal sealed class Doorkeeper(SignIn signIn, Sessions sessions, WebAccessOptions options) : IDoorkeeper
{
    private const string Realm = "realm=\"wlmscp\", charset=\"UTF-8\"";

    /// <inheritdoc/>
    public async ValueTask<Admission> AdmitAsync(HttpContext context)
    {
        if (FindObstacle(context) is { } obstacle)
        {
            return new Admission(null, obstacle);
        }

        return context.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization
                ? Of(await ByAuthorizationAsync(authorization, context), context)
            : SessionCookie.Read(context.Request) is { } id ? BySession(id, context)
            : ByConnection(context) is { } result ? Of(result, context)
            : new Admission(null, Unknown(context, "expected a user's name and password, a token, or a certificate"));
    }

    /// <summary>What keeps a request out, whoever sends it; null: nothing.</summary>
    public WebProblem? FindObstacle(HttpContext context) =>
        options.IsForProxiesOnly && !IsNear(context)
            ? new WebProblem(
                StatusCodes.Status403Forbidden, "this port is for its proxy only, which encrypts connections")
        : !RequestOrigin.IsSafe(context.Request) && RequestOrigin.IsOfAnotherSite(context.Request)
            ? new WebProblem(StatusCodes.Status403Forbidden, "another site has sent this, expected the page itself")
        : null;

    /// <summary>Signs in by name and password, and begins a session.</summary>
    public async Task<Admission> BeginSessionAsync(string name, string password, HttpContext context)
    {
        SignInResult result = await signIn.ByPasswordAsync(
            name, password, RequestOrigin.ClientOf(context, options.Proxies), context.RequestAborted);
        if (result is SignInResult.Accepted { User: var user })
        {
            EndSession(context); // who has put another ID into this browser must not have this one
            SessionCookie.Write(context.Response, sessions.Begin(user));
        }

        return Of(result, context);
    }

    /// <summary>Ends the session of a request, if it has one.</summary>
    public void EndSession(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is { } id)
        {
            sessions.End(id);
            SessionCookie.Remove(context.Response);
        }
    }

    private bool IsNear(HttpContext context)
    {
        IPAddress peer = RequestOrigin.PeerOf(context);
        return IPAddress.IsLoopback(peer) || RequestOrigin.IsIn(options.Proxies, peer);
    }

    private Admission BySession(string id, HttpContext context)
    {
        // A form of another page can send the cookie of an old browser, but not this header.
        if (!RequestOrigin.IsSafe(context.Request) && !context.Request.Headers.ContainsKey(RequestOrigin.PageHeader))
        {
            return new Admission(null, new WebProblem(
                StatusCodes.Status403Forbidden, $"expected the header {RequestOrigin.PageHeader}, which the page sends"));
        }

        return sessions.Find(id, IsUse(context.Request)) is { } user
            ? new Admission(new WebUser(user.Name, user.Role))
            : new Admission(null, Unknown(context, "the session has ended, expected a new one"));
    }

    // What the page asks for by itself keeps no session alive that nobody sits before.
    private static bool IsUse(HttpRequest request) =>
        request.Headers[RequestOrigin.PageHeader] != RequestOrigin.ByItself
        && request.Headers.Accept != "text/event-stream";

    private async Task<SignInResult> ByAuthorizationAsync(string header, HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out AuthenticationHeaderValue? value) || value.Parameter is null)
        {
            return SignInResult.Refused.Instance;
        }

        if (value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return signIn.ByToken(value.Parameter);
        }

        return value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            && ReadPair(value.Parameter) is [var name, var password]
            ? await signIn.ByPasswordAsync(
                name, password, RequestOrigin.ClientOf(context, options.Proxies), context.RequestAborted)
            : SignInResult.Refused.Instance;
    }

    private SignInResult? ByConnection(HttpContext context)
    {
        if (context.Connection.ClientCertificate is { } certificate)
        {
            return signIn.BySubject(certificate.Subject);
        }

        return options.ProxyUserHeader is { } header && RequestOrigin.IsIn(options.Proxies, RequestOrigin.PeerOf(context))
            && context.Request.Headers[header] is [{ Length: > 0 } name]
            ? signIn.ByProxyName(name)
            : null;
    }

    private static string[]? ReadPair(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)
            : null;
    }

    private static Admission Of(SignInResult result, HttpContext context) => result switch
    {
        SignInResult.Accepted { User: var user } => new Admission(new WebUser(user.Name, user.Role)),
        SignInResult.TooMany { RetryAfter: var wait } => new Admission(null, new WebProblem(
            StatusCodes.Status429TooManyRequests, "too many wrong passwords, try again later") { RetryAfter = wait }),
        SignInResult.Busy => new Admission(null, new WebProblem(
            StatusCodes.Status503ServiceUnavailable, "too many sign in at once, try again")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        }),
        _ => new Admission(null, Unknown(context, "the name, the password, the token or the certificate is not known")),
    };

    // To the page, a challenge by which browsers ask for no password themselves.
    private static WebProblem Unknown(HttpContext context, string detail) =>
        new(StatusCodes.Status401Unauthorized, detail)
        {
            Challenge = context.Request.Headers.ContainsKey(RequestOrigin.PageHeader)
                || context.Request.Headers.ContainsKey("Sec-Fetch-Site")
                ? "Bearer realm=\"wlmscp\""
                : $"Basic {Realm}",
        };
}
