using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Moving, saving and loading.
        public partial class Module
        {
            /// <summary>
            /// Its parameters and persistent buffers by name. The tensors are the module's own: a change of one changes the
            /// other.
            /// </summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor> destination = null, string prefix = null)
            {
                destination ??= [];
                foreach ((string path, Module module) in this.Reached(recurse: true))
                {
                    string start = string.IsNullOrEmpty(prefix) ? path : $"{prefix}.{path}";
                    foreach ((string key, Parameter parameter) in module._internal_params)
                    {
                        if (parameter is not null)
                        {
                            destination.TryAdd(start + key, parameter);
                        }
                    }

                    foreach ((string key, (Tensor buffer, bool persistent)) in module._internal_buffers)
                    {
                        if (buffer is not null && persistent)
                        {
                            destination.TryAdd(start + key, buffer);
                        }
                    }
                }

                return destination;
            }

            /// <summary>Copies values into its parameters and buffers.</summary>
            /// <param name="source">The values by name.</param>
            /// <param name="strict">Every name must be on both sides.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>The names that are missing in the source, and those that are not known here.</returns>
            /// <exception cref="InvalidOperationException">strict, and the names differ; nothing was copied then.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string> skip = null)
            {
                skip ??= [];
                Dictionary<string, Tensor> own = this.state_dict();
                string[] missing = [.. own.Keys.Where(key => !source.ContainsKey(key) && !skip.Contains(key))];
                string[] unexpected = [.. source.Keys.Where(key => !own.ContainsKey(key) && !skip.Contains(key))];
                if (strict && missing.Length + unexpected.Length > 0)
                {
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary" +
                        (missing.Length > 0 ? $"; missing: {string.Join(", ", missing)}" : "") +
                        (unexpected.Length > 0 ? $"; unexpected: {string.Join(", ", unexpected)}" : "") + ".");
                }

                string[] keys = [.. own.Keys.Where(key => source.ContainsKey(key) && !skip.Contains(key))];
                foreach (string key in keys)
                {
                    if (!own[key].shape.AsSpan().SequenceEqual(source[key].shape))
                    {
                        throw new InvalidOperationException($"{key} has shape {own[key]}, and the loaded one {source[key]}");
                    }
                }

                using IDisposable none = no_grad();
                foreach (string key in keys)
                {
                    own[key].copy_(source[key]);
                }

                return (missing, unexpected);
            }

            /// <summary>Writes its state to a file: names, types, shapes and values, as TorchSharp does.</summary>
            public Module save(string location, IList<string> skip = null)
            {
                using FileStream stream = File.Create(location);
                return this.save(stream, skip);
            }

            /// <summary>Writes its state.</summary>
            public Module save(Stream stream, IList<string> skip = null)
            {
                using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return this.save(writer, skip);
            }

            /// <summary>Writes its state.</summary>
            public virtual Module save(BinaryWriter writer, IList<string> skip = null)
            {
                save_state_dict(writer, this.state_dict(), skip);
                return this;
            }

            /// <summary>Writes a state: LEB128 numbers, names, and each tensor as type, shape and bytes.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string> skip = null)
            {
                KeyValuePair<string, Tensor>[] items = [.. sd.Where(item => skip?.Contains(item.Key) != true)];
                writer.Write7BitEncodedInt64(items.Length);
                foreach ((string key, Tensor value) in items)
                {
                    writer.Write(key);
                    value.Save(writer);
                }
            }

            /// <summary>Reads what <see cref="save(string, IList{string})"/> wrote.</summary>
            public Module load(
                string location, bool strict = true, IList<string> skip = null, Dictionary<string, bool> loadedParameters = null)
            {
                using FileStream stream = File.OpenRead(location);
                return this.load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads what <see cref="save(Stream, IList{string})"/> wrote.</summary>
            public Module load(
                Stream stream, bool strict = true, IList<string> skip = null, Dictionary<string, bool> loadedParameters = null)
            {
                using BinaryReader reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return this.load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads what <see cref="save(BinaryWriter, IList{string})"/> wrote.</summary>
            /// <param name="reader">Where from.</param>
            /// <param name="strict">Every name must be on both sides.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Gets each name, and whether it was loaded.</param>
            /// <exception cref="InvalidOperationException">The names or shapes differ; nothing was copied then.</exception>
            /// <exception cref="InvalidDataException">It is no such state.</exception>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string> skip = null, Dictionary<string, bool> loadedParameters = null)
            {
                using DisposeScope scope = NewDisposeScope();
                Dictionary<string, Tensor> source = [];
                long count = reader.Read7BitEncodedInt64();
                for (long i = 0; i < count; i++)
                {
                    string key = reader.ReadString();
                    source[key] = TensorExtensionMethods.Load(reader);
                }

                this.load_state_dict(source, strict, skip);
                if (loadedParameters is not null)
                {
                    foreach (string key in this.state_dict().Keys)
                    {
                        loadedParameters[key] = source.ContainsKey(key) && skip?.Contains(key) != true;
                    }
                }

                return this;
            }

            /// <summary>A new module with the state of a file.</summary>
            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);

            internal Module Move(Device device, ScalarType? dtype, bool non_blocking)
            {
                if (device is null && dtype is null)
                {
                    return this;
                }

                if (device is not null)
                {
                    device = InitializeDevice(device);
                }

                foreach (Module module in this._internal_submodules.values())
                {
                    module?.Move(device, dtype, non_blocking);
                }

                this._toEpilog(dtype, device, non_blocking);
                return this;
            }

            /// <summary>
            /// Moves what is its own. Parameters that must move are replaced by new objects and the old ones are disposed of,
            /// as in TorchSharp: an optimizer is to be made afterwards.
            /// </summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device device, bool non_blocking)
            {
                using IDisposable none = no_grad();
                foreach ((string key, Parameter parameter) in this._internal_params.ToArray<(string, Parameter)>())
                {
                    if (parameter is not null && ReplaceParameter(dtype, device, parameter, out Parameter moved))
                    {
                        this._internal_params[key] = moved;
                        this.ReplaceInFields(parameter, moved);
                        parameter.Dispose();
                    }
                }

                foreach ((string key, (Tensor buffer, bool persistent)) in this._internal_buffers.ToArray<(string, (Tensor, bool))>())
                {
                    if (buffer is not null && ReplaceBuffer(dtype, device, buffer, out Tensor moved))
                    {
                        this._internal_buffers[key] = (moved, persistent);
                        this.ReplaceInFields(buffer, moved);
                        buffer.Dispose();
                    }
                }
            }

            /// <summary>Makes a buffer of that type on that device, unless it is.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device device, Tensor buffer, out Tensor result)
            {
                result = null;
                if (!MustMove(dtype, device, buffer, out ScalarType type, out Device place))
                {
                    return false;
                }

                result = buffer.to(type, place).DetachFromDisposeScope();
                return true;
            }

            /// <summary>Makes a parameter of that type on that device, with its gradient, unless it is.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device device, Parameter param, out Parameter p)
            {
                p = null;
                if (!MustMove(dtype, device, param, out ScalarType type, out Device place))
                {
                    return false;
                }

                using DisposeScope scope = NewDisposeScope();
                p = new Parameter(param.to(type, place), param.requires_grad);
                if (param.grad is Tensor gradient)
                {
                    p.grad = gradient.to(type, place);
                }

                p.DetachFromDisposeScope();
                return true;
            }

            // Only real and complex numbers change their type; counters stay whole.
            private static bool MustMove(ScalarType? dtype, Device device, Tensor tensor, out ScalarType type, out Device place)
            {
                Native.TensorInfo info = tensor.Info;
                bool converts = is_floating_point(info.Type) || is_complex(info.Type);
                type = converts ? dtype ?? info.Type : info.Type;
                place = device ?? new Device(info.DeviceType, info.DeviceIndex);
                return type != info.Type || !place.Matches(info.DeviceType, info.DeviceIndex);
            }

            private void ReplaceInFields(Tensor old, Tensor replacement)
            {
                for (Type type = this.GetType(); type != typeof(Module); type = type.BaseType)
                {
                    const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                    foreach (FieldInfo field in type.GetFields(own))
                    {
                        if (ReferenceEquals(field.GetValue(this), old))
                        {
                            field.SetValue(this, replacement);
                        }
                    }
                }
            }
        }
    }
}
