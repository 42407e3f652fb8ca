# Tells the story of a rotation with Terraform. What it has no word for, status and regeneration, curl does.
set -euo pipefail

runtime="$AZURE_AUTHORITY_HOST/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/story-group/providers/Microsoft.DataFactory/factories/story-factory/integrationRuntimes/story-runtime"
resource=azurerm_data_factory_integration_runtime_self_hosted.story

tell() { printf '{"step":"%s","told":%s}\n' "$1" "${2:-{\}}"; }
member() { grep -oE "\"$1\": ?\"[^\"]*" | head -n 1 | cut -d '"' -f 4; }
terraform_quietly() { terraform "$@" -auto-approve -input=false -no-color </dev/null >&2; }
id() { printf '{"id":"%s"}' "$(terraform output -raw "$1")"; }
keys() { printf '{"authKey1":"%s","authKey2":"%s"}' "$(terraform output -raw authKey1)" "$(terraform output -raw authKey2)"; }
post() { curl -sS --fail-with-body -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -X POST "$runtime/$1?api-version=2018-06-01" "${@:2}"; }

tell versions "{\"terraform\":\"$(terraform version -json | member terraform_version)\",\"azurerm\":\"$(terraform version -json | member registry.terraform.io/hashicorp/azurerm)\"}"

token=$(curl -sS --fail-with-body "$AZURE_AUTHORITY_HOST/$AZURE_TENANT_ID/oauth2/v2.0/token" \
  -d grant_type=client_credentials -d scope=https://management.azure.com/.default \
  --data-urlencode "client_id=$AZURE_CLIENT_ID" --data-urlencode "client_secret=$AZURE_CLIENT_SECRET" | member access_token)
terraform plan -input=false -no-color </dev/null >&2
tell 'sign in'

terraform_quietly apply -target=azurerm_resource_group.story
tell group "$(id group)"
terraform_quietly apply -target=azurerm_data_factory.story
tell factory "$(id factory)"
terraform_quietly apply
tell runtime "$(id runtime)"
tell status "{\"state\":\"$(post getStatus -d '' | member state)\"}"

tell 'list keys' "$(keys)"
tell regenerate "$(post regenerateAuthKey -d '{"keyName":"authKey2"}')"
terraform_quietly apply -refresh-only
tell 'list again' "$(keys)"

# A runtime that is made anew has new keys. For each line that it is sent, until there are no more.
while read -r; do
  terraform_quietly apply -replace="$resource"
  tell 'throttled once' "{\"authKey1\":\"$(terraform output -raw authKey1)\"}"
done

terraform_quietly destroy
tell delete
