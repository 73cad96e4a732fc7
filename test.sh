#!/usr/bin/env bash
# Builds everything once, runs every test project, and ends with "N passed, N failed, N skipped".
# Arguments go to every test project, for example: ./test.sh --filter-class '*CommandTests'
set -uo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")" || exit 1

. eng/setup.sh
use_home "$PWD/artifacts/home"
results=$PWD/artifacts/test-results
time_limit=${TEST_TIMEOUT:-45m} # of one test project
passed=0 failed=0 skipped=0
problems=()

# What the tests compile stays out of the user's caches. One cache of OpenCL programs is enough: PoCL's.
export POCL_CACHE_DIR=$PWD/artifacts/pocl-cache ILGPUOPTIM_CACHE_DIR=off
export ILGPUOPTIM_TORCH_CACHE=$PWD/artifacts/torch
mkdir -p "$POCL_CACHE_DIR"

section() { printf '\n== %s\n' "$1"; }

finish() {
    section 'All tests'
    [ ${#problems[@]} -eq 0 ] || printf 'PROBLEM: %s\n' "${problems[@]}"
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" -eq 0 ] || exit 1
    exit 0
}

problem() {
    problems+=("$1")
    failed=$((failed + 1))
}

# System packages: nice to have, so what cannot be installed is only told.
install_optional() { # PACKAGES LIBRARY-FILE-OR-PROGRAM PURPOSE
    case $2 in
        /*) [ -e "$2" ] && return 0 ;;
        *.so*) { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -q -F "$2" && return 0 ;;
        *) command -v "$2" >/dev/null 2>&1 && return 0 ;;
    esac
    install_packages "$1" "$3" "$PWD/artifacts"
}

section 'Set-up'
if ! check_sdk 2>&1; then
    problem '.NET SDK 10 is missing (above)'
    finish
fi
echo ".NET SDK $(dotnet --version)"
install_optional libopenblas0-pthread libopenblas.so.0 'OpenBLAS, the limit that sgemm is compared with'
install_optional 'pocl-opencl-icd ocl-icd-libopencl1' /etc/OpenCL/vendors/pocl.icd 'PoCL, the OpenCL device of the tests'
install_optional 'clang-15 rocm-device-libs' clang-15 'clang 15, which makes AMD machine code of kernels'
install_optional clang-19 clang-19 'clang 19, which does so for newer AMD GPUs'
has_libtorch || install_packages "$libtorch_packages" 'libtorch, which trains models' "$PWD/artifacts"

section 'Build'
if ! dotnet build IlgpuOptim.sln --configuration Release -nodeReuse:false -p:RestoreLockedMode=true \
    -p:UseSharedCompilation=false --nologo --verbosity quiet </dev/null; then
    problem 'the build failed (above)'
    finish
fi

# The counts of a run stand in the attributes of its one <assembly> element; 0 where there is no report.
count() { # ATTRIBUTE REPORT
    local number
    number=$(sed -n "s/.*<assembly [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2" 2>/dev/null | head -n 1)
    echo "${number:-0}"
}

rm -rf "$results"
mkdir -p "$results"
limit=()
if command -v timeout >/dev/null 2>&1; then limit=(timeout --foreground --kill-after=30s "$time_limit"); fi

for project in $(grep -l 'Include="xunit.v3"' tests/*/*.csproj | sort); do
    name=$(basename "$project" .csproj)
    section "$name"
    "${limit[@]}" dotnet "artifacts/bin/$name/release/$name.dll" --no-progress --results-directory "$results" \
        --report-xunit --report-xunit-filename "$name.xml" "$@" </dev/null
    status=$?

    report=$results/$name.xml
    bad=$(($(count failed "$report") + $(count errors "$report")))
    passed=$((passed + $(count passed "$report")))
    skipped=$((skipped + $(count skipped "$report") + $(count not-run "$report")))
    failed=$((failed + bad))

    # A project that fails without a failed test has crashed, hung, or found no test; the last is fine under a filter.
    if [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
        problem "$name was stopped: it ran longer than $time_limit, or was killed"
    elif [ "$bad" -gt 0 ]; then
        problems+=("$name: $bad failed")
    elif [ "$status" -eq 8 ] && [ $# -gt 0 ]; then
        echo 'no test matches'
    elif [ "$status" -ne 0 ] || [ ! -s "$report" ]; then
        problem "$name crashed: exit code $status, though no test failed"
    fi
done

finish
