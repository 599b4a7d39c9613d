using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace Wlmscp.Tests.Faults;

/// <summary>
/// The clock of one daemon, which can be set while it runs: a library that is loaded before the C library adds to what
/// the system's clock says. Time that has passed is as before, and so are the times of files.
/// </summary>
internal sealed class DaemonClock : IDisposable
{
    private const string Source =
        """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <time.h>
        #include <unistd.h>

        static volatile long *ahead;
        static int (*read_clock)(clockid_t, struct timespec *);

        __attribute__((constructor)) static void begin(void)
        {
            read_clock = dlsym(RTLD_NEXT, "clock_gettime"); /* of faketime, if these tests run under it */
            int file = open(getenv("CLOCK_AHEAD"), O_RDONLY);
            ahead = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
            close(file);
        }

        int clock_gettime(clockid_t clock, struct timespec *now)
        {
            int result = read_clock(clock, now);
            if (result == 0 && clock == CLOCK_REALTIME)
            {
                now->tv_sec += *ahead;
            }

            return result;
        }
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _ahead;

    private DaemonClock()
    {
        _file = MemoryMappedFile.CreateFromFile(Ahead, FileMode.Create, null, sizeof(long));
        _ahead = _file.CreateViewAccessor();
    }

    private string Ahead => _directory.Combine("ahead");

    private string Library => _directory.Combine("clock.so");

    /// <summary>Makes one that is right; skips the test where there is no C compiler.</summary>
    public static async Task<DaemonClock> CreateAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/cc"), "there is no C compiler");
        var clock = new DaemonClock();
        string source = clock._directory.Combine("clock.c");
        await File.WriteAllTextAsync(source, Source, TestContext.Current.CancellationToken);
        ProgramRun run = await ProgramRun.RunAsync("cc", "-shared", "-fPIC", "-o", clock.Library, source, "-ldl");
        Assert.True(run.ExitCode == 0, run.Error);
        return clock;
    }

    /// <summary>How to start a daemon that has this clock.</summary>
    public ProcessStartInfo StartWith(params string[] args)
    {
        ProcessStartInfo start = WlmscpProgram.StartInfo(["--port", "0", .. args]);
        start.Environment["LD_PRELOAD"] = $"{Library}:{Environment.GetEnvironmentVariable("LD_PRELOAD")}";
        start.Environment["CLOCK_AHEAD"] = Ahead;
        return start;
    }

    /// <summary>Sets it.</summary>
    public void Set(TimeSpan ahead) => _ahead.Write(0, (long)ahead.TotalSeconds);

    /// <summary>Whether a line of the log has the day that this clock shows.</summary>
    public bool IsToday(string line) => line.StartsWith(
        (DateTimeOffset.UtcNow + TimeSpan.FromSeconds(_ahead.ReadInt64(0))).LocalDateTime.ToString(
            "yyyy-MM-dd", CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    public void Dispose()
    {
        _ahead.Dispose();
        _file.Dispose();
        _directory.Dispose();
    }
}
