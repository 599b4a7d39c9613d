using Microsoft.Extensions.Hosting;

namespace WorklistScp.Web.Hosting;

/// <summary>Leaves signals alone: when the server starts and stops, its owner says.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
