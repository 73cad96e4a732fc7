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
