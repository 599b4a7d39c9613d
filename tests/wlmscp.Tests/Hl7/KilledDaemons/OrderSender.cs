using System.Net.Sockets;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Hl7.KilledDaemons;

/// <summary>
/// Sends new orders, changes and cancellations, one after the other, and repeats each until it is acknowledged.
/// </summary>
internal sealed class OrderSender(string name, KilledDaemon daemon, IReadOnlyList<string> areas, Random random) : IDisposable
{
    private const int MostOrders = 200;
    private const int MostSteps = 3;

    private readonly List<SentOrder> _orders = [];
    private MllpPeer? _peer;
    private byte[] _last = [];
    private string _lastID = "";

    /// <summary>The orders, as acknowledged messages have left them.</summary>
    public IReadOnlyList<SentOrder> Orders => _orders;

    /// <summary>How many messages were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>How often one was sent again because nobody answered.</summary>
    public int Repeated { get; private set; }

    /// <summary>Sends until it is told to stop; what it has begun is acknowledged then.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (random.Next(10) == 0 && _last.Length > 0)
            {
                await DeliverAsync(_last, _lastID);
            }
            else
            {
                await SendNextAsync();
            }
        }
    }

    public void Dispose() => _peer?.Dispose();

    private Task SendNextAsync()
    {
        int index = _orders.Count < 3 || (_orders.Count < MostOrders && random.Next(4) == 0)
            ? _orders.Count
            : random.Next(_orders.Count);
        if (index == _orders.Count)
        {
            _orders.Add(new SentOrder(
                $"{name}{index}", areas[random.Next(areas.Count)], random.Next(1, MostSteps + 1), random.Next(2) == 0));
        }

        SentOrder order = _orders[index];
        string control = order.Version == 0 || order.IsCanceled ? "NW" : random.Next(6) switch { 0 => "NW", 1 => "CA", _ => "XO" };
        return SendAsync(
            index, control,
            control == "CA" ? order with { IsCanceled = true } : order with { Version = order.Version + 1, IsCanceled = false });
    }

    private async Task SendAsync(int index, string control, SentOrder next)
    {
        int count = Acknowledged + 1;
        _last = Hl7Messages.Framed(next.ToMessage(control, count));
        _lastID = $"{next.Number}.{count}";
        await DeliverAsync(_last, _lastID);
        _orders[index] = next;
    }

    private async Task DeliverAsync(byte[] message, string controlID)
    {
        while (await TrySendAsync(message) is var answer && answer != $"AA {controlID}")
        {
            Assert.Null(answer);
            _peer?.Dispose();
            _peer = null;
            Repeated++;
        }

        Acknowledged++;
    }

    // Null: the connection was lost, or there is none.
    private async Task<string?> TrySendAsync(byte[] message)
    {
        WlmscpProcess running = await daemon.RunningAsync();
        try
        {
            _peer ??= await MllpPeer.ConnectAsync(running);
            await _peer.SendAsync(message);
            return await _peer.ReceiveAsync();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
