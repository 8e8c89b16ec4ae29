using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Architecture;

/// <summary>Activities and flows are written against Elsa 3.6: they use no member of the engine that Elsa lacks.</summary>
/// <remarks>
/// <c>elsa-surface.txt</c> lists Elsa's public surface as far as authors meet it: a line per type, its members after the colon; <c>*</c> stands for
/// all members of an enum, an attribute or a plain record of settings. What is used and not listed belongs behind a port of Domain.
/// </remarks>
public sealed class PortabilityTests
{
    private const string Extensions = "Elsa.Extensions";

    private static readonly Dictionary<string, HashSet<string>> Surface = ReadSurface();

    public static TheoryData<string> Assemblies => [typeof(HumanTask).Assembly.Location, typeof(FlowCatalog).Assembly.Location];

    [Theory, MemberData(nameof(Assemblies))]
    public void Uses_only_what_Elsa_has(string assembly)
    {
        var used = Uses(assembly).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Contains("Elsa.Workflows.Models.Input`1..ctor", used); // else the test looks at nothing

        var missing = used.Where(use => !IsInElsa(use)).ToList();

        Assert.True(missing.Count == 0, $"{Path.GetFileName(assembly)} uses what Elsa does not have:\n{string.Join('\n', missing)}");
    }

    private static bool IsInElsa(string use)
    {
        if (Surface.ContainsKey(use) || IsExtensionClass(use))
            return true;

        var split = use.EndsWith("..ctor", StringComparison.Ordinal) ? use.Length - 6 : use.LastIndexOf('.');
        var type = IsExtensionClass(use[..split]) ? Extensions : use[..split];
        return Surface.TryGetValue(type, out var members) && (members.Contains("*") || members.Contains(Member(use[(split + 1)..])));
    }

    // Callers write the method, not its static class: which class holds an extension does not matter.
    private static bool IsExtensionClass(string type) =>
        type.StartsWith(Extensions + ".", StringComparison.Ordinal) && type.EndsWith("Extensions", StringComparison.Ordinal);

    // Accessors count as their property, operators of records and the like as what the compiler makes of a documented type.
    private static string Member(string name) => name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;

    /// <summary>Types of the engine, and members as <c>type.member</c>, that the assembly refers to.</summary>
    private static IEnumerable<string> Uses(string assembly)
    {
        using var file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var uses = new List<string>();
        foreach (var handle in metadata.TypeReferences)
            if (IsEngine(metadata, handle))
                uses.Add(NameOf(metadata, handle));
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (Owner(metadata, member.Parent) is { } type && IsEngine(metadata, type))
                uses.Add($"{NameOf(metadata, type)}.{metadata.GetString(member.Name)}");
        }

        return uses;
    }

    private static TypeReferenceHandle? Owner(MetadataReader metadata, EntityHandle parent)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference:
                return (TypeReferenceHandle)parent;
            case HandleKind.TypeSpecification:
                // A generic type: the signature is GENERICINST, CLASS or VALUETYPE, then the token of the type.
                var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
                if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                    return null;
                signature.ReadCompressedInteger();
                return signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? (TypeReferenceHandle)type : null;
            default:
                return null;
        }
    }

    private static bool IsEngine(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsEngine(metadata, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
                .StartsWith("Elsa.ITR.Engine.", StringComparison.Ordinal),
            _ => false,
        };
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private static Dictionary<string, HashSet<string>> ReadSurface() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Architecture", "elsa-surface.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split(':', 2))
        .ToDictionary(
            parts => parts[0].Trim(),
            parts => parts.ElementAtOrDefault(1)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal) ?? [],
            StringComparer.Ordinal);
}
