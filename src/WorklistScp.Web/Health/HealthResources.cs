using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Health;

/// <summary>
/// <c>/livez</c>: the program answers. <c>/readyz</c>: a storage area can be read, too, if there is any, and it is not about
/// to end.
/// </summary>
/// <param name="areas">The storage areas.</param>
/// <param name="stopping">Says that it is about to end.</param>
public sealed class HealthResources(StorageAreas areas, CancellationToken stopping) : IWebResources
{
    private static readonly string[] Looking = [HttpMethods.Get, HttpMethods.Head];

    private static readonly byte[] Ok = Encoding.ASCII.GetBytes("ok\n");

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/livez", Looking, OkAsync).WithMetadata(new NeedsNobody());
        routes.MapMethods("/readyz", Looking, ReadyAsync).WithMetadata(new NeedsNobody());
    }

    private static async Task OkAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain";
        await context.Response.Body.WriteAsync(Ok, context.RequestAborted);
    }

    private async Task ReadyAsync(HttpContext context)
    {
        if (stopping.IsCancellationRequested)
        {
            throw new WebProblemException(StatusCodes.Status503ServiceUnavailable, "the daemon is about to end");
        }

        try
        {
            if (await FindWhyNoneIsReadAsync(await areas.ListAsync(context.RequestAborted), context.RequestAborted) is { } why)
            {
                throw new WebProblemException(
                    new WebProblem(StatusCodes.Status503ServiceUnavailable, "no storage area can be read"), why);
            }
        }
        catch (StorageAreaException e)
        {
            throw new WebProblemException(
                new WebProblem(StatusCodes.Status503ServiceUnavailable, e.ErrorComment), e);
        }

        await OkAsync(context);
    }

    // The first that can be read will do. It was read before, as a rule, and costs no more than to see that it is the same.
    private async Task<StorageAreaException?> FindWhyNoneIsReadAsync(
        IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        StorageAreaException? why = null;
        foreach (string name in names)
        {
            try
            {
                if (await areas.FindAsync(name, cancellationToken) is { } area)
                {
                    await area.ReadAsync(cancellationToken);
                    return null;
                }
            }
            catch (StorageAreaException e)
            {
                why = e;
            }
        }

        return why;
    }
}
