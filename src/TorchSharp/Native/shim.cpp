// The C side of IlgpuOptim.TorchSharp: libtorch's operators, called by name through its dispatcher, and the few things
// that are no operators (handles, autograd, generators, streams). One source for libtorch 1.13 and later.
//
// Conventions: a tensor handle is an at::Tensor* that the caller owns. Functions return 0 when all is well, else -1 and
// ito_last_error() says why (UTF-8, per thread). No exception leaves. Null handles are refused, never followed.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/csrc/jit/serialization/pickle.h>
#include <torch/version.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <dlfcn.h>

#define ITO_API extern "C" __attribute__((visibility("default")))

namespace {

using c10::IValue;
using c10::TypeKind;

thread_local std::string last_error;
std::atomic<int64_t> live_handles{0};

at::Tensor* own(at::Tensor tensor) {
    if (!tensor.defined()) {
        return nullptr;
    }
    at::Tensor* handle = new at::Tensor(std::move(tensor));
    live_handles.fetch_add(1, std::memory_order_relaxed);
    return handle;
}

const at::Tensor& deref(const at::Tensor* handle) {
    if (handle == nullptr) {
        throw std::invalid_argument("the tensor was disposed, or never made (its handle is null)");
    }
    return *handle;
}

at::Tensor deref_or_undefined(const at::Tensor* handle) {
    return handle == nullptr ? at::Tensor() : *handle;
}

std::vector<at::Tensor> tensors(at::Tensor* const* handles, int64_t count) {
    std::vector<at::Tensor> result;
    result.reserve(count);
    for (int64_t i = 0; i < count; i++) {
        result.push_back(deref_or_undefined(handles[i]));
    }
    return result;
}

at::Device device_of(int32_t type, int32_t index) {
    // from_blob of 1.13 takes "cpu" but not "cpu:0".
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(type == 0 ? -1 : index));
}

template <typename Body>
int32_t guarded(Body body) noexcept {
    try {
        body();
        return 0;
    } catch (const c10::Error& error) {
        last_error = error.what_without_backtrace();
    } catch (const std::exception& error) {
        last_error = error.what();
    } catch (...) {
        last_error = "unknown C++ exception";
    }
    return -1;
}

// What C# hands over for one argument; the same layout as NativeArgument there.
struct Argument {
    int32_t kind;
    int32_t count; // of a list; the index of a device
    union {
        int64_t integer;
        double real;
        at::Tensor* tensor;
        at::Tensor** tensors;
        const int64_t* integers;
        const double* reals;
        const char* text;
        at::Generator* generator;
    };
    double imaginary;
};

enum ArgumentKind : int32_t {
    kDefault = 0, // what the schema says
    kNone = 1,
    kTensor = 2,
    kInteger = 3,
    kReal = 4,
    kBoolean = 5,
    kComplex = 6,
    kIntegers = 7,
    kReals = 8,
    kTensors = 9,
    kText = 10,
    kDevice = 11,
    kGenerator = 12,
};

// What comes back for one result: a tensor handle, a number, or (kTensors) a block of handles to be freed by ito_free.
struct Result {
    int32_t kind;
    int32_t count;
    union {
        int64_t integer;
        double real;
        at::Tensor* tensor;
        at::Tensor** tensors;
    };
    double imaginary;
};

// The schema's type of one parameter, looked at once.
struct Parameter {
    TypeKind kind;        // inside Optional, if it is one
    bool is_optional;
    TypeKind element;     // of a list
    bool element_optional;
    bool has_default;
    IValue default_value;
    std::string name;
};

struct Operator {
    c10::OperatorHandle handle;
    std::vector<Parameter> parameters;
    std::string name;
};

c10::TypePtr unwrap(const c10::TypePtr& type, bool& is_optional) {
    is_optional = type->kind() == TypeKind::OptionalType;
    return is_optional ? type->containedTypes().at(0) : type;
}

Parameter parameter_of(const c10::Argument& argument) {
    Parameter parameter{};
    c10::TypePtr type = unwrap(argument.type(), parameter.is_optional);
    parameter.kind = type->kind();
    parameter.element = parameter.kind;
    if (parameter.kind == TypeKind::ListType) {
        parameter.element = unwrap(type->containedTypes().at(0), parameter.element_optional)->kind();
    }
    parameter.has_default = argument.default_value().has_value();
    if (parameter.has_default) {
        parameter.default_value = *argument.default_value();
    }
    parameter.name = argument.name();
    return parameter;
}

