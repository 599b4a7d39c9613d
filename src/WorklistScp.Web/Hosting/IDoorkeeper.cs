using Microsoft.AspNetCore.Http;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Hosting;

/// <summary>Finds out who asks, before a resource sees the request.</summary>
internal interface IDoorkeeper
{
    /// <summary>Finds out who it is.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The user, or why there is none.</returns>
    ValueTask<Admission> AdmitAsync(HttpContext context);
}

/// <summary>Who asks.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Role">What the user may do.</param>
public sealed record WebUser(string Name, WebRole Role);

/// <summary>What was found out about who asks: one of both is there.</summary>
/// <param name="User">The user; null: none.</param>
/// <param name="Problem">Why there is none, as the answer says it.</param>
internal sealed record Admission(WebUser? User, WebProblem? Problem = null);
