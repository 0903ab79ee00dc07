#!/bin/sh
# venv.sh PYTHON FOLDER: makes the virtual environment, or says exactly what to install first.
set -eu
python=$1
folder=$2

if ! command -v "$python" > /dev/null; then
    echo "$python was not found. Install Python 3.11 or newer, on Debian or Ubuntu: sudo apt-get install python3" >&2
    exit 1
fi
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed, and $python is $version. Name a newer one: make PYTHON=python3.12 …" >&2
    exit 1
fi
# Debian and Ubuntu ship the module that makes environments in a package of its own.
if ! "$python" -c 'import venv, ensurepip' 2> /dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        apt-get update -qq
        apt-get install -y -qq "python$version-venv"
    else
        echo "Python's venv module is missing. Install it with: sudo apt-get install python$version-venv" >&2
        exit 1
    fi
fi
"$python" -m venv "$folder"