[[noreturn]] void bad_argument(const Operator& op, const Parameter& parameter, const char* given) {
    throw std::invalid_argument(op.name + "(): argument '" + parameter.name + "' cannot be " + given);
}

IValue list_of_reals(const double* values, int64_t count) {
    c10::List<double> list;
    list.reserve(count);
    for (int64_t i = 0; i < count; i++) {
        list.push_back(values[i]);
    }
    return IValue(std::move(list));
}

IValue list_of_integers(const Parameter& parameter, const int64_t* values, int64_t count) {
    if (parameter.element == TypeKind::FloatType) {
        std::vector<double> reals(values, values + count);
        return list_of_reals(reals.data(), count);
    }
    if (parameter.element == TypeKind::BoolType) {
        c10::List<bool> list;
        for (int64_t i = 0; i < count; i++) {
            list.push_back(values[i] != 0);
        }
        return IValue(std::move(list));
    }
    c10::List<int64_t> list;
    list.reserve(count);
    for (int64_t i = 0; i < count; i++) {
        list.push_back(values[i]);
    }
    return IValue(std::move(list));
}

IValue value_of(const Operator& op, const Parameter& parameter, const Argument& argument) {
    switch (argument.kind) {
        case kDefault:
            if (parameter.has_default) {
                return parameter.default_value;
            }
            if (parameter.is_optional) {
                return IValue();
            }
            throw std::invalid_argument(op.name + "(): argument '" + parameter.name + "' has no default");
        case kNone:
            if (parameter.is_optional) {
                return IValue();
            }
            if (parameter.has_default) {
                return parameter.default_value;
            }
            bad_argument(op, parameter, "null");
        case kTensor:
            if (argument.tensor == nullptr && parameter.is_optional) {
                return IValue();
            }
            if (parameter.kind == TypeKind::ListType) {
                bad_argument(op, parameter, "a single tensor");
            }
            return IValue(deref(argument.tensor));
        case kInteger:
            switch (parameter.kind) {
                case TypeKind::FloatType: return IValue(static_cast<double>(argument.integer));
                case TypeKind::BoolType: return IValue(argument.integer != 0);
                case TypeKind::ListType: return list_of_integers(parameter, &argument.integer, 1);
                default: return IValue(argument.integer);
            }
        case kReal:
            if (parameter.kind == TypeKind::ListType) {
                return list_of_reals(&argument.real, 1);
            }
            return IValue(argument.real);
        case kBoolean:
            return IValue(argument.integer != 0);
        case kComplex:
            return IValue(c10::complex<double>(argument.real, argument.imaginary));
        case kIntegers:
            return list_of_integers(parameter, argument.integers, argument.count);
        case kReals:
            return list_of_reals(argument.reals, argument.count);
        case kTensors:
            if (parameter.element_optional) {
                // Of Tensor?: the only lists with holes are those of index and index_put.
                auto list = c10::impl::GenericList(c10::OptionalType::create(c10::TensorType::get()));
                for (int32_t i = 0; i < argument.count; i++) {
                    list.push_back(argument.tensors[i] == nullptr ? IValue() : IValue(*argument.tensors[i]));
                }
                return IValue(std::move(list));
            } else {
                c10::List<at::Tensor> list;
                list.reserve(argument.count);
                for (int32_t i = 0; i < argument.count; i++) {
                    list.push_back(deref(argument.tensors[i]));
                }
                return IValue(std::move(list));
            }
        case kText:
            return IValue(std::string(argument.text, argument.count));
        case kDevice:
            return IValue(at::Device(static_cast<at::DeviceType>(argument.integer),
                                     static_cast<at::DeviceIndex>(argument.count)));
        case kGenerator:
            if (argument.generator == nullptr) {
                return IValue();
            }
            return IValue(*argument.generator);
        default:
            bad_argument(op, parameter, "of an unknown kind");
    }
}

