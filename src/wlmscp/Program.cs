using Wlmscp;
using Wlmscp.Commands;

StandardStreams.Complete();
return await WlmscpCommand.RunAsync(args);
