import type { Client } from '../client.ts'

/** `azure-resourcemanager-datafactory` and `azure-identity`, of the versions in pom.xml. */
export const java: Client = {
  name: 'java',
  story: 'Story.java',

  prepare: async ({ need, install }) => {
    for (const program of ['bash', 'java', 'keytool', 'mvn']) await need(program)
    // Named whole, so that Maven looks for no newer one.
    await install(['mvn', '-B', '-q', 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies'])
    return (file) => ['bash', 'run.sh', file]
  },
}
