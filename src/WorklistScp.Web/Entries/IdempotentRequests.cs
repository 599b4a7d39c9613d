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
