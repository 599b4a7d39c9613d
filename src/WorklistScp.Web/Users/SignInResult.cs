namespace WorklistScp.Web.Users;

/// <summary>What becomes of somebody who shows who he is.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>He is a user.</summary>
    /// <param name="User">Who, and what he may do.</param>
    public sealed record Accepted(User User) : SignInResult;

    /// <summary>He is nobody, or does not show it; which of them is not said.</summary>
    public sealed record Refused : SignInResult
    {
        /// <summary>The one.</summary>
        public static readonly Refused Instance = new();
    }

    /// <summary>He, or somebody at his address, has failed too often; what he shows was not looked at.</summary>
    /// <param name="RetryAfter">How long to wait.</param>
    public sealed record TooMany(TimeSpan RetryAfter) : SignInResult;

    /// <summary>Too many sign in at this moment; what he shows was not looked at.</summary>
    public sealed record Busy : SignInResult
    {
        /// <summary>The one.</summary>
        public static readonly Busy Instance = new();
    }
}
