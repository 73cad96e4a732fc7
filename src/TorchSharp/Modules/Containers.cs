using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after the other.</summary>
    public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Sequential(IEnumerable<(string Name, torch.nn.Module<torch.Tensor, torch.Tensor> Module)> modules)
            : base(nameof(Sequential))
        {
            foreach ((string key, torch.nn.Module<torch.Tensor, torch.Tensor> module) in modules)
            {
                this.register_module(key, module);
            }
        }

        /// <summary>With names.</summary>
        protected Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules)
            : this((IEnumerable<(string, torch.nn.Module<torch.Tensor, torch.Tensor>)>)modules)
        {
        }

        /// <summary>With numbers for names.</summary>
        protected Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules)
            : this(modules.Select(static (module, i) => (i.ToString(), module)))
        {
        }

        /// <summary>How many there are.</summary>
        public int Count => this._internal_submodules.Count;

        /// <summary>The module at a place.</summary>
        public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] =>
            (torch.nn.IModule<torch.Tensor, torch.Tensor>)this._internal_submodules[index].Item2;

        /// <summary>The modules from the first, up to but not including the second.</summary>
        public Sequential this[(int? start, int? end) index] => this.Part(index.start ?? 0, index.end ?? this.Count);

        /// <summary>The modules of a range.</summary>
        public Sequential this[Range index] => this.Part(index.Start.GetOffset(this.Count), index.End.GetOffset(this.Count));

        /// <summary>Adds a module at the end.</summary>
        public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
        {
            this.register_module(name, (torch.nn.Module)module);
            return this;
        }

        /// <summary>Adds a module at the end, named by its number.</summary>
        public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) => this.append(this.Count.ToString(), module);

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor tensor)
        {
            if (this.Count == 0)
            {
                return tensor.alias();
            }

            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor value = tensor;
            foreach (torch.nn.Module module in this._internal_submodules.values())
            {
                value = ((torch.nn.IModule<torch.Tensor, torch.Tensor>)module).call(value);
            }

            return value.MoveToOuterDisposeScope();
        }

        private Sequential Part(int start, int end) => new(Enumerable.Range(start, Math.Max(0, end - start))
            .Select(i => (i.ToString(), (torch.nn.Module<torch.Tensor, torch.Tensor>)this._internal_submodules[i].Item2)));
    }

    /// <summary>A list of modules, named by their numbers.</summary>
    /// <typeparam name="T">The type of the modules.</typeparam>
    public class ModuleList<T> : torch.nn.Module, IList<T>
        where T : torch.nn.Module
    {
        private readonly List<T> _list;

        /// <summary>Of these modules.</summary>
        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<T>))
        {
            this._list = [.. modules];
            this.Renumber();
        }

        /// <summary>How many there are.</summary>
        public int Count => this._list.Count;

        /// <summary>Whether it cannot be changed; it always can.</summary>
        public bool IsReadOnly => false;

        /// <summary>The module at a place.</summary>
        public T this[int index]
        {
            get => this._list[index];
            set
            {
                this._list[index] = value;
                this.Renumber();
            }
        }

        /// <summary>Adds a module at the end.</summary>
        public void Add(T item)
        {
            this._list.Add(item);
            this.Renumber();
        }

        /// <summary>Adds modules at the end.</summary>
        public void append(params T[] parameters) => this.extend(parameters);

        /// <summary>Adds modules at the end.</summary>
        public void extend(IEnumerable<T> modules)
        {
            this._list.AddRange(modules);
            this.Renumber();
        }

        /// <summary>Adds a module at a place.</summary>
        public void Insert(int index, T item)
        {
            this._list.Insert(index, item);
            this.Renumber();
        }

        /// <summary>Removes a module.</summary>
        public bool Remove(T item)
        {
            bool removed = this._list.Remove(item);
            this.Renumber();
            return removed;
        }

        /// <summary>Removes the module at a place.</summary>
        public void RemoveAt(int index)
        {
            this._list.RemoveAt(index);
            this.Renumber();
        }

        /// <summary>Removes all modules.</summary>
        public void Clear()
        {
            this._list.Clear();
            this.Renumber();
        }

        /// <inheritdoc/>
        public bool Contains(T item) => this._list.Contains(item);

        /// <inheritdoc/>
        public void CopyTo(T[] array, int arrayIndex) => this._list.CopyTo(array, arrayIndex);

        /// <inheritdoc/>
        public int IndexOf(T item) => this._list.IndexOf(item);

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => this._list.GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => this._list.GetEnumerator();

        private void Renumber()
        {
            this.ClearModules();
            for (int i = 0; i < this._list.Count; i++)
            {
                this.register_module(i.ToString(), this._list[i]);
            }
        }
    }

    /// <summary>Modules by name.</summary>
    /// <typeparam name="T">The type of the modules.</typeparam>
    public class ModuleDict<T> : torch.nn.Module, IEnumerable<(string, T)>
        where T : torch.nn.Module
    {
        /// <summary>Of these modules.</summary>
        public ModuleDict(params (string, T)[] modules)
            : base(nameof(ModuleDict<T>))
        {
            foreach ((string key, T module) in modules)
            {
                this.Add(key, module);
            }
        }

        /// <summary>How many there are.</summary>
        public int Count => this._internal_submodules.Count;

        /// <summary>The names.</summary>
        public ICollection<string> Keys => this._internal_submodules.Keys;

        /// <summary>The modules.</summary>
        public ICollection<T> Values => [.. this._internal_submodules.values().Cast<T>()];

        /// <summary>The module of a name.</summary>
        public T this[string key]
        {
            get => (T)this._internal_submodules[key];
            set => this._internal_submodules[key] = value;
        }

        /// <summary>Adds a module.</summary>
        public void Add(string key, T value) => this.register_module(key, value);

        /// <summary>Adds a module.</summary>
        public void Add((string, T) item) => this.Add(item.Item1, item.Item2);

        /// <summary>Whether there is such a name.</summary>
        public bool ContainsKey(string key) => this._internal_submodules.ContainsKey(key);

        /// <summary>Removes a module.</summary>
        public bool Remove(string key) => this._internal_submodules.Remove(key);

        /// <summary>Removes all modules.</summary>
        public void Clear() => this.ClearModules();

        /// <summary>The module of a name, if there is such a name.</summary>
        public bool TryGetValue(string key, out T value)
        {
            bool found = this._internal_submodules.TryGetValue(key, out torch.nn.Module module);
            value = (T)module;
            return found;
        }

        /// <summary>The names.</summary>
        public IEnumerable<string> keys() => this._internal_submodules.keys();

        /// <summary>The modules.</summary>
        public IEnumerable<T> values() => this._internal_submodules.values().Cast<T>();

        /// <inheritdoc/>
        public IEnumerator<(string, T)> GetEnumerator()
        {
            foreach ((string key, torch.nn.Module module) in this._internal_submodules)
            {
                yield return (key, (T)module);
            }
        }

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();
    }

    /// <summary>A list of parameters, named by their numbers.</summary>
    public class ParameterList : torch.nn.Module, IEnumerable<Parameter>
    {
        /// <summary>Of these parameters.</summary>
        public ParameterList(params Parameter[] parameters)
            : base(nameof(ParameterList)) => this.append(parameters);

        /// <summary>How many there are.</summary>
        public int Count => this._internal_params.Count;

        /// <summary>The parameter at a place.</summary>
        public Parameter this[int index]
        {
            get => this._internal_params[index].Item2;
            set => this._internal_params[index] = (index.ToString(), value);
        }

        /// <summary>Adds a parameter at the end.</summary>
        public void Add(Parameter item) => this.register_parameter(this.Count.ToString(), item);

        /// <summary>Adds parameters at the end.</summary>
        public void append(params Parameter[] parameters) => this.extend(parameters);

        /// <summary>Adds parameters at the end.</summary>
        public void extend(IEnumerable<Parameter> parameters)
        {
            foreach (Parameter parameter in parameters)
            {
                this.Add(parameter);
            }
        }

        /// <inheritdoc/>
        public IEnumerator<Parameter> GetEnumerator() => this._internal_params.values().GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules one after the other.</summary>
            public static Sequential Sequential() => new(Enumerable.Empty<(string, Module<Tensor, Tensor>)>());

            /// <summary>Modules one after the other, with names.</summary>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                new((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            /// <summary>Modules one after the other, named by their numbers.</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            /// <summary>Modules one after the other, with names.</summary>
            public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) =>
                Sequential((IEnumerable<Tuple<string, Module<Tensor, Tensor>>>)modules);

            /// <summary>Modules one after the other, with names.</summary>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);

            /// <summary>Modules one after the other, with names.</summary>
            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
                new(modules.Select(static item => (item.Item1, item.Item2)));

            /// <summary>Modules one after the other, named by their numbers.</summary>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
                new(modules.Select(static (module, i) => (i.ToString(), module)));

            /// <summary>A list of modules.</summary>
            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            /// <summary>A list of modules.</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);

            /// <summary>Modules by name.</summary>
            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => new(modules);

            /// <summary>Modules by name.</summary>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
                where T : Module => new(modules);

            /// <summary>A list of parameters.</summary>
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
        }
    }
}
