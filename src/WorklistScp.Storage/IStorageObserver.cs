namespace WorklistScp.Storage;

/// <summary>Hears of what readers and writers of storage areas wait for. Any thread may call; it must not throw.</summary>
public interface IStorageObserver
{
    /// <summary>What is known of the files of an area was brought up to date, under its lock.</summary>
    /// <param name="duration">How long that took.</param>
    void OnRefreshed(TimeSpan duration);

    /// <summary>The lock of an area was taken, or given up.</summary>
    /// <param name="duration">How long others kept it; zero: it was free.</param>
    /// <param name="isExclusive">Whether it was to change files.</param>
    void OnLockWaited(TimeSpan duration, bool isExclusive);
}