void result_of(const IValue& value, Result& result) {
    std::memset(&result, 0, sizeof result);
    if (value.isTensor()) {
        result.kind = kTensor;
        result.tensor = own(value.toTensor());
    } else if (value.isInt()) {
        result.kind = kInteger;
        result.integer = value.toInt();
    } else if (value.isDouble()) {
        result.kind = kReal;
        result.real = value.toDouble();
    } else if (value.isBool()) {
        result.kind = kBoolean;
        result.integer = value.toBool();
    } else if (value.isComplexDouble()) {
        result.kind = kComplex;
        result.real = value.toComplexDouble().real();
        result.imaginary = value.toComplexDouble().imag();
    } else if (value.isTensorList()) {
        c10::List<at::Tensor> list = value.toTensorList();
        size_t bytes = list.size() * sizeof(at::Tensor*);
        at::Tensor** handles = static_cast<at::Tensor**>(std::malloc(bytes == 0 ? 1 : bytes));
        if (handles == nullptr) {
            throw std::bad_alloc();
        }
        for (size_t i = 0; i < list.size(); i++) {
            handles[i] = own(list.get(i));
        }
        result.kind = kTensors;
        result.count = static_cast<int32_t>(list.size());
        result.tensors = handles;
    } else if (value.isNone()) {
        result.kind = kNone;
    } else {
        throw std::invalid_argument("an operator returned a " + value.tagKind() + ", which has no form in C#");
    }
}

// What a C# program must know to use a tensor's memory; the same layout as TensorInfo there.
struct Info {
    void* identity; // the TensorImpl, equal for all handles of one tensor
    void* data;
    const int64_t* sizes;
    const int64_t* strides;
    int64_t numel;
    int64_t storage_offset;
    int64_t storage_bytes;
    int64_t version;
    int32_t dimensions;
    int32_t dtype;
    int32_t device_type;
    int32_t device_index;
    int32_t element_size;
    int32_t flags;
};

enum InfoFlags : int32_t {
    kContiguous = 1,
    kRequiresGrad = 2,
    kLeaf = 4,
    kDense = 8, // non-overlapping and dense: numel elements from data on, in some order
    kSparse = 16,
    kInference = 32,
    kHasGrad = 64,
    kLazyBits = 128, // conjugated or negated: memory does not hold the values
    kQuantized = 256,
};

void describe(const at::Tensor& tensor, Info& info) {
    std::memset(&info, 0, sizeof info);
    c10::TensorImpl* impl = tensor.unsafeGetTensorImpl();
    bool strided = tensor.layout() == c10::kStrided;
    info.identity = impl;
    info.sizes = tensor.sizes().data();
    info.numel = tensor.numel();
    info.dimensions = static_cast<int32_t>(tensor.dim());
    info.dtype = static_cast<int32_t>(tensor.scalar_type());
    info.device_type = static_cast<int32_t>(tensor.device().type());
    info.device_index = tensor.device().index();
    info.element_size = static_cast<int32_t>(tensor.element_size());
    if (strided) {
        info.strides = tensor.strides().data();
        info.storage_offset = tensor.storage_offset();
        info.flags |= tensor.is_contiguous() ? kContiguous : 0;
        info.flags |= tensor.is_non_overlapping_and_dense() ? kDense : 0;
        if (tensor.has_storage() && tensor.device().type() != c10::DeviceType::Meta) {
            info.data = tensor.data_ptr();
            info.storage_bytes = static_cast<int64_t>(tensor.storage().nbytes());
        }
    }
    bool inference = tensor.is_inference();
    info.version = inference ? -1 : static_cast<int64_t>(tensor._version());
    info.flags |= tensor.requires_grad() ? kRequiresGrad : 0;
    info.flags |= tensor.is_leaf() ? kLeaf : 0;
    info.flags |= strided ? 0 : kSparse;
    info.flags |= inference ? kInference : 0;
    // Reading the gradient of a tensor that is no leaf warns; it has none unless it was asked to keep it.
    info.flags |= (tensor.is_leaf() || tensor.retains_grad()) && tensor.grad().defined() ? kHasGrad : 0;
    info.flags |= tensor.is_conj() || tensor.is_neg() ? kLazyBits : 0;
    info.flags |= tensor.is_quantized() ? kQuantized : 0;
}

void* find_symbol(const char* name) {
    return dlsym(RTLD_DEFAULT, name);
}

} // namespace

// ---- the library

// Changes with the layout of the structures above or the meaning of a function.
ITO_API int32_t ito_abi() {
    return 1;
}

ITO_API const char* ito_version() {
    return TORCH_VERSION;
}

ITO_API const char* ito_last_error() {
    return last_error.c_str();
}

ITO_API int64_t ito_live_handles() {
    return live_handles.load(std::memory_order_relaxed);
}

ITO_API void ito_free(void* block) {
    std::free(block);
}

// ---- operators

