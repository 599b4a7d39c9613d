using System.CommandLine;
using WorklistScp.Benchmarks;
using WorklistScp.Benchmarks.Micro;
using WorklistScp.Benchmarks.SideBySide;
using WorklistScp.Benchmarks.Soak;
using WorklistScp.Benchmarks.Start;

var command = new RootCommand("Measures wlmscp beside wlmscpfs of DCMTK.")
{
    SideBySideCommand.Create(),
    StartCommand.Create(),
    MicroCommand.Create(),
    SoakCommand.Create(),
};
try
{
    return await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BenchmarkException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
