using System.Net;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Server;

/// <summary>
/// How many associations may be open at once. Where two or more may be, one address, of IPv6 one network of 64 bits,
/// never gets the last tenth of them, nor the last one. Any thread may call.
/// </summary>
/// <param name="count">The number of associations, at least 1.</param>
internal sealed class AssociationSlots(int count)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _taken = [];
    private int _free = count;

    /// <summary>How many may be open.</summary>
    public int Count { get; } = count;

    /// <summary>How many of them one address may have.</summary>
    public int CountOfAddress { get; } = count < 2 ? count : count - Math.Max(1, count / 10);

    /// <summary>How many more may be opened.</summary>
    public int Free
    {
        get
        {
            lock (_lock)
            {
                return _free;
            }
        }
    }

    /// <summary>Takes one, to be given back.</summary>
    /// <param name="address">Who wants it; null: not known.</param>
    public SlotAnswer TryTake(IPAddress? address)
    {
        IPAddress key = KeyOf(address);
        lock (_lock)
        {
            int taken = _taken.GetValueOrDefault(key);
            if (_free == 0 || taken == CountOfAddress)
            {
                return _free == 0 ? SlotAnswer.NoneIsFree : SlotAnswer.AddressHasMost;
            }

            _free--;
            _taken[key] = taken + 1;
            return SlotAnswer.Taken;
        }
    }

    /// <summary>Gives one back.</summary>
    /// <param name="address">Who had it.</param>
    public void Return(IPAddress? address)
    {
        IPAddress key = KeyOf(address);
        lock (_lock)
        {
            _free++;
            if (--_taken[key] == 0)
            {
                _taken.Remove(key);
            }
        }
    }

    private static IPAddress KeyOf(IPAddress? address) =>
        address is null ? IPAddress.None : AddressLimit.KeyOf(address);
}

/// <summary>What somebody gets who wants to open an association.</summary>
internal enum SlotAnswer
{
    /// <summary>The association may be opened.</summary>
    Taken,

    /// <summary>As many are open as may be.</summary>
    NoneIsFree,

    /// <summary>The address has as many as one address may have.</summary>
    AddressHasMost,
}
