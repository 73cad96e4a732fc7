using System.Collections.Concurrent;
using System.Reflection;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Static fields: readonly ones are what they are when the kernel is compiled.</summary>
internal sealed partial class Interpreter
{
    private static readonly ConcurrentDictionary<FieldInfo, object?> StaticValues = new();

    private Operand StaticField(FieldInfo field)
    {
        TypeLayout type;
        if (field.IsInitOnly || field.IsLiteral || (_options.StaticFields & StaticFieldPolicy.MutableStaticFields) != 0)
        {
            if (field.FieldType == typeof(string) && field.GetValue(null) is string text)
            {
                return new Operand(TypeLayout.Text, text);
            }

            type = TypeLayout.Of(field.FieldType);
        }
        else
        {
            throw new KernelFault(
                IsLambdaCache(field) ? Diagnostics.Delegate : Diagnostics.MutableStatic, Names.Of(field));
        }

        if (type.Kind == TypeKind.View && field.Name == "Empty" && field.DeclaringType == field.FieldType)
        {
            return this.ZeroOf(type);
        }

        if (type.Kind == TypeKind.Array)
        {
            return this.StaticArray(field, type);
        }

        if (type.Kind is not (TypeKind.Scalar or TypeKind.Struct or TypeKind.View))
        {
            throw new KernelFault(
                typeof(Delegate).IsAssignableFrom(field.FieldType) || IsLambdaCache(field) ? Diagnostics.Delegate : Diagnostics.StaticFieldType,
                Names.Of(field),
                Names.Of(field.FieldType));
        }

        object? value = field.IsInitOnly && !field.Module.Assembly.IsCollectible
            ? StaticValues.GetOrAdd(field, static f => f.GetValue(null))
            : field.GetValue(null);

        return Constants.Of(_function, value!, type);
    }

    private void StaticFieldAddress(FieldInfo field, int index)
    {
        if (field.Attributes.HasFlag(FieldAttributes.HasFieldRVA))
        {
            this.Push(new Operand(TypeLayout.Of(field.FieldType).Reference, this.DataOf(field)));

            return;
        }

        if (!field.IsInitOnly && (_options.StaticFields & StaticFieldPolicy.MutableStaticFields) == 0)
        {
            throw new KernelFault(IsLambdaCache(field) ? Diagnostics.Delegate : Diagnostics.MutableStatic, Names.Of(field));
        }

        Operand value = this.StaticField(field);
        Variable copy = this.NewTemporary(value.Type, index);
        this.WriteVariable(copy, value);
        this.Push(new Operand(value.Type.Reference, this.AddressOf(copy)));
    }

    private void StoreStatic(FieldInfo field)
    {
        _ = this.Pop();
        if ((_options.StaticFields & StaticFieldPolicy.IgnoreStaticFieldStores) == 0)
        {
            throw new KernelFault(IsLambdaCache(field) ? Diagnostics.Delegate : Diagnostics.StaticStore, Names.Of(field));
        }
    }

    /// <summary>Where Roslyn keeps delegates of lambdas and method groups.</summary>
    private static bool IsLambdaCache(FieldInfo field) =>
        field.Name.StartsWith("<>9", StringComparison.Ordinal) || field.DeclaringType!.Name.StartsWith("<>", StringComparison.Ordinal);
}
