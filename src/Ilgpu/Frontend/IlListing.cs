using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// The IL of a method as text, in the form in which the front end reads it: short forms expanded, tokens resolved,
/// source lines as comments where symbols are at hand.
/// </summary>
internal static class IlListing
{
    /// <exception cref="KernelFault">The method has no IL, or its IL is not valid.</exception>
    public static string Print(MethodBase method)
    {
        IlCode code = IlCode.Read(method);
        StringBuilder text = new();
        AppendHead(text, method);
        int line = 0;
        foreach (IlBlock block in code.Blocks)
        {
            if (block.Start > 0)
            {
                text.Append(Label(code, block)).Append(":\n");
            }

            for (int i = block.Start; i < block.End; i++)
            {
                IlInstruction instruction = code.Instructions[i];
                SourceLocation place = SourceMap.Locate(method, instruction.Offset);
                if (place.File is not null && place.Line != line)
                {
                    line = place.Line;
                    text.Append(CultureInfo.InvariantCulture, $"  // {place.File}:{place.Line}\n");
                }

                text.Append("  ").Append(Mnemonic(instruction.Op));
                string operand = Operand(method, code, instruction);
                if (operand.Length > 0)
                {
                    text.Append(' ').Append(operand);
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static void AppendHead(StringBuilder text, MethodBase method)
    {
        text.Append("void ").Append(Names.Of(method)).Append('(');
        text.AppendJoin(", ", method.GetParameters().Select(p => Names.Of(p.ParameterType) + " " + p.Name)).Append(")\n");
        foreach (LocalVariableInfo local in method.GetMethodBody()!.LocalVariables)
        {
            text.Append(CultureInfo.InvariantCulture, $"  .local {local.LocalIndex} {Names.Of(local.LocalType)}\n");
        }
    }

    private static string Label(IlCode code, IlBlock block) =>
        string.Create(CultureInfo.InvariantCulture, $"IL_{code.Instructions[block.Start].Offset:x4}");

    private static string Mnemonic(ILOpCode op) => op.ToString().ToLowerInvariant().Replace('_', '.');

    private static string Operand(MethodBase method, IlCode code, IlInstruction instruction)
    {
        if (IlOpcodes.IsBranch(instruction.Op))
        {
            return Label(code, code.Blocks[instruction.Operand]);
        }

        switch (instruction.Op)
        {
            case ILOpCode.Switch:
                return string.Join(", ", code.SwitchTargets[(int)instruction.Operand].Select(target => Label(code, code.Blocks[target])));
            case ILOpCode.Ldc_r4:
                return BitConverter.Int32BitsToSingle((int)instruction.Operand).ToString("R", CultureInfo.InvariantCulture);
            case ILOpCode.Ldc_r8:
                return BitConverter.Int64BitsToDouble(instruction.Operand).ToString("R", CultureInfo.InvariantCulture);
            case ILOpCode.Ldstr:
                return "\"" + method.Module.ResolveString((int)instruction.Operand) + "\"";
            case ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Starg:
                return Argument(method, (int)instruction.Operand);
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc or ILOpCode.Unaligned:
                return instruction.Operand.ToString(CultureInfo.InvariantCulture);
            case ILOpCode.Calli:
                return "(a signature)";
            default:
                return IlOpcodes.OperandOf(instruction.Op) == IlOperand.I32 ? Member(method, (int)instruction.Operand) : string.Empty;
        }
    }

    private static string Argument(MethodBase method, int index)
    {
        int position = index - (method.IsStatic ? 0 : 1);

        return position < 0 ? "this" : method.GetParameters()[position].Name ?? index.ToString(CultureInfo.InvariantCulture);
    }

    private static string Member(MethodBase method, int token)
    {
        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;

        return method.Module.ResolveMember(token, typeArguments, methodArguments) switch
        {
            Type resolved => Names.Of(resolved),
            FieldInfo field => Names.Of(field),
            MethodBase called => Names.Of(called),
            _ => string.Create(CultureInfo.InvariantCulture, $"0x{token:x8}"),
        };
    }
}
