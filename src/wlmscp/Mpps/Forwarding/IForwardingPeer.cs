using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>One to whom messages are sent on, by whatever protocol. One flow at a time uses it.</summary>
internal interface IForwardingPeer : IAsyncDisposable
{
    /// <summary>As messages and log name it.</summary>
    string Name { get; }

    /// <summary>Connects, unless it is connected in the name of this sender already.</summary>
    /// <param name="sender">In whose name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnreachableException">That is not possible now.</exception>
    Task OpenAsync(string sender, CancellationToken cancellationToken);

    /// <summary>Sends a message, and waits for the answer.</summary>
    /// <param name="message">The message, in the name of the sender of <see cref="OpenAsync"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnreachableException">There is no answer; the connection is closed.</exception>
    Task<ForwardingAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Ends the connection in order: there is no more to send.</summary>
    Task CloseAsync();
}

/// <summary>What a peer has answered.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Text">What the log says of it.</param>
internal sealed record ForwardingAnswer(AnswerKind Kind, string Text);

/// <summary>What an answer means for a message.</summary>
internal enum AnswerKind
{
    /// <summary>It has arrived.</summary>
    Taken,

    /// <summary>It has arrived, but something of it does not please.</summary>
    TakenWithWarning,

    /// <summary>It would not be taken if it came for the first time; it may be here already.</summary>
    TakenBefore,

    /// <summary>It is not taken now.</summary>
    NotNow,

    /// <summary>It will never be taken.</summary>
    Refused,
}

/// <summary>A peer cannot be talked to now.</summary>
internal sealed class UnreachableException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="isOfSender">Whether it may be otherwise for another sender.</param>
    /// <param name="cause">What has happened.</param>
    public UnreachableException(string reason, bool isOfSender, Exception? cause = null) : base(reason, cause) =>
        IsOfSender = isOfSender;

    /// <summary>Whether it may be otherwise for another sender.</summary>
    public bool IsOfSender { get; }
}
