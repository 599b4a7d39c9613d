using Wlmscp.CommandLine;

return await WlmscpCommand.RunAsync(args);
