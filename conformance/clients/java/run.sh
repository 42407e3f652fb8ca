# Runs a program. Java keeps the authorities that it trusts in a store of its own, which this makes first.
set -euo pipefail
[ -f trusted.p12 ] || keytool -importcert -noprompt -alias lazulite -file "$SSL_CERT_FILE" \
  -keystore trusted.p12 -storetype PKCS12 -storepass changeit >&2
exec java -Djavax.net.ssl.trustStore=trusted.p12 -Djavax.net.ssl.trustStorePassword=changeit -cp 'target/dependency/*' "$1"
