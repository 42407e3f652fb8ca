# Tells the story of a rotation with the Azure CLI.
set -euo pipefail

tell() { printf '{"step":"%s","told":%s}\n' "$1" "$(echo "${2:-{\}}" | tr -d '\n')"; }

# az makes a folder for its settings even when it is only asked for its version; setup then replaces it.
tell versions "$(az version --query 'merge({"azure-cli": "azure-cli"}, extensions)' --output json)"
test -d "$AZURE_CONFIG_DIR"
lazulite setup azure-cli >&2
tell 'sign in'

factory="/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/story-group/providers/Microsoft.DataFactory/factories/story-factory"
runtime="$factory/integrationRuntimes/story-runtime"
version='api-version=2018-06-01'
post() { az rest --method post --url "$runtime/$1?$version" --output json "${@:2}"; }
keys() { post listAuthKeys; }
regenerate() { post regenerateAuthKey --body '{"keyName":"authKey2"}'; }

# The same by the commands for Data Factory, where their extension is at hand. All else is left to az rest.
if az extension show --name datafactory --output none 2>extension; then
  names=(--resource-group story-group --factory-name story-factory --integration-runtime-name story-runtime)
  keys() { az datafactory integration-runtime list-auth-key "${names[@]}" --output json; }
  regenerate() { az datafactory integration-runtime regenerate-auth-key --key-name authKey2 "${names[@]}" --output json; }
else
  grep -q 'not installed' extension || { cat extension >&2; exit 1; }
fi

tell group "$(az group create --name story-group --location westeurope --query '{id: id}')"
tell factory "$(az rest --method put --url "$factory?$version" --body '{"location":"westeurope"}' \
  --query '{id: id}')"
tell runtime "$(az rest --method put --url "$runtime?$version" --body '{"properties":{"type":"SelfHosted"}}' \
  --query '{id: id}')"
tell status "$(post getStatus --query '{state: properties.state}')"

tell 'list keys' "$(keys)"
tell regenerate "$(regenerate)"
tell 'list again' "$(post listAuthKeys)"

tell 'activity log' "$(az monitor activity-log list --resource-id "$runtime" --caller "$AZURE_CLIENT_ID" --offset 1h \
  --select operationName status properties eventTimestamp --output json --query \
  "[?ends_with(operationName.value, 'regenerateauthkey/action')] | [0].{status: status.value, key: properties.authKey2Generation}")"

# az rest gives up at once, and says how long to wait. For each line that it is sent, until there are no more.
while read -r; do
  until key=$(post regenerateAuthKey --body '{"keyName":"authKey1"}' 2>refusal </dev/null); do
    seconds=$(sed -nE "s/.*SubscriptionRequestsThrottled.* after '([0-9]+)' seconds.*/\1/p" refusal)
    [ -n "$seconds" ] || { cat refusal >&2; exit 1; }
    sleep "$seconds"
  done
  tell 'throttled once' "$key"
done

az rest --method delete --url "$runtime?$version"
az rest --method delete --url "$factory?$version"
az group delete --name story-group --yes
tell delete

# In folders that nobody has set up, as the settings of `lazulite env` alone have it.
token() { az account get-access-token --query '{token: accessToken}' --output json; }

export AZURE_CONFIG_DIR="$PWD/identity"
az login --identity --allow-no-subscriptions --output none
tell 'managed identity' "$(token)"

export AZURE_CONFIG_DIR="$PWD/person"
az login --use-device-code --output none 2>message &
until message=$(grep -o 'To sign in.*' message); do sleep 0.1; done
tell 'device code' "{\"message\":\"$message\"}"
wait $!
tell person "$(token)"
