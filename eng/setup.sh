# Sourced by ./ilgpu-optim and ./test.sh before they use dotnet.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# dotnet and its package cache need a home folder; some containers give none.
use_home() { # FALLBACK
    if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
        mkdir -p "$1"
        export HOME=$1
    fi
}

# Succeeds if the SDK is there; otherwise says what to do about it, on stderr.
check_sdk() {
    if ! command -v dotnet >/dev/null 2>&1; then
        echo 'error: .NET SDK 10 is needed, and there is no dotnet on the PATH.' >&2
    elif ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        echo 'error: .NET SDK 10 is needed; the dotnet on the PATH does not have it.' >&2
    else
        return 0
    fi
    echo 'Install it (no root needed) with:' >&2
    echo '  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 && export PATH="$HOME/.dotnet:$PATH"' >&2
    return 1
}

# System packages: nice to have, so what cannot be installed is only told.
install_packages() { # PACKAGES PURPOSE LOG-FOLDER
    command -v apt-get >/dev/null 2>&1 || return 0
    local as_root=() install="apt-get install -y --no-install-recommends $1"
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            echo "Optional: $2. To install: sudo apt-get update && sudo $install"
            return 0
        fi
        as_root=(sudo -n)
    fi
    echo "Installing $1 ($2) ..."
    mkdir -p "$3"
    {
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 $install ||
            { "${as_root[@]}" timeout 120 apt-get update &&
                "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 $install; }
    } >"$3/apt.log" 2>&1 </dev/null ||
        echo "  failed ($3/apt.log), going on without. To install: sudo apt-get update && sudo $install"
}

# Without OpenBLAS, Debian's libtorch multiplies matrices thirty times slower; g++ builds the binding to it, once.
libtorch_packages='libtorch-dev libopenblas0-pthread g++'

# Whether there is a libtorch with headers and a compiler: where src/TorchSharp looks, in the same order.
has_libtorch() {
    command -v "${CXX:-g++}" >/dev/null 2>&1 || command -v clang++ >/dev/null 2>&1 || return 1
    [ -z "${ILGPUOPTIM_LIBTORCH:-}" ] || return 0
    local header=torch/csrc/api/include/torch/version.h
    [ ! -e "/usr/include/$header" ] || return 0
    [ ! -e "/opt/libtorch/include/$header" ] || return 0
    python3 -c 'import importlib.util as u, sys; sys.exit(u.find_spec("torch") is None)' 2>/dev/null
}
