using WorklistScp.Web.Entries;

namespace WorklistScp.Web.Desk;

/// <summary>What the site says of the reception desk: the section <c>http</c> of the configuration file. Immutable.</summary>
public sealed record DeskRules
{
    /// <summary>The keywords of attributes that the form has a field for, and that may be left empty.</summary>
    public static IReadOnlyList<string> FormAttributes { get; } =
    [
        "PatientBirthDate", "PatientSex", "MedicalAlerts", "Allergies", "AccessionNumber", "ReferringPhysicianName",
        "ScheduledPerformingPhysicianName", "CommentsOnTheScheduledProcedureStep", "ScheduledProcedureStepEndTime",
    ];

    /// <summary>The devices; empty: those that entries name.</summary>
    public IReadOnlyList<DeskDevice> Devices { get; init; } = [];

    /// <summary>The examinations; empty: those that entries have.</summary>
    public IReadOnlyList<DeskExam> Exams { get; init; } = [];

    /// <summary>Referring physicians, <c>Family^Given</c>; empty: those that entries have.</summary>
    public IReadOnlyList<string> ReferringPhysicians { get; init; } = [];

    /// <summary>Performing physicians, likewise.</summary>
    public IReadOnlyList<string> PerformingPhysicians { get; init; } = [];

    /// <summary>Keywords of attributes that the form wants a value for.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The groups of names besides the alphabetic one: <c>ideographic</c>, <c>phonetic</c>.</summary>
    public IReadOnlyList<string> NameGroups { get; init; } = [];

    /// <summary>What Accession Numbers look like that new entries get; null: they get none.</summary>
    public AccessionPattern? AccessionNumber { get; init; }

    /// <summary>Whether who changes an entry must say by If-Match which version he has seen.</summary>
    public bool RequiresIfMatch { get; init; }
}

/// <summary>A device that examinations are scheduled for.</summary>
/// <param name="AETitle">Its AE title.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Modality">Its modality; empty: not known.</param>
public sealed record DeskDevice(string AETitle, string Name, string Modality)
{
    /// <summary>The storage area that it asks; null: any.</summary>
    public string? Area { get; init; }

    /// <summary>From when on it is used, <c>HH:MM</c>; null: nothing is said of it.</summary>
    public string? Opens { get; init; }

    /// <summary>Until when it is used, likewise.</summary>
    public string? Closes { get; init; }
}

/// <summary>An examination that can be ordered.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Modality">The modality that makes it.</param>
/// <param name="Description">The Scheduled Procedure Step Description.</param>
public sealed record DeskExam(string Name, string Modality, string Description)
{
    /// <summary>Its code; null: none.</summary>
    public DeskCode? Code { get; init; }

    /// <summary>How many minutes it takes; null: nothing is said of it.</summary>
    public int? Minutes { get; init; }

    /// <summary>The AE titles of the devices that make it; empty: all of the modality.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];
}

/// <summary>A code (PS3.3 table 8.8-1).</summary>
/// <param name="Value">Code Value.</param>
/// <param name="Scheme">Coding Scheme Designator.</param>
/// <param name="Meaning">Code Meaning.</param>
public sealed record DeskCode(string Value, string Scheme, string Meaning);
