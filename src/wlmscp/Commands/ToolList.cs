using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Help;
using Wlmscp.Commands.Checking;
using Wlmscp.Commands.Converting;
using Wlmscp.Commands.Devices;
using Wlmscp.Commands.Diagnosing;
using Wlmscp.Commands.Editing;
using Wlmscp.Commands.Explaining;
using Wlmscp.Commands.Installing;
using Wlmscp.Commands.Passwords;
using Wlmscp.Commands.Performing;
using Wlmscp.Commands.Querying;
using Wlmscp.Commands.Receiving;

namespace Wlmscp.Commands;

/// <summary>The commands for worklist files.</summary>
internal static class ToolList
{
    /// <summary>Makes all of them, in the order of help and manual page; each answers <c>--help</c>.</summary>
    public static IReadOnlyList<Tool> Create()
    {
        Tool[] tools =
        [
            InitCommand.Create(), AddCommand.Create(), PutCommand.Create(), ListCommand.Create(),
            UpdateCommand.Create(), RemoveCommand.Create(), RestoreCommand.Create(), MergeCommand.Create(),
            ExpireCommand.Create(), Hl7Command.Create(), ConvertCommand.Create(), CheckCommand.Create(), ExplainCommand.Create(), QueryCommand.Create(),
            MppsCommand.Create(), DevicesCommand.Create(), DoctorCommand.Create(),
            PasswdCommand.Create(), InstallSamplesCommand.Create(),
        ];
        foreach (Tool tool in tools.SelectMany(tool => tool.Parts.Prepend(tool)))
        {
            ToolHelp.AddTo(tool);
        }

        return tools;
    }
}
