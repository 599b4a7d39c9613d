using WorklistScp.Storage.Mpps;
using WorklistScp.Worklist.Mpps;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Mpps;

/// <summary>What became of a message about a performed procedure step.</summary>
/// <param name="Message">The message.</param>
/// <param name="Answer">What is answered.</param>
internal sealed record MppsReport(MppsMessage Message, MppsAnswer Answer)
{
    /// <summary>The name of the area that the performed step is kept in; null: it is not.</summary>
    public string? Area { get; init; }

    /// <summary>What it has brought about; null: nothing was to change.</summary>
    public MppsEffects? Effects { get; init; }

    /// <summary>The profile that has it refused; null: none has.</summary>
    public DeviceProfile? RefusedBy { get; init; }

    /// <summary>Why it could not be carried out, with places of this machine; null: it could.</summary>
    public string? Problem { get; init; }
}
