using System.CommandLine;
using Wlmscp.CommandLine.Tools;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Editing;

/// <summary><c>wlmscp remove AREA KEY=VALUE...</c>: removes entries of a storage area.</summary>
internal static class RemoveCommand
{
    private const string Prose = """
        Removes the entries that match all keys, under the exclusive lock of the area, and shows them.
        Keys and values are those of `wlmscp list`, which shows beforehand what would be removed.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string> area = AreaArguments.Area();
        Argument<string[]> keys = AreaArguments.Keys(fewest: 1);
        var command = new Command("remove", "remove entries of a storage area") { area, keys };
        command.SetAction(result => ToolRunner.Run(
            "remove", () => Run(result.GetRequiredValue(area), result.GetRequiredValue(keys))));
        return new Tool(command, "`wlmscp remove` *AREA* *KEY=VALUE*...", Prose);
    }

    private static int Run(string area, string[] keys)
    {
        WorklistQuery query = KeyWords.ReadQuery(keys);
        if (!query.KeysWithValue.Any())
        {
            throw new ToolException(ExitCode.Usage, "no key with a value, expected one: all entries would be removed");
        }

        AreaFile[] files;
        using (AreaEditor editor = EditedArea.Open(area))
        {
            files = [.. editor.Read().Where(file => file.Matches(query))];
            foreach (AreaFile file in files)
            {
                editor.Remove(file.Name);
            }
        }

        EntryText.WriteTable(files.Select(file => (file.Name, file.Dataset!)));
        return files.Length > 0 ? ExitCode.Success : ExitCode.Negative;
    }
}
