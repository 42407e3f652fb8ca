# Tells the story of a rotation with curl, which asks again after a 429 when it is told to.
set -euo pipefail

group="$AZURE_AUTHORITY_HOST/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/story-group"
factory="$group/providers/Microsoft.DataFactory/factories/story-factory"
runtime="$factory/integrationRuntimes/story-runtime"

tell() { printf '{"step":"%s","told":%s}\n' "$1" "${2:-{\}}"; }
# Reads compact JSON, and prints the text of the first member with that name.
member() { grep -oE "\"$1\":\"[^\"]*" | head -n 1 | cut -d '"' -f 4; }
# What an attempt answers replaces what the one before has, as it would not in a pipe.
azure() {
  curl -sS --fail-with-body --retry 3 -o answer.json \
    -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -X "$1" "$2" "${@:3}" </dev/null ||
    { cat answer.json >&2; return 1; }
  cat answer.json
}

tell versions "{\"curl\":\"$(curl --version | sed -nE '1s/curl ([^ ]+).*/\1/p')\"}"

token=$(curl -sS --fail-with-body "$AZURE_AUTHORITY_HOST/$AZURE_TENANT_ID/oauth2/v2.0/token" \
  -d grant_type=client_credentials -d scope=https://management.azure.com/.default \
  --data-urlencode "client_id=$AZURE_CLIENT_ID" --data-urlencode "client_secret=$AZURE_CLIENT_SECRET" | member access_token)
tell 'sign in'

id=$(azure PUT "$group?api-version=2021-04-01" -d '{"location":"westeurope"}' | member id)
tell group "{\"id\":\"$id\"}"
id=$(azure PUT "$factory?api-version=2018-06-01" -d '{"location":"westeurope"}' | member id)
tell factory "{\"id\":\"$id\"}"
id=$(azure PUT "$runtime?api-version=2018-06-01" -d '{"properties":{"type":"SelfHosted"}}' | member id)
tell runtime "{\"id\":\"$id\"}"
state=$(azure POST "$runtime/getStatus?api-version=2018-06-01" | member state)
tell status "{\"state\":\"$state\"}"

tell 'list keys' "$(azure POST "$runtime/listAuthKeys?api-version=2018-06-01")"
tell regenerate "$(azure POST "$runtime/regenerateAuthKey?api-version=2018-06-01" -d '{"keyName":"authKey2"}')"
tell 'list again' "$(azure POST "$runtime/listAuthKeys?api-version=2018-06-01")"

# For each line that it is sent, until there are no more.
while read -r; do
  tell 'throttled once' "$(azure POST "$runtime/regenerateAuthKey?api-version=2018-06-01" -d '{"keyName":"authKey1"}')"
done

azure DELETE "$runtime?api-version=2018-06-01"
azure DELETE "$factory?api-version=2018-06-01"
azure DELETE "$group?api-version=2021-04-01"
tell delete
