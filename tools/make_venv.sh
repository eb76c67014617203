#!/bin/sh
# make_venv.sh PYTHON LOCKFILE [FOLDER]: FOLDER (.venv) holds exactly hashed packages of LOCKFILE and this checkout.
set -eu
python=$1 lock=$2 venv=${3:-.venv}
stop() { echo "$1" >&2; exit 1; }
command -v "$python" >/dev/null 2>&1 || stop "Không tìm thấy $python. Cài bằng: apt-get install python3 python3-venv / $python is missing."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Cần Python 3.11 trở lên / Python 3.11 or newer is needed."
"$python" -c 'import venv, ensurepip' 2>/dev/null || stop "Thiếu mô-đun venv. Cài bằng: apt-get install python3-venv / The venv module is missing."
[ -w . ] || stop "Thư mục $(pwd) không ghi được / This folder is read-only: make cannot build $venv here."
if [ ! -x "$venv/bin/python" ]; then
    echo "Tạo môi trường $venv (lần đầu khoảng một phút) / Creating $venv (about a minute, once)"
    "$python" -m venv "$venv" || stop "Không tạo được $venv / Could not create $venv."
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt \
    || stop "Không tải được gói cài đặt: kiểm tra mạng hoặc kho gói của pip / Packages could not be fetched: check the network or pip's index."
UV_PYTHON="$venv/bin/python" "$venv/bin/uv" pip install --quiet --require-hashes -r "$lock" \
    || stop "Không cài được các gói trong $lock / Packages of $lock could not be installed."
if [ "$venv" = .venv ]; then
    UV_PYTHON="$venv/bin/python" "$venv/bin/uv" pip install --quiet --no-deps --no-build-isolation --offline -e .
fi
