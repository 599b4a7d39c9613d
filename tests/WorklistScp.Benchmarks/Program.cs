using System.CommandLine;
using WorklistScp.Benchmarks.BadDays;
using WorklistScp.Benchmarks.Devices;
using WorklistScp.Benchmarks.Edits;
using WorklistScp.Benchmarks.Limit;
using WorklistScp.Benchmarks.Micro;
using WorklistScp.Benchmarks.Mpps;
using WorklistScp.Benchmarks.Orders;
using WorklistScp.Benchmarks.SideBySide;
using WorklistScp.Benchmarks.Soak;
using WorklistScp.Benchmarks.Start;
using WorklistScp.Benchmarks.Web;
using WorklistScp.Benchmarks;

Leftover.WatchSignals();
var command = new RootCommand("Measures wlmscp: beside wlmscpfs of DCMTK, on bad days, against what is possible.")
{
    SideBySideCommand.Create(),
    BadDaysCommand.Create(),
    LimitCommand.Create(),
    StartCommand.Create(),
    EditsCommand.Create(),
    OrdersCommand.Create(),
    MppsCommand.Create(),
    WebCommand.Create(),
    DevicesCommand.Create(),
    MicroCommand.Create(),
    SoakCommand.Create(),
};
try
{
    return await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception) when (Leftover.IsEnding)
{
    // What fails now fails for what is removed; the signal ends the program when it is done.
    await Task.Delay(Timeout.Infinite);
    return 1;
}
catch (BenchmarkException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
finally
{
    Leftover.RemoveAll();
}
