using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Wlmscp.Tests.Layers;

/// <summary>The types of the program and its libraries, and which of them each one uses.</summary>
internal static class ProgramTypes
{
    private static readonly string[] Assemblies =
        [
            "WorklistScp.Dicom", "WorklistScp.Network", "WorklistScp.Worklist", "WorklistScp.Storage", "WorklistScp.Hl7",
            "WorklistScp.Web", "wlmscp",
        ];

    /// <summary>All types but nested ones, by assembly.</summary>
    public static IReadOnlyList<TypeDefinition> All { get; } =
        [.. Assemblies.SelectMany(Read).Where(type => type.Namespace.Length > 0)];

    /// <summary>What a type and those within it use: in signatures, attributes and code.</summary>
    public static IEnumerable<TypeReference> UsedBy(TypeDefinition type) =>
    [
        .. References(type.BaseType),
        .. type.Interfaces.SelectMany(used => References(used.InterfaceType)),
        .. type.CustomAttributes.SelectMany(used => References(used.AttributeType)),
        .. type.Fields.SelectMany(field => References(field.FieldType)),
        .. type.Methods.SelectMany(UsedBy),
        .. type.NestedTypes.SelectMany(UsedBy),
    ];

    /// <summary>The names of the members that a type and those within it use.</summary>
    public static IEnumerable<string> CallsOf(TypeDefinition type) =>
    [
        .. from method in type.Methods
           where method.HasBody
           from instruction in method.Body.Instructions
           where instruction.Operand is MemberReference
           select ((MemberReference)instruction.Operand).Name,
        .. type.NestedTypes.SelectMany(CallsOf),
    ];

    private static IEnumerable<TypeDefinition> Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Join(WlmscpProgram.BuildDirectory, $"{assembly}.dll")).Types;

    private static IEnumerable<TypeReference> UsedBy(MethodDefinition method) =>
    [
        .. References(method.ReturnType),
        .. method.Parameters.SelectMany(parameter => References(parameter.ParameterType)),
        .. method.HasBody ? method.Body.Variables.SelectMany(variable => References(variable.VariableType)) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(UsedBy) : [],
    ];

    private static IEnumerable<TypeReference> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => References(type),
        GenericInstanceMethod method =>
            [.. References(method.DeclaringType), .. method.GenericArguments.SelectMany(References)],
        MemberReference member => References(member.DeclaringType),
        _ => [],
    };

    // List<Pdu[]> is List and Pdu; what is nested counts as the type that it is in.
    private static IEnumerable<TypeReference> References(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic =>
            [.. References(generic.ElementType), .. generic.GenericArguments.SelectMany(References)],
        TypeSpecification specified => References(specified.ElementType),
        { DeclaringType: { } outer } => References(outer),
        _ => [type],
    };
}
