using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>Forwards to an <see cref="ILGenerator"/> and, if asked to, keeps a readable listing of what was emitted.</summary>
internal sealed class IlWriter(ILGenerator generator, bool listing)
{
    private readonly StringBuilder? _text = listing ? new StringBuilder() : null;
    private int _locals;

    /// <summary>What was emitted, one instruction per line; empty unless a listing was asked for.</summary>
    public string Listing => _text?.ToString() ?? string.Empty;

    public LocalBuilder DeclareLocal(Type type)
    {
        _text?.Append(CultureInfo.InvariantCulture, $"  .local v{_locals} {Name(type)}\n");
        _locals++;

        return generator.DeclareLocal(type);
    }

    public Label DefineLabel() => generator.DefineLabel();

    public void MarkLabel(Label label)
    {
        _text?.Append(CultureInfo.InvariantCulture, $"L{label.Id}:\n");
        generator.MarkLabel(label);
    }

    /// <summary>A line of explanation in the listing.</summary>
    public void Comment(string text) => _text?.Append("  // ").Append(text).Append('\n');

    public bool IsListing => _text is not null;

    public void Emit(OpCode code)
    {
        this.Log(code, null);
        generator.Emit(code);
    }

    public void Emit(OpCode code, byte operand)
    {
        this.Log(code, operand);
        generator.Emit(code, operand);
    }

    public void Emit(OpCode code, int operand)
    {
        this.Log(code, operand);
        generator.Emit(code, operand);
    }

    public void Emit(OpCode code, long operand)
    {
        this.Log(code, operand);
        generator.Emit(code, operand);
    }

    public void Emit(OpCode code, float operand)
    {
        this.Log(code, operand);
        generator.Emit(code, operand);
    }

    public void Emit(OpCode code, double operand)
    {
        this.Log(code, operand);
        generator.Emit(code, operand);
    }

    public void Emit(OpCode code, string operand)
    {
        this.Log(code, operand);
        generator.Emit(code, operand);
    }

    public void Emit(OpCode code, LocalBuilder local)
    {
        if (_text is not null)
        {
            this.Log(code, "v" + local.LocalIndex.ToString(CultureInfo.InvariantCulture));
        }

        generator.Emit(code, local);
    }

    public void Emit(OpCode code, Label label)
    {
        if (_text is not null)
        {
            this.Log(code, "L" + label.Id.ToString(CultureInfo.InvariantCulture));
        }

        generator.Emit(code, label);
    }

    public void Emit(OpCode code, Label[] labels)
    {
        if (_text is not null)
        {
            this.Log(code, string.Join(", ", labels.Select(label => "L" + label.Id.ToString(CultureInfo.InvariantCulture))));
        }

        generator.Emit(code, labels);
    }

    public void Emit(OpCode code, FieldInfo field)
    {
        this.Log(code, field.DeclaringType!.Name + "." + field.Name);
        generator.Emit(code, field);
    }

    public void Emit(OpCode code, MethodInfo method)
    {
        if (_text is not null)
        {
            string arguments = method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(Name)) + ">" : string.Empty;
            this.Log(code, Name(method.DeclaringType!) + "." + method.Name + arguments);
        }

        generator.Emit(code, method);
    }

    public void Emit(OpCode code, Type type)
    {
        this.Log(code, Name(type));
        generator.Emit(code, type);
    }

    private static string Name(Type type) => type.IsGenericType
        ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "<" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">"
        : type.Name;

    private void Log(OpCode code, object? operand)
    {
        if (_text is not null)
        {
            _text.Append("  ").Append(code.Name);
            if (operand is not null)
            {
                _text.Append(' ').Append(CultureInfo.InvariantCulture, $"{operand}");
            }

            _text.Append('\n');
        }
    }
}
