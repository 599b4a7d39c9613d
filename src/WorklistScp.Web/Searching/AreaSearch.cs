using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Web.Hosting;
using WorklistScp.Web.Problems;
using WorklistScp.Worklist.Assignments;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Web.Searching;

/// <summary>Finds entries of a storage area as C-FIND does, by the same query.</summary>
/// <param name="areas">The storage areas.</param>
/// <param name="options">How queries are understood.</param>
/// <param name="profiles">The profiles of devices, for those who want to know what one finds.</param>
/// <param name="time">The clock.</param>
internal sealed class AreaSearch(
    StorageAreas areas, WorklistQueryOptions options, Func<DeviceProfiles> profiles, TimeProvider time) : IDisposable
{
    // How many results an answer has at most.
    private const int MostResults = 5000;

    // Who searches for long lets others have the processor now and then.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);

    // More at once would keep devices waiting that query meanwhile.
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Nobody searches any more.</summary>
    public void Dispose() => _places.Dispose();

    /// <summary>Finds a storage area.</summary>
    /// <exception cref="WebProblemException">There is none.</exception>
    public async ValueTask<StorageArea> FindAreaAsync(HttpContext context)
    {
        string name = context.Request.RouteValues["area"] as string ?? "";
        StorageArea? area = await areas.FindAsync(name, context.RequestAborted);
        WebAct.Of(context).Area = area is null ? null : name;
        return area ?? throw new WebProblemException(StatusCodes.Status404NotFound, "there is no storage area of this name");
    }

    /// <summary>Reads what is searched for.</summary>
    /// <exception cref="WebProblemException">A parameter is wrong, or a key cannot be matched.</exception>
    public (SearchParameters Parameters, WorklistQuery Query) Read(HttpContext context) => Read(context, options);

    private (SearchParameters Parameters, WorklistQuery Query) Read(HttpContext context, WorklistQueryOptions understood)
    {
        var parameters = SearchParameters.Read(context.Request.Query, time.GetLocalNow().DateTime);
        WorklistQueryOptions asked =
            parameters.WantsFuzzyMatching ? understood with { NameMatching = NameMatching.Fuzzy } : understood;
        return (parameters, Checked(parameters, WorklistQuery.Parse(parameters.Identifier, asked)));
    }

    /// <summary>
    /// Finds the entries that are to be changed, all of them: refused where a slip would make it each entry of the area. One
    /// that has no value for an attribute that is asked for is not among them.
    /// </summary>
    /// <inheritdoc cref="FindAsync(HttpContext)"/>
    public async Task<SearchResult> FindToChangeAsync(HttpContext context)
    {
        SearchResult found = await FindAsync(context, options with { StrictMatching = true });
        string[] matched = [.. found.Query.KeysWithValue];
        if (found.Parameters.Keys.FirstOrDefault(key => !matched.Contains(key.Name)) is { } idle)
        {
            throw new WebProblemException(
                StatusCodes.Status400BadRequest, $"{idle}: no value that is matched, expected one: it would be that of every entry");
        }

        return matched.Length == 0
            ? throw new WebProblemException(
                StatusCodes.Status400BadRequest,
                "the parameters: no attribute with a value, expected one at least: it would be every entry")
            : Math.Min(found.Parameters.Limit ?? int.MaxValue, found.Matches - found.Parameters.Offset) > MostResults
            ? throw new WebProblemException(
                StatusCodes.Status400BadRequest,
                $"{found.Matches} entries match, expected at most {MostResults}: more attributes, or a limit that is smaller")
            : found;
    }

    /// <summary>Reads what is searched for, as a device means it that a further parameter names, or nobody.</summary>
    /// <param name="context">The request, of which the area is known.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <inheritdoc cref="Read(HttpContext)"/>
    public (SearchParameters Parameters, DeviceQuery Query) ReadAsDevice(HttpContext context, string parameter)
    {
        DateTime now = time.GetLocalNow().DateTime;
        string calling = context.Request.Query[parameter].ToString();
        if (calling.Length > 0 && !AETitle.TryParse(calling, out calling!))
        {
            throw new WebProblemException(StatusCodes.Status400BadRequest, $"{parameter}: expected {AETitle.Expected}");
        }

        var others = new QueryCollection(
            context.Request.Query.Where(each => each.Key != parameter).ToDictionary(each => each.Key, each => each.Value));
        var parameters = SearchParameters.Read(others, now);
        var device = new AskingDevice(calling, WebAct.Of(context).Area ?? "") { IsSupposed = true };
        var query = DeviceQuery.Read(
            parameters.Identifier, options, device, calling.Length == 0 ? DeviceProfiles.None : profiles(), now);
        Checked(parameters, query.Query);
        return (parameters, query);
    }

    /// <summary>Reads the areas in which a device looks, none else.</summary>
    /// <param name="query">What the device asks.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Their entries, in the order of answers, and how many they are.</returns>
    /// <exception cref="StorageAreaException">One is not there, or cannot be read.</exception>
    public async Task<(EntryQueue Entries, int Count)> ReadAsync(DeviceQuery query, CancellationToken cancellationToken)
    {
        var entries = new EntryQueue();
        var count = 0;
        try
        {
            foreach (string name in query.Areas)
            {
                StorageArea area = await areas.FindAsync(name, cancellationToken)
                    ?? throw new StorageAreaException($"no storage area {name}", $"There is no storage area {name}");
                WorklistSnapshot snapshot = (await area.ReadAsync(cancellationToken)).Worklist;
                entries.Add(name, area.Read(snapshot, snapshot.Entries));
                count += snapshot.Count;
            }

            return (entries, count);
        }
        catch
        {
            entries.Dispose();
            throw;
        }
    }

    private static WorklistQuery Checked(SearchParameters parameters, WorklistQuery query) =>
        query.Problems.Count > 0 ? throw new WebProblemException(WrongKeys(parameters, query)) : query;

    /// <summary>Finds the entries that match what is searched for, in the order of C-FIND: by start, then by file.</summary>
    /// <exception cref="WebProblemException">A parameter is wrong, or there is no such area.</exception>
    public Task<SearchResult> FindAsync(HttpContext context) => FindAsync(context, options);

    private async Task<SearchResult> FindAsync(HttpContext context, WorklistQueryOptions understood)
    {
        (SearchParameters parameters, WorklistQuery query) = Read(context, understood);
        StorageArea area = await FindAreaAsync(context);
        int most = Math.Min(parameters.Limit ?? int.MaxValue, MostResults);
        CancellationToken cancellationToken = context.RequestAborted;
        WorklistSnapshot snapshot = (await area.ReadAsync(cancellationToken)).Worklist;
        await _places.WaitAsync(cancellationToken);
        try
        {
            var found = new List<WorklistEntry>();
            var matches = 0;
            long start = Stopwatch.GetTimestamp();
            var work = new MatchingWork(() => Stopwatch.GetElapsedTime(start) > Turn, cancellationToken);
            foreach (WorklistEntry entry in snapshot.Find(query.Search))
            {
                bool isMatch = query.Matches(entry, work);
                if (work.IsCut)
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    start = Stopwatch.GetTimestamp();
                    isMatch = query.Matches(entry, work, mindsTime: false);
                }

                if (work.IsTooMuch)
                {
                    throw new WebProblemException(
                        StatusCodes.Status400BadRequest, "too many comparisons for one entry, expected fewer values");
                }

                if (isMatch && matches++ >= parameters.Offset && found.Count < most)
                {
                    found.Add(entry);
                }
            }

            WebAct act = WebAct.Of(context);
            act.Keys = [.. query.KeysWithValue];
            act.Matches = matches;
            act.Entries = snapshot.Count;
            return new SearchResult(parameters, query, found, matches);
        }
        finally
        {
            _places.Release();
        }
    }

    private static WebProblem WrongKeys(SearchParameters parameters, WorklistQuery query)
    {
        AttributeProblem[] wrong =
        [
            .. query.Problems.Select(problem => new AttributeProblem(
                parameters.Keys.FirstOrDefault(key => key.Tags[^1] == problem.Tag) ?? new AttributePath(problem.Tag),
                WordsOf(problem))),
        ];
        return new WebProblem(StatusCodes.Status400BadRequest, $"{wrong[0].Path.Place}: {wrong[0].Detail}") { Invalid = wrong };
    }

    private static string WordsOf(QueryProblem problem) => problem switch
    {
        { Kind: QueryProblemKind.NoDateOrTime, VR.Form: DicomTextForm.Date } =>
            "no date, expected YYYYMMDD, or a range of them as YYYYMMDD-YYYYMMDD",
        { Kind: QueryProblemKind.NoDateOrTime, VR.Form: DicomTextForm.Time } =>
            "no time, expected HHMMSS or the first digits of it, or a range of them as HHMM-HHMM",
        _ => problem.ErrorComment,
    };
}

/// <summary>What was found.</summary>
/// <param name="Parameters">What was searched for.</param>
/// <param name="Query">The same as a query.</param>
/// <param name="Entries">Those that are wanted.</param>
/// <param name="Matches">How many match in all.</param>
internal sealed record SearchResult(
    SearchParameters Parameters, WorklistQuery Query, IReadOnlyList<WorklistEntry> Entries, int Matches);
