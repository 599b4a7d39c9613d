using System.Globalization;

namespace WorklistScp.Benchmarks.Peers;

/// <summary>A process and those that it started and that still run: wlmscpfs has one for each association.</summary>
internal static class ProcessTree
{
    /// <summary>The numbers of the processes, beginning with the first one.</summary>
    public static IReadOnlyList<int> Of(int root)
    {
        List<int> tree = [root];
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(Children(tree[i]));
        }

        return tree;
    }

    private static IEnumerable<int> Children(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(ChildrenOfThread)];
        }
        catch (IOException)
        {
            return []; // it has just ended
        }
    }

    private static IEnumerable<int> ChildrenOfThread(string thread) =>
        File.ReadAllText(Path.Join(thread, "children"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture));
}
