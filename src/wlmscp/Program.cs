using Wlmscp;
using Wlmscp.CommandLine;

StandardStreams.Complete();
return await WlmscpCommand.RunAsync(args);
