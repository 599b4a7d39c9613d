using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Server;

/// <summary>
/// Warns of associations that are rejected for an AE title, or since the terms for it are not met, and says what may be
/// meant: once a minute for each pair of titles, of twenty pairs at most, and how many there were since. Any thread may
/// call.
/// </summary>
internal sealed class RejectedTitles : IDisposable
{
    private const int MaxPairs = 20;

    // PS3.8 table 9-21: reasons of the service user.
    private const byte ServiceUser = 1;
    private const byte CallingAETitleNotRecognized = 3;
    private const byte CalledAETitleNotRecognized = 7;

    private readonly AssociationNegotiator _negotiator;
    private readonly Func<IEnumerable<string>> _calledAETitles;
    private readonly ILogger _logger;
    private readonly RepeatCounter<(string Calling, string Called), Rejected> _pairs;

    /// <summary>Makes it.</summary>
    /// <param name="negotiator">Knows the rules for calling AE titles.</param>
    /// <param name="calledAETitles">The called AE titles that there are, as far as known without waiting.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Receives the warnings.</param>
    public RejectedTitles(
        AssociationNegotiator negotiator, Func<IEnumerable<string>> calledAETitles, TimeProvider time, ILogger logger)
    {
        _negotiator = negotiator;
        _calledAETitles = calledAETitles;
        _logger = logger;
        _pairs = new(MaxPairs, TellRepeats, time);
    }

    /// <summary>Warns of a rejection, if it is for an AE title, and the first of its pair.</summary>
    /// <param name="association">The name of the association.</param>
    /// <param name="request">The request.</param>
    /// <param name="reject">The rejection.</param>
    /// <param name="peer">The requestor.</param>
    /// <param name="unmet">What of the terms for this title was not met; null: nothing, the title is the cause.</param>
    public bool TryTell(
        string association, AAssociateRQ request, AAssociateRJ reject, PeerText peer, string? unmet = null)
    {
        if ((unmet is null && reject is not
            { Source: ServiceUser, Reason: CallingAETitleNotRecognized or CalledAETitleNotRecognized })
            || !_pairs.Add((request.CallingAETitle, request.CalledAETitle),
                new Rejected(request.CallingAETitle, request.CalledAETitle, peer)))
        {
            return false;
        }

        bool isCalled = reject.Reason == CalledAETitleNotRecognized;
        string hint = unmet ?? (isCalled
            ? NearestOf(request.CalledAETitle)
            : _negotiator.ExplainCalling(request.CallingAETitle, (peer.EndPoint as IPEndPoint)?.Address));
        NetworkLog.TitleRejected(
            _logger, association, request.CallingAETitle, peer, request.CalledAETitle,
            reject.Result, reject.Source, reject.Reason, reject.ReasonInWords, hint);
        return true;
    }

    /// <summary>Tells how many there were that were not told of.</summary>
    public void Dispose() => _pairs.Dispose();

    private string NearestOf(string called) => NearestWord.Find(called, _calledAETitles()) is { } nearest
        ? $"there is {nearest}"
        : "there is none with a similar name";

    private void TellRepeats(Repeats<Rejected> repeats)
    {
        (string calling, string called, PeerText peer) = repeats.Last;
        if (repeats.IsMixed)
        {
            NetworkLog.TitlesRejectedAgain(_logger, repeats.Count, calling, peer, called);
        }
        else
        {
            NetworkLog.TitleRejectedAgain(_logger, repeats.Count, calling, peer, called);
        }
    }

    // Not the request, which may be long.
    private readonly record struct Rejected(string Calling, string Called, PeerText Peer);
}
