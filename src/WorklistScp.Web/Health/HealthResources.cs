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
/// <c>/livez</c>: the program answers. <c>/readyz</c>: the storage areas can be listed, too, and it is not about to end.
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
            await areas.ListAsync(context.RequestAborted);
        }
        catch (StorageAreaException e)
        {
            throw new WebProblemException(
                new WebProblem(StatusCodes.Status503ServiceUnavailable, e.ErrorComment), e);
        }

        await OkAsync(context);
    }
}
