using Microsoft.AspNetCore.Routing;

namespace WorklistScp.Web.Hosting;

/// <summary>Resources of one kind, which a <see cref="WebServer"/> serves. The server knows none in particular.</summary>
public interface IWebResources
{
    /// <summary>Adds their routes, each with a <see cref="NeedsRole"/>, or <see cref="NeedsNobody"/>.</summary>
    void Map(IEndpointRouteBuilder routes);
}

/// <summary>A route that is only for users with a role, or a higher one.</summary>
/// <param name="Role">The role.</param>
/// <param name="Act">What is done by it, a <see cref="WebAct.Name"/>.</param>
public sealed record NeedsRole(WebRole Role, string Act);

/// <summary>A route that anybody may use who gets through to the port.</summary>
public sealed record NeedsNobody;
