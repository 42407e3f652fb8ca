import com.azure.core.credential.TokenRequestContext;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.Region;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.resourcemanager.datafactory.DataFactoryManager;
import com.azure.resourcemanager.datafactory.models.IntegrationRuntimeAuthKeyName;
import com.azure.resourcemanager.datafactory.models.IntegrationRuntimeAuthKeys;
import com.azure.resourcemanager.datafactory.models.IntegrationRuntimeRegenerateKeyParameters;
import com.azure.resourcemanager.datafactory.models.SelfHostedIntegrationRuntime;
import com.azure.resourcemanager.resources.ResourceManager;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the story of a rotation with the SDK for Java. */
public class Story {
    private static final String GROUP = "story-group";
    private static final String FACTORY = "story-factory";
    private static final String RUNTIME = "story-runtime";

    public static void main(String[] args) throws Exception {
        tell("versions", versions());

        var endpoint = System.getenv("AZURE_AUTHORITY_HOST");
        var environment = new AzureEnvironment(Map.of(
            "activeDirectoryEndpointUrl", endpoint,
            "resourceManagerEndpointUrl", endpoint,
            "managementEndpointUrl", endpoint));
        var subscription = System.getenv("AZURE_SUBSCRIPTION_ID");
        var profile = new AzureProfile(System.getenv("AZURE_TENANT_ID"), subscription, environment);
        var credential = new ClientSecretCredentialBuilder()
            .authorityHost(endpoint)
            .disableInstanceDiscovery()
            .tenantId(System.getenv("AZURE_TENANT_ID"))
            .clientId(System.getenv("AZURE_CLIENT_ID"))
            .clientSecret(System.getenv("AZURE_CLIENT_SECRET"))
            .build();
        var scopes = new TokenRequestContext().addScopes(endpoint + "/.default");
        credential.getTokenSync(scopes);
        tell("sign in", Map.of());

        var groups = ResourceManager.authenticate(credential, profile).withSubscription(subscription).resourceGroups();
        var manager = DataFactoryManager.authenticate(credential, profile);
        var runtimes = manager.integrationRuntimes();

        var group = groups.define(GROUP).withRegion(Region.EUROPE_WEST).create();
        tell("group", Map.of("id", group.id()));
        var factory = manager.factories().define(FACTORY)
            .withRegion(Region.EUROPE_WEST).withExistingResourceGroup(GROUP).create();
        tell("factory", Map.of("id", factory.id()));
        var runtime = runtimes.define(RUNTIME)
            .withExistingFactory(GROUP, FACTORY).withProperties(new SelfHostedIntegrationRuntime()).create();
        tell("runtime", Map.of("id", runtime.id()));
        var status = runtimes.getStatus(GROUP, FACTORY, RUNTIME);
        tell("status", Map.of("state", status.properties().state().toString()));

        tell("list keys", keys(runtimes.listAuthKeys(GROUP, FACTORY, RUNTIME)));
        tell("regenerate", keys(runtimes.regenerateAuthKey(GROUP, FACTORY, RUNTIME,
            new IntegrationRuntimeRegenerateKeyParameters().withKeyName(IntegrationRuntimeAuthKeyName.AUTH_KEY2))));
        tell("list again", keys(runtimes.listAuthKeys(GROUP, FACTORY, RUNTIME)));

        // For each line that it is sent, until there are no more.
        for (var lines = new BufferedReader(new InputStreamReader(System.in)); lines.readLine() != null;) {
            tell("throttled once", keys(runtimes.regenerateAuthKey(GROUP, FACTORY, RUNTIME,
                new IntegrationRuntimeRegenerateKeyParameters().withKeyName(IntegrationRuntimeAuthKeyName.AUTH_KEY1))));
        }

        runtimes.delete(GROUP, FACTORY, RUNTIME);
        manager.factories().deleteByResourceGroup(GROUP, FACTORY);
        groups.deleteByName(GROUP);
        tell("delete", Map.of());

        var identity = new ManagedIdentityCredentialBuilder().build();
        tell("managed identity", Map.of("token", identity.getTokenSync(scopes).getToken()));

        var person = new DeviceCodeCredentialBuilder()
            .authorityHost(endpoint)
            .disableInstanceDiscovery()
            .challengeConsumer(challenge -> tell("device code", Map.of("message", challenge.getMessage())))
            .build();
        tell("person", Map.of("token", person.getTokenSync(scopes).getToken()));
    }

    private static Map<String, String> keys(IntegrationRuntimeAuthKeys answer) {
        var keys = new TreeMap<String, String>();
        if (answer.authKey1() != null) keys.put("authKey1", answer.authKey1());
        if (answer.authKey2() != null) keys.put("authKey2", answer.authKey2());
        return keys;
    }

    /** Of the archives that run. */
    private static Map<String, String> versions() {
        var archive = Pattern.compile(".*(azure-identity|azure-resourcemanager-\\w+)-([\\d.]+)\\.jar");
        var versions = Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .map(archive::matcher)
            .filter(match -> match.matches())
            .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (one, other) -> one, TreeMap::new));
        versions.put("java", System.getProperty("java.version"));
        return versions;
    }

    /** No text here has a character that JSON would want escaped. */
    private static void tell(String step, Map<String, String> what) {
        var members = what.entrySet().stream().map(one -> "\"%s\":\"%s\"".formatted(one.getKey(), one.getValue()));
        System.out.printf("{\"step\":\"%s\",\"told\":{%s}}%n", step, members.collect(Collectors.joining(",")));
    }
}
