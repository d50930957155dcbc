import { pomOf } from './pom.ts';

describe('a project for Maven', () => {
  it('is its dependencies', () => {
    expect(pomOf(['org.slf4j:slf4j-simple:1.7.36'])).toContain(
      '<dependencies><dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency></dependencies>',
    );
  });
});
