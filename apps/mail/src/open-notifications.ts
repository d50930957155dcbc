import { readFile } from 'node:fs/promises';
import { createEventConsumer, nestLogger, outboundRules, type Configuration } from '@faxwire/platform';
import type { Foundation } from '@faxwire/runtime';
import { NOTIFICATIONS_GROUP, NotificationsModule } from './notifications.module.ts';
import { createNotifications, type NotificationSettings } from './notifications.ts';

/** The consumer that notes which people to tell, and the workers that tell them; nothing where neither mail nor SMS is configured. */
export async function openNotifications({ configuration, database, tenants, faxLog, source, metrics, closing, logger, checks }: Foundation): Promise<void> {
  const { mail, sms } = configuration;
  if (mail.smtpUrl === '' && sms.url === '') return logger.info('notifications are off: neither mail nor sms is configured');
  const notifications = createNotifications({
    database, tenants, faxes: faxLog, settings: await settingsOf(configuration),
    onGivenUp: (channel) => logger.warn({ channel }, 'a notification was given up'),
    onError: (error) => logger.warn({ err: error }, 'a notification will be tried again'),
  });
  const module = NotificationsModule.register(notifications);
  const consumer = await createEventConsumer(module, { source, group: NOTIFICATIONS_GROUP, metrics, logger: nestLogger(logger) });
  await consumer.listen();
  Object.assign(checks, source.checks);
  closing.defer('notifications', () => consumer.close());
}

async function settingsOf(configuration: Configuration): Promise<NotificationSettings> {
  const { mail: { caFile, ...mail }, sms, webhooks: { scheduleSeconds } } = configuration;
  return {
    mail: { ...mail, ...(caFile !== '' && { ca: await readFile(caFile, 'utf8') }) },
    sms, scheduleSeconds, rules: outboundRules(configuration),
  };
}
