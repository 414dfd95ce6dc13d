#!/bin/sh
# The tests of papers look at them with the programs of others; this brings those programs.
set -eu

packages="poppler-utils qpdf zbar-tools libnss3-tools openssl softhsm2"

missing() {
    for program in pdftoppm pdffonts pdfsig qpdf zbarimg certutil openssl softhsm2-util; do
        command -v "$program" >/dev/null || echo "$program"
    done
}

[ -z "$(missing)" ] && exit 0

sudo=""
if [ "$(id -u)" != 0 ]; then
    sudo="sudo -n"
    $sudo true 2>/dev/null || sudo="none"
fi
if [ "$sudo" = none ] || ! command -v apt-get >/dev/null; then
    echo "The tests of papers need" $(missing)": install the packages $packages." >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
{
    $sudo apt-get update -qq &&
        $sudo apt-get install -qq -y --no-install-recommends $packages
} >&2 || true

if [ -n "$(missing)" ]; then
    echo "apt-get could not bring" $(missing)": install the packages $packages by hand." >&2
    exit 1
fi
