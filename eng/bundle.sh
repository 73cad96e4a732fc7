#!/usr/bin/env bash
# Packs the tool, all test programs and the .NET runtime into one tarball for linux-x64 machines that have no .NET:
#   eng/bundle.sh [--output FILE] [--no-build]
# On the other machine: tar -xzf FILE && ilgpu-optim-bundle/run-gpu-checks.sh
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."

. eng/setup.sh
use_home "$PWD/artifacts/home"

output=artifacts/ilgpu-optim-bundle.tar.gz
build=true
while [ $# -gt 0 ]; do
    case $1 in
        --output)
            [ $# -ge 2 ] || { echo 'error: --output needs a file name' >&2; exit 2; }
            output=$2
            shift 2
            ;;
        --no-build) build=false; shift ;;
        -h | --help) sed -n '2,4s/^# //p' "$0"; exit 0 ;;
        *) echo "error: unknown argument '$1'; see --help" >&2; exit 2 ;;
    esac
done

if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
    echo 'error: the bundle takes the runtime of this machine, so it can only be made on linux-x64' >&2
    exit 1
fi
check_sdk

# ./ilgpu-optim publishes the tool ahead-of-time compiled, where it can.
./ilgpu-optim --version >/dev/null
if $build; then
    dotnet build IlgpuOptim.sln --configuration Release -nodeReuse:false -p:UseSharedCompilation=false --nologo \
        --verbosity quiet </dev/null >&2
fi

stage=artifacts/bundle/ilgpu-optim-bundle
rm -rf artifacts/bundle
mkdir -p "$stage/bin" "$stage/dotnet/shared/Microsoft.NETCore.App" "$stage/dotnet/host/fxr"

# The runtime: the newest 10.0 that is installed, without what only debuggers and tracers need.
read -r version root < <(dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App \(10\.[^ ]*\) \[\(.*\)\/shared\/Microsoft\.NETCore\.App\]$/\1 \2/p' | tail -n 1)
cp -r "$root/shared/Microsoft.NETCore.App/$version" "$stage/dotnet/shared/Microsoft.NETCore.App/"
rm -f "$stage/dotnet/shared/Microsoft.NETCore.App/$version"/{createdump,libmscordaccore.so,libmscordbi.so,libcoreclrtraceptprovider.so}
cp -r "$root/host/fxr/$version" "$stage/dotnet/host/fxr/"
cp "$root/dotnet" "$stage/dotnet/"
for licence in "$root"/LICENSE.txt "$root"/ThirdPartyNotices.txt; do
    [ ! -f "$licence" ] || cp "$licence" "$stage/dotnet/"
done

cp -r artifacts/tool "$stage/bin/tool"
for project in $(grep -l 'Include="xunit.v3"' tests/*/*.csproj) tests/Fuzz/IlgpuOptim.Fuzz.csproj; do
    name=$(basename "$project" .csproj)
    mkdir -p "$stage/bin/$name"
    cp -r "artifacts/bin/$name/release/." "$stage/bin/$name/"
    rm -rf "$stage/bin/$name/TestResults"
done
find "$stage/bin" \( -name '*.xml' -o -name 'createdump' \) -delete

# The text that train takes when none is named. The binding to libtorch is built there, from the source inside IlgpuOptim.TorchSharp.dll.
mkdir -p "$stage/samples/data"
cp -r samples/data/tinyshakespeare "$stage/samples/data/"

# Test programs share most of their libraries: equal files become links to one, which tar keeps.
last='' first=''
while read -r sum file; do
    if [ "$sum" = "$last" ]; then ln -f "$first" "$file"; else last=$sum first=$file; fi
done < <(find "$stage/bin" -type f -exec sha256sum {} + | sort)

cp eng/bundle/ilgpu-optim eng/bundle/run-gpu-checks.sh LICENSE "$stage/"
git rev-parse HEAD >"$stage/COMMIT" 2>/dev/null || echo unknown >"$stage/COMMIT"

mkdir -p "$(dirname "$output")"
tar -C artifacts/bundle -czf "$output.new" --owner=0 --group=0 ilgpu-optim-bundle
mv "$output.new" "$output"
size=$(($(stat -c %s "$output") / 1000000))
echo "$output: $size MB"
if [ "$size" -ge 60 ]; then
    echo 'error: the bundle is to be smaller than 60 MB' >&2
    exit 1
fi
