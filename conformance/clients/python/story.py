import json
import os
import platform
import sys
from importlib.metadata import version

from azure.identity import ClientSecretCredential, DeviceCodeCredential, ManagedIdentityCredential
from azure.mgmt.datafactory import DataFactoryManagementClient
from azure.mgmt.datafactory.models import Factory, IntegrationRuntimeResource, SelfHostedIntegrationRuntime
from azure.mgmt.resource.resources import ResourceManagementClient

endpoint = os.environ["AZURE_AUTHORITY_HOST"]
subscription = os.environ["AZURE_SUBSCRIPTION_ID"]
scope = f"{endpoint}/.default"
group = "story-group"
factory = (group, "story-factory")
runtime = (*factory, "story-runtime")


def tell(step, **told):
    print(json.dumps({"step": step, "told": told}), flush=True)


def keys(answer):
    return {"authKey1": answer.auth_key1, "authKey2": answer.auth_key2}


packages = ("azure-identity", "azure-mgmt-datafactory", "azure-mgmt-resource")
tell("versions", **{name: version(name) for name in packages}, python=platform.python_version())

authority = {"authority": endpoint, "disable_instance_discovery": True}
credential = ClientSecretCredential(
    os.environ["AZURE_TENANT_ID"],
    os.environ["AZURE_CLIENT_ID"],
    os.environ["AZURE_CLIENT_SECRET"],
    **authority,
)
credential.get_token(scope)
tell("sign in")

at_home = {"base_url": endpoint, "credential_scopes": [scope]}
groups = ResourceManagementClient(credential, subscription, **at_home).resource_groups
client = DataFactoryManagementClient(credential, subscription, **at_home)
factories, runtimes = client.factories, client.integration_runtimes

tell("group", id=groups.create_or_update(group, {"location": "westeurope"}).id)
tell("factory", id=factories.create_or_update(*factory, Factory(location="westeurope")).id)

self_hosted = SelfHostedIntegrationRuntime(type="SelfHosted")
tell("runtime", id=runtimes.create_or_update(*runtime, IntegrationRuntimeResource(properties=self_hosted)).id)
tell("status", state=runtimes.get_status(*runtime).properties.state)

tell("list keys", **keys(runtimes.list_auth_keys(*runtime)))
tell("regenerate", **keys(runtimes.regenerate_auth_key(*runtime, {"keyName": "authKey2"})))
tell("list again", **keys(runtimes.list_auth_keys(*runtime)))

# For each line that it is sent, until there are no more.
for _ in sys.stdin:
    tell("throttled once", **keys(runtimes.regenerate_auth_key(*runtime, {"keyName": "authKey1"})))

runtimes.delete(*runtime)
factories.delete(*factory)
groups.begin_delete(group).result()
tell("delete")

tell("managed identity", token=ManagedIdentityCredential().get_token(scope).token)

person = DeviceCodeCredential(
    prompt_callback=lambda address, code, _: tell("device code", message=f"At {address}, enter the code {code}"),
    **authority,
)
tell("person", token=person.get_token(scope).token)
