using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using WorklistScp.Web.Problems;

namespace WorklistScp.Web.Hosting;

/// <summary>
/// Lets so many requests about one storage area do something at once, and others wait, not for long. What one area keeps
/// waiting is not the loss of another.
/// </summary>
/// <param name="atOnce">How many.</param>
internal sealed class AreaTurns(int atOnce)
{
    // As long as a lock is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new(StringComparer.Ordinal);

    /// <summary>Does something when it is a request's turn.</summary>
    /// <param name="context">The request, whose area is known to be there.</param>
    /// <param name="act">Does it.</param>
    /// <exception cref="WebProblemException">It is nobody's turn for too long.</exception>
    public async Task<T> RunAsync<T>(HttpContext context, Func<Task<T>> act)
    {
        SemaphoreSlim places = _places.GetOrAdd(WebAct.Of(context).Area ?? "", _ => new SemaphoreSlim(atOnce));
        if (!await places.WaitAsync(Patience, context.RequestAborted))
        {
            throw new WebProblemException(new WebProblem(
                StatusCodes.Status503ServiceUnavailable, "the storage area is in use, try again later")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            });
        }

        try
        {
            return await act();
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(HttpContext context, Func<Task> act) => RunAsync(context, async () =>
    {
        await act();
        return true;
    });
}