ITO_API Operator* ito_operator(const char* name, const char* overload) {
    Operator* result = nullptr;
    guarded([&] {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        if (!handle.has_value()) {
            throw std::invalid_argument("libtorch " TORCH_VERSION " has no operator " + std::string(name) +
                                        (*overload != 0 ? "." + std::string(overload) : std::string()));
        }
        std::vector<Parameter> parameters;
        for (const c10::Argument& argument : handle->schema().arguments()) {
            parameters.push_back(parameter_of(argument));
        }
        const char* colons = std::strstr(name, "::");
        result = new Operator{*handle, std::move(parameters), colons == nullptr ? name : colons + 2};
    });
    return result;
}

// Missing arguments at the end take their defaults. results may be null: what the operator returns is then dropped.
// Returns the number of results.
ITO_API int32_t ito_call(const Operator* op, const Argument* arguments, int32_t count, Result* results, int32_t capacity) {
    int32_t returned = 0;
    int32_t status = guarded([&] {
        if (op == nullptr) {
            throw std::invalid_argument("null operator");
        }
        if (static_cast<size_t>(count) > op->parameters.size()) {
            throw std::invalid_argument(op->name + "() of libtorch " TORCH_VERSION " takes " +
                                        std::to_string(op->parameters.size()) + " arguments, not " + std::to_string(count));
        }
        std::vector<IValue> stack;
        stack.reserve(op->parameters.size() + 1);
        const Argument missing{};
        for (size_t i = 0; i < op->parameters.size(); i++) {
            stack.push_back(value_of(*op, op->parameters[i], i < static_cast<size_t>(count) ? arguments[i] : missing));
        }
        op->handle.callBoxed(&stack);
        if (results == nullptr) {
            return;
        }
        if (stack.size() > static_cast<size_t>(capacity)) {
            throw std::invalid_argument(op->name + "() returns " + std::to_string(stack.size()) + " results");
        }
        for (const IValue& value : stack) {
            result_of(value, results[returned++]);
        }
    });
    return status == 0 ? returned : status;
}

// ---- handles

ITO_API void ito_tensor_free(at::Tensor* tensor) {
    if (tensor != nullptr) {
        guarded([&] { delete tensor; });
        live_handles.fetch_sub(1, std::memory_order_relaxed);
    }
}

ITO_API at::Tensor* ito_tensor_alias(const at::Tensor* tensor) {
    at::Tensor* result = nullptr;
    guarded([&] { result = own(deref(tensor)); });
    return result;
}

// gradient may be null; it is left alone if there is none (see the flags of info).
ITO_API int32_t ito_tensor_info(const at::Tensor* tensor, Info* info, Info* gradient) {
    return guarded([&] {
        const at::Tensor& self = deref(tensor);
        describe(self, *info);
        if (gradient != nullptr && (info->flags & kHasGrad) != 0) {
            describe(self.grad(), *gradient);
        }
    });
}

// strides may be null (row-major). deleter(context) runs once when the last tensor over the memory is gone, and not
// at all if this fails.
ITO_API at::Tensor* ito_from_blob(void* data, int32_t dimensions, const int64_t* sizes, const int64_t* strides, int32_t dtype,
                                  int32_t device_type, int32_t device_index, void (*deleter)(void*), void* context) {
    at::Tensor* result = nullptr;
    guarded([&] {
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)).device(device_of(device_type, device_index));
        at::IntArrayRef shape(sizes, dimensions);
        std::vector<int64_t> row_major(dimensions);
        if (strides == nullptr) {
            int64_t stride = 1;
            for (int32_t i = dimensions - 1; i >= 0; i--) {
                row_major[i] = stride;
                stride *= sizes[i];
            }
        } else {
            row_major.assign(strides, strides + dimensions);
        }
        auto release = [deleter, context](void*) {
            if (deleter != nullptr) {
                deleter(context);
            }
        };
        result = own(at::from_blob(data, shape, row_major, release, options));
    });
    return result;
}

ITO_API int32_t ito_bump_version(const at::Tensor* tensor) {
    return guarded([&] {
        const at::Tensor& self = deref(tensor);
        if (!self.is_inference()) {
            self.unsafeGetTensorImpl()->bump_version();
        }
    });
}

// ---- autograd

ITO_API int32_t ito_set_requires_grad(const at::Tensor* tensor, int32_t value) {
    return guarded([&] {
        const at::Tensor& self = deref(tensor);
        if (!self.is_leaf() && value == 0) {
            throw std::invalid_argument("requires_grad can be turned off for leaf tensors only; use detach()");
        }
        self.set_requires_grad(value != 0);
    });
}

