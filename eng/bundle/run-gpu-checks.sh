#!/usr/bin/env bash
# Checks every GPU of this machine and writes one JSON file: what ptxas says of the PTX of all kernels, the conformance suite, all kernels
# of the product, the fuzzer and the engine's benchmarks, on each CUDA and OpenCL device found; and on the first CUDA device the torch
# checks with the libtorch found.
#   run-gpu-checks.sh [--output FILE] [--steps LIST] [--devices LIST] [--fuzz N] [--quick] [--time-limit SECONDS]
#   --output FILE       default gpu-checks.json
#   --steps LIST        of ptxas,conformance,product,fuzz,bench,torch; default all
#   --devices LIST      such as cuda:0,opencl:0; default every usable device but the CPU's own back end
#   --fuzz N            kernels per device, default 1000
#   --quick             quick benchmarks
#   --time-limit S      of one step on one device, default 540
# The torch step builds the binding with g++ (or $CXX) against the torch of python3, or the libtorch in $ILGPUOPTIM_LIBTORCH; it runs the tests
# of src/TorchSharp and src/Interop.Torch, the samples, bench --suite torch and 20 steps of train, and is skipped, with the reason, without torch.
# Exit code: 0 all passed, 1 something failed, 2 bad usage.
set -uo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_ROOT=$here/dotnet DOTNET_MULTILEVEL_LOOKUP=0 NO_COLOR=1
tool=$here/ilgpu-optim
output=gpu-checks.json
steps=ptxas,conformance,product,fuzz,bench,torch
devices=
fuzz_count=1000
quick=()
limit=540
targets='70 80 90 100 120'

usage_error() {
    echo "error: $1; see --help" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
        --output | --steps | --devices | --fuzz | --time-limit)
            [ $# -ge 2 ] || usage_error "$1 needs a value"
            case $1 in
                --output) output=$2 ;;
                --steps) steps=$2 ;;
                --devices) devices=$2 ;;
                --fuzz) fuzz_count=$2 ;;
                --time-limit) limit=$2 ;;
            esac
            shift 2
            ;;
        --quick) quick=(--quick); shift ;;
        -h | --help) sed -n '2,/^# Exit/s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) usage_error "unknown argument '$1'" ;;
    esac
done

for step in ${steps//,/ }; do
    case $step in
        ptxas | conformance | product | fuzz | bench | torch) ;;
        *) usage_error "unknown step '$step'" ;;
    esac
done

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0

has_step() { case ,$steps, in *,$1,*) return 0 ;; *) return 1 ;; esac }
say() { printf '%s\n' "$*" >&2; }
fail() {
    say "FAILED: $*"
    failures=$((failures + 1))
}

# Standard input as a JSON string, control characters left out.
json_string() {
    tr -d '\000-\010\013\014\016-\037\r' | awk '
        BEGIN { printf "\"" }
        { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, "\\t"); printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }
        END { printf "\"" }'
}
text() { printf '%s' "$1" | json_string; }
last_lines() { tail -n 40 "$1" | cut -c 1-400 | json_string; }

# The JSON document in a file, or null.
document() { if [ -s "$1" ]; then cat "$1"; else printf 'null'; fi; }

# The counts of a run stand in the attributes of the report's one <assembly> element.
count() { # ATTRIBUTE REPORT
    local number
    number=$(sed -n "s/.*<assembly [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2" 2>/dev/null | head -n 1)
    printf '%s' "${number:-0}"
}

