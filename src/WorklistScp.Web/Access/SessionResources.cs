using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Access;

/// <summary><c>/session</c>: signs users of the page in and out.</summary>
/// <param name="doorkeeper">Knows them.</param>
/// <param name="areas">The storage areas, whose names users are told.</param>
/// <param name="observer">Is told who signs in, and who fails to; null: nobody is.</param>
internal sealed class SessionResources(Doorkeeper doorkeeper, StorageAreas areas, IWebObserver? observer) : IWebResources
{
    private const int MaxBody = 8 * 1024;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/session", BeginAsync).WithMetadata(new NeedsNobody());
        routes.MapGet("/session", TellAsync).WithMetadata(new NeedsRole(WebRole.Read, "session"));
        routes.MapDelete("/session", EndAsync).WithMetadata(new NeedsRole(WebRole.Read, "sign-out"));
    }

    private async Task BeginAsync(HttpContext context)
    {
        if (doorkeeper.FindObstacle(context) is { } obstacle)
        {
            throw new WebProblemException(obstacle);
        }

        (string name, string password) = await ReadAsync(context);
        Admission admission = await doorkeeper.BeginSessionAsync(name, password, context);
        var act = new WebAct(WebAct.SignIn, context) { User = PrintableText.Start(name, 64) };
        act.Status = admission.Problem?.Status ?? StatusCodes.Status200OK;
        observer?.After(act);
        await WriteAsync(context, admission.User ?? throw new WebProblemException(admission.Problem!));
    }

    private Task TellAsync(HttpContext context) =>
        WriteAsync(context, context.Features.GetRequiredFeature<WebUser>());

    private Task EndAsync(HttpContext context)
    {
        doorkeeper.EndSession(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task WriteAsync(HttpContext context, WebUser user)
    {
        IReadOnlyList<string> names = await areas.ListAsync(context.RequestAborted);
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("name"u8, user.Name);
        json.WriteString("role"u8, RoleName.Of(user.Role));
        json.WriteStartArray("areas"u8);
        foreach (string name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task<(string Name, string Password)> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBody;
        }

        if (!context.Request.HasJsonContentType())
        {
            throw new WebProblemException(
                StatusCodes.Status415UnsupportedMediaType, "Content-Type: expected application/json");
        }

        try
        {
            using JsonDocument json =
                await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return (TextOf(json, "name"), TextOf(json, "password"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new WebProblemException(
                new WebProblem(
                    StatusCodes.Status400BadRequest, "the body: expected {\"name\":\"...\",\"password\":\"...\"}"), e);
        }
    }

    private static string TextOf(JsonDocument json, string name) =>
        json.RootElement.GetProperty(name).GetString() ?? throw new JsonException();
}
