# Runs a script with the az that was installed here, if one was.
export PATH="$PWD/.venv/bin:$PATH"
# The person's own extensions: AZURE_CONFIG_DIR would have az look for them in the folder of the server.
export AZURE_EXTENSION_DIR="${AZURE_EXTENSION_DIR:-$HOME/.azure/cliextensions}"
exec bash "$1"