ITO_API int32_t ito_retain_grad(const at::Tensor* tensor) {
    return guarded([&] { deref(tensor).retain_grad(); });
}

// null if there is none
ITO_API int32_t ito_grad(const at::Tensor* tensor, at::Tensor** gradient) {
    return guarded([&] {
        const at::Tensor& self = deref(tensor);
        *gradient = self.is_leaf() || self.retains_grad() ? own(self.grad()) : nullptr;
    });
}

ITO_API int32_t ito_set_grad(const at::Tensor* tensor, const at::Tensor* gradient) {
    return guarded([&] {
        const at::Tensor& self = deref(tensor);
        at::Tensor value = deref_or_undefined(gradient);
        if (value.defined()) {
            TORCH_CHECK(value.sizes() == self.sizes(), "a gradient of shape ", value.sizes(),
                        " was assigned to a tensor of shape ", self.sizes());
            TORCH_CHECK(value.scalar_type() == self.scalar_type(), "a gradient of type ", value.scalar_type(),
                        " was assigned to a tensor of type ", self.scalar_type());
            TORCH_CHECK(value.device() == self.device(), "a gradient on ", value.device(),
                        " was assigned to a tensor on ", self.device());
        }
        self.mutable_grad() = std::move(value);
    });
}

// retain: -1 = as create says
ITO_API int32_t ito_backward(at::Tensor* const* roots, int32_t root_count, at::Tensor* const* gradients, int32_t gradient_count,
                             at::Tensor* const* inputs, int32_t input_count, int32_t retain, int32_t create) {
    return guarded([&] {
        for (int32_t i = 0; i < root_count; i++) {
            deref(roots[i]);
        }
        bool keep = retain < 0 ? create != 0 : retain != 0;
        torch::autograd::backward(tensors(roots, root_count), tensors(gradients, gradient_count), keep, create != 0,
                                  tensors(inputs, input_count));
    });
}

// gradients[i] is null for an input that is not used (allowed only if allow_unused)
ITO_API int32_t ito_gradients(at::Tensor* const* outputs, int32_t output_count, at::Tensor* const* inputs, int32_t input_count,
                              at::Tensor* const* output_gradients, int32_t gradient_count, int32_t retain, int32_t create,
                              int32_t allow_unused, at::Tensor** gradients) {
    return guarded([&] {
        bool keep = retain < 0 ? create != 0 : retain != 0;
        auto result = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                            tensors(output_gradients, gradient_count), keep, create != 0, allow_unused != 0);
        for (int32_t i = 0; i < input_count; i++) {
            gradients[i] = own(result.at(i));
        }
    });
}

ITO_API int32_t ito_grad_mode() {
    return at::GradMode::is_enabled() ? 1 : 0;
}

ITO_API void ito_set_grad_mode(int32_t enabled) {
    at::GradMode::set_enabled(enabled != 0);
}

ITO_API int32_t ito_inference_mode() {
    return c10::InferenceMode::is_enabled() ? 1 : 0;
}

// To be left on the same thread, in the reverse order of entering.
ITO_API void* ito_enter_inference_mode(int32_t enabled) {
    void* result = nullptr;
    guarded([&] { result = new c10::InferenceMode(enabled != 0); });
    return result;
}

ITO_API void ito_leave_inference_mode(void* guard) {
    guarded([&] { delete static_cast<c10::InferenceMode*>(guard); });
}

// ---- random numbers

