#!/bin/sh
# What the tests need from Debian: PostgreSQL 15, Chromium, poppler, LibreOffice with a font that has Vietnamese.
# Installs them when run as root; otherwise says what to install.
set -eu
packages=""
[ -x /usr/lib/postgresql/15/bin/initdb ] || packages="$packages postgresql"
[ -x /usr/bin/chromium ] || packages="$packages chromium"
command -v soffice >/dev/null 2>&1 || packages="$packages libreoffice-writer"
[ -e /usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf ] || packages="$packages fonts-liberation2"
command -v pdftoppm >/dev/null 2>&1 || packages="$packages poppler-utils"
"${PYTHON:-python3}" -c 'import venv, ensurepip' 2>/dev/null || packages="$packages python3-venv"
[ -z "$packages" ] && exit 0
if [ "$(id -u)" != 0 ]; then
    echo "Cần cài / Please install:  sudo apt-get install -y$packages" >&2
    exit 1
fi
echo "Cài các gói Debian / Installing Debian packages:$packages"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null || { echo "apt-get update không chạy được / failed" >&2; exit 1; }
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $packages >/dev/null \
    || { echo "Không cài được / could not install:$packages" >&2; exit 1; }
