#!/bin/sh
# The tests start a private RabbitMQ node; this brings the program it is made of.
# Installs Debian's package where that is permitted, and never leaves a service running.
set -eu

have() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || [ -n "${PSC_TEST_BROKER_URL:-}" ]; }

have && exit 0

sudo=""
if [ "$(id -u)" != 0 ]; then
    sudo="sudo -n"
    $sudo true 2>/dev/null || sudo="none"
fi
if [ "$sudo" = none ] || ! command -v apt-get >/dev/null; then
    echo "The tests need RabbitMQ: install the package rabbitmq-server (version 3.10 or later)." >&2
    exit 1
fi

# Debian starts what it installs, on the default ports; this file is its way of being told not to.
policy=/usr/sbin/policy-rc.d
kept=""
restore() {
    $sudo rm -f "$policy"
    if [ -n "$kept" ]; then $sudo mv "$kept" "$policy"; fi
}
if [ -e "$policy" ] || [ -L "$policy" ]; then
    kept="$policy.psc-kept.$$"
    $sudo mv "$policy" "$kept"
fi
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
$sudo chmod 755 "$policy"

export DEBIAN_FRONTEND=noninteractive
{
    $sudo apt-get update -qq &&
        $sudo apt-get install -qq -y --no-install-recommends rabbitmq-server
} >&2 || true

if ! have; then
    echo "apt-get could not install RabbitMQ: install the package rabbitmq-server by hand." >&2
    exit 1
fi