list_devices() {
    awk '
        /"id":/ { id = $2; gsub(/[",]/, "", id) }
        /"backend":/ { backend = $2; gsub(/[",]/, "", backend) }
        /"usable": true/ { if (backend != "cpu") print id }' "$work/devices.json"
}

check_ptx() {
    local sm file log separator='' status
    if ! command -v ptxas >/dev/null 2>&1; then
        printf '{"status": "skipped", "reason": "no ptxas on the PATH"}'
        return
    fi
    printf '{"status": "ran", "version": %s, "modules": [' "$(ptxas --version | tail -n 2 | json_string)"
    for sm in $targets; do
        if ! ptxas --help 2>/dev/null | grep -q "sm_$sm\b"; then
            say "ptxas does not know sm_$sm"
            continue
        fi
        if ! "$tool" kernel dump --all --target "sm_$sm" --out "$work/ptx/sm_$sm" >"$work/dump.log" 2>&1; then
            fail "kernel dump for sm_$sm: $(tail -n 3 "$work/dump.log")"
            continue
        fi
        for file in "$work/ptx/sm_$sm"/*.ptx; do
            [ -f "$file" ] || continue
            log=$work/ptxas.log
            ptxas -v -arch="sm_$sm" -o "$work/out.cubin" "$file" >"$log" 2>&1
            status=$?
            [ $status -eq 0 ] || fail "ptxas for sm_$sm: $(basename "$file")"
            grep -q '[1-9][0-9]* bytes spill' "$log" && fail "ptxas for sm_$sm spills registers: $(basename "$file")"
            printf '%s\n  {"target": "sm_%s", "file": %s, "accepted": %s, "registers": %s, "spill_bytes": %s, "log": %s}' \
                "$separator" "$sm" "$(text "$(basename "$file")")" "$([ $status -eq 0 ] && echo true || echo false)" \
                "$(sed -n 's/.*Used \([0-9]*\) registers.*/\1/p' "$log" | head -n 1 | grep . || echo null)" \
                "$(sed -n 's/.* \([0-9]*\) bytes spill stores, \([0-9]*\) bytes spill loads.*/\1 \2/p' "$log" |
                    awk '{ n += $1 + $2; any = 1 } END { if (any) print n; else print "null" }')" \
                "$(last_lines "$log")"
            separator=','
        done
    done
    printf ']}'
}

check_conformance() { # DEVICE
    export ILGPUOPTIM_TEST_TARGETS=$1
    check_tests "conformance suite on $1" IlgpuOptim.Ilgpu.Conformance
}

check_product() { # DEVICE
    export ILGPUOPTIM_TOUR_DEVICE=$1
    check_tests "kernels of the product on $1" IlgpuOptim.Cli.Tests --filter-method '*ProductKernelTests.Tour_OnTheDeviceOfTheEnvironment*'
}

check_tests() { # WHAT PROJECT [ARGUMENT...]
    local what=$1 project=$2 log=$work/tests.log report=$work/tests.xml start=$SECONDS status bad
    shift 2
    rm -f "$report"
    timeout --kill-after=20s "$limit" "$here/dotnet/dotnet" "$here/bin/$project/$project.dll" --no-progress --results-directory "$work" \
        --report-xunit --report-xunit-filename tests.xml "$@" >"$log" 2>&1 </dev/null
    status=$?
    bad=$(($(count failed "$report") + $(count errors "$report")))
    { [ $status -eq 0 ] && [ "$(count passed "$report")" -gt 0 ]; } || fail "$what ($bad cases, exit code $status)"
    printf '{"passed": %s, "failed": %s, "skipped": %s, "exit_code": %s, "seconds": %s, "failures": %s, "log": %s}' \
        "$(count passed "$report")" "$bad" "$(count skipped "$report")" "$status" "$((SECONDS - start))" \
        "$(grep '^failed ' "$log" | head -n 200 | json_string)" "$(last_lines "$log")"
}

check_fuzz() { # DEVICE
    local log=$work/fuzz.log start=$SECONDS status
    timeout --kill-after=20s "$limit" "$here/dotnet/dotnet" "$here/bin/IlgpuOptim.Fuzz/IlgpuOptim.Fuzz.dll" \
        --count "$fuzz_count" --device "$1" >"$log" 2>&1 </dev/null
    status=$?
    [ $status -eq 0 ] || fail "fuzzer on $1 (exit code $status)"
    printf '{"kernels": %s, "exit_code": %s, "seconds": %s, "log": %s}' \
        "$fuzz_count" "$status" "$((SECONDS - start))" "$(last_lines "$log")"
}

# One test program on the CUDA device; without a device argument only what it does by itself.
run_tests() { # PROJECT DEVICE
    local log=$work/$1.log report=$work/$1.xml start=$SECONDS status bad
    rm -f "$report"
    ILGPUOPTIM_TEST_TARGETS=$2 timeout --kill-after=20s "$limit" "$here/dotnet/dotnet" "$here/bin/$1/$1.dll" --no-progress \
        --results-directory "$work" --report-xunit --report-xunit-filename "$1.xml" >"$log" 2>&1 </dev/null
    status=$?
    bad=$(($(count failed "$report") + $(count errors "$report")))
    { [ $status -eq 0 ] && [ "$(count passed "$report")" -gt 0 ]; } || fail "$1 ($bad cases, exit code $status)"
    printf '{"passed": %s, "failed": %s, "skipped": %s, "exit_code": %s, "seconds": %s, "failures": %s, "log": %s}' \
        "$(count passed "$report")" "$bad" "$(count skipped "$report")" "$status" "$((SECONDS - start))" \
        "$(grep '^failed ' "$log" | head -n 200 | json_string)" "$(last_lines "$log")"
}

# A command whose standard output is one JSON document.
run_json() { # NAME COMMAND...
    local name=$1 status start=$SECONDS
    shift
    timeout --kill-after=20s "$limit" "$@" >"$work/$name.json" 2>"$work/$name.log" </dev/null
    status=$?
    [ $status -eq 0 ] || fail "$name (exit code $status): $(tail -n 3 "$work/$name.log")"
    printf '{"exit_code": %s, "seconds": %s, "log": %s, "result": ' "$status" "$((SECONDS - start))" "$(last_lines "$work/$name.log")"
    document "$work/$name.json"
    printf '}'
}

# The torch that Python has, without importing it, or the one that was named.
torch_folder() {
    if [ -n "${ILGPUOPTIM_LIBTORCH:-}" ]; then
        printf '%s' "$ILGPUOPTIM_LIBTORCH"
    elif command -v python3 >/dev/null 2>&1; then
        python3 -c 'import importlib.util as u, os; s = u.find_spec("torch"); print(os.path.dirname(s.origin) if s and s.origin else "", end="")' 2>/dev/null
    fi
}

check_torch() { # DEVICE
    local folder name separator='' status
    folder=$(torch_folder)
    if [ -z "$folder" ]; then
        printf '{"status": "skipped", "reason": "no torch: python3 has none, and ILGPUOPTIM_LIBTORCH names none"}'
        return
    fi
    if ! command -v "${CXX:-g++}" >/dev/null 2>&1 && ! command -v clang++ >/dev/null 2>&1; then
        printf '{"status": "skipped", "reason": "no C++ compiler, which builds the binding to torch"}'
        return
    fi
    export ILGPUOPTIM_LIBTORCH=$folder ILGPUOPTIM_TORCH_CACHE=$work/torch
    printf '{"status": "ran", "folder": %s, "version": %s, "tests": {' "$(text "$folder")" "$(cat "$folder/version.py" 2>/dev/null | head -n 20 | json_string)"
    for name in IlgpuOptim.TorchSharp.Tests IlgpuOptim.Interop.Torch.Tests; do
        say "$name ..."
        printf '%s\n  "%s": ' "$separator" "$name"
        run_tests "$name" "$1"
        separator=','
    done
    printf '}, "samples": {'
    separator=''
    for name in PlugIn ImageClassifier CustomKernel; do
        timeout --kill-after=20s 120 "$here/dotnet/dotnet" "$here/bin/IlgpuOptim.Samples.Tests/$name.dll" >"$work/sample.log" 2>&1 </dev/null
        status=$?
        [ $status -eq 0 ] || fail "sample $name (exit code $status)"
        printf '%s"%s": {"exit_code": %s, "log": %s}' "$separator" "$name" "$status" "$(last_lines "$work/sample.log")"
        separator=', '
    done
    say "bench --suite torch on $1 ..."
    printf '},\n  "bench": '
    run_json bench-torch "$tool" bench --suite torch --device "$1" "${quick[@]}" --json
    say "train on $1 ..."
    printf ',\n  "train": '
    run_json train "$tool" train --device "$1" --steps 20 --seed 1 --json
    printf '}'
}

check_bench() { # DEVICE
    local status
    timeout --kill-after=20s "$limit" "$tool" bench --suite engine --device "$1" "${quick[@]}" --json \
        >"$work/bench.json" 2>"$work/bench.log" </dev/null
    status=$?
    [ $status -eq 0 ] || fail "benchmarks on $1 (exit code $status): $(tail -n 3 "$work/bench.log")"
    printf '{"exit_code": %s, "log": %s, "result": ' "$status" "$(last_lines "$work/bench.log")"
    document "$work/bench.json"
    printf '}'
}

"$tool" devices --json >"$work/devices.json" 2>"$work/devices.log" || fail "devices: $(tail -n 3 "$work/devices.log")"
[ -n "$devices" ] || devices=$(list_devices | paste -sd , -)
say "devices: ${devices:-none}"

{
    printf '{\n"schema": "ilgpu-optim/gpu-checks/1",\n"commit": %s,\n"utc": "%s",\n"system": %s,\n' \
        "$(text "$(cat "$here/COMMIT")")" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(uname -srm | json_string)"
    printf '"nvidia_smi": %s,\n"devices": ' \
        "$({ nvidia-smi --query-gpu=name,driver_version,memory.total,clocks.max.sm --format=csv 2>/dev/null || true; } | json_string)"
    document "$work/devices.json"
    if has_step ptxas; then
        say 'ptxas ...'
        printf ',\n"ptxas": '
        check_ptx
    fi
    printf ',\n"checks": ['
    separator=''
    for device in ${devices//,/ }; do
        printf '%s\n{"device": %s' "$separator" "$(text "$device")"
        separator=','
        for step in conformance product fuzz bench; do
            if has_step "$step"; then
                say "$step on $device ..."
                printf ', "%s": ' "$step"
                "check_$step" "$device"
            fi
        done
        printf '}'
    done
    printf '\n]'
    if has_step torch; then
        first=$(printf '%s' "$devices" | tr , '\n' | grep -m 1 '^cuda')
        say "torch on ${first:-no CUDA device} ..."
        printf ',\n"torch": '
        if [ -n "$first" ]; then
            check_torch "$first"
        else
            printf '{"status": "skipped", "reason": "no CUDA device"}'
        fi
    fi
    printf ',\n"failures": %s\n}\n' "$failures"
} >"$work/result.json"

mv "$work/result.json" "$output" || exit 1
say "$output: $failures failures"
[ "$failures" -eq 0 ]
