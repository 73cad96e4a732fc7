using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IlgpuOptim.Samples.Tests;

/// <summary>What a compiled assembly uses of another one, from its metadata.</summary>
internal static class MemberUses
{
    /// <summary>Types of <paramref name="library"/> and their members that an assembly refers to; the member is empty for a type alone.</summary>
    /// <param name="path">The assembly that uses.</param>
    /// <param name="library">Name of the assembly that is used.</param>
    public static IReadOnlyList<(string Type, string Member)> Of(string path, string library)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        TypeNames names = new();
        List<(string, string)> uses = [];

        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            if (IsFrom(reader, handle, library))
            {
                uses.Add((TypeNames.FullName(reader, handle), ""));
            }
        }

        foreach (MemberReference member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (TypeOf(reader, member.Parent) is not { } type || !IsFrom(reader, type, library))
            {
                continue;
            }

            string name = reader.GetString(member.Name);

            if (member.GetKind() == MemberReferenceKind.Method)
            {
                MethodSignature<string> signature = member.DecodeMethodSignature(names, null);
                name = Describe(name, signature);
            }

            uses.Add((TypeNames.FullName(reader, type), name));
        }

        return uses;
    }

    /// <summary>As the list of names writes methods; accessors of properties keep their get_ and set_.</summary>
    private static string Describe(string name, MethodSignature<string> signature)
    {
        string result = name is "op_Implicit" or "op_Explicit" ? ":" + signature.ReturnType : "";

        return $"{name}({string.Join(',', signature.ParameterTypes)}){result}";
    }

    private static TypeReferenceHandle? TypeOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification => Generic(reader, (TypeSpecificationHandle)parent),
        _ => null,
    };

    private static TypeReferenceHandle? Generic(MetadataReader reader, TypeSpecificationHandle handle)
    {
        BlobReader blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);

        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        _ = blob.ReadCompressedInteger(); // class or value type
        EntityHandle type = blob.ReadTypeHandle();

        return type.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)type : null;
    }

    private static bool IsFrom(MetadataReader reader, TypeReferenceHandle handle, string library)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;

        return scope.Kind switch
        {
            HandleKind.TypeReference => IsFrom(reader, (TypeReferenceHandle)scope, library),
            HandleKind.AssemblyReference =>
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == library,
            _ => false,
        };
    }

    /// <summary>Types as the list of names writes them: without name spaces, nested ones with what they are in.</summary>
    private sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        /// <summary>With name space, nested types with dots: <c>TorchSharp.torch.nn.Module`2</c>.</summary>
        public static string FullName(MetadataReader reader, TypeReferenceHandle handle)
        {
            TypeReference type = reader.GetTypeReference(handle);
            string name = reader.GetString(type.Name);

            if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            {
                return FullName(reader, (TypeReferenceHandle)type.ResolutionScope) + "." + name;
            }

            string space = reader.GetString(type.Namespace);

            return space.Length > 0 ? space + "." + name : name;
        }

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            TypeReference type = reader.GetTypeReference(handle);
            string name = reader.GetString(type.Name).Split('`')[0];

            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? this.GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind) + "." + name
                : name;
        }

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
        {
            PrimitiveTypeCode.Boolean => "bool",
            PrimitiveTypeCode.Byte => "byte",
            PrimitiveTypeCode.SByte => "sbyte",
            PrimitiveTypeCode.Char => "char",
            PrimitiveTypeCode.Int16 => "short",
            PrimitiveTypeCode.UInt16 => "ushort",
            PrimitiveTypeCode.Int32 => "int",
            PrimitiveTypeCode.UInt32 => "uint",
            PrimitiveTypeCode.Int64 => "long",
            PrimitiveTypeCode.UInt64 => "ulong",
            PrimitiveTypeCode.Single => "float",
            PrimitiveTypeCode.Double => "double",
            PrimitiveTypeCode.String => "string",
            PrimitiveTypeCode.Object => "object",
            PrimitiveTypeCode.Void => "void",
            _ => typeCode.ToString(),
        };

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(',', typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

        public string GetByReferenceType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "delegate*";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}
