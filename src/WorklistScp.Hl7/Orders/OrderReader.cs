using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;
using WorklistScp.Hl7.Patients;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Hl7.Orders;

/// <summary>Reads orders: ORM^O01, OMG^O19, OMI^O23, and appointments (SIU).</summary>
/// <param name="mapper">Makes the data sets.</param>
internal sealed class OrderReader(FieldMapper mapper)
{
    private const string NothingToDo =
        "replies, links between orders and orders that nobody has scheduled change no step";

    private Hl7MappingOptions Options => mapper.Options;

    /// <summary>Reads an order: a step for each IPC, else for each pair of ORC and OBR.</summary>
    public Hl7Meaning ReadOrder(Hl7Message message)
    {
        PatientSegments segments = PatientSegments.Of(message);
        IReadOnlyList<OrderGroup> groups = OrderGroup.OfOrders(segments.Orders, segments.Around);
        if (groups.Count == 0)
        {
            return new Hl7Meaning.Refused(new Hl7Fault(
                new Hl7Path("ORC"), Hl7ErrorCode.SegmentSequenceError, "There is no ORC segment"));
        }

        var controlled = new List<(OrderGroup, OrderControl)>();
        foreach (OrderGroup group in groups)
        {
            if (OrderControl.Find(group.First, Options, out Hl7Fault? fault) is not { } control)
            {
                return new Hl7Meaning.Refused(fault!);
            }

            mapper.Trace?.Add(control.Explain(group.First));
            if (control.Action is not null)
            {
                controlled.Add((group, control));
            }
        }

        return controlled.Count == 0
            ? new Hl7Meaning.Acknowledged(NothingToDo)
            : Read(segments, controlled, OrderFields.Start, MapOrderedStep);
    }

    /// <summary>Reads an appointment: a step for each of its services.</summary>
    public Hl7Meaning ReadAppointment(Hl7Message message, OrderControl control)
    {
        PatientSegments segments = PatientSegments.Of(message);
        IReadOnlyList<OrderGroup> groups = OrderGroup.OfAppointment(segments.Orders, segments.Around);
        return groups.Count == 0
            ? new Hl7Meaning.Refused(new Hl7Fault(
                new Hl7Path("SCH"), Hl7ErrorCode.SegmentSequenceError, "There is no SCH segment"))
            : Read(
                segments, [.. groups.Select(group => (group, control))], AppointmentFields.StartSources,
                (scope, changes, item) =>
                {
                    mapper.Map(AppointmentFields.Request, scope, changes);
                    mapper.Map(AppointmentFields.Step, scope, item);
                });
    }

    private Hl7Meaning Read(
        PatientSegments segments, List<(OrderGroup Group, OrderControl Control)> orders,
        IReadOnlyList<string> startSources, Action<SegmentScope, DicomDataset, DicomDataset> map)
    {
        // Times of patient and visit go with those of the first step.
        mapper.Offset = OffsetOf(orders[0].Group.Steps[0].Scope, startSources);
        DicomDataset patientValues = PatientReader.ReadPatient(segments.Patient, mapper);
        mapper.Map(PatientFields.Visit, segments.Patient, patientValues);

        var steps = new List<OrderedStep>();
        foreach ((OrderGroup group, OrderControl control) in orders)
        {
            foreach (OrderGroup.Step step in group.Steps)
            {
                mapper.Offset = OffsetOf(step.Scope, startSources);
                steps.Add(ReadStep(step, control, segments.Patient, patientValues, map));
            }
        }

        Hl7Fault? fault = mapper.Fault
            ?? steps.FirstOrDefault(step => step.Action == StepAction.Create && step.Missing is not null)?.Missing;
        return fault is null && PatientIdentifiers.KeyOf(patientValues) is { } patient
            ? new Hl7Meaning.Order(patient, patientValues, new RepeatedSteps(mapper).Join(steps))
            : new Hl7Meaning.Refused(fault ?? PatientReader.MissingID);
    }

    private OrderedStep ReadStep(
        OrderGroup.Step step, OrderControl control, SegmentScope patient, DicomDataset patientValues,
        Action<SegmentScope, DicomDataset, DicomDataset> map)
    {
        DicomDataset changes = mapper.NewDataset();
        var item = new DicomDataset();
        map(step.Scope, changes, item);
        mapper.Map(PatientFields.Measures, patient, changes);
        if (mapper.Offset is { } offset && Options.TimeZone is null)
        {
            changes.AddOrUpdate(mapper.Encode(DicomTag.TimezoneOffsetFromUTC, DicomVR.SH, Hl7Moment.TextOf(offset)));
        }

        if (item.Count > 0)
        {
            changes.AddOrUpdate(new DicomSequence(DicomTag.ScheduledProcedureStepSequence, item));
        }

        var entry = new NewEntry(mapper, step, new DicomDataset([.. patientValues.Clone(), .. changes.Clone()]));
        entry.Complete(control.Status.Length > 0 ? control.Status : StepStatus.Scheduled);
        return new OrderedStep(control.Action!.Value, control.Status, changes, entry.Dataset)
        {
            MadeUp = entry.MadeUp,
            Missing = entry.Missing,
            Place = new Hl7Path(step.Segment.Name, step.Segment.Occurrence),
        };
    }

    private void MapOrderedStep(SegmentScope scope, DicomDataset changes, DicomDataset item)
    {
        bool isIpc = scope.Has("IPC");
        mapper.Map(OrderFields.Order, scope, changes);
        mapper.Map(Options.IsOrganizationInstitution ? OrderFields.Institution : OrderFields.Requester, scope, changes);
        mapper.Map(isIpc ? OrderFields.RequestOfIpc : OrderFields.RequestOfObr, scope, changes);
        mapper.Map(isIpc ? OrderFields.StepOfIpc : OrderFields.StepOfObr, scope, item);
        if (!isIpc)
        {
            mapper.Map(Options.IsProtocolFirst ? OrderFields.ProtocolFirst : OrderFields.ProtocolOfObr, scope, item);
        }

        if (Options.IsStationInOrder)
        {
            mapper.Map(OrderFields.StationInOrder, scope, item);
        }
    }

    private TimeSpan? OffsetOf(SegmentScope scope, IReadOnlyList<string> startSources) =>
        scope.Find(startSources.Select(FieldRow.PathOf)) is { } start && Hl7Moment.Find(start.Text) is { } moment
            ? moment.Offset ?? mapper.MessageOffset
            : null;
}
