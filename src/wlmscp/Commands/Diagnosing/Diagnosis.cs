using Spectre.Console;

namespace Wlmscp.Commands.Diagnosing;

/// <summary>How bad it is.</summary>
internal enum DiagnosisKind
{
    /// <summary>It is as it is.</summary>
    Fact,

    /// <summary>It may be meant, or may not.</summary>
    Doubt,

    /// <summary>Modalities get no answer, or lack entries.</summary>
    Fault,
}

/// <summary>What was found of a service.</summary>
/// <param name="Place">Where: a directory, a port.</param>
/// <param name="Kind">How bad it is.</param>
/// <param name="Text">What, and what to do.</param>
internal sealed record Diagnosis(string Place, DiagnosisKind Kind, string Text)
{
    /// <summary>Its kind, as it is printed.</summary>
    public string KindName => Kind switch
    {
        DiagnosisKind.Fact => "fact",
        DiagnosisKind.Doubt => "doubt",
        _ => "fault",
    };

    /// <summary>Its colour on a terminal.</summary>
    public Color Color => Kind switch
    {
        DiagnosisKind.Fact => Color.Green,
        DiagnosisKind.Doubt => Color.Yellow,
        _ => Color.Red,
    };
}
