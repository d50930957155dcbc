import { ENGINE_VERSIONS } from '@faxwire/local-engines';
import type { ComposeFile } from './compose-file.ts';
import { wrong } from './compose-problem.ts';
import type { Problems } from './compose-problem.ts';

/** What our tests run against comes from elsewhere than these images; it has to be the same release. */
const VERSION_OF_IMAGE: Readonly<Record<string, string>> = {
  'apache/kafka': ENGINE_VERSIONS.kafka,
  'temporalio/auto-setup': ENGINE_VERSIONS.temporal,
  'versity/versitygw': ENGINE_VERSIONS.versitygw,
};

export function engineVersionProblems({ services }: ComposeFile): Problems {
  const images = Object.entries(services).map(([name, { image }]) => {
    const [repository = '', tag = ''] = image.split(':');
    return { name, repository, version: tag.replace(/^v/, '') };
  });
  return Object.entries(VERSION_OF_IMAGE).flatMap(([repository, tested]) => {
    const ours = images.filter((image) => image.repository === repository);
    return [
      ...wrong(ours.length === 0, `nothing runs ${repository}`),
      ...ours.flatMap(({ name, version }) => wrong(version !== tested, `${name}: ${repository} ${version} is not ${tested}, which the tests meet`)),
    ];
  });
}
