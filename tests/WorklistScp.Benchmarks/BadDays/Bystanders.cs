using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Honest peers: several, as one alone may be lucky with the thread that serves it.</summary>
internal sealed class Bystanders : IDisposable
{
    private const int Count = 4;

    private readonly List<Bystander> _all = [];

    private Bystanders()
    {
    }

    /// <summary>Each has an association, and asks all the time.</summary>
    public static Bystanders Asking(ServerProcess server, byte[] request, int matches) =>
        Create(() => Bystander.Asking(server, request, matches));

    /// <summary>Each opens an association, closes it, and comes again.</summary>
    public static Bystanders Arriving(ServerProcess server) => Create(() => Bystander.Arriving(server));

    /// <summary>Waits until what they wait for has come, or was given up; the longest wait of all.</summary>
    public Wait Stop()
    {
        Wait[] waits = [.. _all.Select(bystander => bystander.Stop())];
        return waits.OrderBy(wait => wait.Error is not null).ThenBy(wait => wait.Time).Last();
    }

    /// <inheritdoc/>
    public void Dispose() => _all.ForEach(bystander => bystander.Dispose());

    private static Bystanders Create(Func<Bystander> create)
    {
        var bystanders = new Bystanders();
        for (var i = 0; i < Count; i++)
        {
            bystanders._all.Add(create());
        }

        return bystanders;
    }
}
