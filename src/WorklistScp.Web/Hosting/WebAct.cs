using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WorklistScp.Web.Hosting;

/// <summary>
/// What a user does by one request, for those who watch: resources say what it is about while they carry it out. Nothing in
/// it is of a patient.
/// </summary>
public sealed record WebAct
{
    /// <summary>The name of the act by which a session of the page begins.</summary>
    public const string SignIn = "sign-in";

    private List<WebAct> _parts = [];

    internal WebAct(string name, HttpContext context)
    {
        Name = name;
        Request = context.TraceIdentifier;
        Peer = context.Connection.RemoteIpAddress is { } address
            ? new IPEndPoint(address, context.Connection.RemotePort)
            : null;
    }

    /// <summary>The kind: <c>search</c>, <c>create</c> and the like.</summary>
    public string Name { get; }

    /// <summary>The name of the request, as in the log.</summary>
    public string Request { get; }

    /// <summary>Who has connected.</summary>
    public EndPoint? Peer { get; }

    /// <summary>Who did it; null: nobody that is known.</summary>
    public string? User { get; internal set; }

    /// <summary>The storage area that it is about; null: none.</summary>
    public string? Area { get; internal set; }

    /// <summary>The names of the keys that were searched by.</summary>
    public IReadOnlyList<string> Keys { get; internal set; } = [];

    /// <summary>How many entries were found.</summary>
    public int? Matches { get; internal set; }

    /// <summary>How many the storage area had.</summary>
    public int? Entries { get; internal set; }

    /// <summary>The Study Instance UID of the entry that it is about.</summary>
    public string? StudyInstanceUID { get; internal set; }

    /// <summary>Its Scheduled Procedure Step ID.</summary>
    public string? StepID { get; internal set; }

    /// <summary>Its Accession Number.</summary>
    public string? AccessionNumber { get; internal set; }

    /// <summary>The status of the answer; 0: the client has gone.</summary>
    public int Status { get; internal set; }

    /// <summary>Why it was refused; null: it was not.</summary>
    public string? Comment { get; internal set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>What was done to each entry, where one request changes several.</summary>
    public IReadOnlyList<WebAct> Parts => _parts;

    /// <summary>Begins what is done to one of several entries.</summary>
    internal WebAct AddPart()
    {
        WebAct part = this with { Keys = [], Matches = null, Entries = null, _parts = [] };
        _parts.Add(part);
        return part;
    }

    /// <summary>That of a request.</summary>
    internal static WebAct Of(HttpContext context) => context.Features.GetRequiredFeature<WebAct>();
}
