using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Searching;

namespace WorklistScp.Web.Description;

/// <summary>What can be asked for: <c>/openapi.json</c>, and Retrieve Capabilities of DICOMweb (PS3.18 8.9).</summary>
/// <param name="search">Finds the areas.</param>
/// <param name="takesPerformedSteps">Whether performed procedure steps are taken.</param>
internal sealed class DescriptionResources(AreaSearch search, bool takesPerformedSteps) : IWebResources
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi.json", DescribeAsync).WithMetadata(new NeedsRole(WebRole.Read, "openapi"));
        routes.MapMethods("/dicomweb/{area}", [HttpMethods.Options], TellAsync)
            .WithMetadata(new NeedsRole(WebRole.Read, "capabilities"));
    }

    private static Task DescribeAsync(HttpContext context)
    {
        string version = typeof(DescriptionResources).Assembly.GetName().Version!.ToString(3);
        return WriteAsync(
            context, "application/json", Read("openapi.json").Replace("@VERSION@", version, StringComparison.Ordinal));
    }

    private async Task TellAsync(HttpContext context)
    {
        await search.FindAreaAsync(context);
        HttpRequest request = context.Request;
        string path = request.Path.ToUriComponent().TrimEnd('/');
        string address = System.Security.SecurityElement.Escape($"{request.Scheme}://{request.Host}{path}/");
        string wadl = Read("capabilities.wadl").Replace("@BASE@", address, StringComparison.Ordinal).Replace(
            "@MPPS@", takesPerformedSteps ? Read("capabilities-mpps.wadl").TrimEnd() : "", StringComparison.Ordinal);
        await WriteAsync(context, "application/vnd.sun.wadl+xml", wadl);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(
            typeof(DescriptionResources).Assembly.GetManifestResourceStream($"description/{name}")!);
        return reader.ReadToEnd();
    }

    private static async Task WriteAsync(HttpContext context, string type, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
