/** A project that is nothing but its dependencies, given as group:artifact:version. */
export function pomOf(dependencies: readonly string[]): string {
  const entries = dependencies.map((dependency) => {
    const [group, artifact, version] = dependency.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>faxwire</groupId><artifactId>engines</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${entries.join('')}</dependencies>
</project>
`;
}
