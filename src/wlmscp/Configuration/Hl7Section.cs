using System.Net;
using Wlmscp.Hl7;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Messages;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Configuration;

/// <summary>The section <c>hl7</c>: what messages mean at this site, and whose are taken.</summary>
internal static class Hl7Section
{
    /// <summary>Reads it.</summary>
    /// <param name="section">The section.</param>
    public static Hl7Rules Read(ObjectReader section)
    {
        (Hl7MappingOptions mapping, Hl7CharacterSetChoice characterSet) =
            ReadSettings(section, new Hl7MappingOptions(), Hl7CharacterSetChoice.Default);
        IReadOnlyList<string>? offered = section.Values("offered", ValueForms.Status);
        var rules = new Hl7Rules
        {
            Mapping = mapping,
            CharacterSet = characterSet,
            Senders = section.Objects("senders", sender => ReadSender(sender, mapping, characterSet)) ?? [],
            Areas = section.Objects("areas", ReadArea) ?? [],
            NotOffered = offered is null ? [] : [.. StepStatus.OfferedTerms.Except(offered)],
            EndsStepsNotNamed = section.Flag("endStepsNotNamed", otherwise: true),
        };
        UnreachableRules.Warn(section, "senders", rules.Senders, Covers);
        UnreachableRules.Warn(section, "areas", rules.Areas, Covers);
        UnreachableRules.Warn(section, "stations", mapping.Stations, Covers);
        return rules;
    }

    private static SenderRule ReadSender(
        ObjectReader sender, Hl7MappingOptions ofSection, Hl7CharacterSetChoice characterSetOfSection)
    {
        (Hl7MappingOptions mapping, Hl7CharacterSetChoice characterSet) =
            ReadSettings(sender, ofSection, characterSetOfSection);
        return new SenderRule(
            sender.Value("application", ValueForms.Pattern, ""), sender.Value("facility", ValueForms.Pattern, ""),
            sender.Value("address", ValueForms.Addresses, null), mapping, characterSet);
    }

    private static AreaRule ReadArea(ObjectReader area)
    {
        area.WarnOfMissingArea("area");
        return new AreaRule(
            area.Required("area", ValueForms.Area) ?? "",
            area.Value("receiver", ValueForms.Pattern, ""), area.Value("modality", ValueForms.Modality, ""),
            area.Value("location", ValueForms.Pattern, ""));
    }

    private static StationRule ReadStation(ObjectReader station)
    {
        IReadOnlyList<string>? titles = station.Values("station", ValueForms.AETitle);
        if (titles is null)
        {
            station.Fault(station.Node, "station is missing", ValueForms.AETitle.Expected);
        }

        return new StationRule(
            string.Join('\\', titles ?? []), station.Value("modality", ValueForms.Modality, ""),
            station.Value("location", ValueForms.Text, ""), station.Value("code", ValueForms.Text, ""));
    }

    // What a sender does not say is as the section has it.
    private static (Hl7MappingOptions Mapping, Hl7CharacterSetChoice CharacterSet) ReadSettings(
        ObjectReader of, Hl7MappingOptions otherwise, Hl7CharacterSetChoice characterSet) => (
        otherwise with
        {
            CharacterSet = of.Value("entryCharacterSet", ValueForms.EntryCharacterSet, otherwise.CharacterSet),
            TimeZone = of.Value("timeZone", ValueForms.TimeZone!, otherwise.TimeZone),
            PatientIDAuthority = of.Value("patientIdAuthority", ValueForms.Text, otherwise.PatientIDAuthority),
            IssuerOfPatientID = of.Value("issuerOfPatientId", ValueForms.Text, otherwise.IssuerOfPatientID),
            Modality = of.Value("modality", ValueForms.Modality, otherwise.Modality),
            ModalityByCode = of.Map("modalities", ValueForms.Modality) ?? otherwise.ModalityByCode,
            StationAETitle = of.Value("station", ValueForms.AETitle, otherwise.StationAETitle),
            Stations = of.Objects("stations", ReadStation) ?? otherwise.Stations,
            IsStationInOrder = of.Flag("stationInOrc18", otherwise.IsStationInOrder),
            IsOrganizationInstitution = of.Flag("institutionInOrc17", otherwise.IsOrganizationInstitution),
            IsProtocolFirst = of.Flag("protocolInObr4First", otherwise.IsProtocolFirst),
            TakesUnscheduled = of.Flag("unscheduled", otherwise.TakesUnscheduled),
            TakesAppointments = of.Flag("appointments", otherwise.TakesAppointments),
            RefusesTests = of.Flag("refuseTests", otherwise.RefusesTests),
        },
        new Hl7CharacterSetChoice(
            of.Value("characterSet", ValueForms.MessageCharacterSet!, characterSet.Instead),
            of.Value("defaultCharacterSet", ValueForms.MessageCharacterSet, characterSet.Otherwise)));

    private static bool Covers(SenderRule earlier, SenderRule later) =>
        Covers(earlier.Application, later.Application) && Covers(earlier.Facility, later.Facility)
        && (earlier.Address is not { } range || (later.Address is { } within && Contains(range, within)));

    private static bool Covers(AreaRule earlier, AreaRule later) =>
        Covers(earlier.Receiver, later.Receiver) && Covers(earlier.Modality, later.Modality)
        && Covers(earlier.Location, later.Location);

    private static bool Covers(StationRule earlier, StationRule later) =>
        Covers(earlier.Modality, later.Modality) && Covers(earlier.Location, later.Location)
        && Covers(earlier.Code, later.Code);

    // What is certain without knowing what wild cards of both mean together.
    private static bool Covers(string earlier, string later) => earlier is "" or "*" || earlier == later;

    private static bool Contains(IPNetwork range, IPNetwork within) =>
        range.PrefixLength <= within.PrefixLength && range.Contains(within.BaseAddress);
}
