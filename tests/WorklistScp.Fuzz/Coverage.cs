using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace WorklistScp.Fuzz;

/// <summary>
/// Which branches inputs took, as assemblies report them that SharpFuzz has instrumented; nothing for others. There is
/// one for the process.
/// </summary>
internal static unsafe class Coverage
{
    private const int Size = 1 << 16; // the map of AFL: a count for each pair of branches, hashed

    private static readonly byte* Map = (byte*)NativeMemory.AllocZeroed(Size);
    private static readonly byte[] Seen = new byte[Size];

    /// <summary>How many pairs of branches were taken so far.</summary>
    public static int Branches { get; private set; }

    /// <summary>An input is going to run.</summary>
    public static void Begin()
    {
        Trace.SharedMem = Map;
        Trace.PrevLocation = 0;
        new Span<byte>(Map, Size).Clear();
    }

    /// <summary>Whether the input took a branch that none before it took, or took one far more often.</summary>
    public static bool TakeNews()
    {
        var isNews = false;
        var counts = new ReadOnlySpan<byte>(Map, Size);
        var next = 0;
        while (counts[next..].IndexOfAnyExcept((byte)0) is >= 0 and var skipped)
        {
            next += skipped;
            isNews |= Take(next, counts[next]);
            next++;
        }

        return isNews;
    }

    // Counts of one power of two are alike.
    private static bool Take(int branch, byte count)
    {
        var bit = (byte)(1 << BitOperations.Log2(count));
        bool isNews = (Seen[branch] & bit) == 0;
        Branches += Seen[branch] == 0 ? 1 : 0;
        Seen[branch] |= bit;
        return isNews;
    }
}
