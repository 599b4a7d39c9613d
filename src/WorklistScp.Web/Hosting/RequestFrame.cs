using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WorklistScp.Storage;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Hosting;

/// <summary>What is around each request: who may in, who is told of it, headers, and problems made answers.</summary>
internal sealed class RequestFrame(RequestDelegate next, IDoorkeeper doorkeeper, IWebObserver? observer, ILogger logger)
{
    /// <summary>Answers a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        using PlaceOfRequest place = context.Features.GetRequiredFeature<ConnectionPlace>().BeginRequest();
        Endpoint? endpoint = context.GetEndpoint();
        string route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "an unknown address";
        var act = new WebAct(endpoint?.Metadata.GetMetadata<NeedsRole>()?.Act ?? "unknown", context);
        Protect(context.Response.Headers);
        try
        {
            await AnswerAsync(context, endpoint, act, place);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && ProblemOf(e) is { } problem)
        {
            // What cannot be understood may be anything, a patient's name too.
            string said = problem.Status == StatusCodes.Status400BadRequest ? "it cannot be understood" : problem.Detail;
            WebEvents.Refused(logger, context.TraceIdentifier, route, problem.Status, said);
            act.Comment = said;
            await EndAsync(context, problem);
        }
        catch (Exception e) when (e is ConnectionResetException or OperationCanceledException)
        {
            WebEvents.Gone(logger, context.TraceIdentifier, route);
            context.Abort();
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested
            && e is IOException or UnauthorizedAccessException)
        {
            string problem = SystemMessage.Of(e);
            WebEvents.NotWritten(logger, context.TraceIdentifier, route, problem);
            await EndAsync(context, new WebProblem(
                StatusCodes.Status503ServiceUnavailable, "the storage area cannot be written now"));
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            WebEvents.Failed(logger, context.TraceIdentifier, route, e);
            await EndAsync(context, new WebProblem(
                StatusCodes.Status500InternalServerError,
                $"the request failed; the log of the server says more of {context.TraceIdentifier}"));
        }
        catch (IOException)
        {
            WebEvents.Gone(logger, context.TraceIdentifier, route);
        }

        act.Duration = Stopwatch.GetElapsedTime(start);
        if (endpoint?.Metadata.GetMetadata<NeedsNobody>() is null)
        {
            act.Status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
            observer?.After(act);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            WebEvents.Answered(
                logger, context.TraceIdentifier, context.Request.Method, route, context.Connection.RemoteIpAddress,
                context.Response.StatusCode, act.Duration.TotalMilliseconds);
        }
    }

    private async Task AnswerAsync(HttpContext context, Endpoint? endpoint, WebAct act, PlaceOfRequest place)
    {
        if (endpoint?.Metadata.GetMetadata<NeedsNobody>() is null)
        {
            await AdmitAsync(context, endpoint, act, place);
        }

        await next(context);
        if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
        {
            await new WebProblem(
                StatusCodes.Status405MethodNotAllowed, $"expected one of {context.Response.Headers.Allow}")
                .WriteAsync(context.Response, context.RequestAborted);
        }
    }

    private async Task AdmitAsync(HttpContext context, Endpoint? endpoint, WebAct act, PlaceOfRequest place)
    {
        Admission admission = await doorkeeper.AdmitAsync(context);
        WebUser user = admission.User ?? throw new WebProblemException(admission.Problem!);
        place.HasUser();
        act.User = user.Name;
        context.Features.Set(act);
        context.Features.Set(user);
        if (endpoint is not RouteEndpoint)
        {
            if (endpoint is not null)
            {
                return; // another method than the route has
            }

            // Told to users only: others learn nothing of what is there.
            throw new WebProblemException(StatusCodes.Status404NotFound, "nothing is served at this address");
        }

        // A route without a role is nobody's: a mistake shuts a door rather than leaves it open.
        WebRole needed = endpoint.Metadata.GetMetadata<NeedsRole>()?.Role ?? WebRole.Admin;
        if (user.Role < needed)
        {
            throw new WebProblemException(
                StatusCodes.Status403Forbidden, $"the role {RoleName.Of(user.Role)} may not do this, expected {RoleName.Of(needed)}");
        }

        if (observer is not null && !await observer.BeforeAsync(act, context.RequestAborted))
        {
            throw new WebProblemException(
                StatusCodes.Status503ServiceUnavailable, "this cannot be audited: the audit log cannot be written");
        }
    }

    /// <summary>The answer to what keeps a request from being carried out; null: it is not known what to answer.</summary>
    internal static WebProblem? ProblemOf(Exception e) => e switch
    {
        WebProblemException expected => expected.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new WebProblem(StatusCodes.Status413PayloadTooLarge, "the body is too large"),
        BadHttpRequestException bad => new WebProblem(bad.StatusCode, bad.Message),
        StorageAreaException area => new WebProblem(StatusCodes.Status503ServiceUnavailable, area.ErrorComment)
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        },
        _ => null,
    };

    private static void Protect(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }

    private static async Task EndAsync(HttpContext context, WebProblem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort(); // half an answer must not look like a whole one
            return;
        }

        context.Response.Clear();
        Protect(context.Response.Headers);
        await problem.WriteAsync(context.Response, context.RequestAborted);
    }
}
