using System.Runtime.CompilerServices;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Reads back the value of a specialised argument, boxed for the compiler.</summary>
internal abstract unsafe class SpecializedReader
{
    /// <summary>The value of a parameter of type SpecializedValue.</summary>
    public static object Read(ParameterPlan parameter, byte* block)
    {
        Type type = parameter.Type.GetGenericArguments()[0];
        SpecializedReader reader = (SpecializedReader)Activator.CreateInstance(typeof(Reader<>).MakeGenericType(type))!;

        return reader.ReadValue(parameter, block);
    }

    protected abstract object ReadValue(ParameterPlan parameter, byte* block);

    private sealed class Reader<T> : SpecializedReader
        where T : unmanaged
    {
        // SpecializedValue has one field, so the offsets of the pieces are also those in the value itself.
        protected override object ReadValue(ParameterPlan parameter, byte* block)
        {
            T value = default;
            ref byte target = ref Unsafe.As<T, byte>(ref value);

            foreach (ref readonly ArgumentLeaf leaf in parameter.Leaves)
            {
                Unsafe.CopyBlockUnaligned(ref Unsafe.AddByteOffset(ref target, leaf.Source), ref block[leaf.Target], (uint)leaf.Size);
            }

            return value;
        }
    }
}
