using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Web.Entries;

/// <summary>
/// Remembers which entry a request with an <c>Idempotency-Key</c> has made, for a day and not beyond the end of the daemon:
/// a client that got no answer may send it again.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class IdempotentRequests(TimeProvider time)
{
    private const int Most = 10_000;
    private const int LongestKey = 256;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Remembered> _known = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset Time)> _order = new();
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>The key of a request, which is its user's and its area's; null: it has none.</summary>
    /// <exception cref="WebProblemException">It is too long.</exception>
    public static string? KeyOf(HttpContext context)
    {
        string key = context.Request.Headers["Idempotency-Key"].ToString();
        return key.Length == 0 ? null
            : key.Length <= LongestKey
                ? $"{context.Features.GetRequiredFeature<WebUser>().Name}\n{WebAct.Of(context).Area}\n{key}"
            : throw new WebProblemException(
                StatusCodes.Status400BadRequest, $"Idempotency-Key: expected at most {LongestKey} characters");
    }

    /// <summary>
    /// Carries out a request while no other one of its key is: a client that has lost patience may send it again before the
    /// first is done.
    /// </summary>
    /// <param name="key">The key; null: it has none.</param>
    /// <param name="act">Carries it out.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task RunAsync(string? key, Func<Task> act, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            await act();
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (Begin(key, done.Task) is { } other)
        {
            await other.WaitAsync(cancellationToken);
        }

        try
        {
            await act();
        }
        finally
        {
            lock (_lock)
            {
                _running.Remove(key);
            }

            done.SetResult();
        }
    }

    // The one that is carried out already; null: this is it now.
    private Task? Begin(string key, Task done)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(key, out Task? other))
            {
                return other;
            }

            _running[key] = done;
            return null;
        }
    }

    /// <summary>Finds the entry that a request has made; null: it was not carried out.</summary>
    /// <exception cref="WebProblemException">The key stands for another request.</exception>
    public EntryKey? Find(string key, ReadOnlySpan<byte> body)
    {
        lock (_lock)
        {
            Forget();
            return !_known.TryGetValue(key, out Remembered? known) ? null
                : CryptographicOperations.FixedTimeEquals(known.Body, SHA256.HashData(body)) ? known.Entry
                : throw new WebProblemException(
                    StatusCodes.Status422UnprocessableEntity,
                    "Idempotency-Key: it stands for another request, expected a new one");
        }
    }

    /// <summary>Remembers a request that was carried out.</summary>
    public void Add(string key, ReadOnlySpan<byte> body, EntryKey entry)
    {
        lock (_lock)
        {
            Forget();
            if (_known.TryAdd(key, new Remembered(SHA256.HashData(body), entry)))
            {
                _order.Enqueue((key, time.GetUtcNow()));
            }
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out (string Key, DateTimeOffset Time) oldest)
            && (_order.Count > Most || time.GetUtcNow() - oldest.Time > Lifetime))
        {
            _known.Remove(_order.Dequeue().Key);
        }
    }

    private sealed record Remembered(byte[] Body, EntryKey Entry);
}
