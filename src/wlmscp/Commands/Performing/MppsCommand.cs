using Wlmscp.CommandLine;

namespace Wlmscp.Commands.Performing;

/// <summary><c>wlmscp mpps</c>: the commands for performed procedure steps.</summary>
internal static class MppsCommand
{
    private const string Prose = """
        Modalities tell of the steps that they perform by Modality Performed Procedure Step, MPPS (PS3.4 F.7): N-CREATE
        when one begins, N-SET when it is completed or given up. `wlmscp help mpps` *COMMAND* tells of each command.
        """;

    /// <summary>Makes it.</summary>
    public static Tool Create() => Tool.Group(
        "mpps", "commands for performed procedure steps", Prose,
        MppsListCommand.Create(),
        MppsShowCommand.Create(),
        MppsExplainCommand.Create(),
        SendCommand.Create());
}
