using System.Collections.Concurrent;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Writes boxed arguments; only for launches by reflection.</summary>
internal abstract class BoxedArguments
{
    private static readonly ConcurrentDictionary<Type, BoxedArguments> Writers = new();

    /// <summary>Writes an argument. A buffer stands for its view.</summary>
    /// <exception cref="ArgumentException">The argument has another type than the parameter.</exception>
    public static void Write(ParameterPlan parameter, int index, object? argument, LaunchPacket packet)
    {
        BoxedArguments writer = Writers.GetOrAdd(
            parameter.Type,
            static type => (BoxedArguments)Activator.CreateInstance(typeof(Writer<>).MakeGenericType(type))!);

        if (!writer.TryWrite(index, argument, packet))
        {
            throw new ArgumentException(
                $"The parameter '{parameter.Name}' is of type {parameter.Type}, the argument of type {argument?.GetType().ToString() ?? "null"}.",
                parameter.Name);
        }
    }

    protected abstract bool TryWrite(int index, object? argument, LaunchPacket packet);

    private sealed class Writer<T> : BoxedArguments
        where T : struct
    {
        protected override bool TryWrite(int index, object? argument, LaunchPacket packet)
        {
            if (argument is T value)
            {
                packet.Set(index, value);

                return true;
            }

            object? converted = Convert(argument is MemoryBuffer ? ViewOf(argument) : argument, typeof(T));

            if (converted is null)
            {
                return false;
            }

            packet.Set(index, (T)converted);

            return true;
        }

        // The conversions that the compiler inserts for a typed launch: buffer to view, int to index and the like.
        private static object? Convert(object? argument, Type type)
        {
            if (argument is null or T)
            {
                return argument;
            }

            for (Type? holder = argument.GetType(); holder is not null; holder = holder.BaseType)
            {
                object? converted = Through(holder, argument, type);

                if (converted is not null)
                {
                    return converted;
                }
            }

            return Through(type, argument, type);
        }

        private static object? ViewOf(object buffer) =>
            buffer.GetType().GetProperty(nameof(MemoryBuffer<ArrayView<byte>>.View))?.GetValue(buffer);

        private static object? Through(Type holder, object argument, Type type)
        {
            foreach (System.Reflection.MethodInfo method in holder.GetMethods(
                System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public))
            {
                if (method.Name == "op_Implicit"
                    && method.ReturnType == type
                    && method.GetParameters()[0].ParameterType.IsInstanceOfType(argument))
                {
                    return method.Invoke(null, [argument]);
                }
            }

            return null;
        }
    }
}
