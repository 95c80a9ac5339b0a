# Read by ./run, ./test and the scripts in tools/ and bench/ (". tools/setup.sh"), from the project
# root, under bash -eu. Installs what is missing and builds; does nothing, fast, when nothing is.

BUILD=${NETRAL_BUILD:-build} # an engineer who shares a checkout can build elsewhere

say() { printf '%s\n' "$*"; }
fail() {
    printf 'netral: %s\n' "$*" >&2
    exit 1
}

# Packages of the named groups, from tools/packages.txt.
packages_of() {
    local group
    for group in "$@"; do
        awk -v g="$group" '$1 == g { print $2 }' tools/packages.txt
    done | sort -u
}

node_is_new_enough() {
    command -v npm >/dev/null 2>&1 || return 1
    local version
    version=$(node --version 2>/dev/null) || return 1
    version=${version#v}
    [ "${version%%.*}" -ge 18 ] 2>/dev/null
}

missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 ||
        fail "packages are installed through apt-get, on Debian 12. On another system install what" \
            "tools/packages.txt lists in your own way and give --no-install."
    local wanted installed
    wanted=$(packages_of "$@")
    # shellcheck disable=SC2086,SC2016 # a list of words; ${...} is dpkg-query's own language
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
        awk '$1 == "installed" { print $2 }') || true
    comm -23 <(say "$wanted") <(say "$installed" | sort -u)
}

# install_packages GROUP...: through apt-get, as root or with sudo, only what is missing.
install_packages() {
    local missing as_root=()
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    missing=$(say "$missing" | tr '\n' ' ')
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 ||
            fail "these packages are missing and installing them needs root or sudo, and neither is" \
                "here. As root: apt-get install --no-install-recommends $missing"
        as_root=(sudo)
    fi
    say "Installing: $missing"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 || true
    # shellcheck disable=SC2086 # a list of words
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends $missing >&2 ||
        fail "apt-get could not install: $missing. Its own words are above; most often the machine" \
            "has no network or no package mirror. What is installed by hand is found the next time."
}

# install_node_modules: what package-lock.json names, only when it changed since the last time.
install_node_modules() {
    [ -f package-lock.json ] || return 0
    [ -f node_modules/.package-lock.json ] &&
        [ ! package-lock.json -nt node_modules/.package-lock.json ] && return 0
    node_is_new_enough ||
        fail "node 18 or newer with npm is needed to build the pages' scripts and is not on the path."
    say "Installing the npm packages that package-lock.json names"
    npm ci --no-audit --no-fund --loglevel=error >&2 ||
        fail "npm could not install what package-lock.json names. Its own words are above; most often" \
            "the machine has no network or no npm registry."
    touch node_modules/.package-lock.json
}

# install_all GROUP...: packages, node when there is need of it, npm packages.
install_all() {
    local groups=("$@")
    [ ! -f package-lock.json ] || node_is_new_enough || groups+=(node)
    install_packages "${groups[@]}"
    install_node_modules
}

# What a build is made from. Folders are in it too, so that a removed file counts as a change.
build_inputs() {
    local path
    for path in src gen rules data tools meson.build package-lock.json; do
        [ ! -e "$path" ] || find "$path" -name __pycache__ -prune -o "$@"
    done
}

# build_with DIR MESON-OPTION...: configures when the list of files changed, compiles when a file
# did. The stamp is made before compiling, so that a file saved meanwhile is compiled next time.
build_with() {
    local dir=$1 stamp=$1/.built list=$1/.files
    shift
    if [ -f "$stamp" ] && [ -x "$dir/netral" ] &&
        [ -z "$(build_inputs -newer "$stamp" -print -quit)" ]; then
        return 0
    fi
    mkdir -p "$dir"
    build_inputs -type f -print | LC_ALL=C sort >"$list.now"
    if [ ! -f "$dir/build.ninja" ]; then
        meson setup "$dir" "$@" >"$dir.log" 2>&1 || build_failed "$dir"
    elif ! cmp -s "$list" "$list.now"; then
        meson setup --reconfigure "$dir" "$@" >"$dir.log" 2>&1 || build_failed "$dir"
    fi
    mv "$list.now" "$list"
    : >"$stamp.now"
    say "Compiling into $dir"
    ninja -C "$dir" >"$dir.log" 2>&1 || build_failed "$dir"
    mv "$stamp.now" "$stamp"
}
build_failed() {
    grep -E -A 12 'error|FAILED|ERROR' "$1.log" | head -n 60 >&2 || tail -n 40 "$1.log" >&2
    fail "the build in $1 failed; all of its output is in $1.log"
}

build_release() {
    build_with "$BUILD/release" --buildtype=release -Doptimization=2 -Db_ndebug=false -Db_pie=true \
        -Db_lto=true "-Dc_args=-D_FORTIFY_SOURCE=2" "-Dc_link_args=-Wl,-z,relro,-z,now"
}
# At a fixed address: what the sanitizers keep of each place in the source is 15 MB of pointers, and
# the tests start the program some thousand times.
build_debug() {
    build_with "$BUILD/debug" -Db_sanitize=address,undefined -Dwerror=true -Dc_link_args=-no-pie
}
