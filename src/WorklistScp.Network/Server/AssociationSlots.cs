namespace WorklistScp.Network.Server;

/// <summary>Counts the associations that are open at the same time, up to a limit.</summary>
/// <param name="limit">The limit.</param>
internal sealed class AssociationSlots(int limit)
{
    private int _taken;

    /// <summary>Takes a slot; false when all are taken.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= limit)
        {
            return true;
        }

        Release();
        return false;
    }

    /// <summary>Gives a slot back.</summary>
    public void Release() => Interlocked.Decrement(ref _taken);
}