ITO_API int32_t ito_manual_seed(int64_t seed) {
    return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

// fresh: with its own state; else libtorch's own generator of that device
ITO_API at::Generator* ito_generator(int32_t device_type, int32_t device_index, int32_t fresh) {
    at::Generator* result = nullptr;
    guarded([&] {
        at::Generator shared = at::globalContext().defaultGenerator(device_of(device_type, device_index));
        if (fresh == 0) {
            result = new at::Generator(shared);
        } else {
            std::lock_guard<std::mutex> lock(shared.mutex());
            result = new at::Generator(shared.clone());
        }
    });
    return result;
}

ITO_API void ito_generator_free(at::Generator* generator) {
    delete generator;
}

// what: 0 = set the seed to *seed, 1 = read it, 2 = take a random one
ITO_API int32_t ito_generator_seed(at::Generator* generator, int32_t what, int64_t* seed) {
    return guarded([&] {
        if (generator == nullptr) {
            throw std::invalid_argument("the generator was disposed");
        }
        std::lock_guard<std::mutex> lock(generator->mutex());
        if (what == 0) {
            generator->set_current_seed(static_cast<uint64_t>(*seed));
        } else {
            *seed = static_cast<int64_t>(what == 1 ? generator->current_seed() : generator->seed());
        }
    });
}

ITO_API at::Tensor* ito_generator_state(at::Generator* generator, const at::Tensor* set) {
    at::Tensor* result = nullptr;
    guarded([&] {
        if (generator == nullptr) {
            throw std::invalid_argument("the generator was disposed");
        }
        std::lock_guard<std::mutex> lock(generator->mutex());
        if (set != nullptr) {
            generator->set_state(*set);
        }
        result = own(generator->get_state());
    });
    return result;
}

// ---- threads, devices, streams

ITO_API int32_t ito_threads(int32_t between_operators) {
    return between_operators != 0 ? at::get_num_interop_threads() : at::get_num_threads();
}

ITO_API int32_t ito_set_threads(int32_t between_operators, int32_t count) {
    return guarded([&] {
        if (between_operators != 0) {
            at::set_num_interop_threads(count);
        } else {
            at::set_num_threads(count);
        }
    });
}

ITO_API int32_t ito_device_count(int32_t device_type) {
    int32_t count = 0;
    guarded([&] {
        auto type = static_cast<at::DeviceType>(device_type);
        if (c10::impl::hasDeviceGuardImpl(type)) {
            count = c10::impl::getDeviceGuardImpl(type)->deviceCount();
        }
    });
    return count;
}

// The raw stream (cudaStream_t, hipStream_t) that this thread's work on that device goes to.
ITO_API int32_t ito_current_stream(int32_t device_type, int32_t device_index, void** stream) {
    return guarded([&] {
        using GetStream = int32_t (*)(int32_t, void**);
        auto get = reinterpret_cast<GetStream>(find_symbol("aoti_torch_get_current_cuda_stream"));
        if (get != nullptr) {
            if (get(device_index, stream) != 0) {
                throw std::runtime_error("libtorch could not tell its current CUDA stream");
            }
            return;
        }
        auto type = static_cast<at::DeviceType>(device_type);
        if (!c10::impl::hasDeviceGuardImpl(type)) {
            throw std::invalid_argument("this libtorch has no support for that device");
        }
        // Before 2.2: the default stream is the legacy one (0); another one's handle cannot be had without CUDA's headers.
        auto current = c10::impl::getDeviceGuardImpl(type)->getStream(at::Device(type, static_cast<at::DeviceIndex>(device_index)));
        if (current.id() != 0) {
            throw std::runtime_error("libtorch " TORCH_VERSION " works on a stream of its own pool, whose handle it does not tell");
        }
        *stream = nullptr;
    });
}

ITO_API int32_t ito_synchronize(int32_t device_type, int32_t device_index) {
    return guarded([&] {
        auto type = static_cast<at::DeviceType>(device_type);
        if (!c10::impl::hasDeviceGuardImpl(type)) {
            throw std::invalid_argument("this libtorch has no support for that device");
        }
        auto all = reinterpret_cast<int32_t (*)()>(find_symbol("cudaDeviceSynchronize"));
        const auto* guard = c10::impl::getDeviceGuardImpl(type);
        at::Device device = device_index < 0 ? guard->getDevice() : at::Device(type, static_cast<at::DeviceIndex>(device_index));
        at::Device before = guard->exchangeDevice(device);
        if (all != nullptr) {
            all();
        } else {
            guard->getStream(device).synchronize();
        }
        guard->setDevice(before);
    });
}

// ---- files: what Python's torch.save and torch.load write and read for one tensor

ITO_API int32_t ito_save(const at::Tensor* tensor, const char* path) {
    return guarded([&] {
        std::vector<char> bytes = torch::jit::pickle_save(IValue(deref(tensor)));
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) {
            throw std::runtime_error("cannot write " + std::string(path));
        }
    });
}

ITO_API at::Tensor* ito_load(const char* path) {
    at::Tensor* result = nullptr;
    guarded([&] {
        std::ifstream file(path, std::ios::binary);
        if (!file) {
            throw std::runtime_error("cannot read " + std::string(path));
        }
        std::vector<char> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        IValue value = torch::jit::pickle_load(bytes);
        if (!value.isTensor()) {
            throw std::runtime_error(std::string(path) + " holds a " + value.tagKind() + ", not a tensor");
        }
        result = own(value.toTensor());
    });
    return result;
}
