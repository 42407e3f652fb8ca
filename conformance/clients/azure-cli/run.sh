# Runs a script with the az that was installed here, if one was.
export PATH="$PWD/.venv/bin:$PATH"
exec bash "$1"
