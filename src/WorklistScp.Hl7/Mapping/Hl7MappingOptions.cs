using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Hl7.Mapping;

/// <summary>What a site, or a sender of a site, wants otherwise. The defaults serve a simple site.</summary>
public sealed record Hl7MappingOptions
{
    /// <summary>The character set of data sets; what it lacks makes one ISO_IR 192.</summary>
    public SpecificCharacterSet CharacterSet { get; init; } = SpecificCharacterSet.Utf8;

    /// <summary>
    /// The zone of the site, into which times are brought that have another; null: entries name the zone of their start.
    /// </summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The assigning authority (PID-3.4.1) of the Patient ID that counts; empty: the first of PID-3.</summary>
    public string PatientIDAuthority { get; init; } = "";

    /// <summary>Issuer of Patient ID where a message has none; empty: there is none.</summary>
    public string IssuerOfPatientID { get; init; } = "";

    /// <summary>
    /// Whether the protocol of a step is always OBR-4.1 to .3, else OBR-4.4 to .6 where it is there.
    /// </summary>
    public bool IsProtocolFirst { get; init; }

    /// <summary>Whether ORC-17 is the institution (0008,0080), else the requesting service (0032,1033).</summary>
    public bool IsOrganizationInstitution { get; init; }

    /// <summary>Whether ORC-18 has the station's AE title.</summary>
    public bool IsStationInOrder { get; init; }

    /// <summary>Whether new orders count that no scheduler has scheduled: NW with an empty ORC-5.</summary>
    public bool TakesUnscheduled { get; init; } = true;

    /// <summary>Whether appointments (SIU) are orders.</summary>
    public bool TakesAppointments { get; init; }

    /// <summary>Whether messages are refused that MSH-11 calls a test or an exercise.</summary>
    public bool RefusesTests { get; init; }

    /// <summary>Modalities by code of protocol or procedure, for messages that name none.</summary>
    public IReadOnlyDictionary<string, string> ModalityByCode { get; init; } = new Dictionary<string, string>();

    /// <summary>The modality of messages that name none, and no known code; empty: they are refused.</summary>
    public string Modality { get; init; } = "";

    /// <summary>Stations for messages that name none; the first that fits counts.</summary>
    public IReadOnlyList<StationRule> Stations { get; init; } = [];

    /// <summary>The station's AE title where no rule fits; empty: the modality.</summary>
    public string StationAETitle { get; init; } = "";
}

/// <summary>Who performs steps of a kind. What is empty fits all.</summary>
/// <param name="AETitle">The AE title; several with a backslash between them.</param>
/// <param name="Modality">Modality (0008,0060).</param>
/// <param name="Location">The step's location (IPC-8), or point of care or facility of the patient (PV1-3.1, .4).</param>
/// <param name="Code">Code of protocol or procedure.</param>
public sealed record StationRule(string AETitle, string Modality = "", string Location = "", string Code = "");
