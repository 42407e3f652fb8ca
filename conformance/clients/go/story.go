// Tells the story of a rotation with the SDK for Go.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path"
	"runtime/debug"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/datafactory/armdatafactory/v9"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"
)

const group, factory, runtime = "story-group", "story-factory", "story-runtime"

type told map[string]any

func main() {
	ctx := context.Background()
	tell("versions", versions())

	options, credential := signIn()
	scopes := policy.TokenRequestOptions{Scopes: []string{os.Getenv("AZURE_AUTHORITY_HOST") + "/.default"}}
	must(credential.GetToken(ctx, scopes))
	tell("sign in", told{})

	subscription := os.Getenv("AZURE_SUBSCRIPTION_ID")
	groups := must(armresources.NewResourceGroupsClient(subscription, credential, options))
	clients := must(armdatafactory.NewClientFactory(subscription, credential, options))
	factories, runtimes := clients.NewFactoriesClient(), clients.NewIntegrationRuntimesClient()
	location := to.Ptr("westeurope")

	madeGroup := must(groups.CreateOrUpdate(ctx, group, armresources.ResourceGroup{Location: location}, nil))
	tell("group", told{"id": madeGroup.ID})
	madeFactory := must(factories.CreateOrUpdate(ctx, group, factory, armdatafactory.Factory{Location: location}, nil))
	tell("factory", told{"id": madeFactory.ID})
	selfHosted := armdatafactory.SelfHostedIntegrationRuntime{Type: to.Ptr(armdatafactory.IntegrationRuntimeTypeSelfHosted)}
	made := must(runtimes.CreateOrUpdate(ctx, group, factory, runtime, armdatafactory.IntegrationRuntimeResource{Properties: &selfHosted}, nil))
	tell("runtime", told{"id": made.ID})
	status := must(runtimes.GetStatus(ctx, group, factory, runtime, nil))
	tell("status", told{"state": status.Properties.GetIntegrationRuntimeStatus().State})

	list := func() told {
		answer := must(runtimes.ListAuthKeys(ctx, group, factory, runtime, nil))
		return told{"authKey1": answer.AuthKey1, "authKey2": answer.AuthKey2}
	}
	regenerate := func(name armdatafactory.IntegrationRuntimeAuthKeyName) told {
		which := armdatafactory.IntegrationRuntimeRegenerateKeyParameters{KeyName: &name}
		answer := must(runtimes.RegenerateAuthKey(ctx, group, factory, runtime, which, nil))
		return told{"authKey1": answer.AuthKey1, "authKey2": answer.AuthKey2}
	}
	tell("list keys", list())
	tell("regenerate", regenerate(armdatafactory.IntegrationRuntimeAuthKeyNameAuthKey2))
	tell("list again", list())

	// For each line that it is sent, until there are no more.
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		tell("throttled once", regenerate(armdatafactory.IntegrationRuntimeAuthKeyNameAuthKey1))
	}

	must(runtimes.Delete(ctx, group, factory, runtime, nil))
	must(factories.Delete(ctx, group, factory, nil))
	deletion := must(groups.BeginDelete(ctx, group, nil))
	must(deletion.PollUntilDone(ctx, nil))
	tell("delete", told{})

	identity := must(azidentity.NewManagedIdentityCredential(nil))
	tell("managed identity", told{"token": must(identity.GetToken(ctx, scopes)).Token})

	person := must(azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
		ClientOptions:            options.ClientOptions,
		DisableInstanceDiscovery: true,
		UserPrompt: func(_ context.Context, code azidentity.DeviceCodeMessage) error {
			tell("device code", told{"message": code.Message})
			return nil
		},
	}))
	tell("person", told{"token": must(person.GetToken(ctx, scopes)).Token})
}

func signIn() (*arm.ClientOptions, *azidentity.ClientSecretCredential) {
	endpoint := os.Getenv("AZURE_AUTHORITY_HOST")
	options := azcore.ClientOptions{Cloud: cloud.Configuration{
		ActiveDirectoryAuthorityHost: endpoint,
		Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			cloud.ResourceManager: {Endpoint: endpoint, Audience: endpoint},
		},
	}}
	return &arm.ClientOptions{ClientOptions: options}, must(azidentity.NewClientSecretCredential(
		os.Getenv("AZURE_TENANT_ID"), os.Getenv("AZURE_CLIENT_ID"), os.Getenv("AZURE_CLIENT_SECRET"),
		&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: true},
	))
}

func versions() told {
	build, _ := debug.ReadBuildInfo()
	all := told{"go": build.GoVersion}
	for _, module := range build.Deps {
		switch name := path.Base(module.Path); name {
		case "azcore", "azidentity", "armresources":
			all[name] = module.Version
		case "v9":
			all["armdatafactory"] = module.Version
		}
	}
	return all
}

func tell(step string, what told) {
	line := must(json.Marshal(told{"step": step, "told": what}))
	must(os.Stdout.Write(append(line, '\n')))
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
