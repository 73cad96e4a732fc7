using System.Collections;
using System.Reflection;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>
/// Exchanges modules in the modules that they are a part of. TorchSharp has no public way to do that: the table of a module's parts is a
/// protected field, and its code uses fields of its own beside the table.
/// </summary>
internal static class ModuleTree
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly FieldInfo Parts = typeof(nn.Module).GetField("_internal_submodules", BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new NotSupportedException("This version of TorchSharp keeps the parts of a module elsewhere: adapters cannot be put into it.");

    /// <summary>All places where modules stand, with the full name of each.</summary>
    public static IEnumerable<(nn.Module Owner, string Key, string Name, nn.Module Module)> Places(nn.Module root, string prefix = "")
    {
        foreach ((string key, nn.Module module) in root.named_children().ToArray())
        {
            yield return (root, key, prefix + key, module);

            foreach ((nn.Module, string, string, nn.Module) place in Places(module, $"{prefix}{key}."))
            {
                yield return place;
            }
        }
    }

    /// <summary>Puts a module in the place of another.</summary>
    /// <returns>Whether everything that holds the old one holds the new one now; a field of another type cannot.</returns>
    public static bool Exchange(nn.Module owner, string key, nn.Module old, nn.Module replacement)
    {
        ((OrderedDict<string, nn.Module>)Parts.GetValue(owner)!)[key] = replacement;

        bool everywhere = true;

        for (Type? type = owner.GetType(); type is not null && type != typeof(nn.Module); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Own))
            {
                switch (field.GetValue(owner))
                {
                    case nn.Module module when ReferenceEquals(module, old):
                        if (field.FieldType.IsInstanceOfType(replacement))
                        {
                            field.SetValue(owner, replacement);
                        }
                        else
                        {
                            everywhere = false;
                        }

                        break;

                    case IList list and not nn.Module:
                        everywhere &= Exchange(list, old, replacement);
                        break;
                }
            }
        }

        return everywhere;
    }

    private static bool Exchange(IList list, nn.Module old, nn.Module replacement)
    {
        bool everywhere = true;

        for (int i = 0; i < list.Count; i++)
        {
            if (!ReferenceEquals(list[i], old))
            {
                continue;
            }

            try
            {
                list[i] = replacement;
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidCastException or NotSupportedException)
            {
                everywhere = false;
            }
        }

        return everywhere;
    }
}
