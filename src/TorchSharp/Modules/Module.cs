using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A part of a model: a function with parameters (learned), buffers (kept along) and modules of its own. A derived
        /// class calls <see cref="RegisterComponents"/> at the end of its constructor, which registers what its fields hold.
        /// </summary>
        public partial class Module : IDisposable
        {
            /// <summary>The modules in it.</summary>
            protected readonly OrderedDict<string, Module> _internal_submodules = new();

            /// <summary>Its buffers, and whether each belongs to the saved state.</summary>
            protected readonly OrderedDict<string, (Tensor, bool)> _internal_buffers = new();

            /// <summary>Its parameters.</summary>
            protected readonly OrderedDict<string, Parameter> _internal_params = new();

            /// <summary>Its name.</summary>
            protected string name;

            private bool _disposed;

            /// <summary>A module of that name.</summary>
            protected Module(string name) => this.name = name;

            /// <summary>Whether it is being trained, which dropout and batch normalization ask.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>Its name.</summary>
            public virtual string GetName() => this.name;

            /// <summary>Frees its parameters and buffers, and those of the modules in it.</summary>
            public void Dispose()
            {
                this.Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Runs an action on each module in it, then on itself.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module module in this._internal_submodules.values())
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Says whether it is being trained.</summary>
            public virtual void train(bool train = true)
            {
                this.training = train;
                foreach (Module module in this._internal_submodules.values())
                {
                    module.train(train);
                }
            }

            /// <summary>Says that it is not being trained.</summary>
            public virtual void eval() => this.train(false);

            /// <summary>Drops the gradients of all parameters, or (false) fills them with zeros.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in this.parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        using DisposeScope scope = NewDisposeScope();
                        parameter.grad?.detach_().zero_();
                    }
                }
            }

            /// <summary>Its buffers with their names.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                HashSet<Tensor> seen = new(ReferenceEqualityComparer.Instance);
                foreach ((string prefix, Module module) in this.Reached(recurse))
                {
                    foreach ((string key, (Tensor buffer, bool persistent)) in module._internal_buffers)
                    {
                        if (buffer is not null && (persistent || include_nonpersistent) && seen.Add(buffer))
                        {
                            yield return (prefix + key, buffer);
                        }
                    }
                }
            }

            /// <summary>Its buffers.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                this.named_buffers(recurse, include_nonpersistent).Select(static item => item.buffer);

            /// <summary>The modules directly in it, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() =>
                ((IEnumerable<(string, Module)>)this._internal_submodules).Select(static item => item);

            /// <summary>All modules in it, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string key, Module child) in this.named_children())
                {
                    yield return (key, child);
                    foreach ((string inner, Module module) in child.named_modules())
                    {
                        yield return ($"{key}.{inner}", module);
                    }
                }
            }

            /// <summary>All modules in it.</summary>
            public virtual IEnumerable<Module> modules() => this.named_modules().Select(static item => item.module);

            /// <summary>The modules directly in it.</summary>
            public virtual IEnumerable<Module> children() => this.named_children().Select(static item => item.module);

            /// <summary>Its parameters with their names; one that stands in two places is given once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                HashSet<Tensor> seen = new(ReferenceEqualityComparer.Instance);
                foreach ((string prefix, Module module) in this.Reached(recurse))
                {
                    foreach ((string key, Parameter parameter) in module._internal_params)
                    {
                        if (parameter is not null && seen.Add(parameter))
                        {
                            yield return (prefix + key, parameter);
                        }
                    }
                }
            }

            /// <summary>Its parameters.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                this.named_parameters(recurse).Select(static item => item.parameter);

            /// <summary>Whether there is such a buffer; names of modules are separated by points.</summary>
            public bool has_buffer(string target) => this.get_buffer(target) is not null;

            /// <summary>Whether there is such a parameter; names of modules are separated by points.</summary>
            public virtual bool has_parameter(string target) => this.get_parameter(target) is not null;

            /// <summary>The buffer of that name; null if there is none.</summary>
            public virtual Tensor get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return this.named_buffers().FirstOrDefault(item => item.name == target).buffer;
            }

            /// <summary>The parameter of that name; null if there is none.</summary>
            public virtual Parameter get_parameter(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return this.named_parameters().FirstOrDefault(item => item.name == target).parameter;
            }

            /// <summary>Adds a buffer; one that is not persistent is left out of the state.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                this.CheckFree(name);
                this._internal_buffers.Add(name, (tensor?.DetachFromDisposeScope(), persistent));
            }

            /// <summary>Adds a parameter.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                this.CheckFree(name);
                param?.DetachFromDisposeScope();
                this._internal_params.Add(name, param);
            }

            /// <summary>Adds a module.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void add_module(string name, Module module) => this.register_module(name, module);

            /// <summary>Adds a module.</summary>
            /// <exception cref="InvalidOperationException">The name is taken, or the module is this one.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (ReferenceEquals(submodule, this))
                {
                    throw new InvalidOperationException($"module {this.GetName()} cannot be a part of itself");
                }

                this.CheckFree(name);
                this._internal_submodules.Add(name, submodule);
            }

            /// <summary>Frees its parameters and buffers, and those of the modules in it.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || this._disposed)
                {
                    return;
                }

                this._disposed = true;
                foreach ((Tensor buffer, _) in this._internal_buffers.values())
                {
                    buffer?.Dispose();
                }

                foreach (Parameter parameter in this._internal_params.values())
                {
                    parameter?.Dispose();
                }

                foreach (Module module in this._internal_submodules.values())
                {
                    module?.Dispose();
                }
            }

            /// <summary>
            /// Registers the modules, parameters and tensors (as buffers) that the fields of the class hold, under the names of
            /// the fields or of their <see cref="ComponentNameAttribute"/>. What is registered already is left alone.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                foreach (FieldInfo field in this.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    string key = field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
                    if (this._internal_submodules.ContainsKey(key) || this._internal_params.ContainsKey(key) ||
                        this._internal_buffers.ContainsKey(key))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module:
                            this.register_module(key, module);
                            break;
                        case Parameter parameter:
                            this.register_parameter(key, parameter);
                            break;
                        case Tensor buffer:
                            this.register_buffer(key, buffer);
                            break;
                    }
                }
            }

            /// <summary>Sets a parameter, registered or not.</summary>
            protected void ConditionallyRegisterParameter(string name, Tensor value) =>
                this.ConditionallyRegisterParameter(name, value is null ? null : value as Parameter ?? new Parameter(value));

            /// <summary>Sets a parameter, registered or not.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter value)
            {
                value?.DetachFromDisposeScope();
                this._internal_params[name] = value;
            }

            /// <summary>Sets a buffer, registered or not.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor value, bool persistent = true) =>
                this._internal_buffers[name] = (value?.DetachFromDisposeScope(), persistent);

            /// <summary>Removes all modules in it.</summary>
            protected void ClearModules() => this._internal_submodules.Clear();

            /// <summary>What it was given, or the defaults.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            private IEnumerable<(string Prefix, Module Module)> Reached(bool recurse)
            {
                yield return ("", this);
                if (recurse)
                {
                    foreach ((string key, Module child) in this._internal_submodules)
                    {
                        foreach ((string prefix, Module module) in child?.Reached(true) ?? [])
                        {
                            yield return ($"{key}.{prefix}", module);
                        }
                    }
                }
            }

            private void CheckFree(string key)
            {
                if (this._internal_params.ContainsKey(key) || this._internal_buffers.ContainsKey(key) || this._internal_submodules.ContainsKey(key))
                {
                    throw new InvalidOperationException($"Tried to register a component twice: {key}");
                }
            }
        }

        /// <summary>A module that calls hooks before and after its work.</summary>
        /// <typeparam name="TPreHook">Called with the inputs, which it may replace.</typeparam>
        /// <typeparam name="TPostHook">Called with the inputs and the result, which it may replace.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>Called before.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>Called after.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>Called before, without the inputs.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>Called after, without the inputs.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            private int _hooks;

            /// <summary>A module of that name.</summary>
            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Calls it after the work from now on.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => this.Register(this.post_hooks, hook);

            /// <summary>Calls it before the work from now on.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => this.Register(this.pre_hooks, hook);

            /// <summary>Calls it after the work from now on.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => this.Register(this.module_post_hooks, hook);

            /// <summary>Calls it before the work from now on.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => this.Register(this.module_pre_hooks, hook);

            internal void BeforeForward()
            {
                foreach (Action<Module> hook in this.module_pre_hooks.Values)
                {
                    hook(this);
                }
            }

            internal void AfterForward()
            {
                foreach (Action<Module> hook in this.module_post_hooks.Values)
                {
                    hook(this);
                }
            }

            private HookRemover Register<T>(Dictionary<string, T> hooks, T hook)
            {
                string key = $"hook{this._hooks++}";
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                this.pre_hooks.Remove(key);
                this.post_hooks.Remove(key);
                this.module_pre_hooks.Remove(key);
                this.module_post_hooks.Remove(key);
            }

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                /// <summary>For a hook of a module.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    this._module = module;
                    this._key = key;
                }

                /// <summary>Takes the hook away.</summary>
                public void remove() => this._module.Remove(this._key);
            }
        }
    }
}
